"""Charts as Vega-Lite: plain words in titles and tips, colours after Okabe and Ito, nothing hangs on colour alone."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from hmtn_ingest.review.agenda import STANDINGS, Slice, Standing, standing
from hmtn_ingest.review.agenda_words import say_day, say_slice
from hmtn_ingest.review.wording import Language

SLICE = "slice"
"""The selection of a time line; its values are the first days of slices, as ISO dates, in the field of this name."""

_STANDINGS: dict[Standing, tuple[str, str, str]] = {
    "late": ("quá hạn tới 30 ngày", "overdue up to 30 days", "#d55e00"),
    "week": ("7 ngày tới", "next 7 days", "#e69f00"),
    "month": ("30 ngày tới", "next 30 days", "#56b4e9"),
    "later": ("sau đó", "later", "#0072b2"),
    "old": ("quá hạn lâu hơn", "overdue for longer", "#7d3c00"),
    "done": ("đã xong", "done", "#b9bec4"),
}
_INK = "#1f2328"
_SOFT = "#5b636c"
_NAMED = 3  # deadlines that a tip names


def say_standing(name: Standing, language: Language = "vi") -> str:
    words = {**_STANDINGS, "undated": ("chưa rõ ngày", "no clear day", "")}[name]
    return words[language == "en"]


def timeline_chart(slices: Sequence[Slice], today: datetime.date, language: Language = "vi") -> Any:
    """How many deadlines fall due in each stretch of time, by standing, with today as a line.

    A click on a bar selects its slice (see :data:`SLICE`).
    """
    english = language == "en"
    values = [value for one in slices for value in _bars(one, language)]
    present = [name for name in STANDINGS if name != "undated" and any(v["order"] == _order(name) for v in values)]
    scale = alt.Scale(domain=[say_standing(n, language) for n in present], range=[_STANDINGS[n][2] for n in present])
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
                title="deadlines" if english else "số thời hạn",
                scale=alt.Scale(domain=[0, max(highest, 3)]),
                axis=alt.Axis(tickMinStep=1, tickCount=4, format="d", gridColor="#ececea"),
            ),
            y2="to:Q",
            color=alt.Color(
                "standing:N", title=None, scale=scale, legend=alt.Legend(orient="top", direction="horizontal", offset=2)
            ),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("said:N", title="When" if english else "Khi nào"),
                alt.Tooltip("standing:N", title="State" if english else "Tình trạng"),
                alt.Tooltip("count:Q", title="Deadlines" if english else "Số thời hạn"),
                *(alt.Tooltip(f"what{number}:N", title=f"{number}") for number in range(1, _NAMED + 1)),
            ],
        )
        .add_params(pick)
    )
    now = [{"day": f"{today}T00:00:00", "said": f"{'today' if english else 'hôm nay'} {say_day(today, language)}"}]
    rule = alt.Chart(_data(now)).mark_rule(color=_INK, strokeDash=[4, 3]).encode(x="day:T")
    label = (
        alt.Chart(_data(now))
        .mark_text(align="left", baseline="top", dx=4, color=_INK, fontSize=11)
        .encode(x="day:T", y=alt.value(0), text="said:N")
    )
    return (bars + rule + label).properties(height=130).configure_view(stroke=None)


def _data(values: list[dict[str, Any]]) -> Any:
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def _order(name: Standing) -> int:
    return STANDINGS.index(name)


def _bars(one: Slice, language: Language) -> list[dict[str, Any]]:
    """The bar of one slice, cut by standing."""
    counts = Counter(standing(task) for task in one.tasks)
    bars: list[dict[str, Any]] = []
    height = 0
    for name in STANDINGS:
        if not counts[name]:
            continue
        named = [task.entry for task in one.tasks if standing(task) == name]
        shown = [_short(f"{entry.paper.name}: {entry.action}") for entry in named[:_NAMED]]
        bars.append(
            {
                SLICE: one.first.isoformat(),
                "first": f"{one.first}T00:00:00",
                "after": f"{one.after}T00:00:00",
                "from": height,
                "to": height + counts[name],
                "standing": say_standing(name, language),
                "order": _order(name),
                "said": say_slice(one, language),
                "count": counts[name],
                **{f"what{number}": text for number, text in enumerate([*shown, "", "", ""][:_NAMED], 1)},
            }
        )
        height += counts[name]
    return bars


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
