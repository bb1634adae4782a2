"""The page is read back by an HTML parser: same facts, and nothing that runs or comes from outside."""

from __future__ import annotations

from urllib.parse import unquote

import lxml.html
import pytest

from hmtn_ingest.exports import export
from hmtn_ingest.exports.html_page import page
from hmtn_ingest.i18n.phrases import say_edtf, say_number
from hmtn_ingest.review.drafts import accept, reject
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import DocumentRecord
from tests.exports.material import HOSTILE, decided, plan, signed
from tests.plans import read

# what a page of ours has; anything else would have come from a document
ELEMENTS = set(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "div",
        "span",
        "h1",
        "b",
        "details",
        "summary",
        "mark",
        "nav",
        "a",
        "main",
        "article",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "aside",
        "section",
        "h2",
        "h4",
    ]
)
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "title", "href", "target", "open",
}  # fmt: skip
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><iframe srcdoc='<script>alert(1)</script>'>",
    "</title></style><style>@import url(http://a.example)</style>",
    "</textarea><a href=javascript:alert(1)>x</a>",
    "<!--<base href=http://a.example>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](javascript:alert(1)) ![y](http://a.example/p.png)",
    "\u202e<b>đảo\u0000chữ</b>",
]


def tree(document: Reviewed) -> lxml.html.HtmlElement:
    (file,) = export(document, "html")
    return lxml.html.document_fromstring(file.data.decode())


def text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_it_has_the_text_and_the_facts() -> None:
    record = plan()
    made = tree(decided(record))
    source, beside = made.find_class("source")[0], text(made.find_class("record")[0])
    masked = record.text.replace("0900.000.245", "••••.•••.245")
    assert "".join(masked.split()) == "".join(source.text_content().split())
    for deadline in record.deadlines:
        assert " ".join(deadline.action.split()) in beside
        assert not deadline.due or say_edtf(deadline.due) in beside
    for obligation in record.obligations:
        assert " ".join(obligation.action.replace("0900.000.245", "••••.•••.245").split()) in beside
    for row in record.quota_tables[0].rows:
        assert row.body.name in beside
        assert say_number(row.values[0].value or 0) in beside
    assert text(made.find(".//title")).startswith("Kế hoạch số 31/KH-BCĐ ngày 19/01/2026")


def test_every_value_leads_to_its_words() -> None:
    made = tree(decided(plan()))
    ids = [element.get("id") for element in made.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href") for a in made.iter("a")]
    assert len(links) > 20
    assert all(link.startswith("#") and unquote(link[1:]) in ids for link in links)
    card = next(a for a in made.find_class("record")[0].iter("a") if text(a).startswith("Gửi danh sách"))
    mark = made.get_element_by_id(card.get("href")[1:])
    assert text(mark) == "trước ngày 01/3/2026"


def test_it_says_who_signed_the_file() -> None:
    made = tree(decided(signed())).get_element_by_id("the-thuc")
    whole, amiss = text(made), [text(one) for one in made.find_class("reason")]
    assert "Chữ ký sốĐèo Văn Hướng (UBND PHƯỜNG BỜ LAU), 08:30 20/01/2026: KHÔNG KHỚP" in whole
    assert "Chữ ký sốBAN CHỈ ĐẠO HMTN, 09:15 20/01/2026: nguyên vẹn" in whole
    assert [one.partition(" (")[0] for one in amiss if "KHÔNG KHỚP" in one] == ["Đèo Văn Hướng"]
    assert "Chữ ký số" not in text(tree(decided(plan())))


def test_it_says_who_has_seen_what() -> None:
    record = plan()
    assert "Chưa ai rà soát" in text(tree(decided(record)))
    first, second = record.deadlines[0].id, record.deadlines[1].id
    made = tree(decided(record, accept(decided(record), first), reject(decided(record), second)))
    assert "Đã xác nhận: Tẩn A Páo, 02/02/2026" in text(made)
    assert "Báo cáo kết quả về Ban Chỉ đạo tỉnh" not in text(made.get_element_by_id("thoi-han"))


def hostile() -> list[DocumentRecord]:
    record = plan()
    made = [read(HOSTILE, "<img src=x onerror=alert(1)>.md")]
    for payload in PAYLOADS:
        one = record.model_copy(deep=True)
        one.source.file_name = f"{payload}.docx"
        assert one.header.subject
        one.header.subject.value = payload
        one.deadlines[0].action = payload
        one.deadlines[0].bodies[0].canonical = payload
        one.quota_tables[0].title = one.quota_tables[0].rows[0].body.name = payload
        one.quota_tables[0].columns[-1].name = payload
        one.contacts[0].name = payload
        one.obligations[0].action = one.recipients[0].name = payload
        one.text = one.text[:-9] + payload
        made.append(one)
    return made


@pytest.mark.parametrize("number", range(len(PAYLOADS) + 1))
def test_nothing_of_a_document_becomes_an_element(number: int) -> None:
    record = hostile()[number]
    made = tree(decided(record))
    for element in made.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert not element.get("href", "#").strip().lower().startswith(("javascript", "http", "data"))
    assert len(list(made.iter("style"))) == 1
    style = made.find(".//style").text
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_forbids_itself_everything_else() -> None:
    policy = tree(decided(plan())).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy[0]


def test_same_document_same_bytes_and_no_phone_number() -> None:
    document = decided(plan())
    (first,), (second,) = export(document, "html"), export(decided(plan()), "html")
    assert first == second
    assert b"0900" not in first.data
    assert "••••.•••.245" in first.data.decode()
    (revealed,) = export(document, "html", reveal=True)
    assert b"0900.000.245" in revealed.data


def test_a_document_without_anything_is_a_page_too() -> None:
    assert "<main" in page(decided(read("Xin chào.", "a.txt")))
