"""denied-elsewhere: what is said of all is denied of one / nói tất cả đã làm, chỗ khác nói có nơi chưa làm

What it finds: A report says that all of so many have done something ("7/7 thôn đã …"), and elsewhere that one of them
has not.

Why it matters: The first sentence is copied into the report above, and the one that is missing is forgotten.

Example: "7/7 thôn đã tổ chức ra quân", and under the difficulties "Thôn Xóm Đình đến nay vẫn chưa tổ chức ra quân".

How to resolve: Count again, and correct the sentence that is wrong.

Phát hiện: Báo cáo nêu tất cả đã thực hiện ("7/7 thôn đã …"), nhưng chỗ khác lại nêu có nơi chưa thực hiện việc đó.

Vì sao: Câu đầu được chép vào báo cáo cấp trên, nơi chưa làm bị bỏ quên.

Ví dụ: "7/7 thôn đã tổ chức ra quân", mà phần hạn chế ghi "Thôn Xóm Đình đến nay vẫn chưa tổ chức ra quân".

Cách xử lý: Kiểm đếm lại và sửa câu sai.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.rule import Hit, Rule, two_places

# "7/7 thôn đã tổ chức ra quân" · "100% số trường đã thành lập câu lạc bộ" · "Tất cả các xã đều đã nộp báo cáo"
_ALL_DID = regex.compile(
    r"(?<!\w)(?:(?P<n>\d{1,3})/(?P=n)|100 ?%(?: số)?|(?:tất cả|toàn bộ) (?:các )?)(?: các)? ?"
    r"(?P<noun>xã|phường|thôn|bản|ấp|buôn|tổ dân phố|khu phố|khóm|trường|đơn vị|cơ quan|địa phương|khoa|chi đoàn"
    r"|chi hội)"
    r"(?:,? [^\W\d]+){0,3}? (?:đều |đã )*đã (?P<work>[^\W\d]+ [^\W\d]+(?: [^\W\d]+){0,2})"
)
_NOT_YET = regex.compile(r"(?<!\w)chưa (?:được |thể |kịp )?(?P<work>[^\W\d]+ [^\W\d]+(?: [^\W\d]+){0,2})")
_ANOTHER_TIME = regex.compile(
    r"(?<!\w)(?:trước đây|trước đó|năm trước|năm ngoái|cùng kỳ|những năm|nếu|trường hợp|đầu năm|đợt trước)(?!\w)"
)
_LEAST_ALIKE, _MOST_COMPARED = 3, 100
# "Không có ca tử vong do sốt xuất huyết"
_NONE = regex.compile(
    r"(?<!\w)không có (?:ca|trường hợp|người|bệnh nhân|vụ) (?:nào )?(?:bị )?(?P<what>[^\W\d]+ [^\W\d]+) "
    r"(?:do|vì|tại|ở) (?P<cause>[^\W\d]+ [^\W\d]+(?: [^\W\d]+)?)"
)
_SO_MANY = regex.compile(r"(?<![\d.,/])\d{1,4} (?:ca|trường hợp|người|bệnh nhân|vụ)(?!\w)")
_PREVENTED = regex.compile(r"(?<!\w)(?:không|hạn chế|phòng|giảm|ngăn|nguy cơ)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    yield from _none_but_one(context)
    text = context.prose.text
    denials = list(itertools.islice(context.prose.finditer(_NOT_YET, "chưa "), _MOST_COMPARED))
    for said in itertools.islice(context.prose.finditer(_ALL_DID, " đã "), _MOST_COMPARED if denials else 0):
        own = context.prose.sentence(said.start())
        if _ANOTHER_TIME.search(text, *own):
            continue
        for denied in denials:
            begin, end = context.prose.sentence(denied.start())
            if (begin, end) == own or not _is_one_work(said["work"], denied["work"]):
                continue
            if said["noun"] in text[begin : denied.start()] and not _ANOTHER_TIME.search(text, begin, end):
                yield two_places(
                    context.said(*said.span()),
                    context.said(begin, denied.end()),
                    "“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra lại số đã thực hiện.",
                    "“{first}”, but elsewhere “{second}”. Check how many have done it.",
                )
                return


def _none_but_one(context: Context) -> Iterator[Hit]:
    """ "Không có ca tử vong do sốt xuất huyết", and elsewhere one who died of it."""
    text = context.prose.text
    for none in itertools.islice(context.prose.finditer(_NONE, "không có "), _MOST_COMPARED):
        own = context.prose.sentence(none.start())
        for at in context.prose.occurrences(none["what"]):
            begin, end = context.prose.sentence(at)
            sentence, counted = text[begin:end], _SO_MANY.search(text, begin, at)
            if (begin, end) == own or counted is None or none["cause"] not in sentence:
                continue
            if _ANOTHER_TIME.search(sentence) or _PREVENTED.search(text, begin, at):
                continue
            yield two_places(
                context.said(*none.span()),
                context.said(counted.start(), at + len(none["what"])),
                "“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra lại số liệu.",
                "“{first}”, but elsewhere “{second}”. Check the figures.",
            )
            return


def _is_one_work(a: str, b: str) -> bool:
    """Whether two stretches begin with the same words, so many that they name a work: "tổ chức ra quân"."""
    alike = 0
    for x, y in zip(a.split(), b.split(), strict=False):
        if x != y:
            break
        alike += 1
    return alike >= _LEAST_ALIKE


RULE = Rule("QT322", "denied-elsewhere", "warning", "document", check)
