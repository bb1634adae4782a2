"""``edxml``: the MessageHeader of a document after QCVN 102:2016/BTTTT, for exchange between offices.

What only the sending system knows (identifiers of bodies, addressees, codes of type and priority) is an empty element:
the names are those of the standard, the values only what the document says.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from hmtn_ingest.exports import names, review_status
from hmtn_ingest.exports.cells import sayable
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.kinds import header_fields
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import Grounded

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

_ORGAN = ("OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website")


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``<name>.edxml`` for each document."""
    return [
        File(name, _envelope(one))
        for name, one in zip(names.for_documents(documents, ".edxml"), documents, strict=True)
    ]


def _envelope(reviewed: Reviewed) -> bytes:
    envelope = etree.Element(_name("edXMLEnvelope"), nsmap={"edXML": NAMESPACE})
    message = _add(_add(envelope, "edXMLHeader"), "MessageHeader")
    record, header = reviewed.record, reviewed.record.header
    _organ(
        message, "From", OrganName=_value(header.organ_name), OrganizationInCharge=_value(header.superior_organ_name)
    )
    _organ(message, "To")
    code = _add(message, "Code")
    _add(code, "CodeNumber", _value(header.code_number))
    _add(code, "CodeNotation", _value(header.code_notation))
    issued = _add(message, "PromulgationInfo")
    _add(issued, "Place", _value(header.issued_place))
    _add(issued, "PromulgationDate", _issued(reviewed))
    kind = _add(message, "DocumentType")
    _add(kind, "Type")
    _add(kind, "TypeName", _value(header.type_name))
    _add(message, "Subject", _value(header.subject))
    _add(message, "Content", _value(header.subject))
    signer = _add(message, "SignerInfo")
    _add(signer, "Competence", _value(header.competence))
    _add(signer, "Position", _value(header.signer_position))
    _add(signer, "FullName", _value(header.signer_name))
    _add(message, "DueDate")
    places = _add(message, "ToPlaces")
    for recipient in record.recipients:
        _add(places, "Place", recipient.name)
    other = _add(message, "OtherInfo")
    _add(other, "Priority", _value(header.priority))
    _add(other, "SphereOfPromulgation")
    _add(other, "PromulgationAmount")
    _add(other, "PageAmount", str(record.source.pages) if record.source.pages else None)
    _add(_add(other, "Appendixes"), "Appendix")
    response = _add(message, "ResponseFor")
    for name in ("OrganId", "Code", "PromulgationDate"):
        _add(response, name)
    message.addprevious(etree.Comment(_review(reviewed)))
    etree.indent(envelope)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _organ(parent: etree._Element, name: str, **known: str | None) -> None:
    organ = _add(parent, name)
    for part in _ORGAN:
        _add(organ, part, known.get(part))


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, _name(name))
    if text:
        element.text = " ".join(sayable(text).split())
    return element


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _value(grounded: Grounded[str] | None) -> str | None:
    return grounded.value if grounded else None


def _issued(reviewed: Reviewed) -> str | None:
    """The date of issue as the standard writes it, 2026/01/14; one without its day is no date yet."""
    grounded = reviewed.record.header.issued_date
    date = grounded.value if grounded else None
    return date.edtf.replace("-", "/") if date and date.edtf == date.first == date.last else None


def _review(reviewed: Reviewed) -> str:
    """How far the header is reviewed; the standard has no element for it. No words of a document, nor of a person."""
    keys = [f"header.{name}" for name, grounded in header_fields(reviewed.record.header) if grounded]
    status = review_status.overall(reviewed.state(key) for key in keys)
    return f" hmtn_ingest: {review_status.word(status)} · {review_status.word(status, 'en')} "
