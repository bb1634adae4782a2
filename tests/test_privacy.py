"""Personal data is hidden in every shape in which people write it, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.privacy import hider, mask_personal_data, mask_record
from tests.personal_shapes import KEPT, SHAPES, secrets, written


def seen(kind: str, secret: str, masked: str) -> int:
    """How many letters and digits of a secret may be read: of an address those of its name, as its domain is no secret."""
    if kind == "email":
        name = secret.split("@")[0].split("(")[0].split("[")[0].split(")")[0].split(" ")[0].split("2g")[0]
        return sum(c.isalnum() for c in masked[: len(name.rstrip("\u200b"))])
    return sum(c.isdigit() for c in masked)


def leaks(kind: str, marked: str) -> list[str]:
    text = written(marked)
    masked = mask_personal_data(text)
    assert len(masked) == len(text)
    return [masked for a, b in secrets(marked) if seen(kind, text[a:b], masked[a:b]) > _allowed(kind, text[a:b])]


def _allowed(kind: str, secret: str) -> int:
    return 3 if kind not in ("email", "birth") and sum(c.isdigit() for c in secret) > 5 else 0


def test_personal_data_is_hidden() -> None:
    assert {marked: leaks(kind, marked) for kind, marked in SHAPES} == {marked: [] for _, marked in SHAPES}


def test_what_is_hidden_stays_as_it_is() -> None:
    masked = [mask_personal_data(written(marked)) for _, marked in SHAPES]
    assert [mask_personal_data(text) for text in masked] == masked


def digits(masked: str) -> list[str]:
    return [letter for letter in masked if letter.isdigit()]


def test_decomposed_letters_hide_the_same() -> None:
    texts = [written(marked) for _, marked in SHAPES]
    composed = {text: digits(mask_personal_data(text)) for text in texts}
    assert {text: digits(mask_personal_data(unicodedata.normalize("NFD", text))) for text in texts} == composed


def test_codes_amounts_dates_and_statistics_stay() -> None:
    assert [mask_personal_data(text) for text in KEPT] == list(KEPT)


def test_a_fingerprint_stays_where_its_digits_look_like_a_phone() -> None:
    told = '{"sha256": "5e884898da28047151d0e56f8dc62921d4514b4bc0390330668e575dc3bdd2a1"}'
    assert mask_personal_data(told) == told
    assert mask_personal_data(f"{told}, ĐT 0390330668") == f"{told}, ĐT •••••••668"


def test_lists_of_people_are_hidden_by_the_heads_of_their_columns() -> None:
    table = (
        "STT\tHọ và tên\tNgày sinh\tSố CCCD\tĐiện thoại\tSố lần\n"
        "1\tLò Thị Mẫn\t12/3/1985\t011 085 000 101\t3825 101\t12\n"
        "2\tGiàng A Sính\t1979\t040000101\t0900000102\t3\n\n"
        "Ngày 12/3/2026: 3825 101 người"
    )
    assert mask_personal_data(table) == (
        "STT\tHọ và tên\tNgày sinh\tSố CCCD\tĐiện thoại\tSố lần\n"
        "1\tLò Thị Mẫn\t••/•/••••\t••• ••• ••• 101\t•••• 101\t12\n"
        "2\tGiàng A Sính\t••••\t••••••101\t•••••••102\t3\n\n"
        "Ngày 12/3/2026: 3825 101 người"
    )


def test_what_one_place_tells_is_hidden_everywhere() -> None:
    """A short number too, where it is all that a field holds."""
    record = ingest("Liên hệ bà Lò Thị Mẫn, ĐT: 3825 101, STK 1020 0000 0101.".encode(), name="a.txt")
    hide = hider([record])
    assert hide("Mã 102000000101 và 3825101 người") == "Mã •••••••••101 và 3825101 người"
    assert hide("3825101") == "••••101"
    assert [one.phone for one in mask_record(record, hide).contacts] == ["••••101"]


@pytest.mark.parametrize("words", ["sinh ngày 12/3/1985", "ngày sinh: 12 tháng 3 năm 1985", "SN 12/03/1985"])
def test_a_birthday_is_no_date_of_the_document(words: str) -> None:
    record = ingest(f"Đầu mối: bà Lò Thị Mẫn, {words}, nộp trước ngày 15/4/2026.".encode(), name="a.txt")
    assert [date.date.edtf for date in record.dates if date.date] == ["2026-04-15"]
    assert not [entry for entry in record.residue if entry.kind == "date"]


@pytest.mark.parametrize(
    ("written_as", "phone"),
    [
        ("ĐT: 09 00 00 01 01", "0900000101"),
        ("ĐT 84 900 000 101", "0900000101"),
        ("ĐT: **0900000101**", "0900000101"),
        ("ĐT: 0900/000/101", "0900000101"),
        ("điện thoại 3825 101", "3825101"),
        ("ĐT: +856 20 5555 0101", "8562055550101"),
    ],
)
def test_a_contact_is_read_in_these_shapes(written_as: str, phone: str) -> None:
    record = ingest(f"Liên hệ bà Lò Thị Mẫn, {written_as}.".encode(), name="a.txt")
    assert [contact.phone for contact in record.contacts] == [phone]
