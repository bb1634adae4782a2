"""Pasted e-mails and chats: the newest message counts, time stamps are no dates."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest

NEWEST = "Kính gửi các thôn,\nĐề nghị các thôn gửi danh sách đăng ký hiến máu trước ngày 20/3/2026.\n"
OLDER = "Đề nghị các thôn gửi danh sách trước ngày 15/3/2026."


def days(text: str) -> list[str]:
    return [date.date.edtf for date in ingest(text.encode("utf-8"), name="thu.txt").dates if date.date]


@pytest.mark.parametrize(
    "answered",
    [
        f"> Vào T5, 4 thg 2, 2027 lúc 15:20 Trạm Y tế <tyt@example.vn> đã viết:\n> {OLDER}\nTrân trọng,\nLò Thị Hoa\n",
        f"\nVào Th 5, 4 thg 2, 2027 lúc 15:20 Trạm Y tế đã viết:\n\n{OLDER}\n",
        f"\nOn Mon, 9 Mar 2026 at 10:00, Tram Y te <tyt@example.vn> wrote:\n\n> {OLDER}\n> \n> Lò Văn Ba\n",
        f"\n-----Original Message-----\nTừ: Trạm Y tế\n{OLDER}\n",
    ],
)
def test_the_answered_message_is_no_content(answered: str) -> None:
    assert days(NEWEST + answered) == ["2026-03-20"]


@pytest.mark.parametrize(
    "other",
    [
        f"\n> {OLDER}\n",  # quoted for its own sake
        f"\n---------- Forwarded message ---------\n{OLDER}\n",
    ],
)
def test_what_is_sent_on_counts(other: str) -> None:
    assert days(NEWEST + other) == ["2026-03-20", "2026-03-15"]


@pytest.mark.parametrize("stamp", ["[07:42, 12/3/2026]", "[12/03/2026 07:42:10]", "[7:42 AM, 3/25/2026]"])
def test_stamps_of_a_chat_are_no_dates(stamp: str) -> None:
    text = f"{stamp} Hoa: Các thôn gửi danh sách trước ngày 20/3/2026 nhé.\n{stamp} Ba: Vâng ạ.\n"
    assert days(text) == ["2026-03-20"]
    assert [f.name for f in ingest(text.encode("utf-8"), name="chat.txt").findings if f.code == "DT202"] == []
