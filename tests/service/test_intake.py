"""What comes in is kept once, and what may be there already waits for a person."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hmtn_ingest.review.drafts import accept_rest
from hmtn_ingest.service import intake
from hmtn_ingest.service.actor import local_actor
from hmtn_ingest.service.documents import Documents, Unusable, open_documents
from hmtn_ingest.service.intake import PASTED, IntakeItem, Reception
from hmtn_ingest.web.pages.samples import FOLDER
from tests import plans
from tests.readers.scan.pictures import scanned_strips
from tests.readers.test_container import archive
from tests.stored import LAN

PATIENCE = 300  # seconds for what takes a few on a machine that does nothing else
PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐỒI THÔNG
Số: 17/KH-UBND
Đồi Thông, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026
I. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách gửi UBND xã trước ngày 20/3/2026.
"""


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    opened = open_documents(f"sqlite:///{tmp_path / 'in.sqlite3'}")
    yield opened
    opened.close()


def brought(documents: Documents, name: str, text: str | bytes, *, pasted: bool = False) -> IntakeItem:
    item = IntakeItem(name, text if isinstance(text, bytes) else text.encode(), pasted=pasted)
    intake.receive(documents, item, LAN)
    return item


def test_a_new_file_is_kept(documents: Documents) -> None:
    item = brought(documents, "ke-hoach.txt", PLAN)
    assert item.stage == "kept"
    assert item.stored
    assert item.stored.code == "17/KH-UBND"
    assert item.stored.added_by == "Lan"
    assert documents.file(item.stored.document, LAN) == PLAN.encode()
    intake.receive(documents, item, LAN)  # as a page does that is drawn again
    assert len(documents.find(LAN)) == 1


def test_the_same_bytes_wait_for_a_choice_and_are_not_read_again(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = brought(documents, "ke-hoach.txt", PLAN).stored
    assert first
    monkeypatch.setattr(intake, "read_limited", lambda *_, **__: pytest.fail("was read again"))
    again = brought(documents, "ban-sao.txt", PLAN)
    assert again.stage == "choice"
    duplicates = intake.duplicates(documents, again, LAN)
    assert duplicates
    assert duplicates.by == "bytes"
    assert [duplicate.document for duplicate in duplicates.found] == [first.document]
    assert len(documents.versions(first.document, LAN)) == 1


def test_the_same_content_in_another_format_waits_for_a_choice_and_takes_the_decisions(documents: Documents) -> None:
    draft = plans.PLAN.replace("07/KH-BCĐ", "    /KH-BCĐ")  # no number tells that they are one
    first = brought(documents, "ke-hoach.md", draft).stored
    assert first
    reviewed = documents.open(first.document, LAN)
    documents.decide(first.document, accept_rest(reviewed), LAN)
    decided = {key for key, state in documents.open(first.document, LAN).states.items() if state.reviewed}
    again = brought(documents, "ke-hoach.docx", plans.as_docx(draft))
    assert again.stage == "choice"
    duplicates = intake.duplicates(documents, again, LAN)
    assert duplicates
    assert (duplicates.by, [one.file_name for one in duplicates.found]) == ("content", ["ke-hoach.md"])
    intake.keep(documents, again, LAN, document=first.document)
    now = documents.open(first.document, LAN)
    assert now.record.source.file_name == "ke-hoach.docx"
    assert len(decided) > 20
    assert {key for key, state in now.states.items() if state.reviewed} >= decided
    other = brought(documents, "nam-truoc.md", draft.replace("2026", "2025"))
    assert other.stage == "kept"


def test_the_same_bytes_as_a_new_version(documents: Documents) -> None:
    first = brought(documents, "ke-hoach.txt", PLAN).stored
    again = brought(documents, "ke-hoach.txt", PLAN)
    assert first
    intake.keep(documents, again, local_actor("Mai"), document=first.document)
    assert again.stage == "kept"
    assert [version.added_by for version in documents.versions(first.document, LAN)] == ["Lan", "Mai"]


def test_the_same_number_as_a_new_version_keeps_the_decisions(documents: Documents) -> None:
    first = brought(documents, "ke-hoach.txt", PLAN).stored
    assert first
    documents.decide(first.document, accept_rest(documents.open(first.document, LAN)), LAN)
    decided = documents.head(first.document, LAN).decision
    later = brought(documents, "ban-ky.txt", PLAN + "2. Hội Chữ thập đỏ xã\n- Tổ chức lễ tôn vinh.\n")
    assert later.stage == "choice"
    duplicates = intake.duplicates(documents, later, LAN)
    assert duplicates
    assert duplicates.by == "number"
    intake.keep(documents, later, LAN, document=first.document)
    assert len(documents.find(LAN)) == 1
    assert documents.head(first.document, LAN).decision == decided
    reviewed = documents.open(first.document, LAN)
    assert any(state.status == "accepted" for state in reviewed.states.values())


def test_the_same_number_as_another_document(documents: Documents) -> None:
    brought(documents, "ke-hoach.txt", PLAN)
    other = brought(documents, "khac.txt", PLAN.replace("năm 2026\nI.", "đợt 2 năm 2026\nI."))
    assert other.stage == "choice"
    intake.keep(documents, other, LAN)
    assert other.stage == "kept"
    assert len(documents.find(LAN)) == 2


def test_another_year_is_another_document(documents: Documents) -> None:
    brought(documents, "ke-hoach.txt", PLAN)
    assert brought(documents, "nam-truoc.txt", PLAN.replace("năm 2026", "năm 2025")).stage == "kept"


def test_a_choice_whose_document_was_deleted_stays_open(documents: Documents) -> None:
    first = brought(documents, "ke-hoach.txt", PLAN).stored
    again = brought(documents, "ke-hoach.txt", PLAN)
    assert first
    documents.delete(first.document, LAN)
    with pytest.raises(LookupError):
        intake.keep(documents, again, LAN, document=first.document)
    assert again.stage == "choice"
    assert intake.duplicates(documents, again, LAN) is None
    intake.keep(documents, again, LAN)
    assert again.stage == "kept"
    assert len(documents.find(LAN)) == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("trong.txt", b"", "empty"),
        ("hong.docx", (FOLDER / "cong-van.docx").read_bytes()[:5000], "damaged"),
        ("anh.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "damaged"),
    ],
)
def test_what_cannot_be_read_is_not_kept(documents: Documents, name: str, data: bytes, code: str) -> None:
    item = brought(documents, name, data)
    assert item.stage == "refused"
    assert item.problem
    assert item.problem.code == code
    assert name in item.problem.message
    assert documents.find(LAN) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PLAN, "Kế hoạch 17-KH-UBND.txt"),
        (PLAN.replace("Số: 17/KH-UBND\n", ""), "Kế hoạch Vận động hiến máu tình nguyện năm 2026.txt"),
        ("Trăng rằm <b>sáng</b> tỏ/ngoài sân\nGió đưa cành trúc\n", "Trăng rằm b sáng b tỏ ngoài sân.txt"),
    ],
)
def test_a_pasted_text_gets_a_name(documents: Documents, text: str, name: str) -> None:
    item = brought(documents, PASTED, text, pasted=True)
    assert item.name == name
    assert item.stored
    assert item.stored.file_name == name
    assert documents.open(item.stored.document, LAN).extracted.source.file_name == name


def test_a_name_of_a_pasted_text_is_no_longer_than_a_name(documents: Documents) -> None:
    assert len(brought(documents, PASTED, "Hiến máu cứu người là nghĩa cử cao đẹp " * 9, pasted=True).name) <= 84


def test_two_who_bring_the_same_file_at_once_do_not_keep_it_twice(documents: Documents) -> None:
    items = [IntakeItem("ke-hoach.txt", PLAN.encode()) for _ in range(4)]
    threads = [threading.Thread(target=intake.receive, args=(documents, one, LAN)) for one in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(documents.find(LAN)) == 1
    assert sorted(item.stage for item in items) == ["choice", "choice", "choice", "kept"]


def test_files_in_an_archive_are_documents_of_their_own(documents: Documents) -> None:
    data = archive({"ke-hoach.txt": PLAN.encode(), "anh.bin": b"\0\1\2" * 50})
    items = intake.items_of([("ho-so.zip", data), ("rieng.txt", PLAN.replace("17/", "18/").encode())])
    assert [item.name for item in items] == ["ho-so.zip › ke-hoach.txt", "ho-so.zip › anh.bin", "rieng.txt"]
    for item in items:
        intake.receive(documents, item, LAN)
    assert [item.stage for item in items] == ["kept", "refused", "kept"]
    kept = items[0].stored
    assert kept
    source = documents.open(kept.document, LAN).record.source
    assert source.container
    assert (source.file_name, source.container.file_name) == ("ho-so.zip › ke-hoach.txt", "ho-so.zip")
    assert intake.read_again(documents, kept.document, LAN) == []
    assert documents.open(kept.document, LAN).record.source == source


def test_an_archive_that_cannot_be_opened_is_refused_with_its_reason(documents: Documents) -> None:
    (item,) = intake.items_of([("trong.zip", archive({"Thumbs.db": b"x"}))])
    assert item.stage == "refused"
    assert item.problem
    assert item.problem.code == "empty"


def test_files_brought_in_together_find_their_annexes(documents: Documents) -> None:
    plan = PLAN.replace("- Lập danh sách", "- Chỉ tiêu theo Phụ lục kèm theo.\n- Lập danh sách")
    annex = "PHỤ LỤC\nPhân bổ chỉ tiêu\n(Kèm theo Kế hoạch số 17/KH-UBND ngày 02/3/2026)\nTT\tĐơn vị\tSố người\n1\tBản A\t5\n2\tBản B\t6\n"
    items = intake.items_of([("ke-hoach.txt", plan.encode()), ("phu-luc.txt", annex.encode())])
    for item in items:
        intake.receive(documents, item, LAN)
        intake.join_annexes(documents, items, LAN, item.upload)
    assert items[0].stored
    record = documents.open(items[0].stored.document, LAN).record
    assert [one.file_name for one in record.source.annexes] == ["phu-luc.txt"]
    assert "annex-missing" not in [finding.name for finding in record.findings]


def wait_for(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.scans
@pytest.mark.processes
def test_a_scan_can_be_stopped_and_goes_on(documents: Documents) -> None:
    """What was recognised is kept for the review, and goes with the document."""
    item = IntakeItem("quét.pdf", scanned_strips())
    sha256 = item.sha256
    reception = Reception(documents, item, LAN)
    reception.start()
    wait_for(lambda: item.words)
    item.stopping = True
    reception.join()
    assert item.stage == "stopped"
    assert item.pages == 3
    before = len(item.words)
    assert before in (1, 2)
    assert documents.find(LAN) == []
    intake.resume(item)
    assert item.stage == "waiting"
    reception = Reception(documents, item, LAN)
    reception.start()
    reception.join()
    assert reception.error is None
    assert item.stage == "kept"
    assert len(item.words) == 3
    assert item.stored
    assert {"1", "2", "3"} <= {path.name for path in documents.pages.glob(f"{sha256}/*/*")}
    documents.delete(item.stored.document, LAN)
    assert not (documents.pages / sha256).exists()


@pytest.mark.processes
def test_a_scan_that_is_dropped_leaves_nothing(documents: Documents) -> None:
    item = IntakeItem("quét.pdf", scanned_strips())
    reception = Reception(documents, item, LAN)
    reception.start()
    wait_for(lambda: item.words)
    item.stopping = True
    reception.join()
    assert (documents.pages / item.sha256).exists()
    intake.drop(documents, item)
    assert list(documents.pages.iterdir()) == []


@pytest.mark.processes
def test_a_reading_ends_when_nobody_waits_for_it_and_the_file_stays(documents: Documents) -> None:
    left = threading.Event()
    item = IntakeItem("quét.pdf", scanned_strips())
    reception = Reception(documents, item, LAN, left.is_set)
    reception.start()
    wait_for(lambda: item.words)
    left.set()
    reception.join(PATIENCE)
    assert item.stage == "stopped"
    assert len(item.words) < 3
    assert item.data
    assert brought(documents, "ke-hoach.txt", PLAN).stage == "kept"


@pytest.mark.processes
def test_a_file_beyond_the_limit_of_time_is_refused_with_a_remedy(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HMTN_TIMEOUT", "0.1")
    item = brought(documents, "quét.pdf", scanned_strips())
    assert item.stage == "refused"
    assert item.problem
    assert item.problem.code == "timeout"
    assert "“quét.pdf”: đọc quá 0.1 giây" in item.problem.message
    assert "HMTN_TIMEOUT" in item.problem.message
    assert item.problem.message_en
    monkeypatch.delenv("HMTN_TIMEOUT")
    assert brought(documents, "ke-hoach.txt", PLAN).stage == "kept"


def test_a_reading_beside_a_page_tells_what_ended_it(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    def unusable(*_: object) -> None:
        raise Unusable("busy")

    monkeypatch.setattr(documents, "add", unusable)
    reception = Reception(documents, IntakeItem("ke-hoach.txt", PLAN.encode()), LAN)
    reception.start()
    reception.join()
    assert isinstance(reception.error, Unusable)
