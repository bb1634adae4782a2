"""Everything that the record pane is told: the cards, what is left, answers, and the words around them."""

from __future__ import annotations

from typing import Any

from hmtn_ingest.i18n.phrases import Language, say
from hmtn_ingest.privacy import mask_phones
from hmtn_ingest.review import fields, proposals
from hmtn_ingest.review.queue import KINDS, PARTS, attention, left, settled
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.session import Desk, acts_of
from hmtn_ingest.web.panes.record.cards import Card, Cards

_GROUPS: dict[str, tuple[str, str]] = {
    "finding": ("Phát hiện", "Findings"),
    "doubtful": ("Giá trị chưa chắc", "Doubtful values"),
}

_KEYS: tuple[tuple[str, str, str], ...] = (
    ("a", "chấp nhận", "accept"),
    ("e", "sửa", "edit"),
    ("x", "bỏ", "reject"),
    ("u", "hoàn tác", "undo"),
    ("j k", "xuống, lên", "down, up"),
    ("n", "mục chờ tới", "next open one"),
    ("⇧A", "chấp nhận phần còn lại", "accept the rest"),
    ("?", "trợ giúp", "help"),
)

_TEXTS: dict[str, tuple[str, str]] = {
    "left": ("Còn {left} / {all} mục", "{left} of {all} left"),
    "left of": ("còn {left}/{all}", "{left} of {all} left"),
    "all done": ("✓ Đã rà soát cả {all} mục", "✓ All {all} reviewed"),
    "part finding": ("phát hiện", "findings"),
    "part doubtful": ("chưa chắc", "doubtful"),
    "part deadline": ("thời hạn", "deadlines"),
    "part rest": ("khác", "others"),
    "rest": ("Chấp nhận {count} mục rõ", "Accept {count} clear ones"),
    "undo last": ("Hoàn tác", "Undo"),
    "accept": ("Chấp nhận", "Accept"),
    "edit": ("Sửa", "Edit"),
    "edit table": ("Sửa bảng", "Edit table"),
    "reject": ("Bỏ", "Reject"),
    "seen": ("Đã xem", "Seen"),
    "no error": ("Không phải lỗi", "Not an error"),
    "undo": ("Hoàn tác", "Undo"),
    "close": ("Xong", "Done"),
    "cancel": ("Thôi", "Cancel"),
    "add": ("Thêm", "Add"),
    "add deadline": ("Thêm thời hạn", "Add a deadline"),
    "add target": ("Thêm chỉ tiêu", "Add a target"),
    "add obligation": ("Thêm nhiệm vụ", "Add an obligation"),
    "add event": ("Thêm sự kiện", "Add an event"),
    "add result": ("Thêm kết quả", "Add a result"),
    "proposal": (
        "Chương trình đọc được như dưới đây. Hãy kiểm tra, sửa nếu cần rồi bấm Thêm.",
        "This is how the words were read. Check it, change what is wrong, then add it.",
    ),
    "follows": ("tự tính từ ngày và cách tính", "follows from date and relation"),
    "each field": ("Mỗi ô được lưu khi rời ô · Esc: trả lại", "Each field is saved when you leave it · Esc: put back"),
    "locked": ("có số điện thoại: hiện số để sửa", "holds a phone number: show it to edit"),
    "saved": ("đã lưu", "saved"),
    "saving": ("đang lưu…", "saving…"),
    "not saved": ("✕ chưa lưu được", "✕ not saved"),
    "unsaved": ("✎ có chữ chưa lưu", "✎ unsaved text"),
    "failed": (
        "{count} việc chưa lưu được: chương trình hoặc cơ sở dữ liệu không trả lời. "
        "Những gì đã gõ vẫn còn ở đây và sẽ được gửi lại.",
        "{count} not saved yet: the program or its database does not answer. "
        "What you typed is still here and will be sent again.",
    ),
    "retry": ("Lưu lại", "Try again"),
    "status accepted": ("✓ đã chấp nhận", "✓ accepted"),
    "status edited": ("✎ đã sửa", "✎ changed"),
    "status rejected": ("✕ đã bỏ", "✕ rejected"),
    "status added": ("＋ đã thêm", "＋ added"),
    "status stale": ("↻ cần xem lại", "↻ look again"),
    "status gone": ("✓ không còn sau khi sửa", "✓ settled by a change"),
    "status finding accepted": ("✓ đã xem", "✓ seen"),
    "status finding rejected": ("✕ không phải lỗi", "✕ not an error"),
    "was": (
        "Trước đây {by} đã {what} ({at}), nhưng nay chương trình đọc khác. Hãy xem lại.",
        "{by} {what} ({at}), but it is read otherwise now. Please look again.",
    ),
    "others": (
        "Trong lúc bạn xem, {by} đã {what} ({at}). Cả hai quyết định đều có trong lịch sử; quyết định sau có hiệu lực.",
        "Meanwhile {by} {what} ({at}). Both decisions are in the history; the later one counts.",
    ),
    "stale box": (
        "Quyết định không còn chỗ: lời văn mà nó dựa vào không còn trong văn bản",
        "Decisions without a place: the words they were about are no longer in the document",
    ),
    "nothing": (
        "Không có gì để rà soát: chương trình không đọc được mục nào. Hãy chọn chữ trong văn bản để thêm.",
        "Nothing to review: nothing was read. Select words in the document to add something.",
    ),
    "nobody": ("Chưa rõ đơn vị", "Body not clear"),
    "body": ("Đơn vị", "Body"),
    "sum": ("Cộng các dòng", "Sum of the rows"),
    "stated": ("Tổng ghi trong văn bản", "Total stated"),
    "difference": ("Chênh lệch", "Difference"),
    "rows": ("{rows} dòng", "{rows} rows"),
    "help": ("Phím tắt", "Keys"),
    "severity error": ("✕ Lỗi", "✕ Error"),
    "severity warning": ("▲ Cảnh báo", "▲ Warning"),
    "severity info": ("ⓘ Ghi chú", "ⓘ Note"),
}


class Pane:
    """Tells one record pane what it shows: everything at first, later what is new to it."""

    def __init__(self, desk: Desk, cards: Cards) -> None:
        self._desk, self._cards = desk, cards
        self._stamp = 0
        self._told: dict[int, dict[str, Card]] = {}

    def forget(self) -> None:
        """Tell everything the next time: nobody knows what the page still has."""
        self._told.clear()

    def told(self, reviewed: Reviewed, *, by: str, fact: str | None = None, have: int | None = None) -> dict[str, Any]:
        """The data of the pane, as plain JSON.

        ``have`` is the stamp of what the pane has; ``fact`` the key of the fact to show first. What is told holds the
        cards that are new since then, so it fits whatever the pane was told in between too.
        """
        entries = attention(reviewed)
        gone = settled(reviewed)
        shown = {card["key"]: card for card in self._cards.all(reviewed, entries, gone)}
        counts = left(reviewed, entries, gone)
        known = self._told.get(have or 0)
        self._stamp += 1
        self._told = {stamp: cards for stamp, cards in self._told.items() if stamp >= (have or 0)}
        self._told[self._stamp] = shown
        data: dict[str, Any] = {
            "document": self._desk.document,
            "stamp": self._stamp,
            "whole": known is None,
            "parts": [(part, counts[part][1]) for part in PARTS],
            "stale": [{**self._cards.line(one), "words": mask_phones(one.words)} for one in reviewed.stale],
            "last": reviewed.decisions[-1].id if reviewed.decisions else 0,
            "mine": [
                {
                    "ids": [one.id for one in act],
                    "key": act[-1].record if len(act) == 1 else None,
                    "what": self._cards.line(act[-1])["what"],
                }
                for act in acts_of(reviewed, self._desk, by)
            ],
            "answers": list(self._desk.answers.values()),
        }
        if known is None:
            data |= {"cards": list(shown.values()), "fact": fact if fact in reviewed.states else None}
            data |= self._words(reviewed)
        else:
            data["cards"] = [card for key, card in shown.items() if known.get(key) is not card]
        if known is None or list(known) != list(shown):
            data["order"] = list(shown)
        return data

    def _words(self, reviewed: Reviewed) -> dict[str, Any]:
        """What does not change with decisions."""
        language = self._cards.language
        english = language == "en"
        return {
            "language": language,
            "texts": {name: texts[english] for name, texts in _TEXTS.items()},
            "keys": [(key, en if english else vi) for key, vi, en in _KEYS],
            "groups": {group: _group(group, language) for group in (*_GROUPS, *KINDS)},
            "forms": forms(language),
            "addable": list(proposals.KINDS),
            "bodies": list(dict.fromkeys(body.canonical for body in reviewed.extracted.bodies)),
        }


def forms(language: Language) -> dict[str, list[dict[str, Any]]]:
    """The fields of every form, with their labels and choices."""
    return {
        name: [
            {
                "name": field.name,
                "label": fields.say_label(field.name, language),
                "look": field.look,
                "choices": [(choice, fields.say_choice(field.name, choice, language)) for choice in field.choices],
            }
            for field in form
        ]
        for name, form in fields.FORMS.items()
    }


def _group(group: str, language: Language) -> str:
    return _GROUPS[group][language == "en"] if group in _GROUPS else say(f"kind.{group}", language)
