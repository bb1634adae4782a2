"""What holds for every format: the list, privacy, determinism."""

from __future__ import annotations

import html
import importlib
import io
import pkgutil
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from spacy.tokens import DocBin
from spacy.vocab import Vocab

import hmtn_ingest.exports
from hmtn_ingest.cli import export as exporting
from hmtn_ingest.exports import EXPORTS, File, export, save
from hmtn_ingest.i18n import table
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept, edit
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.pages.samples import FOLDER, sample_files
from tests.exports.material import decided, plan
from tests.personal_shapes import SHAPES, secrets, written
from tests.reading import record_at

FORMATS = [form.name for form in EXPORTS]
HELD_OUT = [path for path in sorted((FOLDER.parent / "heldout").iterdir()) if path.suffix != ".json"]

# "0900 000 112" · "0900.000.141" · "02193 855 077": what the samples write, told without the program
_WRITTEN = re.compile(r"(?<!\d)0[\d .]{8,12}\d(?!\d)")


def test_the_list_is_the_files_on_disk() -> None:
    writing = set()
    for info in pkgutil.walk_packages(hmtn_ingest.exports.__path__, "hmtn_ingest.exports."):
        module = importlib.import_module(info.name)
        if getattr(getattr(module, "write", None), "__module__", None) == module.__name__:
            writing.add(module.__name__)
    assert {form.write.__module__ for form in EXPORTS} == writing
    assert len(set(FORMATS)) == len(FORMATS)


def test_the_command_names_every_format() -> None:
    assert exporting.FORMATS.split(", ") == FORMATS


def test_an_unknown_format_and_a_body_for_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="'zip'"):
        export(plan(), "zip")
    with pytest.raises(ValueError, match="csv"):
        export(plan(), "csv", body="Trạm Y tế phường")


def made(documents: Sequence[Reviewed], to: str, *, reveal: bool = False) -> list[File]:
    """A format with all documents; for a body that most of them name, where it needs one."""
    needs_body = next(form.needs_body for form in EXPORTS if form.name == to)
    return export(documents, to, body="Trạm Y tế phường" if needs_body else None, reveal=reveal)


def test_heads_and_notes_for_people_are_in_their_language_and_nothing_else_changes() -> None:
    reviewed = decided(plan(), accept(review(plan()), "header.subject"))
    needs = {form.name: "Trạm Y tế phường" if form.needs_body else None for form in EXPORTS}
    changing = {
        form
        for form, body in needs.items()
        if export(reviewed, form, body=body) != export(reviewed, form, body=body, language="en")
    }
    assert changing == {"xlsx", "html"}
    (file,) = export(reviewed, "xlsx", language="en")
    book = openpyxl.load_workbook(io.BytesIO(file.data), data_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    ours = {words for words in (*cells, *book.sheetnames) if words not in plan().text}
    english, vietnamese = (set(table("workbook", one).values()) for one in ("en", "vi"))
    assert ours & (vietnamese - english) == set()
    assert {"Overview", "Deadlines", "Quotas", "Source"} <= set(book.sheetnames)
    assert {"What to do", "Total (as the document states it)", "Agrees", "at least"} <= cells
    (page,) = export(reviewed, "html", language="en")
    assert '<html lang="en">' in page.data.decode()
    assert not [words for words in table("html-page", "vi").values() if words in page.data.decode()]


def texts(file: File) -> str:
    """All that a file says, however it is packed: archives opened, markup taken off, escapes and long lines undone."""
    found = [file.name, *file.notes]
    if zipfile.is_zipfile(io.BytesIO(file.data)):
        with zipfile.ZipFile(io.BytesIO(file.data)) as package:
            found += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    elif file.name.endswith(".spacy"):
        found += [doc.text for doc in DocBin().from_bytes(file.data).get_docs(Vocab())]
    else:
        found.append(file.data.decode("utf-8"))
    joined = "\n".join(found).replace("\r\n ", "").replace("\n ", "")
    joined = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), joined)
    return html.unescape(re.sub(r"<[^>]*>", "", joined))


def shown(numbers: Iterable[str], text: str) -> set[str]:
    """Those of the phone numbers that stand in a text, whatever stands between their digits; a number is its digits."""
    any_of = "|".join(r"[\s.\-()]{0,3}".join(digits) for digits in map(plain, numbers))
    return {plain(found) for found in re.findall(rf"(?<!\d)(?:{any_of})(?!\d)", text)}


def plain(number: str) -> str:
    return re.sub(r"\D", "", number)


def numbers(documents: Sequence[Reviewed]) -> set[str]:
    found = {number for one in documents for number in _WRITTEN.findall(one.extracted.text)}
    return found | {contact.phone for one in documents for contact in one.extracted.contacts if contact.phone}


@pytest.fixture(scope="session")
def everything(judged: Reviewed) -> list[Reviewed]:
    """All samples, in turn as Word, PDF and text (the same facts), all held-out documents, and a plan with a number in
    everything that can hold one."""
    by_name = {path.stem: path for path in sample_files()}
    turns = [
        by_name[name].with_suffix((".docx", ".pdf", ".txt")[turn % 3]) for turn, name in enumerate(sorted(by_name))
    ]
    documents = [review(record_at(path)) for path in (*turns, *HELD_OUT)]
    open_ = review(plan("danh sách 0900000245 (bản 2).md"))
    contact = open_.record.contacts[0].id
    noted = decided(
        open_.extracted,
        edit(open_, contact, {"/phone": "0236 3000 777"}, note="số mới 0236 3000 777, số cũ 0900.000.245"),
        edit(open_, "header.subject", {"/value": "Hiến máu 2026 (ĐT 0900000246)"}),
        accept(open_, open_.record.deadlines[0].id, note="đã gọi 0900-000-247"),
    )
    return [*documents, judged, noted]


EXTRA = ("0236 3000 777", "0900.000.245", "0900000246")


@pytest.mark.documents
def test_the_samples_have_numbers_to_hide(everything: list[Reviewed]) -> None:
    assert len(numbers(everything)) >= 8
    assert set(EXTRA[1:2]) <= numbers(everything)


@pytest.mark.documents
@pytest.mark.parametrize("to", FORMATS)
def test_no_phone_number_is_shown_unasked(to: str, everything: list[Reviewed]) -> None:
    said = "\n".join(map(texts, made(everything, to)))
    assert said.strip()
    assert shown({*numbers(everything), *EXTRA, "0900-000-247"}, said) == set()


# what is so short that it stands in other numbers too is looked for by tests/test_privacy.py
_LONG = 6


def hidden_parts() -> list[tuple[str, str]]:
    """What each shape must not show, as it is and as a pattern: its digits without the last three, a birthday, a name
    of an address."""
    parts = []
    for kind, marked in SHAPES:
        text = written(marked)
        for start, end in secrets(marked):
            secret = text[start:end]
            if kind == "email":
                name = secret.split("@")[0].strip()
                parts.append((name, re.escape(name) + r"\s?[@(\[{]"))
            elif kind == "birth" and not secret.isdigit():
                parts.append((secret, re.escape(secret)))
            elif len(digits := plain(unicodedata.normalize("NFKC", secret))) > _LONG:
                parts.append((digits[:-3], r"(?<!\d)" + r"\D{0,3}".join(digits[:-3]) + r"\D{0,3}\d"))
    return parts


@pytest.fixture(scope="module")
def personal() -> list[Reviewed]:
    """A plan in which every shape stands in a paragraph, in duties and in a table, named after one."""
    texts = [written(marked).replace("\n", " ") for _, marked in SHAPES]
    lines = [f"{number}. Trạm Y tế phường lập danh sách, {text}" for number, text in enumerate(texts, 1)]
    rows = [f"{number}\tThôn {number}\t{text}\t12" for number, text in enumerate(texts, 1) if "\t" not in text]
    table = "\n".join(("TT\tĐơn vị\tGhi chú\tChỉ tiêu (người)", *rows))
    text = f"{PLAN_HEAD}\nII. NHIỆM VỤ\n" + "\n".join(lines) + f"\nPHỤ LỤC\n{table}\n"
    return [review(ingest(text.encode(), name="danh sách 0900000101 man.lt@vidu.vn.txt"))]


PLAN_HEAD = """ỦY BAN NHÂN DÂN PHƯỜNG KHE VẢI
Số: 09/KH-UBND
Khe Vải, ngày 14 tháng 01 năm 2026
KẾ HOẠCH
Hiến máu tình nguyện năm 2026
I. MỤC TIÊU
Trạm Y tế phường vận động 120 người đăng ký trước ngày 28/3/2026."""


@pytest.mark.documents
@pytest.mark.parametrize("to", FORMATS)
def test_no_shape_of_personal_data_is_shown(to: str, personal: list[Reviewed]) -> None:
    said = unicodedata.normalize("NFKC", unquote("\n".join(map(texts, made(personal, to)))))
    assert said.strip()
    digits = plain(said)  # where they do not follow each other, whatever stands between them, no pattern finds them
    near = [pattern for part, pattern in hidden_parts() if part in said or part in digits]
    assert [found[0] for pattern in near for found in re.finditer(pattern, said)] == []


def test_numbers_are_shown_when_asked_for(everything: list[Reviewed]) -> None:
    for to in ("json", "jsonl", "xlsx"):
        said = "\n".join(map(texts, made(everything, to, reveal=True)))
        wanted = {*numbers(everything), *EXTRA}
        assert shown(wanted, said) == set(map(plain, wanted))


@pytest.mark.documents
@pytest.mark.parametrize("to", FORMATS)
def test_the_same_documents_give_the_same_bytes(to: str, samples: list[Reviewed], judged: Reviewed) -> None:
    documents = [samples[4], samples[7], judged]
    assert made(documents, to) == made(documents, to)


@pytest.mark.parametrize("to", FORMATS)
def test_a_document_without_anything_can_be_exported(to: str) -> None:
    empty = review(ingest("Chưa có nội dung.".encode(), name="trống.txt"))
    if to == "brief":  # made for a body, and nobody is named
        with pytest.raises(ValueError, match="đơn vị"):
            made([empty], to)
    else:
        assert all(file.data for file in made([empty], to))


@pytest.mark.parametrize("to", FORMATS)
def test_files_stay_in_their_folder(to: str, judged: Reviewed, tmp_path: Path) -> None:
    source = judged.record.source.model_copy(update={"file_name": "../../ra ngoài/..\\CON.docx"})
    strayed = replace(judged, record=judged.record.model_copy(update={"source": source}))
    folder = tmp_path / "a" / "b"
    paths = save(made([strayed], to), folder)
    assert all(path.resolve().is_relative_to(folder) for path in paths)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(paths)
