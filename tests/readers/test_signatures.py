"""Digital signatures of PDFs, made here with keys of an authority that nobody knows."""

from __future__ import annotations

import asyncio
import datetime
import io
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import read
from hmtn_ingest.readers.pdf import signatures
from hmtn_ingest.readers.pdf.signatures import signatures_of
from parsers.records import DigitalSignature
from tests.readers.pdf_signing import AUTHORITY, CLERK, LEADER, SEAL, VIETNAM, Holder, apart, holder, sign
from tests.readers.test_pdf import HEIGHT, at, body, draw, middle

pytestmark = pytest.mark.skipif(not Path("/usr/share/fonts/truetype/dejavu").exists(), reason="needs the DejaVu fonts")

Name, Number = generic.NameObject, generic.NumberObject


def plan(*more: Any, date: str = "Bến Lau, ngày 27 tháng 02 năm 2026", field: str | None = None) -> bytes:
    def number_field(canvas: Any) -> None:
        if field is not None:
            canvas.acroForm.textfield(name="so", value=field, x=110, y=HEIGHT - 106, width=60, height=18)

    return draw(
        [
            middle(170, 60, "UBND XÃ BẾN LAU"),
            middle(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            middle(420, 76, "Độc lập - Tự do - Hạnh phúc"),
            at(85, 100, "Số:            /KH-UBND" if field is not None else "Số: 12/KH-UBND"),
            middle(420, 100, date),
            middle(297, 140, "KẾ HOẠCH"),
            middle(297, 156, "Tổ chức hiến máu tình nguyện năm 2026"),
            number_field,
            *body(200),
            *more,
        ],
        pageCompression=0,
    )


@pytest.fixture(scope="module")
def signed() -> bytes:
    """A plan signed by its leader."""
    return sign(plan(field=""), LEADER)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of roots, with the authority of the tests in it."""
    (tmp_path / "goc.pem").write_bytes(AUTHORITY.pem)
    monkeypatch.setattr(signatures, "ROOTS", tmp_path)
    return tmp_path


def statuses(data: bytes) -> list[str]:
    return [signature.status for signature in signatures_of(data)]


def changed(data: bytes, change: Any) -> bytes:
    """The file with a change appended to it, as a program saves that keeps what was signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page = writer.root["/Pages"]["/Kids"][0]
    assert isinstance(page, generic.DictionaryObject)
    return page


# -- who, when ---------------------------------------------------------------------------------------------------------


def test_a_signature_says_who_signed_when(signed: bytes) -> None:
    assert signatures_of(signed) == (
        DigitalSignature(
            signer="Lò Thị Mây",
            organisation="TRẠM Y TẾ, UBND XÃ BẾN LAU",
            signed_at="2026-03-02T07:05:04+07:00",
            status="unknown-root",
        ),
    )


def test_the_record_has_them_and_is_read_as_without() -> None:
    data = plan()
    record, plain = ingest(sign(data, LEADER), name="ke-hoach.pdf"), ingest(data, name="ke-hoach.pdf")
    assert [signature.signer for signature in record.signatures] == ["Lò Thị Mây"]
    assert plain.signatures == []
    assert (record.header, record.text, record.dates) == (plain.header, plain.text, plain.dates)


def test_several_stand_in_the_order_in_which_they_were_made() -> None:
    """Leader, seal of the office, clerk: what comes later takes nothing from what was signed before."""
    data = sign(plan(), LEADER, field="Lanh dao", box=(300, 100, 500, 160), certify=True)
    data = sign(data, SEAL, field="Con dau", box=(300, 160, 500, 220))
    data = sign(data, CLERK, field="A van thu")
    assert [(one.signer, one.status) for one in signatures_of(data)] == [
        ("Lò Thị Mây", "unknown-root"),
        ("UBND XÃ BẾN LAU", "unknown-root"),
        ("Quàng Văn Sủm", "unknown-root"),
    ]


def test_an_empty_field_is_no_signature() -> None:
    waiting = changed(sign(plan(), LEADER), lambda writer: append_signature_field(writer, SigFieldSpec("Con dau")))
    assert [one.signer for one in signatures_of(waiting)] == ["Lò Thị Mây"]
    assert signatures_of(b"%PDF-1.7 /ByteRange") == (DigitalSignature(signer=None, status="unreadable"),)


def test_a_time_stamp_of_the_file_is_no_signature(signed: bytes) -> None:
    clock = holder(
        "Máy chủ cấp dấu thời gian", "Ban Thử nghiệm", issuer=AUTHORITY, key=rsa.generate_private_key(65537, 2048)
    )
    stamper = DummyTimeStamper(clock.asn1, clock.asn1_key, fixed_dt=datetime.datetime(2026, 3, 3, tzinfo=VIETNAM))
    writer = IncrementalPdfFileWriter(io.BytesIO(signed), strict=False)
    timed = PdfTimeStamper(stamper, field_name="Dau thoi gian")
    stamped = apart(lambda: timed.timestamp_pdf(writer, "sha256"))
    assert [(one.signer, one.status) for one in signatures_of(stamped.getvalue())] == [("Lò Thị Mây", "unknown-root")]


@pytest.mark.parametrize(
    ("universal", "beside", "said"),
    [
        ("2026-03-02T07:05:04+00:00", "D:20260302070504+07'00'", "2026-03-02T07:05:04+07:00"),
        ("2026-03-02T00:05:04+00:00", "D:20260302070504+07'00'", "2026-03-02T07:05:04+07:00"),
        ("2026-03-02T00:05:04+00:00", "D:20260301160000+07'00'", "2026-03-02T00:05:04+00:00"),
        ("2026-03-02T00:05:04+00:00", "hôm qua", "2026-03-02T00:05:04+00:00"),
        (None, "D:20260302070504+07'00'", "2026-03-02T07:05:04+07:00"),
        (None, None, None),
    ],
)
def test_the_time_of_signing_has_its_zone(
    monkeypatch: pytest.MonkeyPatch, universal: str | None, beside: str | None, said: str | None
) -> None:
    signed_at = datetime.datetime.fromisoformat(universal) if universal else None
    monkeypatch.setattr("pyhanko.sign.validation.generic_cms.extract_self_reported_ts", lambda _: signed_at)
    value = generic.DictionaryObject({"/M": generic.TextStringObject(beside)} if beside else {})
    when = signatures._signed_at(SimpleNamespace(signer_info=None, sig_object=value))
    assert (when and when.isoformat()) == said


# -- whether it is what was signed -------------------------------------------------------------------------------------


def test_a_changed_byte_is_seen(signed: bytes) -> None:
    at_ = signed.index(b"stream\n", signed.index(b"/Contents")) + 400
    other = bytes([signed[at_] ^ 1])
    (found,) = signatures_of(signed[:at_] + other + signed[at_ + 1 :])
    assert (found.status, found.signer) == ("tampered", "Lò Thị Mây")


def test_only_the_signature_whose_bytes_are_others_is_tampered() -> None:
    once = sign(plan(), LEADER, field="Lanh dao")
    twice = sign(once, SEAL, field="Con dau")
    at_ = twice.index(b"/Con", len(once)) if b"/Con" in twice[len(once) :] else twice.index(b"Con dau", len(once))
    broken = twice[:at_] + b"Cun" + twice[at_ + 3 :]
    assert [one.status for one in signatures_of(broken) if one.signer == "UBND XÃ BẾN LAU"] == ["tampered"]


def test_a_signature_that_covers_a_part_of_the_file_only() -> None:
    """The bytes between the two that it names hold more than the signature: they may be anything."""
    data = sign(plan(), LEADER)
    contents = data.index(b"/Contents <") + len("/Contents ")
    end = data.index(b">", contents)
    assert statuses(data) == ["unknown-root"]
    assert statuses(data[: end - 2] + b">  " + data[end + 1 :]) == ["tampered"]


def test_a_broken_signature_is_unreadable_and_the_other_is_read() -> None:
    once = sign(plan(), LEADER, field="Lanh dao")
    at_ = once.index(b"/Contents <") + len("/Contents <")
    broken = once[:at_] + b"f" * 64 + once[at_ + 64 :]
    assert signatures_of(broken) == (DigitalSignature(signer=None, status="unreadable"),)
    assert sorted(statuses(sign(broken, SEAL, field="Con dau"))) == ["unknown-root", "unreadable"]


def test_a_kind_of_signature_that_is_not_known(signed: bytes) -> None:
    def sign_as_of_old(writer: IncrementalPdfFileWriter) -> None:
        ranges = generic.ArrayObject([Number(0), Number(100), Number(200), Number(100)])
        value = {"/Type": Name("/Sig"), "/SubFilter": Name("/adbe.x509.rsa_sha1"), "/ByteRange": ranges}
        value["/Contents"] = generic.ByteStringObject(b"\x04\x02\xaa\xbb")
        field = {
            "/FT": Name("/Sig"),
            "/T": generic.TextStringObject("Cu"),
            "/V": writer.add_object(generic.DictionaryObject(value)),
        }
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(generic.DictionaryObject(field)))
        writer.update_container(writer.root["/AcroForm"])

    assert sorted(statuses(changed(signed, sign_as_of_old))) == ["unknown-root", "unreadable"]


def test_a_page_drawn_over_afterwards(signed: bytes) -> None:
    def draw_over(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        content = generic.StreamObject(stream_data=b"1 g 100 700 200 30 re f", dict_data={})
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(content)])
        writer.update_container(page)

    assert statuses(changed(signed, draw_over)) == ["changed-after"]
    later = sign(changed(signed, draw_over), SEAL, field="Con dau")
    assert statuses(later) == ["changed-after", "unknown-root"]


def test_a_page_put_in_afterwards(signed: bytes) -> None:
    def add_page(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        page = generic.DictionaryObject({"/Type": Name("/Page"), "/Parent": writer.root.raw_get("/Pages")})
        page["/MediaBox"] = generic.ArrayObject([Number(0), Number(0), Number(595), Number(842)])
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 g 9 9 9 9 re f", dict_data={}))
        pages["/Kids"].append(writer.add_object(page))
        pages["/Count"] = Number(2)
        writer.update_container(pages)

    assert statuses(changed(signed, add_page)) == ["changed-after"]


def filled(value: str) -> Any:
    """Writes a number into the field of the plan, with its look."""

    def fill(writer: IncrementalPdfFileWriter) -> None:
        field = next(one for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "so").get_object()
        look = generic.StreamObject(
            stream_data=f"BT /Helv 12 Tf ({value}) Tj ET".encode(),
            dict_data={"/Subtype": Name("/Form"), "/BBox": field.raw_get("/Rect")},
        )
        field["/V"] = generic.TextStringObject(value)
        field["/AP"] = generic.DictionaryObject({"/N": writer.add_object(look)})
        writer.update_container(field)

    return fill


def test_a_form_filled_afterwards_changes_nothing_that_was_signed(signed: bytes) -> None:
    assert statuses(changed(signed, filled("12"))) == ["unknown-root"]


def test_a_form_that_was_filled_when_it_was_signed_stays_so() -> None:
    with_number = sign(plan(field="12"), LEADER)
    assert statuses(changed(with_number, filled("21"))) == ["changed-after"]


def note(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    annotation = generic.DictionaryObject(
        {
            "/Type": Name("/Annot"),
            "/Subtype": Name("/Text"),
            "/Rect": generic.ArrayObject([Number(10), Number(10), Number(30), Number(30)]),
            "/Contents": generic.TextStringObject("Đã xem"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page["/Annots"], writer.add_object(annotation)])
    writer.update_container(page)


def test_a_remark_afterwards_changes_nothing_that_was_signed(signed: bytes) -> None:
    assert statuses(changed(signed, note)) == ["unknown-root"]


def test_metadata_written_anew_change_nothing_that_was_signed(signed: bytes) -> None:
    def write_metadata(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"", dict_data={"/Type": Name("/Metadata"), "/Subtype": Name("/XML")})
        writer.root["/Metadata"] = writer.add_object(stream)
        writer.update_root()

    assert statuses(changed(signed, write_metadata)) == ["unknown-root"]


def test_what_was_altered_is_a_finding(signed: bytes) -> None:
    at_ = signed.index(b"stream\n", signed.index(b"/Contents")) + 400
    altered = ingest(signed[:at_] + bytes([signed[at_] ^ 1]) + signed[at_ + 1 :], name="ke-hoach.pdf")
    assert [finding.severity for finding in altered.findings if finding.name == "signature-tampered"] == ["error"]
    clean = ingest(signed, name="ke-hoach.pdf")
    assert {"signature-tampered", "changed-after-signing"}.isdisjoint(finding.name for finding in clean.findings)


# -- whom to trust -----------------------------------------------------------------------------------------------------


def test_good_is_what_leads_to_a_trusted_root(signed: bytes, trusted: Path) -> None:
    assert statuses(signed) == ["good"]
    (trusted / "goc.pem").unlink()
    (trusted / "goc.crt").write_bytes(holder("Cơ quan khác", "Ban khác").pem)
    assert statuses(signed) == ["unknown-root"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ((2020, 1, 1), (2021, 1, 1), "good"),  # it has run out since, and was valid then
        ((2021, 1, 1), (2060, 1, 1), "unknown-root"),  # signed before there was such a certificate
        ((2019, 1, 1), (2020, 1, 1), "unknown-root"),
    ],
)
def test_a_certificate_is_judged_at_the_time_of_signing(
    trusted: Path, since: tuple[int, int, int], until: tuple[int, int, int], expected: str
) -> None:
    valid = (datetime.datetime(*since), datetime.datetime(*until))
    person: Holder = holder("Lò Thị Mây", "UBND XÃ BẾN LAU", issuer=AUTHORITY, valid=valid)
    data = sign(plan(), person, at=datetime.datetime(2020, 6, 1, 8, tzinfo=VIETNAM))
    assert statuses(data) == [expected]


def test_a_trusted_signature_may_still_be_of_another_file(signed: bytes, trusted: Path) -> None:
    at_ = signed.index(b"stream\n", signed.index(b"/Contents")) + 400
    assert statuses(signed[:at_] + bytes([signed[at_] ^ 1]) + signed[at_ + 1 :]) == ["tampered"]


# -- at what cost ------------------------------------------------------------------------------------------------------


def test_nothing_is_fetched(signed: bytes, trusted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("asks the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert statuses(signed) == ["good"]


def test_they_are_judged_where_an_event_loop_runs(signed: bytes, trusted: Path) -> None:
    """As in a notebook or in a server that calls ``ingest``."""

    async def caller() -> list[str]:
        return statuses(signed)

    assert apart(lambda: asyncio.run(caller())) == ["good"]


def test_the_library_is_loaded_for_a_signed_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = [name for name in sys.modules if name.startswith("pyhanko")]
    for name in loaded:
        monkeypatch.delitem(sys.modules, name)
    assert read(plan(), "ke-hoach.pdf").signatures == ()
    assert [name for name in sys.modules if name.startswith("pyhanko")] == []


# -- what a signature shows on the page --------------------------------------------------------------------------------

STAMP = ("Ký bởi: Trạm Y tế xã Bến Lau", "Cơ quan: UBND xã Bến Lau", "Thời gian ký: 02/03/2026 07:05:04")


def stamp(top: float) -> list[Any]:
    return [at(60, top + 8 * line, text, size=6) for line, text in enumerate(STAMP)]


@pytest.mark.parametrize("top", [24, 118, 640])
@pytest.mark.parametrize(
    ("date", "issued"),
    [("Bến Lau, ngày 27 tháng 02 năm 2026", "2026-02-27"), ("Bến Lau, ngày     tháng 02 năm 2026", "2026-02-XX")],
)
def test_the_time_of_signing_is_no_issue_date(date: str, issued: str, top: float) -> None:
    record = ingest(sign(plan(*stamp(top), date=date), LEADER), name="ke-hoach.pdf")
    assert record.header.issued_date is not None
    assert record.header.issued_date.value is not None
    assert record.header.issued_date.value.edtf == issued
    assert "2026-03-02" not in [date.date.edtf for date in record.dates if date.date and date.role == "issued"]
    assert record.signatures[0].signed_at == "2026-03-02T07:05:04+07:00"
