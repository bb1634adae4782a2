"""The page of one body is read back by python-docx, and by LibreOffice where it is there."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.document import Document
from docx.shared import Pt

from hmtn_ingest.exports import export
from hmtn_ingest.exports.body_tasks import NotConcerned, cite, issuer, where
from hmtn_ingest.review.drafts import accept, done, edit
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import DocumentRecord
from tests.exports.material import PLAN, decided, plan
from tests.plans import read
from tests.reading import record_at

SAMPLES = Path(__file__).parents[2] / "samples"
OFFICE = shutil.which("soffice")
CROSS = "Hội Chữ thập đỏ phường Bờ Lau"


def brief(body: str, *documents: Reviewed, reveal: bool = False) -> Document:
    (file,) = export(documents, "brief", body=body, reveal=reveal)
    return docx.Document(io.BytesIO(file.data))


def lines(made: Document) -> list[str]:
    return [paragraph.text for paragraph in made.paragraphs]


def part(made: Document, heading: str) -> list[str]:
    """The lines under a heading."""
    found = lines(made)
    start = next(at for at, line in enumerate(found) if line.endswith(f". {heading}"))
    end = next((at for at in range(start + 1, len(found)) if made.paragraphs[at].style.name == "Heading 1"), len(found))
    return found[start + 1 : end]


def rows(made: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.tables[0].rows][1:]


def test_deadlines_stand_by_date_with_where_to_send_and_where_it_is_said() -> None:
    made = brief(CROSS, decided(plan()))
    assert rows(made) == [
        [
            "28/02/2026 (trước 01/03/2026)",
            "Gửi danh sách đăng ký về Trung tâm Truyền máu tỉnh trước ngày 01/3/2026.",
            "Trung tâm Truyền máu tỉnh",
            "mục II.1 ○",
        ],
        [
            "Trước ngày 10 hằng tháng",
            "Báo cáo kết quả về Ban Chỉ đạo tỉnh trước ngày 10 hằng tháng.",
            "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh",
            "mục II.1 ○",
        ],
    ]


def test_duties_lead_support_and_what_others_hand_in() -> None:
    made = brief(CROSS, decided(plan()))
    (lead,) = part(made, "Chủ trì, thực hiện")
    assert lead == "- Chủ trì, phối hợp với Trạm Y tế phường chuẩn bị địa điểm hiến máu. (mục II.1 ○)"
    incoming = "\n".join(part(made, "Nơi khác gửi về đơn vị"))
    assert "20/02/2026: Các cơ quan, đơn vị, trường học" in incoming
    assert "16:00 10/03/2026: Trạm Y tế phường Bờ Lau" in incoming
    support = part(brief("Trạm Y tế phường Bờ Lau", decided(plan())), "Phối hợp")
    assert support == [
        f"- Cùng {CROSS}: chủ trì, phối hợp với Trạm Y tế phường chuẩn bị địa điểm hiến máu. (mục II.1 ○)"
    ]


def test_the_quota_of_the_body() -> None:
    made = brief("TYT phường Bờ Lau", decided(plan()))
    (share,) = part(made, "Chỉ tiêu được giao")
    assert share.startswith("- Chỉ tiêu (đơn vị máu): 6 –")
    assert "14" not in share


def test_what_a_group_is_given_is_marked() -> None:
    made = brief("Trường THCS Bờ Lau", decided(plan()))
    (row,) = rows(made)
    assert "giao chung cho các cơ quan, đơn vị, trường học" in row[1]
    assert row[0] == "20/02/2026"


def test_review_and_doubts_are_said() -> None:
    record = plan()
    sent = record.deadlines[0].id
    assert any("Chưa ai rà soát" in line for line in lines(brief(CROSS, decided(record))))
    seen = brief(CROSS, decided(record, accept(decided(record), sent), done(decided(record), sent)))
    assert rows(seen)[0][0] == "28/02/2026 (trước 01/03/2026) (đã xong, 02/02/2026)"
    assert rows(seen)[0][3] == "mục II.1 ●"
    assert any("Đã có người rà soát 1/" in line for line in lines(seen))
    changed = brief(CROSS, decided(record, edit(decided(record), sent, {"/due": "2026-02-10"})))
    assert rows(changed)[0][0].startswith("10/02/2026")
    doubtful = record.model_copy(deep=True)
    doubtful.deadlines[0].doubts = ["inferred-year"]
    assert "cần xem lại: Năm được suy ra" in rows(brief(CROSS, decided(doubtful)))[0][1]


def test_several_documents_make_one_brief() -> None:
    other = read(PLAN.replace("31/KH-BCĐ", "45/KH-BCĐ").replace("01/3/2026", "02/2/2026"), "khac.md")
    silent = read(
        "UBND XÃ ĐỒI CHÈ\nSố: 8/TB-UBND\n\nTHÔNG BÁO\nVề việc nghỉ lễ\n\n1. Công an xã\nTrực trong dịp lễ.\n", "tb.md"
    )
    made = brief(CROSS, decided(plan()), decided(other), decided(silent))
    text = "\n".join(lines(made))
    assert "[1] Kế hoạch số 31/KH-BCĐ" in text
    assert "[2] Kế hoạch số 45/KH-BCĐ" in text
    assert [row[0][:10] for row in rows(made)][:2] == ["01/02/2026", "28/02/2026"]
    assert [row[3][:3] for row in rows(made)][:2] == ["[2]", "[1]"]
    assert "Không giao việc cho đơn vị: Thông báo số 8/TB-UBND" in text


@pytest.mark.parametrize("body", [None, "", "  "])
def test_without_a_body_it_says_which_there_are(body: str | None) -> None:
    with pytest.raises(NotConcerned, match=f"--body.*{CROSS}.*Trạm Y tế phường Bờ Lau"):
        export(decided(plan()), "brief", body=body)


def test_a_body_without_work_is_an_error_that_names_the_others() -> None:
    with pytest.raises(NotConcerned, match=f"“Thôn Khe Vải”.*{CROSS}"):
        export(decided(plan()), "brief", body="Thôn Khe Vải")


def test_it_looks_as_the_decree_wants() -> None:
    made = brief(CROSS, decided(plan()))
    section = made.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    sizes = (section.page_width, section.page_height, *margins)
    assert [round(size.mm) for size in sizes if size] == [210, 297, 30, 20, 20, 20]
    assert made.styles["Normal"].font.name == "Times New Roman"
    assert made.styles["Normal"].font.size == Pt(13)
    assert {run.font.name for paragraph in made.paragraphs for run in paragraph.runs} == {"Times New Roman"}


def test_same_documents_same_bytes() -> None:
    (first,) = export(decided(plan()), "brief", body=CROSS)
    (second,) = export(decided(plan()), "brief", body=CROSS)
    assert first == second
    assert first.name == "Việc phải làm - Hội Chữ thập đỏ phường Bờ Lau.docx"
    with zipfile.ZipFile(io.BytesIO(first.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(first.data)).core_properties
    assert properties.created == properties.modified == datetime.datetime(2026, 1, 19, tzinfo=datetime.UTC)


def test_phone_numbers_are_masked_unless_asked_for() -> None:
    def everything(reveal: bool) -> str:
        made = brief("Trường THCS Bờ Lau", decided(plan()), reveal=reveal)
        return "\n".join([*lines(made), *(cell for row in rows(made) for cell in row)])

    assert "0900" not in everything(False)
    assert "••••.•••.245" in everything(False)
    assert "0900.000.245" in everything(True)


def test_letters_that_no_file_can_hold() -> None:
    record = plan()
    hostile = "Gửi <w:p/> &amp; \x00\x0b =1+1"
    made = brief(CROSS, decided(record, edit(decided(record), record.deadlines[0].id, {"/action": hostile[:14]})))
    assert rows(made)
    broken = record.model_copy(deep=True)
    broken.deadlines[0].action = hostile
    broken.deadlines[0].obligation = None
    assert "<w:p/> &amp; � =1+1" in rows(brief(CROSS, decided(broken)))[0][1]


@pytest.mark.parametrize(
    ("organ", "said"),
    [
        ("ỦY BAN NHÂN DÂN XÃ ĐỒI THÔNG", "Ủy ban nhân dân xã Đồi Thông"),
        ("HỘI CHỮ THẬP ĐỎ TỈNH HẠ LĨNH", "Hội Chữ thập đỏ tỉnh Hạ Lĩnh"),
        ("Ủy ban nhân dân xã Đồi Thông", "Ủy ban nhân dân xã Đồi Thông"),
        ("TRƯỜNG THPT ĐỒI THÔNG", "TRƯỜNG THPT ĐỒI THÔNG"),
    ],
)
def test_issuers(organ: str, said: str) -> None:
    record = plan().model_copy(deep=True)
    assert record.header.organ_name
    record.header.organ_name.value = organ
    assert issuer(record) == said


def test_places_and_citations() -> None:
    record = plan()
    assert cite(record) == "Kế hoạch số 31/KH-BCĐ ngày 19/01/2026"
    assert where(record, record.deadlines[0].spans) == "mục II.1"
    assert where(record, record.events[0].spans) == "mục I"
    assert (
        cite(DocumentRecord.model_validate({**record.model_dump(by_alias=True), "header": {}}))
        == "(ke-hoach-bo-lau.md)"
    )


@pytest.mark.libreoffice
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_it_fits_a_page(tmp_path: Path) -> None:
    bodies = {
        "Hội Chữ thập đỏ phường Bến Sậy": ["documents/ke-hoach-phuong.docx"],
        "Phòng Văn hóa - Xã hội xã Nậm Khao Phìn": ["heldout/ke-hoach-xa-mien-nui.txt"],
        "Sở Y tế": ["documents/ke-hoach-tinh.docx", "documents/cong-van.docx"],
    }
    written = {body: tmp_path / f"{number}.docx" for number, body in enumerate(bodies)}
    for body, names in bodies.items():
        (file,) = export([decided(record_at(SAMPLES / name)) for name in names], "brief", body=body)
        written[body].write_bytes(file.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, *written.values()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for body, path in written.items():
        with pdfplumber.open(path.with_suffix(".pdf")) as shown:
            assert len(shown.pages) == 1, body
            assert body in shown.pages[0].extract_text()
