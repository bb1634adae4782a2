"""Chỉ tiêu: what is planned, shared out and reached, over all documents."""

from __future__ import annotations

import functools
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from hmtn_ingest import exports
from hmtn_ingest.collection.charts import plan_vs_result_chart
from hmtn_ingest.collection.figures import Figure, Measure, Period, unit_name
from hmtn_ingest.collection.figures_words import say_figure, say_kind, say_level, say_measure, say_period
from hmtn_ingest.collection.home import LEVELS
from hmtn_ingest.collection.plan_result_pair import PlanResultPair, Reason, Total
from hmtn_ingest.collection.plan_vs_result import PlanVsResult
from hmtn_ingest.exports.figures_csv import figures_table
from hmtn_ingest.i18n import Language
from hmtn_ingest.i18n.phrases import say_number
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Documents
from hmtn_ingest.web.pages import across, shell
from hmtn_ingest.web.pages.body_picker import body_picker
from hmtn_ingest.web.pages.figure_list import place_of, show_below, show_figures, show_listing
from hmtn_ingest.web.pages.listing import Act, Column, ListingRow, Words
from parsers.mentions.bodies.identity import concern
from parsers.records import BodyLevel, BodyRef, Number

_BARS = 12  # bodies that a chart shows
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

say = shell.texts("page.targets")


@st.cache_resource(max_entries=16, show_spinner=False)
def _compared(
    address: str, heads: tuple[tuple[int, ...], ...], numbers: frozenset[int], _figures: list[Figure]
) -> PlanVsResult:
    return PlanVsResult(_figures)


def page() -> None:
    shell.page_head(say("title"), say("lead"))
    gathered = across.gather()
    if not any(one.figures for one in gathered):
        shell.empty(say("no-lines" if gathered else "no-documents"))
        return
    first, second = st.columns((4, 4, 4)), st.columns((4, 4, 4), vertical_alignment="bottom")
    with first[2]:
        numbers = across.choose_documents([one.summary for one in gathered if one.figures], "target_papers")
    figures = [figure for one in gathered if one.summary.document in numbers for figure in one.figures]
    plan_vs_result = _compared(shell.all_documents().address, across.heads(), frozenset(numbers), figures)
    with first[1]:
        body = _body(gathered)
    concerned = _concerned(body)
    figures = [figure for figure in figures if concerned(figure)]
    with first[0]:
        measure = _measure(figures, plan_vs_result)
    figures = [figure for figure in figures if figure.measure == measure]
    with second[0]:
        period = _period(figures)
    figures = [figure for figure in figures if period in (None, figure.period)]
    if measure is None or not figures:
        shell.empty(say("nothing"))
        return
    pairs = _pairs(plan_vs_result, measure, period, concerned)
    with second[1]:
        level = _level(pairs)
    with second[2], st.container(horizontal=True, gap="small"):
        _downloads(figures, numbers)
    view, aside = _view(figures, plan_vs_result)
    if view == "totals":
        totals = [total for one in _periods(figures) for total in plan_vs_result.totals(measure, one)]
        _show_totals([total for total in totals if concerned(total)])
    elif view == "lines":
        show_figures([(figure, None) for figure in figures], "target_lines")
    elif view == "aside":
        show_figures(aside, "target_aside")
    else:
        _show_level(pairs, aside, level)


def _show_level(
    pairs: Sequence[PlanResultPair],
    aside: Sequence[tuple[Figure, Reason | None]],
    level: BodyLevel | Literal["any"] | None,
) -> None:
    _show_pairs([pair for pair in pairs if level in ("any", pair.level)])
    show_below([(figure, reason) for figure, reason in aside if level in ("any", figure.level)])


def _body(gathered: Sequence[across.Gathered]) -> str | None:
    def choose(name: str | None) -> None:
        st.session_state["target_body"] = name

    chosen: str | None = st.session_state.get("target_body")
    names = across.offered(gathered)
    body_picker(
        say("body"),
        chosen,
        names,
        choose,
        key="target_body_field",
        placeholder=say("body-any"),
        help=say("body-help"),
        places=False,
    )
    return chosen


def _concerned(body: str | None) -> Callable[[Figure | Total], bool]:
    """Whether a number is that of a body, or of those that its own documents give numbers to."""
    if not body:
        return lambda one: True

    @functools.cache
    def same(name: str) -> bool:
        return concern(body, [BodyRef(name=name, canonical=name, kind="other")]) == "named"

    def concerned(one: Figure | Total) -> bool:
        home = one.home if isinstance(one, Figure) else None
        return same(one.body_name) or (home is not None and same(unit_name(home.identity) or home.identity.office))

    return concerned


def _pairs(
    plan_vs_result: PlanVsResult, measure: Measure, period: Period | None, concerned: Callable[[Figure | Total], bool]
) -> list[PlanResultPair]:
    """The pairs of a measure, narrowed to a period and to the body that is asked for."""
    found = [pair for pair in plan_vs_result.pairs if pair.measure == measure and period in (None, pair.period)]
    return [pair for pair in found if any(map(concerned, (*pair.plans, *pair.results)))]


def _measure(figures: Sequence[Figure], plan_vs_result: PlanVsResult) -> Measure | None:
    """What is counted: first what most plans and results can be compared in, then what most numbers are of."""
    counts = Counter(figure.measure for figure in figures)
    compared = Counter(pair.measure for pair in plan_vs_result.pairs if pair.percent is not None)
    order = sorted(counts, key=lambda measure: (-compared[measure], -counts[measure], measure.unit))
    return st.selectbox(
        say("measure"), order, format_func=lambda one: f"{say_measure(one, shell.language())} – {counts[one]}"
    )


def _periods(figures: Sequence[Figure]) -> list[Period]:
    """The periods of the figures, the latest first."""
    found = dict.fromkeys(figure.period for figure in figures if figure.period)
    return sorted(found, key=lambda period: (period.last, period.first, period.round or ""), reverse=True)


def _period(figures: Sequence[Figure]) -> Period | None:
    return st.selectbox(
        say("period"),
        [None, *_periods(figures)],
        format_func=lambda one: say_period(one, shell.language()) if one else say("period-any"),
    )


def _level(pairs: Sequence[PlanResultPair]) -> BodyLevel | Literal["any"] | None:
    present = {pair.level for pair in pairs}
    levels: list[BodyLevel | Literal["any"] | None] = ["any"]
    levels += [one for one in (*reversed(LEVELS), None) if one in present]
    return st.selectbox(
        say("level"),
        levels,
        format_func=lambda one: say("level-any") if one == "any" else say_level(one, shell.language()),
    )


def _view(figures: Sequence[Figure], plan_vs_result: PlanVsResult) -> tuple[str, list[tuple[Figure, Reason | None]]]:
    """Which view is asked for; what could not be compared, as its number stands in the choice."""
    shown = set(map(id, figures))
    aside: list[tuple[Figure, Reason | None]] = [pair for pair in plan_vs_result.set_aside if id(pair[0]) in shown]
    counts = {"lines": f" ({len(figures)})", "aside": f" ({len(aside)})"}
    view: str | None = st.segmented_control(
        say("view"),
        ("pairs", "totals", "lines", "aside"),
        default="pairs",
        format_func=lambda one: say(f"view-{one}") + counts.get(one, ""),
        required=True,
        key="target_view",
        label_visibility="collapsed",
    )
    return view or "pairs", aside


def _show_pairs(pairs: Sequence[PlanResultPair]) -> None:
    """The chart and the list of plan against result; what has both comes first."""
    order = sorted(pairs, key=lambda pair: (pair.percent is None, pair.plan is None, -(pair.plan or 0)))
    whole = [pair for pair in order if not pair.is_occasion]
    drawn = [pair for pair in whole if pair.plan is not None or pair.result is not None][:_BARS]
    if drawn:
        with st.container(key="target-chart"):
            st.altair_chart(plan_vs_result_chart(drawn, shell.language()), alt=say("view-pairs"))
            unseen = not all(pair.is_plan_reviewed and pair.is_result_reviewed for pair in drawn)
            notes = [say("hatched")] if unseen else []
            if len(drawn) < len(whole):
                notes.append(say("bars", shown=len(drawn), all=len(whole)))
            if notes:
                shell.show_text(" ".join(notes), tag="p")
    elif not order:
        shell.empty(say("no-bars"))
        return
    columns = (
        Column(say("body"), "minmax(0, 2fr)"),
        Column(say("period"), "minmax(0, 1fr)"),
        Column(say("plan"), "minmax(0, 1.1fr)"),
        Column(say("result"), "minmax(0, 1.1fr)"),
        Column(say("percent"), "minmax(0, 1.3fr)"),
    )
    rows = [_pair_row(pair) for pair in whole]
    if occasions := [_pair_row(pair) for pair in order if pair.is_occasion]:
        rows += [ListingRow("occasions", heading=f"{say('occasions')} ({len(occasions)})"), *occasions]
    show_listing(columns, rows, "target_pairs")


def _pair_row(pair: PlanResultPair) -> ListingRow:
    language = shell.language()
    body = [Words(pair.body_name, "lead"), Words(say_level(pair.level, language), "soft")]
    if any(figure.assumed for figure in (*pair.plans, *pair.results)):
        body.append(Words(say("assumed"), "soft"))
    percent = [Words(f"{say_number(pair.percent, language)} %" if pair.percent is not None else "", "lead")]
    stated = {figure.ratio for figure in pair.results if figure.ratio is not None}
    if pair.percent is not None:
        percent.append(Words(say("ours"), "soft"))
    percent += [Words(f"{say('stated-percent')} {say_number(ratio, language)} %", "soft") for ratio in sorted(stated)]
    for note in pair.notes:
        said = say(f"note-{note}")
        if note == "part-of-period" and pair.reported:
            said += f" {say_period(pair.reported, language)}"
        percent.append(Words(said, "warn" if note in ("plans-differ", "results-differ") else "soft"))
    acts = [Act("plan", say("see-plan"))] if pair.plans else []
    acts += [Act("result", say("see-result"))] if pair.results else []
    key = "|".join(place_of(figures[0]) if figures else "" for figures in (pair.plans, pair.results))
    cells = (
        body,
        [Words(say_period(pair.period, language))],
        _numbers(pair.plan, pair.plans),
        _numbers(pair.result, pair.results),
        percent,
    )
    return ListingRow(key, cells, acts)


def _numbers(number: Number | None, figures: Sequence[Figure]) -> list[Words]:
    """The number that counts, and each number as its document says it where that is more than the bare number."""
    language = shell.language()
    words = [Words(say_number(number, language), "lead")] if number is not None else []
    for said, documents in _by_words(figures).items():
        words.append(Words(f"{said} – {', '.join(documents)}", "soft"))
    return words


def _by_words(figures: Sequence[Figure]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for figure in figures:
        kind = "" if figure.kind == "result" else say_kind(figure.kind, shell.language())
        names = said.setdefault(f"{kind} {say_figure(figure, shell.language())}".strip(), [])
        if figure.summary.name not in names:
            names.append(figure.summary.name)
    return said


def _show_totals(totals: Sequence[Total]) -> None:
    if not totals:
        shell.empty(say("no-totals"))
        return
    columns = (
        Column(say("unit"), "minmax(0, 1.6fr)"),
        Column(say("period"), "minmax(0, 1fr)"),
        Column(f"{say('plan')}: {say('stated')}", "minmax(0, 1fr)"),
        Column(f"{say('plan')}: {say('summed')}", "minmax(0, 1.3fr)"),
        Column(f"{say('result')}: {say('stated')}", "minmax(0, 1fr)"),
        Column(f"{say('result')}: {say('summed')}", "minmax(0, 1.3fr)"),
    )
    show_listing(columns, [_total_row(total) for total in totals], "target_totals")


def _total_row(total: Total) -> ListingRow:
    language = shell.language()

    def number(value: Number | None) -> Words:
        return Words("–" if value is None else say_number(value, language), "lead" if value is not None else "soft")

    def parts(count: int) -> Words:
        return Words(say("of-parts", n=count) if count else "", "soft")

    summed = [number(total.summed_plan), parts(total.plan_parts)]
    if total.differs:
        summed.append(Words(say("differs"), "warn"))
    elif not total.omitted and total.stated_plan is not None and total.summed_plan is not None:
        summed.append(Words(say("matches"), "good"))
    if total.omitted:
        summed.append(Words(f"{say('omitted')}: {', '.join(total.omitted)}", "warn"))
    reached = [number(total.summed_result), parts(total.result_parts)]
    if total.missing:
        reached.append(Words(f"{say('missing')}: {', '.join(total.missing)}", "soft"))
    unit = [Words(total.body_name, "lead"), Words(say_level(total.level, language), "soft")]
    period = [Words(say_period(total.period, language))]
    cells = (unit, period, [number(total.stated_plan)], summed, [number(total.stated_result)], reached)
    if not total.plans:
        return ListingRow(f"{total.body_name} {total.period}", cells)
    return ListingRow(place_of(total.plans[0]), cells, [Act("plan", say("see"))])


def _downloads(figures: list[Figure], numbers: set[int]) -> None:
    helped, language = say("download-help"), shell.language()
    st.download_button(
        say("csv"), lambda: figures_table(figures, language), "chi-tieu.csv", "text/csv", help=helped, on_click="ignore"
    )
    if not any(form.name == "xlsx" for form in exports.EXPORTS):
        return
    documents, actor = shell.all_documents(), shell.actor()
    several = len(numbers) > 1
    st.download_button(
        say("xlsx"),
        lambda: _workbooks(documents, actor, sorted(numbers), language),
        "chi-tieu.zip" if several else "chi-tieu.xlsx",
        "application/zip" if several else _XLSX,
        help=helped,
        on_click="ignore",
    )


def _workbooks(documents: Documents, actor: Actor, numbers: Sequence[int], language: Language) -> bytes:
    files = exports.export((documents.open(document, actor) for document in numbers), "xlsx", language=language)
    if len(numbers) == 1:
        return files[0].data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.data)
    return packed.getvalue()
