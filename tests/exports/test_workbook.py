"""The workbook, read back by openpyxl and calculated anew by LibreOffice: the same facts, the right sums, no formula."""

from __future__ import annotations

import datetime
import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from hmtn_ingest.exports import export
from hmtn_ingest.exports.cells import is_formula
from hmtn_ingest.i18n.phrases import say_signature
from hmtn_ingest.review.drafts import accept, edit
from hmtn_ingest.review.reading_order import deadlines_by_date, obligations_by_body
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.pages.samples import FOLDER
from tests.exports.material import SIGNED, decided, plan, signed
from tests.plans import read
from tests.reading import record_at

HOSTILE = """\
UBND XÃ BẢN PHỐ
Số: 9/KH-UBND

KẾ HOẠCH
=HYPERLINK("http://a.example";"Hiến máu năm 2026")

1. Trạm Y tế xã
@SUM(1+1) gửi báo cáo về UBND xã trước ngày 05/6/2026.

BIỂU PHÂN BỔ CHỈ TIÊU
| TT | Đơn vị | Chỉ tiêu (người) | Ghi chú |
|---|---|---|---|
| I | KHỐI THÔN | | |
| 1 | =1+1 | 10 | +84 900 000 111 |
| 2 | Thôn Nà Ỏi | 12 | |
| II | KHỐI TRƯỜNG | | |
| 1 | @Trường Tiểu học Bản Phố | 2I | -2+3 |
| | Tổng cộng | 40 | |
"""


def load(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def head_of(sheet: Worksheet) -> int:
    """The row of the heads: the first that names the way to the source, or, in the source, the lines."""
    return next(row[0].row for row in sheet.iter_rows() if {"Nguồn", "Dòng"} & {cell.value for cell in row})


def table(sheet: Worksheet) -> Iterator[dict[str, object]]:
    """The rows below the head by the titles of their columns."""
    head = head_of(sheet)
    titles = [str(cell.value) for cell in sheet[head] if cell.value is not None]
    for row in sheet.iter_rows(min_row=head + 1, max_col=len(titles), values_only=True):
        if row[0] is not None:
            yield dict(zip(titles, row, strict=True))


def day(value: object) -> datetime.date | None:
    return value.date() if isinstance(value, datetime.datetime) else None


def facts(book: Workbook) -> dict[str, list[object]]:
    """What a reader of the workbook finds, without knowing how it was made."""
    found: dict[str, list[object]] = {
        "deadlines": [(day(r["Hạn cuối"]), r["Việc phải làm"]) for r in table(book["Thời hạn"]) if r["Nguồn"]],
        "duties": [(r["Đơn vị"], r["Nội dung"]) for r in table(book["Nhiệm vụ"]) if r["Nguồn"]],
        "findings": [r["Nội dung"] for r in table(book["Phát hiện"]) if r["Nguồn"]],
    }
    targets = book["Chỉ tiêu"] if "Chỉ tiêu" in book.sheetnames else None
    found["targets"] = [(r["Từ"], r["Đến"]) for r in table(targets) if r["Nguồn"]] if targets else []
    lines = ((r["Dòng"], r["Nội dung"]) for r in table(book["Nguồn"]))
    found["text"] = [" ".join(str(words or "").replace("|", " ").split()) for _, words in lines]
    return found


def expected(reviewed: Reviewed) -> dict[str, list[object]]:
    record = reviewed.record
    return {
        "deadlines": [
            (datetime.date.fromisoformat(deadline.due) if deadline.due else None, deadline.action)
            for deadline in deadlines_by_date(record)
        ],
        "duties": [
            (body or "Chưa rõ đơn vị", duty.action) for body, duties in obligations_by_body(record) for duty in duties
        ],
        "findings": sorted(finding.message_vi for finding in record.findings),
        "targets": [(target.quantity.min, target.quantity.max) for target in record.targets],
        "text": [" ".join(line.replace("|", " ").split()) for line in record.text.split("\n")],
    }


@pytest.fixture(scope="session")
def documents(samples: list[Reviewed], judged: Reviewed) -> list[Reviewed]:
    return [*samples, judged, review(read(HOSTILE, "=ban-pho.md"))]


@pytest.fixture(scope="session")
def with_quotas(documents: list[Reviewed], books: dict[str, bytes]) -> list[tuple[Reviewed, str]]:
    """The documents that have tables, and one that has results, with the names of their workbooks."""
    pairs = zip(documents, books, strict=True)
    return [(one, name) for one, name in pairs if one.record.quota_tables or name.startswith("bao-cao-6")]


@pytest.fixture(scope="session")
def books(documents: list[Reviewed]) -> dict[str, bytes]:
    return {file.name: file.data for file in export(documents, "xlsx", reveal=True)}


@pytest.fixture(scope="session")
def recalculated(
    books: dict[str, bytes], with_quotas: list[tuple[Reviewed, str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Workbook]:
    """These workbooks as LibreOffice writes it after calculating; ours go in without the values that we put beside
    formulas, and "changed.xlsx" with a quota that somebody typed over. One start of LibreOffice for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (libreoffice-calc-nogui)")
    given, made, profile = (tmp_path_factory.mktemp(name) for name in ("given", "made", "profile"))
    for _, name in with_quotas:
        load(books[name]).save(given / name)  # openpyxl writes no values beside formulas
    changed = load(books["mau-thuan.xlsx"])
    changed["Phân bổ"].cell(_row(changed["Phân bổ"], "Thị trấn Suối Trắng"), 4).value = 75
    changed.save(given / "changed.xlsx")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    result = subprocess.run(
        [*command, "--outdir", str(made), *map(str, sorted(given.iterdir()))],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if not (made / "changed.xlsx").exists() and "could not be loaded" in result.stdout + result.stderr:
        pytest.skip("LibreOffice cannot read workbooks here (libreoffice-calc-nogui)")
    return {path.name: openpyxl.load_workbook(path, data_only=True) for path in made.iterdir()}


def _row(sheet: Worksheet, words: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if any(str(cell.value).startswith(words) for cell in row))


def test_the_facts_are_those_of_the_record(documents: list[Reviewed], books: dict[str, bytes]) -> None:
    for reviewed, data in zip(documents, books.values(), strict=True):
        found = facts(load(data))
        found["findings"].sort(key=str)
        assert found == expected(reviewed)


def test_libreoffice_reads_the_same_facts(
    with_quotas: list[tuple[Reviewed, str]], recalculated: dict[str, Workbook]
) -> None:
    for reviewed, name in with_quotas:
        found = facts(recalculated[name])
        found["findings"].sort(key=str)
        assert found == expected(reviewed)


def sums(sheet: Worksheet, columns: int) -> list[tuple[object, object, object, object]]:
    """For each of the last ``columns`` quota columns: stated, ours, difference, verdict."""
    titles = [cell.value for cell in sheet[head_of(sheet)]]
    first = titles.index("Rà soát") - columns - (1 if "Ghi chú" in titles else 0)
    start = _row(sheet, "Tổng cộng (văn bản ghi)")
    return [
        tuple(sheet.cell(start + down, first + right + 1).value for down in range(4))  # type: ignore[misc]
        for right in range(columns)
    ]


def test_libreoffice_sums_what_the_record_sums(
    with_quotas: list[tuple[Reviewed, str]], recalculated: dict[str, Workbook]
) -> None:
    checked = 0
    for reviewed, name in with_quotas:
        for table_ in reviewed.record.quota_tables:
            assert len(reviewed.record.quota_tables) == 1
            found = sums(recalculated[name]["Phân bổ"], len(table_.computed_total))
            stated = [cell.value for cell in table_.stated_total or []] or [None] * len(found)
            read_all = [total for total in table_.computed_total if total is not None]
            if len(read_all) == len(found):
                assert [(given, ours) for given, ours, _, _ in found] == list(zip(stated, read_all, strict=True))
                for given, ours, apart, verdict in found:
                    assert apart == (given - ours if given is not None else None)  # type: ignore[operator]
                    agrees = "Không ghi tổng" if given is None else "Khớp" if given == ours else f"LỆCH {apart}"
                    assert verdict == agrees
                checked += 1
    assert checked >= 7


def test_sums_are_live(recalculated: dict[str, Workbook]) -> None:
    """The seventh row had 55 units of blood; 75 are what the stated total was counted with."""
    assert sums(recalculated["changed.xlsx"]["Phân bổ"], 2)[1] == (280, 280, 0, "Khớp")


def test_the_values_beside_formulas_are_those_that_libreoffice_finds(
    books: dict[str, bytes], recalculated: dict[str, Workbook]
) -> None:
    formulas = 0
    for name in recalculated.keys() & books.keys():
        ours = openpyxl.load_workbook(io.BytesIO(books[name]), data_only=True)
        for sheet in load(books[name]).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        formulas += 1
                        there = recalculated[name][sheet.title][cell.coordinate].value
                        here = ours[sheet.title][cell.coordinate].value
                        assert (here or "") == (there or ""), (name, sheet.title, cell.coordinate)
    assert formulas > 20


def test_text_never_runs(books: dict[str, bytes], recalculated: dict[str, Workbook]) -> None:
    book = load(books["ban-pho.xlsx"])
    assert set(book.sheetnames) == set(recalculated["ban-pho.xlsx"].sheetnames)
    formulas = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {re.match(r"=(?:SUM|IF)\([A-Z0-9:(),]*", str(cell.value)) is not None for cell in formulas} == {True}
    sheet = book["Phân bổ"]
    hostile = sheet.cell(_row(sheet, "=1+1"), 2)
    assert (hostile.data_type, hostile.quotePrefix) == ("s", True)
    read_back = recalculated["ban-pho.xlsx"]["Phân bổ"]
    texts = [str(cell.value) for row in read_back.iter_rows() for cell in row]
    assert {"=1+1", "+84 900 000 111", "-2+3", "@Trường Tiểu học Bản Phố"} <= set(texts)
    title = read_back.parent["Tổng quan"]["A1"].value
    assert "=HYPERLINK" in str(title)


def test_what_could_run_stays_text_when_a_person_edits_it(books: dict[str, bytes]) -> None:
    cells = [cell for sheet in load(books["ban-pho.xlsx"]) for row in sheet.iter_rows() for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str) and cell.data_type != "f"]
    assert {cell.value for cell in texts if cell.quotePrefix} >= {"=1+1", "+84 900 000 111", "-2+3"}
    assert [cell.value for cell in texts if bool(cell.quotePrefix) != is_formula(cell.value)] == []


def test_headings_between_rows_and_notes_stay_and_unread_cells_are_told(recalculated: dict[str, Workbook]) -> None:
    sheet = recalculated["ban-pho.xlsx"]["Phân bổ"]
    column = [sheet.cell(row, 2).value for row in range(_row(sheet, "I KHỐI THÔN"), sheet.max_row + 1)]
    assert column[:5] == ["I KHỐI THÔN", "=1+1", "Thôn Nà Ỏi", "II KHỐI TRƯỜNG", "@Trường Tiểu học Bản Phố"]
    assert sheet.cell(_row(sheet, "@Trường"), 3).value == "2I"
    assert sums(sheet, 1) == [(40, 22, 18, "Có ô không đọc được")]


def test_every_row_leads_to_its_words(documents: list[Reviewed], books: dict[str, bytes]) -> None:
    for reviewed, data in zip(documents, books.values(), strict=True):
        book = load(data)
        source = book["Nguồn"]
        places = 0
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.hyperlink and str(cell.value).startswith(("dòng", "tr.")):
                        assert cell.hyperlink.target is None  # never out of the workbook
                        at = re.fullmatch(r"'Nguồn'!A(\d+)", str(cell.hyperlink.location))
                        line = str(cell.value).rpartition(" ")[2]
                        assert at is not None
                        assert str(source.cell(int(at[1]), 1).value) == line
                        places += 1
        assert places >= len(reviewed.record.deadlines) + len(reviewed.record.targets)


def test_every_row_says_whether_it_was_reviewed(judged: Reviewed) -> None:
    (file,) = export(judged, "xlsx")
    book = load(file.data)
    said = {day(row["Hạn cuối"]): row["Rà soát"] for row in table(book["Thời hạn"])}
    assert said[datetime.date(2026, 2, 27)] == "Đã sửa"  # by whom and when is said once, on the overview
    assert said[datetime.date(2026, 3, 14)] == "Người thêm"
    assert said[datetime.date(2026, 2, 20)] == "Chưa rà soát"
    assert {row["Rà soát"] for row in table(book["Phân bổ"]) if row["Nguồn"] and row["Rà soát"]} == {"Đã sửa"}
    overview = [row[0].value for row in book["Tổng quan"].iter_rows(max_row=4)]
    assert any("(Tẩn A Páo, 02/02/2026)." in str(words) for words in overview)


def test_rows_name_their_reviewer_where_there_were_several() -> None:
    open_ = review(plan())
    deadlines = sorted(open_.record.deadlines, key=lambda one: one.due or "")
    seen = decided(open_.extracted, accept(open_, deadlines[0].id))
    other = decided(open_.extracted, accept(open_, deadlines[1].id)).decisions[0]
    both = [*seen.decisions, other.model_copy(update={"id": 2, "by": "Lò Thị Nhân"})]
    (file,) = export(review(open_.extracted, both), "xlsx")
    said = {row["Rà soát"] for row in table(load(file.data)["Thời hạn"])}
    assert {"Đã xác nhận: Tẩn A Páo", "Đã xác nhận: Lò Thị Nhân"} <= said


def test_few_targets_results_and_events_stand_on_the_overview(judged: Reviewed) -> None:
    (file,) = export(judged, "xlsx")
    rows = [[cell.value for cell in row] for row in load(file.data)["Tổng quan"].iter_rows()]
    kinds = [str(row[0]) for row in rows]
    assert kinds.count("Chỉ tiêu") - 1 == len(judged.record.targets)  # and the line of its sheet
    assert all(
        str(row[4]).startswith(("dòng", "tr.")) for row in rows if row[0] == "Sự kiện" and isinstance(row[2], str)
    )


def test_the_overview_says_who_signed_the_file() -> None:
    (file,) = export(decided(signed()), "xlsx")
    rows = [[cell.value for cell in row[:2]] for row in load(file.data).worksheets[0].iter_rows()]
    assert [words for label, words in rows if label == "Chữ ký số"] == [say_signature(one) for one in SIGNED]


@pytest.mark.libreoffice
def test_a_reviewed_plan_prints_on_no_more_pages_than_it_has(tmp_path: Path) -> None:
    """What only helps on the screen, the source and what is unread among it, is not printed, nor what has no rows."""
    files = [tmp_path / f"{name}.xlsx" for name in ("ke-hoach-phuong", "ke-hoach-tinh")]
    for path in files:
        open_ = review(record_at(FOLDER / f"{path.stem}.pdf"))
        settled = decided(open_.extracted, *(accept(open_, key) for key in open_.states))
        (file,) = export(settled, "xlsx")
        path.write_bytes(file.data)
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (libreoffice-calc-nogui)")
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    result = subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, files)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    printed = [path.with_suffix(".pdf") for path in files]
    if not printed[0].exists() and "could not be loaded" in result.stdout + result.stderr:
        pytest.skip("LibreOffice cannot read workbooks here (libreoffice-calc-nogui)")
    for path in printed:
        with pdfplumber.open(path) as pages:
            words = [page.extract_text() for page in pages.pages]
        assert len(words) <= 5, path.name
        assert any("Nhiệm vụ" in page for page in words)
        assert not any("Văn bản như đã đọc" in page for page in words)


def test_it_is_ready_to_be_worked_with_and_printed(books: dict[str, bytes]) -> None:
    book = load(books["ke-hoach-phuong.xlsx"])
    assert book.sheetnames[0] == book.active.title == "Tổng quan"
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        # ECMA-376 18.3.1.63: a width of one page is what a file means that says none
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P/&N" in sheet.oddFooter.right.text
        if sheet.title != "Tổng quan":
            assert sheet.freeze_panes
            assert sheet.print_title_rows
    deadlines = book["Thời hạn"]
    assert deadlines.page_setup.orientation == "landscape"
    assert deadlines.auto_filter.ref == "A4:K7"
    assert deadlines["B5"].is_date
    assert deadlines["B5"].number_format == "dd/mm/yyyy"
    quotas = book["Phân bổ"]
    assert quotas.conditional_formatting
    assert isinstance(quotas.cell(_row(quotas, "Tổ dân phố Bến Đò"), 3).value, int)


@pytest.mark.parametrize(
    ("notation", "footer"),
    [
        ("KH-A&P", "12/KH-A&&P"),
        ("KH-A&G", "12/KH-A&& G"),  # "&G" stands for a picture
        ("KH-A&[Picture]", "12/KH-A&& [Picture]"),
        ("KH-" + "A" * 300, "12/KH-" + "A" * 93 + "…"),  # Excel takes 255 characters in all
    ],
)
def test_words_of_a_document_are_no_codes_of_a_footer(notation: str, footer: str) -> None:
    record = read("UBND XÃ A\nSố: 12/KH-A&B\n\nKẾ HOẠCH\nHiến máu năm 2026\n", "a.txt")
    assert record.header.code_notation is not None
    reviewed = decided(record, edit(review(record), "header.code_notation", {"/value": notation}))
    (file,) = export(reviewed, "xlsx")
    with zipfile.ZipFile(io.BytesIO(file.data)) as package:
        sheet = html.unescape(package.read("xl/worksheets/sheet1.xml").decode())
    assert f"<oddFooter>&L&9 {footer}&C&9 Tổng quan&R&9 Trang &P/&N</oddFooter>" in sheet


@pytest.mark.parametrize("words", ["hiến máu ", "🩸 hiến máu 🩸 "])  # Excel counts 🩸 as two characters
def test_a_line_too_long_for_a_cell_goes_on_below(words: str) -> None:
    long = words * 6000
    record = read(f"UBND XÃ A\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nHiến máu năm 2026\n\n{long}\n\nHết.\n", "dai.txt")
    (file,) = export(record, "xlsx")
    book = load(file.data)
    lines = [(row["Dòng"], row["Nội dung"]) for row in table(book["Nguồn"])]
    number = next(number for number, piece in lines if str(piece).startswith(words.strip()))
    assert "".join(str(piece) for at, piece in lines if at == number).split() == long.split()
    assert all(len(str(piece).encode("utf-16-le")) <= 2 * 32_767 for _, piece in lines)


def test_the_file_says_no_time(books: dict[str, bytes]) -> None:
    """No clock: the file is dated as its parts are, by the first day that a ZIP archive can say."""
    with zipfile.ZipFile(io.BytesIO(books["ke-hoach-phuong.xlsx"])) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\d\S*?Z", core)) == {"1980-01-01T00:00:00Z"}
    assert core.count("1980-01-01T00:00:00Z") == 2  # created, modified
