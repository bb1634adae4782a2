"""Annexes in files of their own: which document they belong to, and what is then still missing."""

from __future__ import annotations

import pytest

from hmtn_ingest import check, ingest_all
from hmtn_ingest.annexes import annex_card, joined
from hmtn_ingest.pipeline import ingest, ingest_again
from parsers.records import DocumentRecord
from tests.readers import annex
from tests.readers.test_container import archive, attach, mail
from tests.rules import factory

PLAN = factory.PLAN.partition("BIỂU PHÂN BỔ")[0]
NUMBER = "26/KH-UBND ngày 15/01/2026"
OTHER = PLAN.replace("26/KH-UBND", "27/KH-UBND").replace("Vận động hiến máu", "Tuyên truyền hiến máu")


def rows(reference: str | None = NUMBER, title: str = "PHỤ LỤC") -> annex.Rows:
    named = [[f"(Kèm theo Kế hoạch số {reference} của UBND xã Suối Lạnh)"]] if reference else []
    return [[title], ["PHÂN BỔ CHỈ TIÊU HIẾN MÁU"], *named, *annex.HEAD, *annex.BODY]


def sheet(reference: str | None = NUMBER, title: str = "PHỤ LỤC") -> bytes:
    return annex.workbook(rows=rows(reference, title), merges=())


def missing(record: DocumentRecord) -> list[str]:
    return [finding.message_vi for finding in record.findings if finding.name == "annex-missing"]


def together(*files: bytes) -> list[DocumentRecord]:
    names = ("ke-hoach.txt", "chi-tieu.xlsx", "khac.txt", "khac.xlsx")
    return joined([ingest(data, name=name) for name, data in zip(names, files, strict=False)])


def test_a_plan_alone_misses_its_annex() -> None:
    assert missing(ingest(PLAN.encode(), name="ke-hoach.txt"))


@pytest.mark.parametrize(
    "reference",
    [NUMBER, "026/KH-UBND ngày 15 tháng 01 năm 2026", "26/KH-UBND"],
)
def test_an_annex_that_names_the_plan_is_its_annex(reference: str) -> None:
    plan, table = together(PLAN.encode(), sheet(reference))
    assert missing(plan) == []
    assert [(one.file_name, one.title) for one in plan.source.annexes] == [("chi-tieu.xlsx", "PHỤ LỤC")]
    assert plan.source.annexes[0].sha256 == table.source.sha256
    assert check(plan) == plan.findings


@pytest.mark.parametrize(
    "reference",
    [None, "26/KH-BCĐ ngày 15/01/2026", "27/KH-UBND ngày 15/01/2026", "26/KH-UBND ngày 15/01/2025", "    /KH-UBND"],
)
def test_an_annex_that_names_another_document_or_none_is_not(reference: str | None) -> None:
    plan, _ = together(PLAN.encode(), sheet(reference))
    assert missing(plan)
    assert plan.source.annexes == []


@pytest.mark.parametrize("reference", [None, NUMBER, "    /KH-UBND ngày     /01/2026"])
def test_in_one_archive_an_annex_needs_no_name(reference: str | None) -> None:
    plan, _ = ingest_all(
        archive({"ke-hoach.txt": PLAN.encode(), "bieu.xlsx": sheet(reference, "BIỂU CHỈ TIÊU")}), name="a.zip"
    )
    assert missing(plan) == []
    assert [one.file_name for one in plan.source.annexes] == ["a.zip › bieu.xlsx"]
    assert plan.source.container is not None
    assert plan.source.container.file_name == "a.zip"


def test_in_one_message_too() -> None:
    message = mail()
    attach(message, "bieu.xlsx", sheet(None))
    attach(message, "ke-hoach.txt", PLAN.encode())
    body, _, plan = ingest_all(message.as_bytes(), name="thu.eml")
    assert missing(plan) == []
    assert [deadline.due for deadline in body.deadlines] == ["2026-03-19"]


def test_of_two_plans_in_an_archive_a_nameless_annex_is_nobodys() -> None:
    files = {"26.txt": PLAN.encode(), "27.txt": OTHER.encode(), "bieu.xlsx": sheet(None)}
    first, second, _ = ingest_all(archive(files), name="a.zip")
    assert missing(first)
    assert missing(second)
    files["bieu.xlsx"] = sheet("27/KH-UBND ngày 15/01/2026")
    first, second, _ = ingest_all(archive(files), name="a.zip")
    assert missing(first)
    assert not missing(second)


def test_the_number_of_an_annex_still_counts() -> None:
    asking = factory.planted("(có Biểu phân bổ kèm theo)", "(theo Phụ lục II kèm theo)", PLAN)
    plan, _ = together(asking.encode(), sheet(title="PHỤ LỤC I"))
    assert ["Phụ lục II" in message for message in missing(plan)] == [True]
    plan, _ = together(asking.encode(), sheet(title="PHỤ LỤC II"))
    assert missing(plan) == []


@pytest.mark.parametrize(
    ("data", "name", "is_annex"),
    [
        (sheet(), "a.xlsx", True),
        (annex.word(), "a.docx", True),
        (annex.delimited(rows=annex.BODY), "a.csv", True),
        (PLAN.encode(), "a.txt", False),
        (factory.PLAN.encode(), "a.txt", False),
        ("Kính gửi các xã, đề nghị gửi danh sách đăng ký hiến máu trước ngày 20/3/2026.".encode(), "a.txt", False),
    ],
)
def test_what_is_an_annex(data: bytes, name: str, is_annex: bool) -> None:
    assert (annex_card(ingest(data, name=name)) is not None) == is_annex


def test_reading_again_keeps_what_was_known() -> None:
    data = archive({"ke-hoach.txt": PLAN.encode(), "bieu.xlsx": sheet(None)})
    plan, _ = ingest_all(data, name="a.zip")
    assert ingest_again(PLAN.encode(), plan.source) == plan


def test_a_document_is_the_only_record_of_its_file() -> None:
    assert ingest_all(PLAN.encode(), name="ke-hoach.txt") == [ingest(PLAN.encode(), name="ke-hoach.txt")]
    assert "container" not in ingest(PLAN.encode(), name="ke-hoach.txt").model_dump_json()
    assert "annexes" not in ingest(PLAN.encode(), name="ke-hoach.txt").model_dump_json()


@pytest.mark.parametrize("text", ["PHỤ LỤC I", "BIỂU CHỈ TIÊU"])
def test_an_annex_owes_no_number_day_or_recipients(text: str) -> None:
    head: annex.Rows = [
        ["ỦY BAN NHÂN DÂN XÃ SUỐI LẠNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
    ]
    record = ingest(annex.workbook(rows=[*head, *rows(title=text)], merges=()), name="a.xlsx")
    assert [finding.name for finding in record.findings] == []
