"""Archives and messages that ask too much, break off or hide something: each file in them is read whole, or said."""

from __future__ import annotations

import base64
import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from hmtn_ingest.pipeline import ingest_files
from hmtn_ingest.readers import Unreadable, members
from hmtn_ingest.readers.container import member as bounds
from tests.hostile.packages import archive, packed_archive, with_stated_size
from tests.readers.compound import outlook

PLAN = "KẾ HOẠCH\nTổ chức hiến máu tình nguyện năm 2026 tại xã Đông Lạc, chỉ tiêu 130 đơn vị máu.\n"
HEAD = "From: Hội Chữ thập đỏ <hctd@vidu.vn>\r\nMessage-ID: <1@vidu.vn>\r\nMIME-Version: 1.0\r\n"
TEXT = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"


def taken(data: bytes | str, name: str = "thu.eml") -> list[tuple[str, str]]:
    """What comes out of a container, and what is wrong with it; for a container that is refused, only that."""
    try:
        found = members(data.encode() if isinstance(data, str) else data, name)
    except Unreadable as refusal:
        return [(name, refusal.problem.code)]
    assert found is not None
    return [
        (one.name.removeprefix(f"{name} › "), one.problem.code if one.problem else one.data.decode(errors="replace"))
        for one in found
    ]


def codes(data: bytes | str, name: str = "thu.eml") -> list[str]:
    return [said for _, said in taken(data, name)]


# -- archives ----------------------------------------------------------------------------------------------------------


def test_a_member_that_lies_about_its_size_takes_no_more_memory_than_it_may() -> None:
    bomb = with_stated_size(packed_archive("a.txt", b"", bytes(1000), 90_000, b""), 1_000)
    tracemalloc.start()
    try:
        assert codes(bomb, "a.zip") == ["damaged"]
        assert tracemalloc.get_traced_memory()[1] < 120 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_members_that_cannot_be_read_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 10_000)
    broken = with_stated_size(packed_archive("a.txt", b"", b"a", 6_000, b""), 5_000)
    assert codes(archive({"1.zip": broken, "2.zip": broken, "3.txt": PLAN * 9}), "a.zip")[1:] == ["too-large", PLAN * 9]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_file_that_the_directory_does_not_list(gone: int) -> None:
    names = ["Kế hoạch.txt", "cũ.zip", "Phụ lục.txt"]
    within = archive({"trong.txt": PLAN})  # stored as it is, with headers of its own
    written = bytearray(stored({names[0]: PLAN.encode(), names[1]: within, names[2]: PLAN.encode()}))
    assert len(taken(bytes(written), "a.zip")) == 3
    entries = [at for at in range(len(written)) if written.startswith(b"PK\1\2", at)][-3:]
    end = written.rindex(b"PK\5\6")
    start, stop = entries[gone], [*entries, end][gone + 1]
    written[end + 8 : end + 16] = struct.pack("<HHL", 2, 2, end - entries[0] - (stop - start))
    del written[start:stop]
    found = dict(taken(bytes(written), "a.zip"))
    listed = [said for name, said in found.items() if name.split(" › ")[-1] != names[gone]]
    assert found[names[gone]] == "damaged"
    assert listed.count(PLAN) == 2


def stored(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts.items():
            new.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def test_files_that_time_is_not_enough_for_are_named() -> None:
    told: list[tuple[int, int]] = []
    files = ingest_files(
        archive({f"{number}.txt": PLAN for number in range(4)}),
        name="a.zip",
        tell=lambda page: told.append((page.number, page.pages)),
        seconds=0,
    )
    records = [record for record, _ in files]
    assert [record.status for record in records] == ["ok", "failed", "failed", "failed"]
    assert {(one.code, one.message.split(":")[0]) for record in records[1:] for one in record.problems} == {
        ("timeout", f"“a.zip › {number}.txt”") for number in (1, 2, 3)
    }
    assert told == [(1, 4)]


def test_a_directory_that_points_before_the_archive_begins() -> None:
    whole = stored({"Kế hoạch.txt": PLAN.encode() * 9, "Phụ lục.txt": PLAN.encode() * 9})
    assert "damaged" in codes(whole[:100] + whole[700:], "a.zip")


# -- messages ----------------------------------------------------------------------------------------------------------


def mail(*parts: str, head: str = "", end: str = "--b--\r\n", kind: str = "mixed") -> str:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return f"{HEAD}{head}Content-Type: multipart/{kind}; boundary=b\r\n\r\n{body}{end}"


def attached(content: str, name: str = "k.txt") -> str:
    return (
        f"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename={name}\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{content}"
    )


WHOLE = base64.b64encode(PLAN.encode()).decode()


@pytest.mark.parametrize(
    "message",
    [
        HEAD.replace("<hctd", "(" * 9_000 + "<hctd") + TEXT + PLAN,
        HEAD + "Subject: " + "=?utf-8?B?QUFB?= " * 20_000 + "\r\n" + TEXT + PLAN,
        HEAD + "Content-Type: text/plain" + "; a=b" * 20_000 + "\r\n\r\n" + PLAN,
        HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(2_000)) + PLAN,
        HEAD + "Content-Type: message/rfc822\r\n\r\nMIME-Version: 1.0\r\n" * 2_000 + PLAN,
    ],
    ids=["comments in comments", "subject", "parameters", "parts in parts", "messages in messages"],
)
def test_fields_and_parts_that_nobody_writes_are_damage(message: str) -> None:
    assert codes(message) == ["damaged"]


def test_a_message_of_parts_without_end_is_not_opened() -> None:
    assert codes(mail(*[TEXT + "a"] * 30_000)) == ["too-large"]
    assert codes(f"{HEAD}Content-Type: text/html\r\n\r\n" + "<p>a" * 1_600_000) == ["too-large"]


@pytest.mark.parametrize(
    ("content", "end"),
    [(WHOLE[:-3], "--b--\r\n"), (WHOLE[:41], "--b--\r\n"), ("*" * 8 + WHOLE, "--b--\r\n"), (WHOLE[:40], "")],
    ids=["cut", "cut in a letter", "with other signs", "with the message"],
)
def test_what_breaks_off_is_not_taken_for_the_whole(content: str, end: str) -> None:
    found = dict(taken(mail(TEXT + PLAN * 3, attached(content), end=end)))
    assert "130 đơn vị máu" in found["Nội dung thư.txt"]
    assert found["k.txt"] == "damaged"


def test_a_text_in_which_the_message_breaks_off() -> None:
    assert taken(mail(TEXT + PLAN[:60], end="")) == [("Nội dung thư.txt", "damaged")]


@pytest.mark.parametrize("plain", ["", "Xem bản HTML."])
def test_the_form_that_says_far_more_is_the_message(plain: str) -> None:
    rich = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>{PLAN}</p>"
    assert "130 đơn vị máu" in codes(mail(TEXT + plain, rich, kind="alternative"))[0]
    assert "Kính gửi" in codes(mail(f"{TEXT}Kính gửi {PLAN}", rich, kind="alternative"))[0]


@pytest.mark.parametrize(
    "charset", ["us-ascii", "utf-16", "utf-7", "klingon", "zlib", "iso-8859-1", "windows-1258", "unicode_escape"]
)
def test_a_text_in_another_code_than_it_says(charset: str) -> None:
    assert "130 đơn vị máu" in codes(HEAD + TEXT.replace("utf-8", charset) + PLAN)[0]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[: whole.index("--i\r\nContent-Type: text/html") + 90],
        lambda whole: whole.replace("--b\r\nContent-Type: multipart", "--b Content-Type: multipart"),
        lambda whole: whole.replace("boundary=i\r\n", "boundary=j\r\n"),
    ],
    ids=["in a form that is not shown", "boundary run into its line", "boundary of another name"],
)
def test_what_stood_between_the_parts_of_a_message_is_said_to_be_lost(damage: Callable[[str], str]) -> None:
    rich = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{PLAN * 3}</p>"
    forms = (
        f"Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n{TEXT}{PLAN * 9}\r\n--i\r\n{rich}\r\n--i--\r\n"
    )
    whole = mail(forms, attached(WHOLE))
    assert len(taken(whole)) == 2
    assert "damaged" not in codes(whole)
    assert damage(whole) != whole
    assert "damaged" in codes(damage(whole))


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole.replace("__attach".encode("utf-16-le"), "__attxch".encode("utf-16-le")),
        lambda whole: whole[:-1536] + whole[-1024:] + whole[-1536:-1024],
    ],
    ids=["an attachment by another name", "sectors in the place of each other"],
)
def test_a_message_of_outlook_that_lost_some_of_its_streams(damage: Callable[[bytes], bytes]) -> None:
    whole = outlook("Gửi Kế hoạch", "Hội", PLAN, {"a.txt": PLAN.encode() * 40})
    assert "damaged" not in codes(whole, "thu.msg")
    assert "damaged" in codes(damage(whole), "thu.msg")
