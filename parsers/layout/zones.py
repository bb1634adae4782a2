"""Which part of the form each paragraph of a document belongs to.

Parts follow Nghị định 30/2020/NĐ-CP, Phụ lục I: letterhead (quốc hiệu, issuer, number, place and date), title (type
name, trích yếu, "Kính gửi"), body, recipients ("Nơi nhận"), signature, annex; and what the office that received or
copied the document stamped on it. The reading is one walk through the paragraphs; it never refuses a document: what
cannot be told is body.
"""

from __future__ import annotations

from typing import Literal

from parsers import regex
from parsers.layout.cues import (
    ABOUT,
    ADDRESSED,
    ANNEX,
    ATTACHED,
    AUTHORITY,
    DATE_LINE,
    NUMBER_LINE,
    POSITION,
    RECIPIENTS,
    SIGNED,
    SIGNING,
    STAMPED,
    UNIT_LINE,
    is_nation,
    is_title_in_small_letters,
    is_type_in_small_letters,
    leading_type,
    looks_like_name,
    title_type,
    type_of_line,
)
from parsers.layout.numbering import RANKS, labelled
from parsers.layout.office_stamps import office_stamps
from parsers.text import NormalisedBlock, NormalisedText, normal

Zone = Literal["letterhead", "title", "body", "recipients", "signature", "annex", "stamp"]

_ITEM_RANK = RANKS["letter"]
SEPARATOR = regex.compile(r"[\W_]+")
_ARCHIVE = regex.compile(r"\W*lưu\b")
_ANNEX_ALONE = regex.compile(r"\W*phụ (?:lục|biểu)(?: số)?(?: [ivxl\d]{1,4})?[.:]?\W*\Z")
_NOTE = regex.compile(r"\[\d{1,3}\]|ghi chú\b|\(\*\)")
# What a preamble or an opening sentence begins with
_BASIS = regex.compile(
    r"(?:[-*+]\ ?)?(?:căn cứ|thực hiện|triển khai|để |nhằm|trên cơ sở|theo đề nghị|xét đề nghị|xét tờ trình"
    r"|ngày \d|thời gian qua)"
)
_ISSUES = regex.compile(
    r"(?:xây dựng|ban hành|báo cáo|thông báo|đề ra|lập) (?:kế hoạch|báo cáo|thông báo|hướng dẫn|kết quả|như sau)"
)
# "Thứ Hai (16/3/2026)": the first day of a calendar
_WEEKDAY_LINE = regex.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[ ,:]*\(?(?:ngày )?\d")
_SENTENCE_END = regex.compile(r"[.;:,]\Z")
_END_MARK = regex.compile(r"(?:\./\.?|/\.)\W*\Z")
_BESIDE_TITLE = (ATTACHED, STAMPED, NUMBER_LINE, DATE_LINE)
"""Lines that may stand between the lines of a title and belong to it."""
_SEARCHED = 80
_SHORTEST_SENTENCE = 60
_BELOW_OFFICE = 4
_LEAST_COLUMNS = 3
"""So many cells with words beside each other are a row of data, not what a form sets side by side."""
# "BS.CKII. Hoàng …", "ThS Lê …"
_ACADEMIC = regex.compile(
    r"(?:(?:GS|PGS|TS|ThS|Ths|BS|Bs|DS|CN|KS|CKI|CKII|BSCKI|BSCKII|CK1|CK2|NGƯT|NGND|TTƯT)[.,]?\s?)+(?=\p{Lu}\p{Ll})"
)


def zones(view: NormalisedText) -> list[Zone]:
    """The zone of each block of the view."""
    walk = _Walk(view)
    return [walk.step(block) for block in view.blocks]


class _Walk:
    """The walk through a document: where it is in the form, and what it has passed."""

    def __init__(self, view: NormalisedText) -> None:
        self.view = view
        self.index = -1
        self.stamps = office_stamps(view)
        self.type_at = _type_line(view, self.stamps)
        self.zone: Zone = "letterhead" if self.type_at is not None or _has_letterhead(view) else "body"
        self.title_lines = 0
        self.separated = False
        self.addressing = False
        self.ended = False
        self.listed = False
        self.archived = False
        self.signed = False
        self.before: NormalisedBlock | None = None

    def step(self, block: NormalisedBlock) -> Zone:
        self.index += 1
        if block.start == block.end:
            return self.zone
        if block.block.role == "footnote":
            return "body"
        if self.index in self.stamps:
            return "stamp"
        text = self.view.text[block.start : block.end]
        norm = self.view.norm[block.start : block.end]
        self._move(block, text, norm)
        self._remember(text, norm)
        self.before = block
        return self.zone

    def _move(self, block: NormalisedBlock, text: str, norm: str) -> None:
        """Goes on into the part of the form that the block belongs to."""
        if block.start == self.type_at:
            self._open_title(text)
        elif self.zone == "letterhead":
            self._letterhead(block, text, norm)
        elif self.zone == "title":
            if self._starts_body(block, text, norm):
                self.zone = "body"
        elif self.zone == "body":
            self._body(block, text, norm)
        elif self.zone == "annex":
            self._annex(block, text, norm)
        else:
            self._close(block, text, norm)

    def _remember(self, text: str, norm: str) -> None:
        """Keeps what has been passed in this part: the end mark, the archive line, the signer's name."""
        if self.zone == "body":
            self.ended = self.ended or bool(_END_MARK.search(text))
        if self.zone == "recipients":
            self.archived = self.archived or bool(_ARCHIVE.match(norm))
        if self.zone == "signature":
            self.signed = self.signed or looks_like_name(text)

    def _enter(self, zone: Zone) -> None:
        self.zone = zone
        if zone == "recipients":
            self.listed, self.archived = True, False
        if zone == "signature":
            self.signed = False

    def _open_title(self, text: str) -> None:
        self.zone = "title"
        found = title_type(text)
        self.title_lines = int(bool(found) and bool(text[found[1] :].strip(" .:*-_/"))) if found else 0
        self.separated = self.addressing = self.ended = self.listed = False

    def _letterhead(self, block: NormalisedBlock, text: str, norm: str) -> None:
        """A letter has no type line: its letterhead ends at "Kính gửi", or else where sentences begin."""
        if self.type_at is not None:
            return
        if ADDRESSED.match(norm):
            self.zone, self.addressing = "title", True
            return
        label, rank, _ = labelled(self.view, block.start, block.end)
        sentence = len(text) > 60 and _SENTENCE_END.search(text) and not text.isupper() and not ABOUT.match(norm)
        first = label is not None and label.rstrip(".-)/ ").upper() in ("I", "1", "A")
        heads = rank is not None and rank < _ITEM_RANK and (first or not text.isupper())
        if sentence or heads or self._in_row_of_data(block):
            self.zone = "body"

    def _starts_body(self, block: NormalisedBlock, text: str, norm: str) -> bool:
        label, rank, _ = labelled(self.view, block.start, block.end)
        if ADDRESSED.match(norm):
            self.addressing = True
            return False
        heading = rank is not None and rank < _ITEM_RANK
        if self.title_lines and (UNIT_LINE.match(norm) or self._begins_table(block)):
            return True
        if self.addressing:
            return _BASIS.match(norm) is not None or (heading and len(text) > 80) or self._ends_address(label, text)
        if SEPARATOR.fullmatch(text):
            self.separated = self.title_lines > 0
            return False
        if any(line.match(norm) for line in _BESIDE_TITLE):
            return False
        if heading:
            return True
        if text.isupper() and label is None:
            self.title_lines += 1
            return False
        if self._lists_recipients(block, norm) or self.separated:
            return True
        starts = self._opens_body(block, text, norm, labelled=label is not None)
        self.title_lines += not starts
        return starts

    def _begins_table(self, block: NormalisedBlock) -> bool:
        """Whether a table of data comes after running text: it has more columns than what is set side by side."""
        if block.block.table is None or (self.before and self.before.block.table == block.block.table):
            return False
        return len(self.view.document.tables[block.block.table].rows[0]) > 2

    def _ends_address(self, label: str | None, text: str) -> bool:
        """Whether the list of those whom a letter is written to has ended before a paragraph."""
        before = self.view.text[self.before.start : self.before.end] if self.before else ""
        if before.endswith(",") and ADDRESSED.match(normal(before)):  # "Kính gửi các anh chị,": a greeting
            return len(text) > _SHORTEST_SENTENCE and _SENTENCE_END.search(text) is not None
        return label is None and not before.endswith((":", ";", ",")) and not text.endswith(";")

    def _opens_body(self, block: NormalisedBlock, text: str, norm: str, *, labelled: bool) -> bool:
        """Whether a paragraph in small letters is text rather than title; the first line of a title may be long."""
        if _WEEKDAY_LINE.match(norm):
            return True
        basis = bool(_BASIS.match(norm))
        ends = bool(_SENTENCE_END.search(text))
        if self.title_lines or labelled or _ISSUES.search(norm):
            return basis or labelled or self._stops_title(block, text, ends)
        wraps = text.endswith(",") and not norm.startswith(
            "căn cứ"
        )  # "Triển khai thực hiện Tháng hành động vì trẻ em,"
        return (ends and not wraps) or len(text) > 300 if basis else ends and len(text) > 200

    def _stops_title(self, block: NormalisedBlock, text: str, ends: bool) -> bool:
        """Whether a paragraph after the first line of the title belongs to it no more."""
        if self.before is None or self.title_lines > 6 or len(text) > 250:
            return True
        same_form = (block.block.bold, block.block.centred) == (self.before.block.bold, self.before.block.centred)
        if same_form and (block.block.bold or block.block.centred):
            return text.endswith((";", ":"))
        if text[0].islower() or self.view.text[self.before.start : self.before.end].endswith(","):
            return text.endswith((";", ":"))
        return ends or (not same_form and self.before.block.bold) or len(text) > 120

    def _body(self, block: NormalisedBlock, text: str, norm: str) -> None:
        if self._lists_recipients(block, norm):
            self._enter("recipients")
        elif self._signs(text) or self._is_signed_office(block, text, norm):
            self._enter("signature")
        elif _ANNEX_ALONE.match(norm) and (text.isupper() or self.ended):
            self.zone = "annex"
        elif self.ended:
            if block.block.table is None and type_of_line(text):
                self._open_title(text)
            elif self._is_annex(block, text, norm):
                self.zone = "annex"
            elif (POSITION.match(norm) and len(text) < 60) or (DATE_LINE.match(norm) and len(text) < 70):
                self._enter("signature")

    def _annex(self, block: NormalisedBlock, text: str, norm: str) -> None:
        if block.block.table is None and type_of_line(text):
            self._open_title(text)
        elif self._lists_recipients(block, norm):
            self._enter("recipients")
        elif self._signs(text) and block.block.table is None:
            self._enter("signature")

    def _lists_recipients(self, block: NormalisedBlock, norm: str) -> bool:
        """Whether a line opens the list of recipients; "Nơi nhận" is no more than the head of one of many columns."""
        return RECIPIENTS.match(norm) is not None and not self._in_row_of_data(block)

    def _in_row_of_data(self, block: NormalisedBlock) -> bool:
        """Whether a cell has more words beside it than a form sets side by side."""
        place = block.block
        if place.table is None or place.row is None:
            return False
        beside = self.view.document.tables[place.table].rows[place.row]
        return sum(1 for cell in beside if cell is not None and cell.end > cell.start) >= _LEAST_COLUMNS

    def _is_signed_office(self, block: NormalisedBlock, text: str, norm: str) -> bool:
        """Whether a line is an office over a name, as heads of schools and units sign: "HIỆU TRƯỞNG".

        One in small letters has "(Đã ký)" between the two.
        """
        if len(text) > 60 or not SIGNING.match(norm):
            return False
        if block.block.table is not None and not (text.isupper() and self._beside_office(block)):
            return False
        told = text.isupper()
        below = [b for b in self.view.blocks[self.index + 1 : self.index + 1 + _BELOW_OFFICE] if b.start < b.end]
        for following in below:
            line = self.view.text[following.start : following.end]
            if looks_like_name(line) or (_ACADEMIC.match(line) and looks_like_name(_ACADEMIC.sub("", line))):
                return told
            noted = SIGNED.match(self.view.norm, following.start, following.end)
            told = told or noted is not None
            if not (line.isupper() or noted):
                return False
        return False

    def _beside_office(self, block: NormalisedBlock) -> bool:
        """Whether a cell and the only one beside it each hold an office: who approves, and who signs."""
        place = block.block
        if place.table is None or place.row is None:
            return False
        cells = [cell for cell in self.view.document.tables[place.table].rows[place.row] if cell is not None]
        texts = [self.view.document.text[cell.start : cell.end].strip() for cell in cells]
        return len(texts) == 2 and all(one.isupper() and SIGNING.match(normal(one)) for one in texts)

    def _signs(self, text: str) -> bool:
        return bool(AUTHORITY.match(text)) and len(text) < 90 and text[:12].upper() == text[:12]

    def _close(self, block: NormalisedBlock, text: str, norm: str) -> None:
        """Inside the recipients and the signature, which may stand in either order and side by side."""
        label, rank, _ = labelled(self.view, block.start, block.end)
        if self._lists_recipients(block, norm):
            self._enter("recipients")
        elif self._signs(text):
            self._enter("signature")
        elif (self.signed or self.archived) and block.block.table is None and type_of_line(text):
            self._open_title(text)
        elif self._is_annex(block, text, norm) or self._is_behind_form(block, text, norm):
            self.zone = "annex"
        elif self.zone == "recipients":
            self._close_recipients(block, text, norm, label, rank)
        elif label == "-" and self.listed and not text.isupper():
            self.zone = "recipients"
        elif len(text) > 150 or (self.signed and self._follows_name(block, text, norm, rank)):
            self.zone = "annex"

    def _is_behind_form(self, block: NormalisedBlock, text: str, norm: str) -> bool:
        """Whether a page begins behind a whole list of recipients with what signs nothing: no form goes on there."""
        layout = self.view.document.layout
        if layout is None or not self.archived or self.before is None or looks_like_name(text) or POSITION.match(norm):
            return False
        here, above = (layout.locate(*self.view.source(b.start, b.end))[0] for b in (block, self.before))
        return here is not None and above is not None and here > above

    def _close_recipients(
        self, block: NormalisedBlock, text: str, norm: str, label: str | None, rank: int | None
    ) -> None:
        if label is None and self._signs_below_list(block, text, norm):
            self._enter("signature")
        elif self.archived and (len(text) > 200 or (rank is not None and rank < RANKS["arabic"])):
            self.zone = "annex"

    def _signs_below_list(self, block: NormalisedBlock, text: str, norm: str) -> bool:
        """Whether an office or a name, not in the list of recipients, opens the signature."""
        if _ARCHIVE.match(norm):
            return False
        if POSITION.match(norm) and (text.isupper() or self.archived) and len(text) < 80:
            return True
        beside = bool(block.block.column)  # the right cell of "Nơi nhận | TM. …"
        return (self.archived or beside) and looks_like_name(text)

    @staticmethod
    def _follows_name(block: NormalisedBlock, text: str, norm: str, rank: int | None) -> bool:
        """Whether a paragraph after the signer's name is something new, not another signer or debris of a stamp."""
        if rank is not None and rank <= _ITEM_RANK:
            return True
        short = len(text) < 12 or looks_like_name(text) or POSITION.match(norm) or SEPARATOR.fullmatch(text)
        return block.block.table is None and not short

    @staticmethod
    def _is_annex(block: NormalisedBlock, text: str, norm: str) -> bool:
        if ANNEX.match(norm) or ATTACHED.match(norm) or _NOTE.match(norm):
            return True
        return block.block.table is not None and (block.block.column or 0) > 1


def _type_line(view: NormalisedText, stamps: frozenset[int]) -> int | None:
    """Where the line begins that names the type of the document; it stands before any section, basis or address."""
    small: int | None = None
    for index, block in enumerate(view.blocks[:_SEARCHED]):
        text = view.text[block.start : block.end]
        if index in stamps:
            continue
        if leading_type(text):
            return block.start
        norm = view.norm[block.start : block.end]
        if small is None and (is_type_in_small_letters(norm) or (index < 3 and is_title_in_small_letters(text))):
            small = block.start
        _, rank, _ = labelled(view, block.start, block.end)
        if ADDRESSED.match(norm) or (rank is not None and rank < _ITEM_RANK) or (_BASIS.match(norm) and len(text) > 80):
            break
    return small


def _has_letterhead(view: NormalisedText) -> bool:
    """Whether a document without a type line begins with a letterhead, as letters do."""
    for block in view.blocks[:20]:
        norm = view.norm[block.start : block.end]
        if is_nation(norm) or ADDRESSED.match(norm) or (DATE_LINE.match(norm) and len(norm) < 80):
            return True
        if NUMBER_LINE.match(norm) and len(norm) < 60:
            return True
        if len(norm) > 160:
            return False
    return False
