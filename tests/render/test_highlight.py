"""Every value is marked where it was read, overlaps included, and no document brings markup onto the page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from hmtn_ingest.i18n import say
from hmtn_ingest.kinds import KINDS
from hmtn_ingest.render.highlight import SourceMark, highlight, marks, pieces
from hmtn_ingest.render.panels import Panels, legend
from hmtn_ingest.render.template import facts_style
from hmtn_ingest.review.reading_order import doubtful
from hmtn_ingest.web.pages.samples import sample_files
from parsers.records import (
    Contact,
    DateRecord,
    DocumentRecord,
    Grounded,
    Header,
    Obligation,
    Quantity,
    Source,
    Span,
    Target,
)
from tests import handmade
from tests.reading import record_at


def mark(start: int, end: int, kind: str, record: str = "r") -> SourceMark:
    return SourceMark(start, end, kind, record)


def seen(length: int, *marked: SourceMark, breaks: tuple[int, ...] = ()) -> list[tuple[int, int, list[str]]]:
    return [(p.start, p.end, [m.kind for m in p.marks]) for p in pieces(length, marked, breaks)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ((), [(0, 10, [])]),
        ((mark(2, 5, "date"),), [(0, 2, []), (2, 5, ["date"]), (5, 10, [])]),
        # a date inside a paragraph of work: the shorter mark gives the colour
        (
            (mark(0, 10, "obligation"), mark(3, 6, "deadline")),
            [(0, 3, ["obligation"]), (3, 6, ["deadline", "obligation"]), (6, 10, ["obligation"])],
        ),
        # half over each other
        (
            (mark(0, 6, "citation"), mark(4, 9, "body")),
            [(0, 4, ["citation"]), (4, 6, ["body", "citation"]), (6, 9, ["body"]), (9, 10, [])],
        ),
        # the same stretch: the kind that an officer acts on comes first
        ((mark(1, 4, "date"), mark(1, 4, "deadline")), [(0, 1, []), (1, 4, ["deadline", "date"]), (4, 10, [])]),
        # side by side
        ((mark(0, 5, "body"), mark(5, 10, "body")), [(0, 5, ["body"]), (5, 10, ["body"])]),
        # nothing is marked outside the text
        ((mark(8, 12, "date"), mark(4, 4, "date")), [(0, 10, [])]),
    ],
)
def test_pieces(marked: tuple[SourceMark, ...], expected: list[tuple[int, int, list[str]]]) -> None:
    assert seen(10, *marked) == expected


def test_pieces_are_cut_at_breaks() -> None:
    assert seen(6, mark(0, 6, "date"), breaks=(2, 3)) == [(0, 2, ["date"]), (2, 3, ["date"]), (3, 6, ["date"])]


def test_no_text_gives_no_piece() -> None:
    assert pieces(0, []) == []


def record(text: str, **lists: object) -> DocumentRecord:
    source = Source(file_name="thu.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return DocumentRecord.model_validate({"source": source, "status": "ok", "text": text, **lists})


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start=start, end=start + len(quote), quote=quote)


ATTACK = '<script>alert("x")</script> & <img src=x onerror=alert(1)>\n<b>Trạm Y tế</b> trước ngày <i>15/4</i>'


def test_document_text_is_escaped() -> None:
    hostile = record(
        ATTACK,
        header=Header(subject=Grounded(value="<script>1</script>", spans=[span(ATTACK, "<script>")])),
        dates=[DateRecord(id="d-1", date=None, role="due", spans=[span(ATTACK, "<i>15/4</i>")], doubts=['"><script>'])],
        obligations=[
            Obligation(id="o-1", section="<u>", bodies=[], role="lead", action="<u>a</u>", spans=[span(ATTACK, "<b>")])
        ],
    )
    shown = highlight(hostile)
    panels = Panels(hostile, shown.anchors)
    page = shown.html + panels.title() + panels.header() + panels.obligations() + panels.doubts()
    for tag in ("<script", "<img", "<b>", "<i>", "<u>"):
        assert tag not in page
    assert "alert(&#34;x&#34;)&lt;/script&gt; &amp; &lt;img src=x onerror=alert(1)&gt;" in shown.html


class Reader(HTMLParser):
    """Puts the text of highlighted HTML together again, and collects its ids and marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        values = dict(attrs)
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag in ("p", "tr"):
            self.lines.append("")
        if values.get("class") == "gap" or (tag == "td" and self.lines[-1:] != [""]):
            self.lines[-1] += "\t"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


SAMPLES = [path for path in sample_files() if path.stem in ("ke-hoach-phuong", "mau-thuan", "bao-cao-6-thang")]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_nothing_of_a_document_is_lost_or_moved(path: Path) -> None:
    ingested = record_at(path)
    shown = highlight(ingested, phones=True)
    reader = Reader(shown.html)
    assert [line.lstrip("\t") for line in reader.lines] == [line.lstrip("\t") for line in ingested.text.split("\n")]
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert set(shown.anchors.values()) <= set(reader.ids)
    # Each record that has a place in the text can be jumped to.
    assert {m.record for m in marks(ingested)} == shown.anchors.keys()


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_every_doubt_is_said_in_words(path: Path) -> None:
    said = {doubt: say(f"doubt.{doubt}") for _, item in doubtful(record_at(path)) for doubt in item.doubts}
    assert {doubt for doubt, words in said.items() if words == doubt} == set()


def test_samples_are_there() -> None:
    assert len(SAMPLES) == 9


def test_rows_of_cells_are_a_table_and_a_lone_tab_is_not() -> None:
    text = "UBND XÃ\tCỘNG HÒA\nKẾ HOẠCH\nTT\tĐơn vị\n1\tThôn Đông"
    assert highlight(record(text)).html == (
        '<p>UBND XÃ<span class="gap"></span>CỘNG HÒA</p><p>KẾ HOẠCH</p>'
        "<table><tr><td>TT</td><td>Đơn vị</td></tr><tr><td>1</td><td>Thôn Đông</td></tr></table>"
    )


def test_doubtful_values_are_set_off_and_say_why() -> None:
    text = "gửi trước ngày 15/4"
    date = DateRecord(id="d", date=None, role="due", spans=[span(text, "15/4")], doubts=["inferred-year"])
    assert highlight(record(text, dates=[date])).html == (
        '<p>gửi trước ngày <mark id="src-15" class="k-date doubtful" '
        'title="Ngày tháng (Năm được suy ra)">15/4</mark></p>'
    )


def test_phone_numbers_are_masked_unless_asked_for() -> None:
    text = "Liên hệ ông Mạc Văn Thử, điện thoại 0900.000.123 trước 10/4"
    contact = Contact(id="c", name="Mạc Văn Thử", phone="0900000123", spans=[span(text, "0900.000.123")])
    with_phone = record(text, contacts=[contact])
    assert "0900" not in highlight(with_phone).html
    assert ">••••.•••.123</mark>" in highlight(with_phone).html
    assert ">0900.000.123</mark>" in highlight(with_phone, phones=True).html


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_has_a_look_and_a_name_in_the_legend(kind: str) -> None:
    assert f"mark.k-{kind} " in facts_style()
    names = [legend(language).split(f'class="k-{kind}">')[1].split("<")[0] for language in ("vi", "en")]
    assert kind not in names
    assert names[0] != names[1]


def test_a_target_links_to_its_place() -> None:
    text = "Tiếp nhận từ 120 đơn vị máu trở lên."
    quantity = Quantity(comparator="at_least", min=120, max=None, unit="đơn vị máu", indicator="blood_units")
    target = Target(id="target-1", quantity=quantity, spans=[span(text, "từ 120 đơn vị máu trở lên")])
    found = record(text, targets=[target])
    shown = highlight(found)
    assert shown.anchors == {"target-1": "src-10"}
    assert '<a href="#src-10" target="_self">từ 120 đơn vị máu trở lên</a>' in Panels(found, shown.anchors).targets()


def test_group_rows_of_tables_and_what_no_fact_accounts_for_are_marked() -> None:
    record = handmade.record()
    found = {(mark.kind, record.text[mark.start : mark.end]) for mark in marks(record)}
    assert {("quota", "KHỐI BẢN"), ("quota", "30"), ("residue", "III. KHEN THƯỞNG")} <= found
    panels = Panels(record, highlight(record).anchors)
    assert '<a href="#' in panels.residue()
    assert "0900 000" not in panels.residue()
