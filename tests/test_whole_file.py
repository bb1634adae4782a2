"""A file is there whole or as it was: also where the disk takes no more of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmtn_ingest.exports import File, save
from hmtn_ingest.i18n.phrases import say_os_error
from hmtn_ingest.whole_file import put

resource = pytest.importorskip("resource")


@pytest.fixture
def no_room() -> Iterator[None]:
    """Files of this process may not grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_written_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    put(tmp_path / "xã" / "ke-hoach.json", b"{}")
    assert (tmp_path / "xã" / "ke-hoach.json").read_bytes() == b"{}"
    assert os.listdir(tmp_path / "xã") == ["ke-hoach.json"]


@pytest.mark.usefixtures("no_room")
def test_what_was_there_stays_where_not_all_can_be_written(tmp_path: Path) -> None:
    put(tmp_path / "register.csv", "số đến".encode())
    with pytest.raises(OSError, match=r"register\.csv") as refused:
        save([File("register.csv", b"x" * 1000)], tmp_path)
    assert (tmp_path / "register.csv").read_text(encoding="utf-8") == "số đến"
    assert os.listdir(tmp_path) == ["register.csv"]
    assert refused.value.filename == str(tmp_path / "register.csv")


def test_why_the_system_refuses_a_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    (tmp_path / "thư mục").mkdir()
    said = []
    for path in (tmp_path / "tệp" / "a.json", tmp_path / "thư mục", tmp_path / ("a" * 300)):
        with pytest.raises(OSError, match=r"thư mục|tệp|aaa") as refused:
            put(path, b"{}")
        said.append(say_os_error(refused.value))
    assert said == ["đã có tệp mang tên này", "đó là thư mục", "tên tệp quá dài"]
    assert say_os_error(OSError(28, "No space left on device"), "en") == "the disk is full"
    assert say_os_error(OSError(9999, "Strange error")) == "Strange error"
