"""A record by hand that says all that schema 1.1 can: for tests of what shows, changes and exports it.

People, places and numbers are invented. Every span is a stretch of ``TEXT``.
"""

from __future__ import annotations

from parsers.records import (
    BodyRef,
    Contact,
    DateValue,
    Deadline,
    DocumentRecord,
    Event,
    Grounded,
    Header,
    Number,
    Obligation,
    Offset,
    Quantity,
    QuotaColumn,
    QuotaGroup,
    QuotaRow,
    QuotaTable,
    ResidueEntry,
    Result,
    Source,
    Span,
    Suggestion,
    Target,
)

TEXT = """\
KẾ HOẠCH
Hiến máu tình nguyện năm 2026
I. CHỈ TIÊU
Tỷ lệ người hiến máu nhắc lại đạt ít nhất 35%.
Đã tiếp nhận 48 đơn vị máu dự phòng.
Ngày hội từ 07 giờ 00 đến 10 giờ 30 ngày 12/4/2026 tại Hội trường xã Mường Gió.
II. TỔ CHỨC THỰC HIỆN
Trạm Y tế xã báo cáo kết quả về Hội Chữ thập đỏ huyện và Trung tâm Truyền máu tỉnh trong 05 ngày làm việc kể từ ngày \
kết thúc đợt.
Đoàn xã gửi danh sách trước mỗi đợt 10 ngày.
Dự trù 12 thùng nước, gọi chị Sùng Thị Mai 0900 000 178 trước ngày 02/4.
III. KHEN THƯỞNG
Biểu phân bổ
TT\tĐơn vị\tChỉ tiêu\tTỷ lệ (%)
A\tKHỐI CƠ QUAN\t30\t
1\tĐoàn xã\t10\t20
2\tTrạm Y tế xã\t20\t40
B\tKHỐI BẢN\t25\t
3\tBản Pa Khôm\t25\t50
\tTổng cộng\t55\t
"""


def at(quote: str, after: str = "") -> Span:
    """Where words stand, behind those of ``after``."""
    start = TEXT.index(quote, TEXT.index(after))
    return Span(start=start, end=start + len(quote), quote=quote)


def body(name: str, after: str = "") -> BodyRef:
    return BodyRef(name=name, canonical=name, kind="other", spans=[at(name, after)])


def cell(value: Number | None, after: str) -> Grounded[Number]:
    if value is None:
        return Grounded(value=None, doubts=["blank"])
    return Grounded(value=value, spans=[at(f"{value}", after)])


def row(ordinal: str, name: str, group: str, values: tuple[Number, Number]) -> QuotaRow:
    line = f"{ordinal}\t{name}\t{values[0]}\t{values[1]}"
    cells = [cell(values[0], f"{name}\t"), cell(values[1], f"{name}\t{values[0]}\t")]
    return QuotaRow(ordinal=ordinal, body=body(name, "Biểu"), values=cells, group=group, spans=[at(line)])


STATION, UNION = "Trạm Y tế xã", "Đoàn xã"

AFTER_ROUND = Deadline(
    id="deadline-00000000a1",
    relation="within",
    date=None,
    offset=Offset(duration="P5D", working=True, anchor="ngày kết thúc đợt"),
    due=None,
    bodies=[body(STATION)],
    submit_to=[body("Hội Chữ thập đỏ huyện"), body("Trung tâm Truyền máu tỉnh")],
    action="báo cáo kết quả về Hội Chữ thập đỏ huyện và Trung tâm Truyền máu tỉnh",
    obligation="obligation-00000000a1",
    spans=[at("trong 05 ngày làm việc kể từ ngày kết thúc đợt")],
)
BEFORE_ROUND = Deadline(
    id="deadline-00000000a2",
    relation="before",
    date=None,
    offset=Offset(duration="P10D", anchor="mỗi đợt"),
    due=None,
    bodies=[body(UNION)],
    action="gửi danh sách",
    spans=[at("trước mỗi đợt 10 ngày")],
)
TABLE = QuotaTable(
    id="quota-00000000a1",
    title="Biểu phân bổ",
    columns=[
        QuotaColumn(name="TT", role="ordinal"),
        QuotaColumn(name="Đơn vị", role="body"),
        QuotaColumn(name="Chỉ tiêu", role="quota", unit="đơn vị máu", indicator="blood_units", spans=[at("Chỉ tiêu")]),
        QuotaColumn(name="Tỷ lệ (%)", role="ratio", unit="%", indicator="share", spans=[at("Tỷ lệ (%)")]),
    ],
    rows=[
        row("1", UNION, "KHỐI CƠ QUAN", (10, 20)),
        row("2", STATION, "KHỐI CƠ QUAN", (20, 40)),
        row("3", "Bản Pa Khôm", "KHỐI BẢN", (25, 50)),
    ],
    groups=[
        QuotaGroup(
            name=name,
            spans=[at(name)],
            stated_subtotal=[cell(stated, f"{name}\t"), cell(None, name)],
            computed_subtotal=[computed, None],
        )
        for name, stated, computed in (("KHỐI CƠ QUAN", 30, 30), ("KHỐI BẢN", 25, 25))
    ],
    stated_total=[cell(55, "Tổng cộng"), cell(None, "Tổng cộng")],
    computed_total=[55, None],
    spans=[at(TEXT[TEXT.index("TT\t") : -1])],
)
RESIDUE = [
    ResidueEntry(
        id="residue-00000000a1",
        kind="quantity",
        spans=[at("Dự trù 12 thùng nước, gọi chị Sùng Thị Mai 0900 000 178 trước ngày 02/4.")],
        reason="no-target-or-result",
        suggestion=Suggestion(kind="target", fields={"name": "nước, 0900 000 178"}),
    ),
    ResidueEntry(id="residue-00000000a2", kind="date", spans=[at("trước ngày 02/4")], reason="no-deadline-or-event"),
    ResidueEntry(id="residue-00000000a3", kind="heading", spans=[at("III. KHEN THƯỞNG")], reason="of-another-kind"),
]


def record() -> DocumentRecord:
    """A fresh one for each test."""
    share = Quantity(comparator="at_least", min=35, max=None, unit="%", indicator="share")
    units = Quantity(comparator="exactly", min=48, max=48, unit="đơn vị máu", indicator="blood_units")
    day = DateValue(edtf="2026-04-12", first="2026-04-12", last="2026-04-12", time="07:00", time_end="10:30")
    made = DocumentRecord(
        source=Source(file_name="ke-hoach.txt", sha256="0" * 64, media_type="text/plain", reader="text"),
        status="ok",
        text=TEXT,
        header=Header(type_name=Grounded(value="KẾ HOẠCH", spans=[at("KẾ HOẠCH")])),
        events=[
            Event(
                id="event-00000000a1",
                name="Ngày hội",
                date=day,
                spans=[at("Ngày hội từ 07 giờ 00 đến 10 giờ 30 ngày 12/4/2026")],
            )
        ],
        targets=[
            Target(
                id="target-00000000a1",
                name="Tỷ lệ người hiến máu nhắc lại",
                quantity=share,
                bodies=[body(STATION)],
                spans=[at("ít nhất 35%")],
            )
        ],
        results=[Result(id="result-00000000a1", name="máu dự phòng", quantity=units, spans=[at("48 đơn vị máu")])],
        quota_tables=[TABLE],
        obligations=[
            Obligation(
                id="obligation-00000000a1",
                section="II",
                bodies=[body(STATION)],
                role="other",
                action=AFTER_ROUND.action,
                deadlines=[AFTER_ROUND.id],
                spans=[at(AFTER_ROUND.action)],
            )
        ],
        deadlines=[AFTER_ROUND, BEFORE_ROUND],
        contacts=[Contact(id="contact-00000000a1", name="Sùng Thị Mai", phone="0900 000 178")],
        residue=RESIDUE,
    )
    return made.model_copy(deep=True)
