"""Digital signatures of a PDF (ISO 32000-1, 12.8): who signed, when, and whether the file is still what was signed.

In come the bytes of a file, out come its signatures in the order in which they were made. What is drawn of them on the
page ("Ký bởi: …") is text like any other and is not asked. Nothing is fetched and no clock is read: a certificate is
judged at the time of signing, and what its authority revoked later is not known.

    signatures_of(data)  →  (DigitalSignature(signer="Lò Thị Mây", …, status="unknown-root"),)
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from importlib.resources import files
from typing import Any, Literal

from parsers.document import DigitalSignature

ROOTS = files("hmtn_ingest.readers.pdf") / "roots"
"""The certificates of the authorities that are trusted; without any, no signature is better than ``unknown-root``."""
_CERTIFICATES = (".pem", ".crt", ".cer")

Status = Literal["good", "unknown-root", "tampered", "changed-after", "unreadable"]

_SHOWN = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
"""What a page shows without its annotations (ISO 32000-1, table 30); a parent may have it for its pages."""


def signatures_of(data: bytes) -> tuple[DigitalSignature, ...]:
    """The filled signature fields of a PDF; document time stamps, which nobody signs, are none.

    ``tampered``: signed bytes are others, or the signature is not of the certificate that it names.
    ``changed-after``: what the pages show is no longer what was signed. Forms filled, further signatures and
    annotations added later change nothing that was signed.
    ``unreadable``: the signature cannot be understood, so it says nothing.
    ``unknown-root``: whole, but its authority is none of ``ROOTS``; ``good``: whole, and it leads to one of them.
    """
    if b"/ByteRange" not in data:  # the library takes two seconds to import
        return ()
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    for name in ("pyhanko", "pyhanko_certvalidator"):  # they print what the status says
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            reader.decrypt("")
        filled = list(enumerate_sig_fields(reader, filled_status=True))
    except MemoryError:
        raise
    except Exception:  # damaged files fail in as many ways as there are damages
        return (DigitalSignature(signer=None, status="unreadable"),)
    made = [_signature(reader, field, name) for name, value, field in filled if not _is_time_stamp(value)]
    return tuple(signature for _, signature in sorted(made, key=lambda one: one[0]))


def _is_time_stamp(value: Any) -> bool:
    return bool(_entry(value.get_object(), "/Type") == "/DocTimeStamp")


def _signature(reader: Any, field: Any, name: str) -> tuple[int, DigitalSignature]:
    """A signature, and the revision of the file that it was made for."""
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    revision = 0
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        revision = embedded.signed_revision
        subject = embedded.signer_cert.subject.native
        signed_at = _signed_at(embedded)
        return revision, DigitalSignature(
            signer=next(iter(_parts(subject, "common_name")), None),
            organisation=", ".join(_parts(subject, "organizational_unit_name", "organization_name")) or None,
            signed_at=signed_at.isoformat() if signed_at else None,
            status=_status(embedded),
        )
    except MemoryError:
        raise
    except Exception:  # see signatures_of
        return revision, DigitalSignature(signer=None, status="unreadable")


def _signed_at(embedded: Any) -> datetime | None:
    """When it was made, as the signature says; it has no other witness.

    It stands there in universal time, and mostly with its zone beside it. A program that writes the hour of its place
    where universal time belongs says the same hour twice ("070504Z", "D:20260302070504+07'00'"): the one with its zone
    is meant.
    """
    from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

    signed: datetime | None = extract_self_reported_ts(embedded.signer_info)
    beside = _pdf_date(_entry(embedded.sig_object, "/M"))
    if not signed or not beside or not beside.tzinfo:
        return signed or beside
    return beside if beside == signed or beside.replace(tzinfo=None) == signed.replace(tzinfo=None) else signed


def _pdf_date(value: Any) -> datetime | None:
    from pyhanko.pdf_utils.generic import parse_pdf_date
    from pyhanko.pdf_utils.misc import PdfError

    try:
        date: datetime = parse_pdf_date(value, strict=False)
    except (ValueError, PdfError):
        return None
    return date


def _parts(subject: dict[str, Any], *names: str) -> list[str]:
    """The values of a distinguished name under some of its names, each once; there may be several under one."""
    found: list[str] = []
    for name in names:
        values = subject.get(name) or []
        found += [values] if isinstance(values, str) else reversed(values)  # the widest comes first there
    return list(dict.fromkeys(value.strip() for value in found if value.strip()))


def _status(embedded: Any) -> Status:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if embedded.signed_data["encap_content_info"]["content_type"].native != "data":
        return "unreadable"  # an older kind of signature, which signs a digest of its own
    intact, valid = validate_sig_integrity(
        embedded.signer_info, embedded.signer_cert, "data", embedded.compute_digest()
    )
    coverage = embedded.evaluate_signature_coverage()
    if not (intact and valid) or coverage == SignatureCoverageLevel.UNCLEAR:
        return "tampered"
    if coverage == SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START or _changed_after(embedded):
        return "changed-after"
    return "good" if _is_trusted(embedded) else "unknown-root"


# -- what changed since ------------------------------------------------------------------------------------------------
# pyHanko has a difference analysis of its own. It asks whether each changed object can be explained and refuses what
# offices do every day: a seal after a certifying signature, metadata rewritten by the program that seals.


def _changed_after(embedded: Any) -> bool:
    """Whether the pages, or what stood filled in on them, look otherwise than at the time of signing."""
    reader, last = embedded.reader, embedded.reader.xrefs.total_revisions - 1
    if embedded.signed_revision == last:
        return False
    (pages, notes), (pages_now, notes_now) = (
        _looks(reader.get_historical_resolver(revision).root) for revision in (embedded.signed_revision, last)
    )
    return pages != pages_now or not notes <= notes_now


def _looks(root: Any) -> tuple[bytes, set[bytes]]:
    """Digests of what the pages show, and of each annotation that shows something; an empty form field does not."""
    pages, notes = _Digest(), set()
    pages.add(_entry(root, "/OCProperties"))  # which layers are hidden
    for node in _page_tree(root["/Pages"]):
        for key in _SHOWN:
            if key in node:
                pages.add(key)
                pages.add(node.raw_get(key))
        for reference in _entry(node, "/Annots") or ():
            annotation = reference.get_object()
            shown = _entry(_entry(annotation, "/AP"), "/N")
            if shown is not None and (_entry(annotation, "/Subtype") != "/Widget" or _has_value(annotation)):
                note = _Digest()
                for part in (_entry(annotation, "/Rect"), _entry(annotation, "/AS"), shown):
                    note.add(part)
                notes.add(note.value)
    return pages.value, notes


def _page_tree(root: Any) -> Iterator[Any]:
    """The nodes of the tree of pages, each once, as a damaged one may contain itself."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        yield node
        for reference in reversed(_entry(node, "/Kids") or ()):
            if reference not in seen:
                seen.add(reference)
                waiting.append(reference.get_object())


def _has_value(widget: Any) -> bool:
    return any(_entry(one, "/V") not in (None, "", "/Off") for one in (widget, _entry(widget, "/Parent")))


def _entry(holder: Any, key: str) -> Any:
    """What an object that may be a dictionary has under a key, references followed; ``None`` where it has nothing."""
    try:
        return holder[key] if isinstance(holder, dict) else None
    except KeyError:
        return None


class _Digest:
    """A digest of PDF objects and of all that they refer to; each is taken in once, so circles do no harm."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()
        self._seen: dict[Any, int] = {}

    @property
    def value(self) -> bytes:
        return self._sha.digest()

    def add(self, value: Any) -> None:
        if hasattr(value, "reference"):
            first = value.reference not in self._seen
            number = self._seen.setdefault(value.reference, len(self._seen))
            self._write("reference", b"%d" % number)
            if first:
                self.add(value.get_object())
        elif isinstance(value, dict | list):
            self._write(type(value).__name__, getattr(value, "encoded_data", b""))
            for key in sorted(value) if isinstance(value, dict) else range(len(value)):
                self.add(key)
                self.add(value.raw_get(key))  # type: ignore[union-attr]  # the library's own kinds of dict and list
        else:
            null = type(value).__name__ == "NullObject"  # which has no words of its own
            self._write(type(value).__name__, b"" if null else str(value).encode("utf-8", "surrogatepass"))

    def _write(self, kind: str, data: bytes) -> None:
        self._sha.update(b"%s %d:" % (kind.encode(), len(data)) + data)


# -- trust -------------------------------------------------------------------------------------------------------------


def _is_trusted(embedded: Any) -> bool:
    """Whether the certificate leads to a trusted root and was valid when the signature was made."""
    roots, moment = _certificates(), _signed_at(embedded)
    if not roots or moment is None:
        return False
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
    judged = async_validate_pdf_signature(embedded, context, skip_diff=True)
    with ThreadPoolExecutor(1) as apart:  # the caller's thread may have an event loop of its own
        return bool(apart.submit(asyncio.run, judged).result().trusted)


def _certificates() -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data

    held = sorted((file for file in ROOTS.iterdir() if file.name.endswith(_CERTIFICATES)), key=lambda file: file.name)
    return [certificate for file in held for certificate in load_certs_from_pemder_data(file.read_bytes())]
