"""Charts as Vega-Lite: plain words in titles and tips, colours after Okabe and Ito, nothing hangs on colour alone."""

from __future__ import annotations

import datetime
import importlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from hmtn_ingest.collection.due import STANDINGS, Slice, Standing, standing
from hmtn_ingest.collection.due_words import say_day, say_slice
from hmtn_ingest.collection.figures import unit_name
from hmtn_ingest.collection.figures_words import say_period
from hmtn_ingest.collection.plan_result_pair import PlanResultPair
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_number
from parsers.records import Number
from parsers.text import shorten

SLICE = "slice"
"""The selection of a time line; its values are the first days of slices, as ISO dates, in the field of this name."""

_COLOURS: dict[Standing, str] = {
    "old": "#7d3c00",
    "late": "#d55e00",
    "week": "#e69f00",
    "month": "#56b4e9",
    "later": "#0072b2",
    "done": "#b9bec4",
}
"""In the order of time."""
_INK = "#1f2328"
_SOFT = "#5b636c"
_NAMED = 3  # deadlines that a tip names


def say_standing(name: Standing, language: Language = "vi") -> str:
    return say(f"standing.{name}", language)


def timeline_chart(slices: Sequence[Slice], today: datetime.date, language: Language = "vi") -> Any:
    """How many deadlines fall due in each stretch of time, by standing, with today as a line.

    A click on a bar selects its slice (see :data:`SLICE`). Its colours are told by :func:`timeline_legend`, as the
    legend of a chart breaks no lines.
    """
    values = [value for one in slices for value in _bars(one, language)]
    colours = dict(timeline_legend(slices, language))
    scale = alt.Scale(domain=[*colours], range=[*colours.values()])
    highest = max((value["to"] for value in values), default=1)
    months = bool(slices) and (slices[0].after - slices[0].first).days > 7
    pick = alt.selection_point(name=SLICE, fields=[SLICE])
    bars = (
        alt.Chart(_data(values))
        .mark_bar(stroke="#fff", strokeWidth=1, cursor="pointer")
        .encode(
            x=alt.X(
                "first:T",
                title=None,
                axis=alt.Axis(format="%m/%Y" if months else "%d/%m/%Y", labelOverlap=True, tickCount=10, grid=False),
            ),
            x2="after:T",
            y=alt.Y(
                "from:Q",
                title=say("chart.deadlines", language),
                scale=alt.Scale(domain=[0, max(highest, 3) * 1.3], nice=False),
                axis=alt.Axis(tickMinStep=1, tickCount=3, format="d", gridColor="#ececea"),
            ),
            y2="to:Q",
            color=alt.Color("standing:N", title=None, scale=scale, legend=None),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("said:N", title=say("chart.when", language)),
                alt.Tooltip("standing:N", title=say("chart.state", language)),
                alt.Tooltip("count:Q", title=say("chart.count", language)),
                *(alt.Tooltip(f"what{number}:N", title=f"{number}") for number in range(1, _NAMED + 1)),
            ],
        )
        .add_params(pick)
    )
    now = [{"day": f"{today}T00:00:00", "said": say("chart.today", language, day=say_day(today, language))}]
    rule = alt.Chart(_data(now)).mark_rule(color=_INK, strokeDash=[4, 3]).encode(x="day:T")
    label = (
        alt.Chart(_data(now))
        .mark_text(align="left", baseline="top", dx=4, color=_INK, fontSize=11)
        .encode(x="day:T", y=alt.value(0), text="said:N")
    )
    return (bars + rule + label).properties(height=150).configure_view(stroke=None)


def timeline_legend(slices: Sequence[Slice], language: Language = "vi") -> list[tuple[str, str]]:
    """What each colour of a time line means, in the order of time: [("quá hạn tới 30 ngày", "#d55e00"), …]."""
    present = {standing(task) for one in slices for task in one.tasks}
    return [(say_standing(name, language), colour) for name, colour in _COLOURS.items() if name in present]


def _data(values: list[dict[str, Any]]) -> Any:
    """Altair looks at pandas as it finds it, even where another page is half through loading it; this waits for all."""
    importlib.import_module("pandas")
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def _bars(one: Slice, language: Language) -> list[dict[str, Any]]:
    """The bar of one slice, cut by standing."""
    counts = Counter(standing(task) for task in one.tasks)
    bars: list[dict[str, Any]] = []
    height = 0
    for name in STANDINGS:
        if not counts[name]:
            continue
        named = [task.entry for task in one.tasks if standing(task) == name]
        shown = [_short(f"{entry.summary.name}: {entry.action}") for entry in named[:_NAMED]]
        bars.append(
            {
                SLICE: one.first.isoformat(),
                "first": f"{one.first}T00:00:00",
                "after": f"{one.after}T00:00:00",
                "from": height,
                "to": height + counts[name],
                "standing": say_standing(name, language),
                "said": say_slice(one, language),
                "count": counts[name],
                **{f"what{number}": text for number, text in enumerate([*shown, "", "", ""][:_NAMED], 1)},
            }
        )
        height += counts[name]
    return bars


def _short(text: str) -> str:
    return shorten(text, 90)


_FIGURES: dict[Language, str] = {
    "vi": "replace(format(datum.value, ',~f'), /,/g, '.')",
    "en": "format(datum.value, ',~f')",
}
_BARS_END = "width - 130"
"""Behind the bars there is room for their numbers."""
_PLAN, _RESULT = "#cfe3f1", "#0072b2"


def plan_vs_result_chart(pairs: Sequence[PlanResultPair], language: Language = "vi") -> Any:
    """Plan as a light bar with a line around it, result as a dark bar inside it, numbers and percentage beside both.

    All pairs have one measure. A bar whose number nobody has reviewed is hatched.
    """
    names = [_unique(pair, pairs, language) for pair in pairs]
    named = list(zip(names, pairs, strict=True))
    sides = [say("chart.planned", language), say("chart.reached", language)]
    colours = alt.Scale(domain=sides, range=[_PLAN, _RESULT])
    ends = [max(pair.plan or 0, pair.result or 0) for pair in pairs]
    values = [
        {
            "said": name,
            "plan": pair.plan,
            "result": pair.result,
            "end": end,
            "label": _label(pair, language),
            "planned": sides[0],
            "reached": sides[1],
        }
        for name, pair, end in zip(names, pairs, ends, strict=True)
    ]
    unit = pairs[0].measure.unit
    x = alt.Scale(domain=[0, max(ends, default=0) or 1], range=[0, alt.ExprRef(_BARS_END)], nice=False)
    base = alt.Chart(_data(values)).encode(
        y=alt.Y("said:N", sort=names, title=None, axis=alt.Axis(labelLimit=330, labelColor=_INK)),
        tooltip=[
            alt.Tooltip("said:N", title=say("chart.body", language)),
            alt.Tooltip("plan:Q", title=say("chart.plan", language)),
            alt.Tooltip("result:Q", title=say("chart.result", language)),
        ],
    )
    legend = alt.Legend(orient="top", direction="horizontal", symbolStrokeWidth=0.8, offset=2)
    plan = base.mark_bar(height=17, stroke=_RESULT, strokeWidth=0.8).encode(
        x=alt.X("plan:Q", title=unit, scale=x, axis=alt.Axis(gridColor="#ececea", labelExpr=_FIGURES[language])),
        color=alt.Color("planned:N", scale=colours, legend=legend, title=None),
    )
    result = base.mark_bar(height=8).encode(
        x=alt.X("result:Q", scale=x), color=alt.Color("reached:N", scale=colours, legend=legend, title=None)
    )
    label = base.mark_text(align="left", dx=6, color=_SOFT, fontSize=11).encode(
        x=alt.X("end:Q", scale=x), text="label:N"
    )
    step = (max(ends, default=0) or 1) / _STROKES
    unseen = [
        _hatching(
            [(name, pair.plan) for name, pair in named if not pair.is_plan_reviewed], names, x, step, 15, _RESULT
        ),
        _hatching(
            [(name, pair.result) for name, pair in named if not pair.is_result_reviewed], names, x, step, 8, "#fff"
        ),
    ]
    return (plan + unseen[0] + result + unseen[1] + label).properties(height=alt.Step(23)).configure_view(stroke=None)


_STROKES = 110  # of the longest bar


def _hatching(
    bars: Sequence[tuple[str, Number | None]], names: Sequence[str], scale: Any, step: float, height: int, colour: str
) -> Any:
    """Strokes across bars that begin at nought."""
    values = [
        {"said": name, "at": step * (number + 0.5)}
        for name, length in bars
        for number in range(int((length or 0) / step))
    ]
    return (
        alt.Chart(_data(values))
        .mark_point(shape="M-0.5,1L0.5,-1", size=height**2, stroke=colour, strokeWidth=1, opacity=0.7)
        .encode(x=alt.X("at:Q", scale=scale), y=alt.Y("said:N", sort=names))
    )


def _unique(pair: PlanResultPair, pairs: Sequence[PlanResultPair], language: Language) -> str:
    """The name of a body, with its period where the pairs have several, and its unit where two have one name."""
    name = pair.body_name
    if len({other.period for other in pairs}) > 1:
        name += f" · {say_period(pair.period, language)}"
    same = [other for other in pairs if (other.body_name, other.period) == (pair.body_name, pair.period)]
    if len(same) > 1:
        home = unit_name(pair.who.home) if pair.who.home else None
        name += f" ({home or same.index(pair) + 1})"
    return name


def _label(pair: PlanResultPair, language: Language) -> str:
    if pair.result is None:
        return "" if pair.plan is None else say_number(pair.plan, language)
    if pair.plan is None:
        return say_number(pair.result, language)
    numbers = f"{say_number(pair.result, language)}/{say_number(pair.plan, language)}"
    return numbers if pair.percent is None else f"{numbers} · {say_number(pair.percent, language)} %"
