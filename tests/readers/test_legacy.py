""".doc, .rtf, .odt and Word 2003 XML: the same document as its .docx with LibreOffice, its words and a remedy without."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import Unreadable, read
from hmtn_ingest.readers.legacy import libreoffice as office
from hmtn_ingest.readers.legacy.limits import run_limited
from parsers.document import Document
from tests.readers.docx_builder import build, cell, paragraph, row, run, table
from tests.readers.old_typing import tcvn3, tcvn3_capitals, vni

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8", ".xml": "MS Word 2003 XML"}
MEDIA_TYPES = {
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def old_font(text: str, name: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>')


PLAN = build(
    paragraph(old_font(tcvn3_capitals("Kế hoạch"), ".VnTimeH"))
    + paragraph(old_font(tcvn3("Vận động hiến máu tình nguyện của phường, "), ".VnTime") + run("xã Đông Lạc năm 2026"))
    + paragraph(old_font(vni("Trạm Y tế gửi danh sách trước ngày 20/3/2026."), "VNI-Times"))
    + table(row(cell("Đơn vị"), cell("Chỉ tiêu")), row(cell("Thôn Đông"), cell("12")))
    + paragraph("Nơi nhận: lưu VT.")  # a table at the very end is lost on the way to .doc
)
TEXT = (
    "KẾ HOẠCH\n"
    "Vận động hiến máu tình nguyện của phường, xã Đông Lạc năm 2026\n"
    "Trạm Y tế gửi danh sách trước ngày 20/3/2026.\n"
    "Đơn vị\tChỉ tiêu\nThôn Đông\t12\n"
    "Nơi nhận: lưu VT."
)


def written_as(folder: Path, suffix: str, data: bytes) -> bytes:
    """The .docx as another kind, written by LibreOffice."""
    source = folder / "van-ban.docx"
    source.write_bytes(data)
    command = [str(office.find_libreoffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", f"{suffix[1:]}:{FILTERS[suffix]}", "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "out" / f"van-ban{suffix}").read_bytes()


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The plan as another kind of file; skips where LibreOffice is not installed."""
    if office.find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed (libreoffice-writer-nogui)")
    folder = tmp_path_factory.mktemp("legacy")  # with one profile, which LibreOffice makes at its first start
    written: dict[str, bytes] = {}

    def of_kind(suffix: str) -> bytes:
        if suffix not in written:
            written[suffix] = written_as(folder, suffix, PLAN)
        return written[suffix]

    return of_kind


@pytest.fixture
def without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", {})


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def refused(data: bytes, name: str = "ke-hoach.doc") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value


def said_of(data: bytes) -> bool:
    """Whether a file that is not as it should be is refused with advice, or read with a problem."""
    try:
        return "text-only" in codes(read(data, "x.doc"))
    except Unreadable as refusal:
        return "Hãy" in refusal.problem.message


# -- with LibreOffice --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_each_kind_is_read_as_its_docx(suffix: str, libreoffice: Callable[[str], bytes]) -> None:
    document = read(libreoffice(suffix), "ke-hoach.doc")  # many a .doc is something else: the bytes decide
    assert document.text == TEXT
    assert document.problems == []
    assert (document.reader, document.media_type) == ("legacy", MEDIA_TYPES[suffix])
    (quota,) = document.tables
    assert [[document.text[c.start : c.end] for c in line if c] for line in quota.rows] == [
        ["Đơn vị", "Chỉ tiêu"], ["Thôn Đông", "12"],
    ]  # fmt: skip


def test_word_2003_xml_is_read_but_for_old_fonts(libreoffice: Callable[[str], bytes]) -> None:
    document = read(libreoffice(".xml"), "ke-hoach.xml")
    assert "xã Đông Lạc năm 2026" in document.text
    assert document.text.endswith("Đơn vị\tChỉ tiêu\nThôn Đông\t12\nNơi nhận: lưu VT.")
    assert codes(document) == ["legacy-encoding"]


@pytest.mark.libreoffice
def test_a_sample_gives_the_facts_of_its_docx(tmp_path: Path) -> None:
    if office.find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed (libreoffice-writer-nogui)")
    source = (SAMPLES / "ke-hoach-huyen.docx").read_bytes()
    record = ingest(written_as(tmp_path, ".doc", source), name="ke-hoach-huyen.doc")
    wanted = ingest(source, name="ke-hoach-huyen.docx")
    assert record.status == "ok"
    assert record.text == wanted.text
    aside = {"source", "findings"}
    assert record.model_dump(exclude=aside) == wanted.model_dump(exclude=aside)


@pytest.mark.libreoffice
def test_an_old_font_of_any_charset() -> None:
    if office.find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed (libreoffice-writer-nogui)")
    typed = "".join(c if c.isascii() else f"\\'{ord(c):02x}" for c in tcvn3("Kế hoạch hiến máu của phường"))
    fonts = "".join(
        rf"{{\f{number}\fnil\fcharset{charset}{{\*\panose 020b7200000000000000}}.VnTime;}}"
        for number, charset in enumerate((0, 1, 2, 163))
    )
    lines = "".join(rf"\pard\f{number} {typed}\par" for number in range(4))
    data = rf"{{\rtf1\ansi\deff0{{\fonttbl{fonts}}}{lines}}}".encode()
    assert read(data, "ke-hoach.rtf").text.splitlines() == ["Kế hoạch hiến máu của phường"] * 4


def _read_in_process(data: bytes) -> str:
    return read(data, "ke-hoach.rtf").text


@pytest.mark.processes
def test_workers_side_by_side_do_not_meet(libreoffice: Callable[[str], bytes]) -> None:
    data = libreoffice(".rtf")
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_read_in_process, [data] * 2) == [TEXT] * 2


def test_nothing_is_fetched(libreoffice: Callable[[str], bytes]) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/dau.png".encode()
        linked = (
            b'<text:p><draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char"><draw:image xlink:href="'
            + address
            + b'" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p></office:text>'
        )
        buffer = BytesIO()
        with zipfile.ZipFile(BytesIO(libreoffice(".odt"))) as old, zipfile.ZipFile(buffer, "w") as new:
            for entry in old.infolist():
                new.writestr(entry, old.read(entry).replace(b"</office:text>", linked))
        assert read(buffer.getvalue(), "ke-hoach.odt").text.strip() == TEXT
        server.shutdown()
    assert asked == []


# -- a program in its place --------------------------------------------------------------------------------------------

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset0 .VnTime;}"
    r"{\f2\fnil\fcharset163 .VnTimeH;}{\f3\fnil VNI-Times;}}{\info{\title Kh\'f4ng}}{\*\generator Word}"
    r"\pard\f0 K\u7870?  HO\u7840?CH\par {\f1 hi\'d5n m\'b8u} {\f2 t\'d7nh nguy\'d6n} {\f3 na\'eam} 2026"
    r"{\v \'e0n}{\deleted xo\'e1}{\pict\pngblip 89504e47}\par"
    r"\trowd Th\'f4n\cell 12\cell\row {\listtext 1.\tab}Tr\u7841?m Y t\u7871?\par}"
)
RTF_TEXT = "KẾ  HOẠCH\nhiến máu TÌNH NGUYỆN năm 2026\nThôn\t12\n1.\tTrạm Y tế"


@pytest.fixture
def pretender(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Puts a shell script in LibreOffice's place; gives its folder."""
    if sys.platform == "win32":
        pytest.skip("needs a shell")

    def install(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(office, "_PLACES", {sys.platform: (str(program),)})
        monkeypatch.setattr(office, "_COMMANDS", ())
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        return tmp_path

    return install


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    # a zombie that its new parent has not taken yet runs no more
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except (FileNotFoundError, ProcessLookupError):
        return sys.platform == "linux"  # it went while it was looked at; elsewhere nothing is told there


def within_seconds(seconds: float, true: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


HANGING = 'sleep 600 & echo $! > "{folder}/child"; echo $$ > "{folder}/self"; wait'


@pytest.mark.processes
def test_a_program_that_hangs_is_stopped_with_all_that_it_started(
    pretender: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = pretender(HANGING.format(folder=tmp_path))
    monkeypatch.setattr(office, "MOST_SECONDS", 2)
    document = read(RTF.encode(), "ke-hoach.rtf")
    assert document.text.strip() == RTF_TEXT
    assert codes(document) == ["text-only"]
    assert "giây" in document.problems[0].message
    assert all(gone(int((folder / name).read_text())) for name in ("self", "child"))
    assert list(folder.glob("hmtn-*")) == []


@pytest.mark.processes
@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_no_program_outlives_who_asked_for_it(signal: str, pretender: Callable[[str], Path], tmp_path: Path) -> None:
    folder = pretender(HANGING.format(folder=tmp_path))
    program = (
        "import signal, sys; from hmtn_ingest.readers.legacy import libreoffice as office\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored where the tests run in the background
        "office.convert(sys.argv[1], b'', '.rtf', 'Rich Text Format')"
    )
    caller = subprocess.Popen([sys.executable, "-c", program, str(folder / "soffice")], stderr=subprocess.DEVNULL)
    assert within_seconds(60, lambda: (folder / "self").exists() and (folder / "self").read_text().strip() != "")
    import signal as signals

    caller.send_signal(signals.Signals[signal])
    caller.wait(60)
    for name in ("self", "child"):
        process = int((folder / name).read_text())
        assert within_seconds(30, lambda process=process: gone(process))  # type: ignore[misc]
    assert within_seconds(30, lambda: list(folder.glob("hmtn-*")) == [])


@pytest.mark.processes
@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exit 0"])
def test_a_program_that_writes_nothing(script: str, pretender: Callable[[str], Path]) -> None:
    pretender(script)
    document = read(RTF.encode(), "ke-hoach.rtf")
    assert document.text.strip() == RTF_TEXT
    assert codes(document) == ["text-only"]
    assert document.problems[0].message.startswith("LibreOffice không đọc được")


# -- without LibreOffice -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("without_libreoffice")
def test_the_words_of_an_rtf_without_libreoffice() -> None:
    document = read(RTF.encode(), "ke-hoach.rtf")
    assert document.text.strip() == RTF_TEXT
    assert codes(document) == ["text-only"]
    assert (document.reader, document.media_type) == ("legacy", "application/rtf")
    message = document.problems[0].message
    assert all(word in message for word in ("chưa có LibreOffice", "bảng biểu", "số thứ tự", "hmtn-ingest doctor"))
    assert document.problems[0].message_en
    assert ingest(RTF.encode(), name="ke-hoach.rtf").status == "partial"


@pytest.mark.parametrize("suffix", [".doc", ".odt", ".rtf"])
def test_the_words_of_each_kind_without_libreoffice(
    suffix: str, libreoffice: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = libreoffice(suffix)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", {})
    document = read(data, "ke-hoach.doc")
    words = document.text.split()
    assert " ".join(words).endswith("Đơn vị Chỉ tiêu Thôn Đông 12 Nơi nhận: lưu VT.")
    assert "xã Đông Lạc năm 2026" in " ".join(words)
    if suffix == ".rtf":  # names the font of each run
        assert "KẾ HOẠCH Vận động hiến máu" in " ".join(words)
        assert codes(document) == ["text-only"]
    else:
        assert codes(document) == ["text-only", "legacy-encoding"]


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        # bytes are letters of the code page of their font, or of the document
        (r"\f1 Ti\'ea\'ecp nh\'e2\'f2n {\f0 caf\'e9}", "Tiếp nhận café"),
        (r"\f1 nh\'e2\'f2n \plain caf\'e9", "nhận café"),
        # a letter is followed by as many others for old programs as \uc says, one where it says nothing
        (r"hi\u7871 en m\u225 ?u", "hiến máu"),
        (r"\uc0 hi\u7871 n m\u225 u", "hiến máu"),
        (r"\uc2 hi\u7871 e\'60n m\u225 a?u", "hiến máu"),
        (r"{\uc0 hi\u7871 n} m\u225 ?u", "hiến máu"),
        (r"\v kh\u244 ?ng in\plain hi\u7871 ?n m\u225 ?u", "hiến máu"),
        (r"\v kh\u244 ?ng in\v0 hi\u7871 ?n m\u225 ?u", "hiến máu"),
        (r"{\deleted 20/3} 25/3/2026", "25/3/2026"),
    ],
)
def test_letters_of_an_rtf(written: str, shown: str) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset163 Arial;}}"
    data = rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}\f0 {written}\par}}".encode()
    assert unicodedata.normalize("NFC", read(data, "ke-hoach.rtf").text.strip()) == shown


@pytest.mark.usefixtures("without_libreoffice")
def test_blanks_tabs_and_breaks_of_an_odt_are_elements() -> None:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:text><text:p>Số:<text:s text:c='3'/>/KH-BCĐ<text:tab/>xã"
        "<text:s/>Đông Lạc</text:p><text:h>KẾ HOẠCH<text:line-break/>Vận động hiến máu tình nguyện</text:h>"
        "<text:p>Ghi chú<text:note>không đọc</text:note></text:p></office:text></office:body></office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", MEDIA_TYPES[".odt"])
        file.writestr("content.xml", content)
    assert read(buffer.getvalue(), "ke-hoach.odt").text.strip() == (
        "Số:   /KH-BCĐ\txã Đông Lạc\nKẾ HOẠCH\nVận động hiến máu tình nguyện\nGhi chú"
    )


def test_antiword_reads_a_doc_where_it_is(
    libreoffice: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = libreoffice(".doc")
    antiword = tmp_path / "antiword"
    antiword.write_text("#!/bin/sh\necho 'Danh sách hiến máu của xã Đông Lạc'\n", encoding="utf-8")
    antiword.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(office, "_PLACES", {})
    monkeypatch.setattr(office, "_COMMANDS", ())
    assert read(data, "danh-sach.doc").text.strip() == "Danh sách hiến máu của xã Đông Lạc"
    antiword.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert "Đông Lạc năm 2026" in read(data, "danh-sach.doc").text


@pytest.mark.usefixtures("without_libreoffice")
def test_what_nothing_here_reads_is_refused_with_a_remedy() -> None:
    xml = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>'
    problem = refused(xml).problem
    assert problem.code == "legacy-doc"
    assert all(word in problem.message for word in ("LibreOffice", "hmtn-ingest doctor", ".docx"))


# -- what is no whole document -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize(
    "start", [b"<!DOCTYPE html><html><body>K</body></html>", b"<html xmlns:w='urn:schemas-microsoft-com:office:word'>"]
)
def test_a_doc_that_is_a_web_page_is_told(start: bytes) -> None:
    problem = refused(start).problem
    assert problem.code == "unsupported"
    assert "HTML" in problem.message


def test_a_doc_that_is_a_docx_is_read_as_one() -> None:
    assert read(PLAN, "ke-hoach.doc").reader == "docx"


@pytest.fixture
def doc(libreoffice: Callable[[str], bytes]) -> bytearray:
    return bytearray(libreoffice(".doc"))


@pytest.mark.usefixtures("without_libreoffice")
def test_an_encrypted_doc_is_told(doc: bytearray) -> None:
    at = doc.index(b"\xec\xa5")  # the file information block; its flags stand at 0x0A
    doc[at + 11] |= 0x01
    problem = refused(bytes(doc)).problem
    assert problem.code == "encrypted"
    assert "bỏ mật khẩu" in problem.message


@pytest.mark.usefixtures("without_libreoffice")
def test_an_encrypted_odt_is_told(libreoffice: Callable[[str], bytes]) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(libreoffice(".odt"))) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(
                entry, data.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
            )
    assert refused(buffer.getvalue(), "ke-hoach.odt").problem.code == "encrypted"


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.98])
def test_a_doc_that_was_cut_short_is_never_read_as_whole(kept: float, doc: bytearray) -> None:
    problem = refused(bytes(doc[: int(len(doc) * kept)])).problem
    assert problem.code == "damaged"
    assert "Hãy" in problem.message


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize("data", [RTF[:-40], RTF.replace("\\par", "}\\par", 1)], ids=["cut", "closed before its end"])
def test_an_rtf_that_breaks_off_is_told(data: str) -> None:
    assert codes(read(data.encode(), "ke-hoach.rtf")) == ["text-only", "damaged"]


@pytest.mark.usefixtures("without_libreoffice")
def test_braces_that_are_none_close_no_rtf() -> None:
    whole = RTF.replace("\\par", "\\} \\bin2 }}\\par", 1)
    assert codes(read(whole.encode(), "ke-hoach.rtf")) == ["text-only"]


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.hostile
@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1" + b"{" * 2_000_000,
        b"{\\rtf1" + b"}" * 2_000_000,
        b"{\\rtf1\\bin2000000000 " + b"x" * 100,
        b"{\\rtf1\\bin-5 " + b"x" * 100,
        b"{\\rtf1\\uc2000000000\\u7871 " + b"x" * 100_000,
        b"{\\rtf1 " + b"\\'e1" * 500_000 + b"}",
        b"{\\rtf1{\\fonttbl" + b"{\\f1 A;}" * 100_000,
        b"{\\rtf1 \\u99999999999999999999 x}",
        b"{\\rtf1\\ansicpg99999 \\'e1 chao ban}",
        b"{\\rtf1 \\u-10179?\\u55357? lone}",
    ],
    ids=range(10),
)
def test_hostile_rtf_ends(data: bytes) -> None:
    assert said_of(data)


@pytest.mark.usefixtures("without_libreoffice")
def test_hostile_doc_ends(doc: bytearray) -> None:
    whole = bytes(doc)
    fib = whole.index(b"\xec\xa5")

    def changed(at: int, value: int) -> bytes:
        return whole[:at] + value.to_bytes(4, "little") + whole[at + 4 :]

    sectors = 512 + 512 * int.from_bytes(whole[76:80], "little")  # where the first sector of the FAT stands
    hostile = [
        changed(44, 0xFFFFFF),  # sectors of the FAT
        changed(48, 0),  # first sector of the directory: the first of the text
        changed(sectors, 0),  # a chain that leads to itself
        *(changed(sectors + 4 * entry, entry) for entry in range(8)),
        changed(fib + 0x01A2, 0x7FFFFFFF),  # the piece table beyond its stream
        changed(fib + 0x01A6, 0xFFFFFFFF),
        changed(fib + 0x4C, 0x7FFFFFFF),  # characters of the body
        changed(fib + 0x4C, 0xFFFFFFFF),
    ]
    assert all(map(said_of, hostile))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit of memory")
def test_a_program_may_use_no_more_memory_than_a_reading(tmp_path: Path) -> None:
    asks = "b = bytearray(1_500_000_000); b[::4096] = bytes(len(b[::4096]))"
    assert run_limited([sys.executable, "-c", "b = bytearray(1_000)"], tmp_path, 60) == 0
    assert run_limited([sys.executable, "-c", asks], tmp_path, 60) != 0
