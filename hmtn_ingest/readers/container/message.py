"""Messages, .eml (RFC 5322, MIME) and .msg (MS-OXMSG): what is attached, and the message itself as a text.

The text is subject, sender and body. What a reply quotes keeps its ">", which the reader of texts leaves out; a body
that only says that something is attached is no document.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import io
import struct
from collections.abc import Iterator
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
    MessageError,
    MultipartInvariantViolationDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import EmailMessage, MIMEPart

import olefile

from hmtn_ingest.readers.compound import is_whole
from hmtn_ingest.readers.container.html_body import text_of_html
from hmtn_ingest.readers.container.member import BETWEEN, Allowance, plain_name
from hmtn_ingest.readers.container.rtf_body import text_of_rtf
from hmtn_ingest.readers.errors import Unreadable
from parsers import regex

BODY_NAME = "Nội dung thư.txt"
_LOST_NAME = "Phần bị mất"
_SMALLEST_PICTURE = 100 * 1024  # bytes; what is shown inside a body and is smaller is a logo of a signature
_FEWEST_WORDS = 20
_SEALS = frozenset(("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"))
# "Trân trọng.", "Thân ái,", "-- ", "Best regards,": what follows says who wrote
_FAREWELL = regex.compile(
    r"\s*(?:--\s*$|(?:trân trọng|thân ái|kính thư|best regards|regards|thanks)\b)", regex.IGNORECASE
)
_OF_OUTLOOK = ("__attach_version1.0_", "__recip_version1.0_", "__nameid_version1.0", "__properties_", "__substg1.0_")
_PID_CONTENT_ID, _PID_SHORT_NAME, _PID_RTF = 0x3712, 0x3704, 0x1009
_WORD = regex.compile(r"\p{L}+")
_ENDINGS = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html"}

_MOST_BOUNDARIES = 20_000  # lines that begin with "--", which may part a message
_LONGEST_FIELD = 20_000
_BROKEN = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
_WITHOUT_PARTS = (StartBoundaryNotFoundDefect, MultipartInvariantViolationDefect)
_LONGEST_ASIDE = 1_000
"""Characters between the parts of a message; programs write there that another program is needed."""
_SAY_THEMSELVES = (b"%PDF", b"PK", b"\xd0\xcf", b"\xff\xd8", b"\x89PNG")  # that they break off

Item = tuple[str, bytes]


class _BoundedPolicy(email.policy.EmailPolicy):
    """Fields that are asked for are parsed, which takes time and memory by the square of their length."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        if len(value) > _LONGEST_FIELD:
            raise MessageError("a field longer than any of a mail program")
        parsed: str = super().header_fetch_parse(name, value)
        return parsed


_POLICY = _BoundedPolicy()


def take_eml(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """Name and bytes of the message's text and of each attachment."""
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise Unreadable("too-large.message-parts")
    try:
        message = email.message_from_bytes(data, policy=_POLICY)
        assert isinstance(message, EmailMessage)
        body = _body(message)
        files = list(_attachments(message, body))
        sender, subject = _header(message, "From"), _header(message, "Subject")
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Unreadable("damaged.message") from error
    cut = _cut_part(message)
    if body is not None and _is_damaged(body, cut):
        allowance.refuse(f"{name}{BETWEEN}{BODY_NAME}", Unreadable("damaged.message"))
    elif body is not None:
        yield from _own_text(name, sender, subject, _text(body), alone=not files)
    for number, part in enumerate(files, 1):
        if allowance.spent:
            return
        ending = _ENDINGS.get(part.get_content_type(), "")
        own = plain_name(_filename(part) or f"tệp {number}{ending}")
        if _is_damaged(part, cut):
            allowance.refuse(f"{name}{BETWEEN}{own}", Unreadable("damaged.message"))
        else:
            yield f"{name}{BETWEEN}{own}", _bytes(part)
    cut_aside = cut is not None and not any(part is cut for part in (body, *files))
    _refuse_lost(name, allowance, lost=cut_aside or _has_lost_parts(message))


def _refuse_lost(name: str, allowance: Allowance, *, lost: bool) -> None:
    """What nobody can name any more is a member that cannot be read."""
    if lost:
        allowance.refuse(f"{name}{BETWEEN}{_LOST_NAME}", Unreadable("damaged.message-part"))


def _has_lost_parts(message: EmailMessage) -> bool:
    """Whether a boundary between parts is lost, so that words of a part stand where none are read."""
    return any(
        any(isinstance(defect, _WITHOUT_PARTS) for defect in part.defects)
        or any(len(aside or "") > _LONGEST_ASIDE for aside in (part.preamble, part.epilogue))
        for part in message.walk()
    )


def _cut_part(message: EmailMessage) -> MIMEPart | None:
    """The part in which a message breaks off: the last one, where what ends all parts is missing."""
    if not any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects):
        return None
    *_, last = message.walk()
    return last


def _is_damaged(part: MIMEPart, cut: MIMEPart | None) -> bool:
    """Whether words of a part may be missing; files of other programs say so themselves."""
    content = _bytes(part)
    if content.startswith(_SAY_THEMSELVES):
        return False
    return part is cut or any(isinstance(defect, _BROKEN) for defect in part.defects)


def _body(message: EmailMessage) -> MIMEPart | None:
    """The part that is the message itself: plain, or HTML where that says far more ("xem bản HTML")."""
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    if plain is None or rich is None:
        return plain or rich
    return rich if len(_WORD.findall(_text(rich))) > 2 * len(_WORD.findall(_text(plain))) else plain


def _text(part: MIMEPart) -> str:
    return text_of_html(_content(part)) if part.get_content_type() == "text/html" else _content(part)


def _attachments(message: EmailMessage, body: MIMEPart | None) -> Iterator[EmailMessage]:
    """The parts that are files; a message that is attached is one of them, and not looked into here."""
    if message.get_content_maintype() != "multipart":
        if message is not body:
            yield message
        return
    forms_of_body = message.get_content_type() in ("multipart/alternative", "multipart/related")
    for part in message.iter_parts():
        assert isinstance(part, EmailMessage)
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            yield from _attachments(part, body)
        elif part is body or kind in _SEALS or (forms_of_body and kind.startswith("text/") and not _filename(part)):
            continue
        elif not _is_logo(part):
            yield part


def _is_logo(part: EmailMessage) -> bool:
    shown_inside = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    is_picture = part.get_content_maintype() == "image"
    return is_picture and shown_inside and len(_bytes(part)) < _SMALLEST_PICTURE


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _content(part: MIMEPart) -> str:
    written = _bytes(part)
    if not written.isascii():  # hardly a text in another code is UTF-8 by chance, and some say that they are another
        with contextlib.suppress(UnicodeDecodeError):
            return written.decode("utf-8")
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, MessageError):  # a charset that nobody knows
        return written.decode("utf-8", "replace")


def _filename(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except (MessageError, ValueError, LookupError, IndexError):
        return None


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""


def take_msg(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """As :func:`take_eml`, of a message that Outlook saved."""
    from oxmsg import Message

    try:
        message = Message.load(data)
        sender, subject = message.sender or "", message.subject or ""
        text = message.body or text_of_html(message.html_body or "")
        rtf = message.properties.binary_prop_value(_PID_RTF)
        files = [
            (
                file.file_name or file.properties.str_prop_value(_PID_SHORT_NAME),
                file.file_bytes,
                file.mime_type or "",
                file.properties,
            )
            for file in message.attachments
        ]
    except Exception as error:  # oxmsg names no errors of its own: a damaged file fails wherever it happens to
        raise Unreadable("damaged.message") from error
    wanted = [one for one in files if one[2] not in _SEALS and not _is_hidden_logo(*one)]
    try:
        yield from _own_text(name, sender, subject, _plain_or_rtf(text, rtf), alone=not wanted)
    except Unreadable as refusal:
        allowance.refuse(f"{name}{BETWEEN}{BODY_NAME}", refusal)
    for number, (own, content, _, _) in enumerate(wanted, 1):
        if allowance.spent:
            return
        member = f"{name}{BETWEEN}{plain_name(own or f'tệp {number}')}"
        if content is None:
            allowance.refuse(member, Unreadable("unsupported.embedded-message"))
        else:
            yield member, content
    _refuse_lost(name, allowance, lost=_has_lost_streams(data))


def _has_lost_streams(data: bytes) -> bool:
    """Whether the compound file breaks off somewhere, or holds less than it says (MS-OXMSG 2.2, 2.4.1.1)."""
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        paths = file.listdir()
        for path in paths:
            file.openstream(path)
        names = {path[0] for path in paths}
        files = sum(name.startswith("__attach_version1.0_") for name in names)
        (stated,) = struct.unpack_from("<20xI", file.openstream("__properties_version1.0").read().ljust(24, b"\0"))
        return not is_whole(file) or stated > files or not all(name.startswith(_OF_OUTLOOK) for name in names)


def _plain_or_rtf(text: str, packed: bytes | None) -> str:
    return text_of_rtf(packed) if packed and not text.strip() else text


def _is_hidden_logo(own: str | None, content: bytes | None, kind: str, properties: object) -> bool:
    picture = kind.startswith("image/") or (own or "").casefold().endswith((".png", ".jpg", ".jpeg", ".gif"))
    content_id = properties.str_prop_value(_PID_CONTENT_ID)  # type: ignore[attr-defined]
    return picture and bool(content_id) and len(content or b"") < _SMALLEST_PICTURE


def _own_text(name: str, sender: str, subject: str, body: str, *, alone: bool) -> Iterator[Item]:
    """The message as a text, where it says something or is all that there is."""
    body = body.replace("\r\n", "\n").strip()
    if body and (alone or _says_something(body)):
        lines = [f"Người gửi: {sender}" if sender else "", f"Tiêu đề: {subject}" if subject else ""]
        text = "\n".join([*filter(None, lines), "", body, ""])
        yield f"{name}{BETWEEN}{BODY_NAME}", text.encode()


def _says_something(body: str) -> bool:
    """Whether there is more than a greeting, a word on the attachment, and who wrote."""
    lines: list[str] = []
    for line in body.split("\n"):
        if _FAREWELL.match(line):
            break
        if not line.startswith(">"):
            lines.append(line)
    return len(_WORD.findall(" ".join(lines))) >= _FEWEST_WORDS
