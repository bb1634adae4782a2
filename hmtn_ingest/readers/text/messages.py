"""What of a pasted e-mail or chat is no content of the newest message: the answered message, and time stamps.

In come the lines of a text file, out come the stretches of them that count as marks; the text itself stays as it is.

>>> stamps("[07:42, 12/3/2026] Hoa: Mai họp.", [(0, 31)])
[(0, 19)]
"""

from __future__ import annotations

import re

Stretch = tuple[int, int]

# "Vào T5, 4 thg 2, 2027 lúc 15:20 Văn phòng <vp@…> đã viết:" · "On Thu, 4 Feb 2027, … wrote:"
_WROTE = re.compile(r"[>\s]*(?:Vào|Ngày|Lúc|On)\s(?=.*(?:@|\d[:h]\d\d)).{5,160}(?:viết|wrote)\s*:\s*")
# "-----Original Message-----" · "--- Thư gốc ---"; a forwarded message is what one is sent
_ORIGINAL = re.compile(r"[>\s]*-{2,}\s*(?:original message|thư gốc|tin nhắn gốc|thư trả lời)\s*-{2,}\s*", re.IGNORECASE)
_QUOTED = re.compile(r"\s*>")
# "[07:42, 12/3/2026] Hoa: …" · "[12/03/2026 07:42:10] Hoa: …"
_STAMP = re.compile(
    r"\s*\[(?:\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AP]M)?,?\s\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,?\s\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AP]M)?)\]\s?"
)
_LEAST_ABOVE = 20


def quoted(text: str, lines: list[Stretch]) -> list[Stretch]:
    """The lines of messages that the newest one answers: behind "… đã viết:", with their ">" or to the end."""
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if not (_WROTE.fullmatch(line) or _ORIGINAL.fullmatch(line)) or len(text[:start].strip()) < _LEAST_ABOVE:
            continue
        below = [i for i in range(index + 1, len(lines)) if text[slice(*lines[i])].strip()]
        if below and _QUOTED.match(text, *lines[below[0]]):
            taken = [index, *(i for i in below if _QUOTED.match(text, *lines[i]))]
        else:
            taken = [index, *below]
        return [lines[i] for i in taken]
    return []


def stamps(text: str, lines: list[Stretch]) -> list[Stretch]:
    """The time stamps with which a chat program begins each message."""
    return [match.span() for start, end in lines if (match := _STAMP.match(text, start, end))]
