"""What schema 1.1 added, in every format: limits counted from something, names, end times, groups, residue."""

from __future__ import annotations

import csv
import datetime
import io
import json
from zoneinfo import ZoneInfo

import docx
import icalendar
import openpyxl
import pytest

from hmtn_ingest.cli.show import print_summary
from hmtn_ingest.exports import export
from hmtn_ingest.review.drafts import edit
from parsers.records import DocumentRecord
from tests import handmade
from tests.exports.material import decided

STATION_LIMIT = "trong 5 ngày làm việc kể từ ngày kết thúc đợt"
PHONE = "0900 000 178"


def table(name: str) -> list[dict[str, str]]:
    (file,) = [one for one in export(handmade.record(), "csv") if one.name == f"{name}.csv"]
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))


def sheet(name: str, record: DocumentRecord | None = None) -> list[list[object]]:
    (file,) = export(record or handmade.record(), "xlsx")
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(file.data))[name].iter_rows(values_only=True)]


def html(record: DocumentRecord | None = None) -> str:
    (file,) = export(record or handmade.record(), "html")
    return file.data.decode()


class TestLimitsCountedFromSomething:
    def test_are_tasks_without_a_day_that_say_from_when_they_run(self) -> None:
        (file,) = export(handmade.record(), "ics")
        found = icalendar.Calendar.from_ical(file.data).walk("VTODO")
        assert [("due" in todo, "dtstart" in todo) for todo in found] == [(False, False)] * 2
        assert str(found[0]["summary"]).endswith(f"({STATION_LIMIT})")
        assert f"Hạn: {STATION_LIMIT}" in str(found[0]["description"])
        assert str(found[1]["summary"]).endswith("(trước mỗi đợt 10 ngày)")
        assert [str(event["summary"]) for event in icalendar.Calendar.from_ical(file.data).walk("VEVENT")] == [
            "Ngày hội"
        ]
        assert file.notes == ("2 việc tính hạn từ một mốc chưa có ngày: ghi thành việc không có hạn.",)

    def test_have_a_day_where_a_person_knows_it(self) -> None:
        reviewed = decided(handmade.record())
        known = decided(handmade.record(), edit(reviewed, handmade.AFTER_ROUND.id, {"/due": "2026-04-17"}))
        (file,) = export(known, "ics")
        todo = icalendar.Calendar.from_ical(file.data).walk("VTODO")[0]
        assert todo["due"].dt == datetime.date(2026, 4, 17)
        assert f"Hạn: {STATION_LIMIT} (ngày cuối còn kịp: 17/04/2026)" in str(todo["description"])

    def test_stand_in_a_table_of_their_own_in_the_brief(self) -> None:
        (file,) = export(handmade.record(), "brief", body=handmade.STATION)
        made = docx.Document(io.BytesIO(file.data))
        assert "1. Thời hạn tính từ một mốc, chưa có ngày" in [paragraph.text for paragraph in made.paragraphs]
        assert [cell.text for cell in made.tables[0].rows[1].cells][::2] == [
            f"T{STATION_LIMIT[1:]}",
            "Hội Chữ thập đỏ huyện; Trung tâm Truyền máu tỉnh",
        ]

    def test_have_columns_in_the_tables(self) -> None:
        rows = [
            [row[name] for name in ("due", "relation", "offset", "offset_working_days", "offset_from", "submit_to")]
            for row in table("deadlines")
        ]
        assert rows == [
            ["", "within", "P5D", "true", "ngày kết thúc đợt", "Hội Chữ thập đỏ huyện; Trung tâm Truyền máu tỉnh"],
            ["", "before", "P10D", "false", "mỗi đợt", ""],
        ]

    def test_stand_in_the_workbook_and_on_the_page(self) -> None:
        assert [row[3] for row in sheet("Thời hạn")[-2:]] == [STATION_LIMIT, "trước mỗi đợt 10 ngày"]
        assert STATION_LIMIT in html()


def test_names_of_targets_and_results_stand_in_every_format() -> None:
    assert [row["name"] for row in table("targets") + table("results")] == [
        "Tỷ lệ người hiến máu nhắc lại",
        "máu dự phòng",
    ]
    assert sheet("Chỉ tiêu")[-1][2] == "Tỷ lệ người hiến máu nhắc lại"
    assert sheet("Kết quả")[-1][2] == "máu dự phòng"
    assert "Tỷ lệ người hiến máu nhắc lại" in html()[html().index("chi-tieu") :]
    (annotations, _) = export(handmade.record(), "annotations")
    assert '"máu dự phòng' in annotations.data.decode()


def test_an_event_ends_when_the_document_says() -> None:
    (file,) = export(handmade.record(), "ics")
    (event,) = icalendar.Calendar.from_ical(file.data).walk("VEVENT")
    vietnam = ZoneInfo("Asia/Ho_Chi_Minh")
    assert event["dtend"].dt == datetime.datetime(2026, 4, 12, 10, 30, tzinfo=vietnam)
    assert table("events")[0]["time_end"] == "10:30"
    assert "07:00 – 10:30 12/04/2026" in html()


class TestGroups:
    def test_have_a_table_of_their_sub_totals(self) -> None:
        wanted = ("group", "column_name", "role", "stated", "computed", "agrees")
        assert [[row[name] for name in wanted] for row in table("quota_subtotals")] == [
            ["KHỐI CƠ QUAN", "Chỉ tiêu", "quota", "30", "30", "true"],
            ["KHỐI CƠ QUAN", "Tỷ lệ (%)", "ratio", "", "", ""],
            ["KHỐI BẢN", "Chỉ tiêu", "quota", "25", "25", "true"],
            ["KHỐI BẢN", "Tỷ lệ (%)", "ratio", "", "", ""],
        ]
        assert [row["group"] for row in table("quotas")][::2] == ["KHỐI CƠ QUAN", "KHỐI CƠ QUAN", "KHỐI BẢN"]

    def test_are_rows_of_the_sheet_and_no_part_of_its_sum(self) -> None:
        rows = [row[:4] for row in sheet("Phân bổ")[-9:]]
        assert rows[:5] == [
            [None, "A KHỐI CƠ QUAN", 30, None],
            [1, "Đoàn xã", 10, 20],
            [2, "Trạm Y tế xã", 20, 40],
            [None, "B KHỐI BẢN", 25, None],
            [3, "Bản Pa Khôm", 25, 50],
        ]
        top = len(sheet("Phân bổ")) - 8
        assert rows[5:7] == [
            [None, "Tổng cộng (văn bản ghi)", 55, None],
            [
                None,
                "Tổng cộng (công thức tính từ các dòng)",
                f"=SUM(C{top + 1}:C{top + 2},C{top + 4}:C{top + 4})",
                None,
            ],
        ]

    def test_are_set_off_on_the_page(self) -> None:
        assert '<tr class="group"><td></td><td>KHỐI BẢN</td><td class="number">25</td>' in html()
        assert "Tổng không khớp" not in html()


class TestResidue:
    def test_is_in_the_json_with_its_suggestion(self) -> None:
        file = export(handmade.record(), "json")[0]
        entry = json.loads(file.data)["residue"][0]
        assert (entry["kind"], entry["reason"], entry["suggestion"]["kind"]) == (
            "quantity",
            "no-target-or-result",
            "target",
        )

    def test_is_a_table(self) -> None:
        assert [(row["kind"], row["reason"], row["suggestion"], row["line"]) for row in table("residue")] == [
            ("quantity", "no-target-or-result", "target", "10"),
            ("date", "no-deadline-or-event", "", "10"),
            ("heading", "of-another-kind", "", "11"),
        ]

    def test_is_a_sheet_and_counted_in_the_overview(self) -> None:
        assert [row[1:5] for row in sheet("Chưa thuộc mục nào")[-2:]] == [
            ["ngày, kỳ", "trước ngày 02/4", "Ngày này không thuộc thời hạn, sự kiện nào", None],
            ["đề mục", "III. KHEN THƯỞNG", "of-another-kind", None],
        ]
        assert ["Chưa thuộc mục nào", 3, 0, 3] in [row[:4] for row in sheet("Tổng quan")]

    def test_is_a_section_of_the_page_that_leads_to_the_words(self) -> None:
        section = html()[html().index('id="chua-thuoc-muc"') :]
        assert '<div class="what"><a href="#' in section[: section.index("đề mục")]
        assert "có thể là Chỉ tiêu" in section

    def test_is_nowhere_where_there_is_none(self) -> None:
        record = handmade.record().model_copy(update={"residue": []})
        assert "chua-thuoc-muc" not in html(record)
        (file,) = export(record, "xlsx")
        assert "Chưa thuộc mục nào" not in openpyxl.load_workbook(io.BytesIO(file.data)).sheetnames

    @pytest.mark.parametrize("form", ["json", "jsonl", "csv", "html", "annotations"])
    def test_shows_no_phone_number(self, form: str) -> None:
        written = "\n".join(file.data.decode() for file in export(handmade.record(), form))
        assert "•••• ••• 178" in written or form == "annotations"
        assert PHONE not in written

    def test_shows_no_phone_number_in_the_workbook_or_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert PHONE not in repr(sheet("Chưa thuộc mục nào"))
        print_summary(handmade.record(), phones=False)
        shown = capsys.readouterr().out
        assert "Chưa đọc" in shown
        assert PHONE not in shown
