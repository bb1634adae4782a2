"""The table of kinds has every list of a record, and nothing that a fact says is forgotten on its way to people.

Each field of each kind is shown, editable, compared and exported, or stands below with the reason why it is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import pytest

from hmtn_ingest.exports.flat_tables import TABLES
from hmtn_ingest.i18n import known
from hmtn_ingest.kinds import ADDABLE, BY_NAME, KINDS, LISTS, Kind, in_order, records_by_kind
from hmtn_ingest.render.describe import describe
from hmtn_ingest.review.fields import FORMS, write
from hmtn_ingest.review.patches import changed
from parsers import records
from parsers.records import BodyRef, DateValue, DocumentRecord, Grounded, Grounding, Quantity, Record

NO_KINDS = {
    "problems": "what the reader could not read: nothing that a document says",
    "sections": "where facts stand, shown as the place of each",
    "signatures": "of the file, not of the text",
}
"""Lists of a record that hold no facts, and why."""

GROUNDING = {*Grounding.model_fields, "id"}  # where and how surely a value was read: the program's, not the document's

# what a form, a comparison or a table calls otherwise than the model does
EDITED_AS = {
    "quantity": {"comparator", "low", "high", "unit", "indicator", "of", "per"},
    "purpose": {"for"},
    "name": {"counted"},
}
COMPARED_AS = {
    "purpose": {"for"},
    "name": {"counted"},
    **{name: {"when"} for name in ("relation", "date", "rrule", "time", "due", "offset")},
}
EXPORTED_AS = {
    "quantity": {"comparator", "min", "max", "unit", "indicator", "of", "per"},
    "date": {"date_edtf", "date_first", "date_last"},
    "period": {"period_edtf", "period_first", "period_last"},
    "organisers": {"bodies"},
    "offset": {"offset", "offset_working_days", "offset_from"},
}

NOT_SHOWN = {
    "target.event": "the event stands for itself",
    "event.targets": "the targets stand for themselves",
    "event.participants": "too long for a card; the form has it",
    "event.tentative": "said with the date where the date says it; the form has it",
    "obligation.deadlines": "the deadlines stand for themselves",
    "obligation.targets": "the targets stand for themselves",
    "deadline.obligation": "the obligation stands for itself",
    "deadline.time": "goes with the recurrence, which the form shows",
    "date.time": "goes with the recurrence, which the form shows",
    "recipient.archive": "the words of the line say it",
    "contact.title": "a part of the lead",
    "quota.columns": "the grid shows them",
    "quota.rows": "the grid shows them",
    "quota.groups": "the grid shows them",
    "quota.stated_total": "the grid shows them",
    "quota.computed_total": "added up again whenever a cell changes; shown where it differs",
    "quota.pages": "the source says it",
}
NOT_EDITABLE = {
    **dict.fromkeys(("target.event", "event.targets", "obligation.deadlines", "obligation.targets"), "a link"),
    "deadline.obligation": "a link",
    "quota.rows": "cell by cell, in the grid of the card",
    "quota.groups": "sub-totals cell by cell, in the grid of the card",
    "quota.stated_total": "cell by cell, in the grid of the card",
    "quota.computed_total": "added up by the program",
    "quota.pages": "where it stands in the document",
}
NOT_COMPARED = {
    **dict.fromkeys(("event.targets", "obligation.deadlines", "obligation.targets"), "compared for themselves"),
    "deadline.obligation": "compared by its section",
    "recipient.archive": "makes two lines a pair, so it never differs",
    **{
        f"quota.{name}": "tables are paired row by row and column by column" for name in records.QuotaTable.model_fields
    },
    **{f"date.{name}": "dates are compared with the facts they belong to" for name in records.DateRecord.model_fields},
}
NOT_IN_TABLES = {
    "event.count": "in the record, the workbook and the calendar; the columns of the data package are published",
    "event.targets": "the targets lead to their event",
    "obligation.deadlines": "the deadlines lead to their obligation",
    "quota.columns": "table quotas, one row a cell",
    "quota.groups": "table quota_subtotals",
    "quota.stated_total": "table quota_totals",
    "quota.computed_total": "table quota_totals",
    "quota.pages": "the first of them as page",
    **{f"{kind}.{name}": "no table: in the record and the workbook" for kind in ("recipient", "citation", "contact", "date")
       for name in BY_NAME[kind].model.model_fields},
}  # fmt: skip


DAY, OTHER_DAY = DateValue(edtf="2026-03-20"), DateValue(edtf="2026-04")
STATION = BodyRef(name="Trạm Y tế", canonical="Trạm Y tế xã Tân Sơn", kind="health")
UNION = BodyRef(name="Đoàn xã", canonical="Đoàn xã Tân Sơn", kind="mass_organisation")
ROUNDS = Quantity(comparator="exactly", min=3, max=3, unit="đợt", indicator="events")
UNITS = Quantity(comparator="at_least", min=150, max=None, unit="đơn vị máu", indicator="blood_units")
HALL: Grounded[str] = Grounded(value="Hội trường xã")

FACTS: dict[str, Record] = {
    "deadline": records.Deadline(
        relation="before",
        date=DAY,
        due="2026-03-19",
        bodies=[STATION],
        submit_to=[UNION],
        action="Gửi danh sách",
        offset=records.Offset(duration="P5D", working=True, anchor="ngày nhận được văn bản"),
    ),
    "target": records.Target(name="máu toàn phần", quantity=UNITS, bodies=[STATION], event="event-1", period=DAY),
    "result": records.Result(
        name="máu toàn phần", quantity=UNITS, planned=120, ratio=125, bodies=[STATION], period=DAY
    ),
    "quota": records.QuotaTable(title="Phân bổ", columns=[], rows=[], computed_total=[]),
    "event": records.Event(
        name="Ngày hội",
        date=DAY,
        place=HALL,
        participants=HALL,
        organisers=[STATION],
        count=ROUNDS,
        targets=["target-1"],
    ),
    "obligation": records.Obligation(
        section="II.1", bodies=[STATION], role="lead", partners=[UNION], action="Lập danh sách"
    ),
    "recipient": records.Recipient(name="Như trên", note="để báo cáo"),
    "citation": records.Citation(
        relation="implements",
        type_name="Kế hoạch",
        code="12/KH-UBND",
        date=DAY,
        organ_name="UBND tỉnh",
        title="về hiến máu",
    ),
    "contact": records.Contact(
        name="Hà Thị Sim", title="Trưởng trạm", organ_name="Trạm Y tế", phone="0900 000 101", purpose="đăng ký"
    ),
    "date": records.DateRecord(date=None, rrule=["FREQ=MONTHLY"], role="recurring"),
}
"""A fact of each kind that says all that it can."""

OTHERS: dict[str, object] = {
    "relation": "mentions", "role": "other", "date": OTHER_DAY, "period": OTHER_DAY, "due": "2026-03-18",
    "rrule": ["FREQ=YEARLY"], "bodies": [UNION], "organisers": [UNION], "partners": [], "submit_to": [STATION],
    "offset": records.Offset(duration="P1M", anchor="ngày nhận được văn bản"), "name": "người hiến máu nhắc lại",
    "groups": [records.QuotaGroup(name="Khối cơ quan")],
    "quantity": ROUNDS, "count": UNITS, "planned": 7, "ratio": 7, "place": None, "participants": None,
}  # fmt: skip


def shown(fact: Record) -> list[str]:
    """The fields of a fact that a reader sees: with another value its words are others."""
    return [
        name
        for name in type(fact).model_fields
        if describe(fact) != describe(fact.model_copy(update={name: other(fact, name)}))
    ]


def other(fact: Record, name: str) -> object:
    value = "by" if isinstance(fact, records.Deadline) and name == "relation" else OTHERS.get(name, "khác")
    assert value != getattr(fact, name), name
    return value


def own_fields(kind: Kind) -> list[str]:
    return [name for name in kind.model.model_fields if name not in GROUNDING]


def missing(kind: Kind, have: Iterable[str], names: dict[str, set[str]], excused: dict[str, str]) -> list[str]:
    """The fields of a kind that neither stand there, under their own or another name, nor have an excuse."""
    held = set(have)
    found = [name for name in own_fields(kind) if name not in held and not names.get(name, {""}) <= held]
    return [f"{kind.name}.{name}" for name in found if f"{kind.name}.{name}" not in excused]


def test_every_list_of_a_record_is_a_kind_or_is_named_as_none() -> None:
    lists = {name for name in DocumentRecord.model_fields if isinstance(getattr(_empty(), name), list)}
    assert lists == {kind.list_name for kind in KINDS} - {"header"} | NO_KINDS.keys()
    assert not {kind.list_name for kind in KINDS} & NO_KINDS.keys()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_row_names_the_model_of_its_list(kind: Kind) -> None:
    if kind.name == "header":
        return
    annotation = DocumentRecord.model_fields[kind.list_name].annotation
    assert annotation == list[kind.model]  # type: ignore[name-defined]


def test_orders_have_every_place_once() -> None:
    for order in ("listed", "reviewed", "added", "colour"):
        places = [getattr(kind, order) for kind in in_order(order)]  # type: ignore[arg-type]
        assert places == list(range(1, len(places) + 1)), order
    assert in_order("colour") != KINDS
    assert len(BY_NAME) == len(KINDS)


def test_what_can_be_added_can_be_decided_on_and_has_a_form() -> None:
    assert set(ADDABLE) <= {kind.name for kind in LISTS}
    assert all(BY_NAME[name].form for name in ADDABLE)


def test_links_are_fields_that_hold_ids() -> None:
    for kind in KINDS:
        for link in kind.links:
            holder, _, name = link.rpartition(".")
            model = get_args(kind.model.model_fields[holder].annotation)[0] if holder else kind.model
            assert model.model_fields[name].annotation in (list[str], str | None), f"{kind.name}.{link}"


def test_every_list_to_decide_on_is_read() -> None:
    assert [name for name, _ in records_by_kind(_empty())] == [kind.name for kind in LISTS]
    assert all(issubclass(kind.model, Record) for kind in LISTS)


def test_every_kind_and_every_field_of_a_form_has_a_name() -> None:
    assert all(known(f"kind.{kind.name}") for kind in KINDS)
    assert [name for kind in KINDS for name in kind.form if not known(f"field.{name}")] == []


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.name)
class TestEveryField:
    def test_is_shown(self, kind: Kind) -> None:
        assert missing(kind, shown(FACTS[kind.name]), {}, NOT_SHOWN) == []

    def test_is_editable(self, kind: Kind) -> None:
        renamed = EDITED_AS | {"title": {"position" if kind.name == "contact" else "table_title"}}
        assert missing(kind, (field.name for field in FORMS[kind.name]), renamed, NOT_EDITABLE) == []

    def test_is_compared(self, kind: Kind) -> None:
        assert (
            missing(
                kind,
                kind.compared,
                COMPARED_AS if "when" in kind.compared else {name: COMPARED_AS[name] for name in ("purpose", "name")},
                NOT_COMPARED,
            )
            == []
        )

    def test_is_exported(self, kind: Kind) -> None:
        columns = {field.name for table in TABLES if table.name == kind.list_name for field in table.fields}
        assert missing(kind, columns, EXPORTED_AS, NOT_IN_TABLES) == []


@pytest.mark.parametrize("excused", [NOT_SHOWN, NOT_EDITABLE, NOT_COMPARED, NOT_IN_TABLES])
def test_what_is_excused_is_there(excused: dict[str, str]) -> None:
    fields = {f"{kind.name}.{name}" for kind in LISTS for name in kind.model.model_fields}
    assert excused.keys() <= fields


def test_a_field_that_nobody_shows_is_found() -> None:
    class Fact(Record):
        name: str
        weather: str

    kind = Kind("deadline", "deadlines", Fact, colour=1)
    assert missing(kind, ["name"], {}, {}) == ["deadline.weather"]
    assert missing(kind, ["name", "sky"], {"weather": {"sky"}}, {}) == []
    assert missing(kind, ["name"], {}, {"deadline.weather": "nobody asks for it"}) == []


def test_a_wrong_count_of_an_event_can_be_corrected() -> None:
    event = FACTS["event"]
    corrected = changed(event, write("event", event, "count", "khoảng 04 đợt"))
    assert (corrected.count.comparator, corrected.count.min, corrected.count.unit) == ("about", 4, "đợt")
    assert changed(event, write("event", event, "count", "")).count is None
    assert write("event", event, "count", "3 đợt") == {}  # what is there already


def _empty() -> DocumentRecord:
    source = records.Source(file_name="ke-hoach.txt", sha256="", media_type="text/plain", reader="text")
    return DocumentRecord(source=source, status="ok")
