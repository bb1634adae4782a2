"""Signs PDFs with keys and certificates that are made here, under an authority that nobody knows.

sign(data, LEADER)                    signed by a person, now
sign(data, SEAL, field="Con dau")     and by the office, behind it
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko_certvalidator.registry import SimpleCertificateStore

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
_LONG_AGO, _FAR = datetime.datetime(2000, 1, 1), datetime.datetime(2090, 1, 1)


T = TypeVar("T")
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Holder:
    """A key with its certificate, valid from one moment to another."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def asn1_key(self) -> keys.PrivateKeyInfo:
        der, pkcs8 = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
        return keys.PrivateKeyInfo.load(self.key.private_bytes(der, pkcs8, serialization.NoEncryption()))


def holder(
    name: str,
    organisation: str,
    unit: str = "",
    *,
    issuer: Holder | None = None,
    valid: tuple[datetime.datetime, datetime.datetime] = (_LONG_AGO, _FAR),
    key: Key | None = None,
) -> Holder:
    """A certificate by ``issuer``; without one, that of an authority."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation)]
    parts += [(NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else []
    subject = x509.Name([x509.NameAttribute(oid, text) for oid, text in [*parts, (NameOID.COMMON_NAME, name)]])
    usage = x509.KeyUsage(
        digital_signature=bool(issuer), content_commitment=bool(issuer), key_cert_sign=not issuer, crl_sign=not issuer,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    built = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=not issuer, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    return Holder(key, built.sign(issuer.key if issuer else key, hashes.SHA256()))


AUTHORITY = holder("Cơ quan chứng thực số thử nghiệm", "Ban Thử nghiệm")
LEADER = holder("Lò Thị Mây", "UBND XÃ BẾN LAU", "TRẠM Y TẾ", issuer=AUTHORITY)
SEAL = holder("UBND XÃ BẾN LAU", "UBND TỈNH SUỐI LẠNH", issuer=AUTHORITY)
CLERK = holder("Quàng Văn Sủm", "UBND XÃ BẾN LAU", "VĂN PHÒNG", issuer=AUTHORITY)


def sign(
    data: bytes,
    by: Holder,
    *,
    field: str = "Signature1",
    at: datetime.datetime = datetime.datetime(2026, 3, 2, 7, 5, 4, tzinfo=VIETNAM),
    box: tuple[int, int, int, int] | None = None,
    certify: bool = False,
) -> bytes:
    """The file with one signature more, behind what it held; ``box`` is where it shows a stamp of its own."""
    signer = signers.SimpleSigner(
        signing_cert=by.asn1, signing_key=by.asn1_key, cert_registry=SimpleCertificateStore.from_certs([AUTHORITY.asn1])
    )
    terms = signers.PdfSignatureMetadata(field_name=field, certify=certify, docmdp_permissions=MDPPerm.FILL_FORMS)
    place = SigFieldSpec(field, box=box) if box else SigFieldSpec(field)
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    signed = apart(lambda: _Clocked(at, terms, signer, new_field_spec=place).sign_pdf(writer))
    return bytes(signed.getbuffer())


def apart(work: Callable[[], T]) -> T:
    """What the work gives in a thread of its own: it runs an event loop, and a browser test of this process may too."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


class _Clocked(signers.PdfSigner):
    """Signs at a given time."""

    def __init__(self, at: datetime.datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._at = at

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self._at
        return session
