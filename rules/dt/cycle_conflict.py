"""cycle-conflict: a summary is due before what it sums up / hạn tổng hợp trước hạn gửi số liệu

What it finds: A body has to report, or hand on the final list, before the day by which others have to report to it.

Why it matters: The summary cannot hold what has not come in yet.

Example: Communes report to the Red Cross "trước ngày 20 hằng tháng", which reports to the people's committee "trước
ngày 15 hằng tháng".

How to resolve: Put the deadline of the inputs some days before that of the summary.

Phát hiện: Cơ quan tổng hợp phải báo cáo lên trên hoặc gửi danh sách chính thức trước khi đến hạn các đơn vị
gửi cho mình.

Vì sao: Không thể tổng hợp số liệu chưa được gửi đến.

Ví dụ: Xã gửi Hội Chữ thập đỏ "trước ngày 20 hằng tháng", Hội báo cáo Ủy ban nhân dân "trước ngày 15 hằng tháng".

Cách xử lý: Đặt hạn của các đơn vị sớm hơn hạn tổng hợp vài ngày.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers import regex
from parsers.records import BodyRef, Deadline
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.double_deadlines import double_deadlines
from rules.support.handins import handed_in, share_a_body, which

_HANDS_OUT = regex.compile(
    r"(?<!\w)(?:phát|cấp phát|phát hành|phân phối|giao chỉ tiêu|giao nhiệm vụ|ban hành|hướng dẫn)(?!\w)"
)
_FINAL = frozenset(("chính thức",))  # what is put together of all inputs
_MONTHDAY = regex.compile(r";BYMONTHDAY=(\d{1,2})")


def check(context: Context) -> Iterator[Hit]:
    timed = [
        (deadline, paper, which(context, deadline))
        for deadline in context.record.deadlines
        if deadline.spans and "past" not in deadline.doubts and (paper := handed_in(deadline))
    ]
    doubled = {deadline.id: group for group in double_deadlines(context) for deadline in group}
    due_from: dict[str, list[int]] = {}  # by the body that gets the inputs: which of the papers it hands in itself
    for input_, paper, member in timed:
        if share_a_body(input_.submit_to, input_.bodies):
            continue
        summaries: dict[int, BodyRef] = {}
        for body in input_.submit_to:
            if body.canonical not in due_from:
                due_from[body.canonical] = [i for i, one in enumerate(timed) if share_a_body([body], one[0].bodies)]
            for index in due_from[body.canonical]:
                summaries.setdefault(index, body)
        for index, to in sorted(summaries.items(), key=lambda found: found[0]):
            summary, its_paper, its_member = timed[index]
            again = [timed[other][0] for other in summaries]
            if _is_in_time_elsewhere(doubled.get(input_.id, ()), again, input_, summary):
                continue
            if (
                (its_paper, its_member - _FINAL) == (paper, member - _FINAL)
                and _earlier(summary, input_)
                and _goes_on(summary, input_)
            ):
                before, after = (one_line(d.spans[0].quote) for d in (summary, input_))
                yield Hit(
                    [summary.spans[0], input_.spans[0]],
                    f"“{to.name}” phải tổng hợp, báo cáo “{before}”, nhưng các đơn vị được gửi đến “{after}”. "
                    "Kiểm tra lại hai thời hạn.",
                    f"“{to.name}” has to report “{before}”, but what it sums up is due “{after}”. "
                    "Check both deadlines.",
                    (summary.id, input_.id),
                )


def _is_in_time_elsewhere(
    group: Sequence[Deadline], summaries: Sequence[Deadline], input_: Deadline, summary: Deadline
) -> bool:
    """Whether the inputs have another deadline that is early enough, so that this contradiction is the finding; or the
    summary comes back late enough.
    """
    others = (one for one in group if one.id != input_.id)
    early = any(other.due and summary.due and other.due <= summary.due for other in others)
    return early or _comes_back(summaries, summary, input_)


def _comes_back(summaries: Sequence[Deadline], summary: Deadline, input_: Deadline) -> bool:
    """Whether the same is reported again, late enough: "báo cáo tỉnh | trước ngày 25/6 và trước ngày 15/12"."""
    again = [one.due for one in summaries if one.id != summary.id and one.action == summary.action]
    return any(due is not None and input_.due is not None and input_.due <= due for due in again)


def _goes_on(summary: Deadline, input_: Deadline) -> bool:
    """Whether the body that gets the inputs puts them together, or hands them on to another one.

    "Soạn phiếu đăng ký, phát đến các thôn" comes before what the villages hand in.
    """
    if _HANDS_OUT.search(normal(summary.action)):
        return False
    if summary.submit_to and input_.submit_to:
        return not share_a_body(summary.submit_to, input_.submit_to)
    return normal(summary.action).startswith("tổng hợp")


def _earlier(summary: Deadline, input_: Deadline) -> bool:
    if summary.rrule and input_.rrule:
        if len(summary.rrule) != 1 or len(input_.rrule) != 1:
            return False
        a, b = (_MONTHDAY.search(d.rrule[0]) for d in (summary, input_) if d.rrule)
        same = _MONTHDAY.sub("", summary.rrule[0]) == _MONTHDAY.sub("", input_.rrule[0])
        return same and a is not None and b is not None and int(a[1]) < int(b[1])
    if summary.due is None or input_.due is None or summary.date is None or input_.date is None:
        return False
    return len(summary.date.edtf) == len(input_.date.edtf) == 10 and summary.due < input_.due


RULE = Rule("DT210", "cycle-conflict", "warning", "document", check)
