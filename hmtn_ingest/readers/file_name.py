"""The name of a file as text: a file system may hold bytes that are none, which Python keeps as halves of letters."""

from __future__ import annotations

import os


def readable_name(name: str) -> str:
    """The name with "�" for each byte that is no UTF-8.

    >>> readable_name("k\\udce9-hoach.txt")
    'k�-hoach.txt'
    """
    return os.fsencode(name).decode("utf-8", "replace") if any("\ud800" <= one <= "\udfff" for one in name) else name
