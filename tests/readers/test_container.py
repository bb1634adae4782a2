"""Archives and messages: which documents come out of them, under which names, and what cannot harm or stop the rest."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from hmtn_ingest.readers import FileMember, Unreadable, members, read
from hmtn_ingest.readers.container import member as bounds
from hmtn_ingest.readers.container.html_body import text_of_html
from hmtn_ingest.readers.container.member import plain_name
from hmtn_ingest.readers.container.rtf_body import text_of_rtf
from tests.readers import annex
from tests.readers.compound import outlook
from tests.readers.packed_rtf import packed, unpacked_form

PLAN = "KẾ HOẠCH\nTổ chức hiến máu tình nguyện năm 2026 tại xã Đông Lạc\n".encode()
LOGO = b"\x89PNG\r\n\x1a\n" + b"\0" * 900
SAYS = (
    "Kính gửi các đơn vị,\n\nBan Chỉ đạo gửi Kế hoạch và phụ lục chỉ tiêu đợt 1. Đề nghị các đơn vị gửi danh sách đăng ký "
    "về Hội Chữ thập đỏ tỉnh trước ngày 20/3/2026.\n\nTrân trọng,\nLò Thị Ín\n"
)


def archive(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def named_in(code: str, name: str, data: bytes = PLAN) -> bytes:
    """An archive as a program of that code page writes it: no flag says what the name is written in."""
    raw = name.encode(code)
    placeholder = "x" * len(raw)
    return archive({placeholder: data}).replace(placeholder.encode(), raw)


def mail(body: str = SAYS, *, subject: str = "Gửi Kế hoạch hiến máu đợt 1", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Hội Chữ thập đỏ tỉnh <hctd@vidu.vn>"
    message["To"] = "cac-xa@vidu.vn"
    message["Subject"] = subject
    message["Message-ID"] = "<1@vidu.vn>"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def attach(message: EmailMessage, name: str, data: bytes, kind: str = "application/octet-stream") -> None:
    main, sub = kind.split("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)


def found(data: bytes, name: str) -> list[FileMember]:
    result = members(data, name)
    assert result is not None
    return result


def names(data: bytes, name: str) -> list[str]:
    return [member.name for member in found(data, name)]


def codes(data: bytes, name: str) -> list[str | None]:
    return [member.problem and member.problem.code for member in found(data, name)]


# -- what is a container -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (annex.workbook(), "phu-luc.xlsx"),
        (annex.word(), "phu-luc.docx"),
        (PLAN, "ke-hoach.txt"),
        ("From: Hội Chữ thập đỏ\nSubject: Hiến máu\n\nĐề nghị gửi danh sách.\n".encode(), "dan.txt"),
        (b"", "trong.zip"),
        (b"PK\x03\x04" + b"\0" * 40, "hong.zip"),
    ],
)
def test_documents_are_no_containers(data: bytes, name: str) -> None:
    assert members(data, name) is None


def test_a_container_is_no_document_and_says_what_to_do() -> None:
    for data, name in ((archive({"a.txt": PLAN}), "a.zip"), (mail().as_bytes(), "thu.eml")):
        with pytest.raises(Unreadable) as caught:
            read(data, name)
        assert caught.value.problem.code == "container"
        assert "ingest_all" in caught.value.problem.message


# -- archives ----------------------------------------------------------------------------------------------------------


def test_files_of_an_archive_in_its_order_without_furniture() -> None:
    files = dict.fromkeys(
        [
            "Kế hoạch 12.docx",
            "Phụ lục/chi-tieu.xlsx",
            "__MACOSX/._Kế hoạch 12.docx",
            "Phụ lục/~$chi-tieu.xlsx",
            "Thumbs.db",
        ],
        PLAN,
    )
    assert names(archive({"Phụ lục/": b"", **files}), "12.zip") == [
        "12.zip › Kế hoạch 12.docx",
        "12.zip › Phụ lục/chi-tieu.xlsx",
    ]


@pytest.mark.parametrize("code", ["utf-8", "cp1258"])
def test_names_without_the_flag_are_read_in_the_code_of_their_writer(code: str) -> None:
    name = "Ph\u00f2ng gi\u00e1o d\u1ee5c.txt" if code == "utf-8" else "Ch\u00fa th\u00edch Đ\u00e0.txt"
    assert names(named_in(code, name), "a.zip") == [f"a.zip › {name}"]


def test_a_name_kept_beside_in_unicode_wins() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        entry = zipfile.ZipInfo("K? ho?ch.txt")
        written = "Kế hoạch.txt".encode()
        entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(written), 1, 0) + written
        file.writestr(entry, PLAN)
    assert names(target.getvalue(), "a.zip") == ["a.zip › Kế hoạch.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\Phụ lục/chi-tieu.xlsx", "Phụ lục/chi-tieu.xlsx"),
        ("C:\\Users\\a.docx", "Users/a.docx"),
        ("/tuyet/doi.txt", "tuyet/doi.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("//..", "không tên"),
    ],
)
def test_a_name_leads_nowhere(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_one_locked_or_broken_member_never_stops_the_others() -> None:
    data = bytearray(archive({"mot.txt": PLAN, "khoa.txt": PLAN, "hong.txt": PLAN * 40, "bon.txt": PLAN}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        broken = file.getinfo("hong.txt").header_offset + 30 + len("hong.txt")
    data[broken + 5 : broken + 25] = b"\xff" * 20
    entry = data.rindex(b"khoa.txt") - 46  # of the directory at the end; flags stand at 8
    data[entry + 8] |= 1
    assert codes(bytes(data), "a.zip") == [None, "encrypted", "damaged", None]
    assert "“a.zip › khoa.txt”" in (found(bytes(data), "a.zip")[1].problem or pytest.fail("no problem")).message


@pytest.mark.parametrize("unlisted", range(3))
def test_a_file_that_the_directory_of_an_archive_does_not_list_is_named(unlisted: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("Kế hoạch.txt", "Phụ lục.txt", "Danh sách.txt"):
            file.writestr(name, PLAN)
        for name in ("anh/", "__MACOSX/._Kế hoạch.txt"):
            file.writestr(name, b"")
            del file.filelist[-1]
        left_out = file.filelist.pop(unlisted).filename
    *listed, last = found(target.getvalue(), "a.zip")
    assert [one.data for one in listed] == [PLAN, PLAN]
    assert (last.name, last.data) == (f"a.zip › {left_out}", b"")
    assert last.problem is not None
    assert "mục lục của tệp nén không ghi" in last.problem.message


def test_archives_in_each_other_are_opened_one_deep() -> None:
    inner = archive({"trong.txt": PLAN})
    deep = archive({"giua.zip": inner, "ngoai.txt": PLAN})
    assert names(deep, "a.zip") == ["a.zip › giua.zip › trong.txt", "a.zip › ngoai.txt"]
    deeper = archive({"ngoai-cung.zip": deep})
    assert names(deeper, "b.zip") == ["b.zip › ngoai-cung.zip › giua.zip", "b.zip › ngoai-cung.zip › ngoai.txt"]
    assert codes(deeper, "b.zip") == ["nested-container", None]


def test_bombs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    many = archive({f"{number}.txt": PLAN for number in range(bounds.MOST_MEMBERS + 30)})
    taken = found(many, "nhieu.zip")
    assert len(taken) == bounds.MOST_MEMBERS + 1
    assert [one.problem.code for one in taken if one.problem] == ["too-many-members"]
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 1_000_000)
    large = archive({"mot.txt": b" " * 600_000, "hai.txt": b" " * 600_000, "ba.txt": PLAN})
    assert codes(large, "bom.zip") == [None, "too-large", None]


@pytest.mark.parametrize("data", [archive({"Thumbs.db": b"x"}), archive({"a/": b""})])
def test_an_archive_without_documents_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        members(data, "trong.zip")
    assert caught.value.problem.code == "empty"
    assert "“trong.zip”" in caught.value.problem.message


# -- messages ----------------------------------------------------------------------------------------------------------


def test_a_message_gives_its_text_and_its_attachments() -> None:
    message = mail()
    plan = annex.word()
    attach(message, "Kế hoạch 12.docx", plan)
    attach(message, "Phụ lục.xlsx", annex.workbook())
    taken = found(message.as_bytes(), "thu.eml")
    assert [one.name for one in taken] == [
        "thu.eml › Nội dung thư.txt",
        "thu.eml › Kế hoạch 12.docx",
        "thu.eml › Phụ lục.xlsx",
    ]
    assert taken[1].data == plan
    text = read(taken[0].data, taken[0].name).text
    assert text.startswith(
        "Người gửi: Hội Chữ thập đỏ tỉnh <hctd@vidu.vn>\nTiêu đề: Gửi Kế hoạch hiến máu đợt 1\n\nKính gửi"
    )


@pytest.mark.parametrize(
    "body",
    ["", "Gửi anh chị văn bản đính kèm.\n", "Gửi anh chị văn bản.\nTrân trọng,\n" + "Lò Thị Ín, Văn phòng Hội\n" * 9],
)
def test_a_body_that_says_nothing_is_no_document(body: str) -> None:
    message = mail(body)
    attach(message, "a.txt", PLAN)
    assert names(message.as_bytes(), "thu.eml") == ["thu.eml › a.txt"]


def test_a_short_message_without_attachments_is_one() -> None:
    assert names(mail("Hoãn họp.\n").as_bytes(), "thu.eml") == ["thu.eml › Nội dung thư.txt"]


def test_a_message_that_is_nothing_but_a_file_gives_that_file() -> None:
    message = mail("")
    message.set_content(PLAN, maintype="application", subtype="octet-stream", filename="Kế hoạch 12.txt")
    (member,) = found(message.as_bytes(), "thu.eml")
    assert (member.name, member.data) == ("thu.eml › Kế hoạch 12.txt", PLAN)


def test_small_pictures_of_a_signature_are_left_out_and_large_ones_kept() -> None:
    message = mail(html="<p>Kính gửi</p><img src='cid:logo'>")
    shown = message.get_payload(1)
    assert isinstance(shown, EmailMessage)
    for number, data in enumerate((LOGO, b"\xff\xd8\xff" + b"\1" * 200_000)):
        shown.add_related(data, maintype="image", subtype="png", cid=f"<logo{number}>", filename=f"anh{number}.png")
    attach(message, "phieu.png", LOGO, "image/png")
    attach(message, "a.txt", PLAN)
    attach(message, "smime.p7s", b"\0" * 9, "application/pkcs7-signature")
    assert [name.rpartition(" › ")[2] for name in names(message.as_bytes(), "thu.eml")] == [
        "Nội dung thư.txt",
        "anh1.png",
        "phieu.png",
        "a.txt",
    ]


def test_what_a_reply_quotes_is_no_content() -> None:
    html = (
        "<html><head><style>p {}</style></head><body><p>Đề nghị các xã <b>gửi danh sách</b> trước ngày 20/3/2026.</p>"
        "<table><tr><td>Xã Nậm Lúa</td><td> 25 </td></tr></table>"
        "<div>Vào 10:00 12 thg 3, 2026, Trạm Y tế &lt;tyt@vidu.vn&gt; đã viết:<br></div>"
        "<blockquote><p>Báo cáo trước ngày 05/5/2025.</p></blockquote></body></html>"
    )
    assert text_of_html(html).split("\n") == [
        "Đề nghị các xã gửi danh sách trước ngày 20/3/2026.",
        "",
        "Xã Nậm Lúa\t25",
        "",
        "Vào 10:00 12 thg 3, 2026, Trạm Y tế <tyt@vidu.vn> đã viết:",
        "",
        "> Báo cáo trước ngày 05/5/2025.",
    ]


def test_attached_messages_and_archives_are_opened() -> None:
    inner = mail("Hoãn họp.\n")
    attach(inner, "lich.txt", PLAN)
    outer = mail()
    outer.add_attachment(inner)
    attach(outer, "ho-so.zip", archive({"a.txt": PLAN}))
    assert [name.removeprefix("thu.eml › ") for name in names(outer.as_bytes(), "thu.eml")] == [
        "Nội dung thư.txt",
        "tệp 1.eml › lich.txt",
        "ho-so.zip › a.txt",
    ]


@pytest.mark.parametrize("cut", [60, 200, 400, 900])
def test_a_message_that_was_cut_off_gives_what_is_there(cut: int) -> None:
    message = mail()
    attach(message, "a.txt", PLAN * 20)
    try:
        taken = members(message.as_bytes()[:cut], "thu.eml")
    except Unreadable as error:
        taken = None
        code = error.problem.code
    else:
        code = ""
    assert taken is None or all(one.name.startswith("thu.eml › ") for one in taken)
    assert code in ("", "damaged", "empty")


# -- messages of Outlook -----------------------------------------------------------------------------------------------


def test_a_message_of_outlook_gives_its_text_and_its_attachments() -> None:
    plan = annex.word()
    data = outlook(
        "Gửi Kế hoạch hiến máu đợt 1",
        "Hội Chữ thập đỏ tỉnh",
        SAYS.replace("\n", "\r\n"),
        {"Kế hoạch 12.docx": plan, "ho-so.zip": archive({"Phụ lục.xlsx": annex.workbook()})},
        {"logo.png": LOGO},
    )
    taken = found(data, "thu.msg")
    assert [one.name for one in taken] == [
        "thu.msg › Nội dung thư.txt",
        "thu.msg › Kế hoạch 12.docx",
        "thu.msg › ho-so.zip › Phụ lục.xlsx",
    ]
    assert taken[1].data == plan
    text = read(taken[0].data, taken[0].name).text
    assert "Tiêu đề: Gửi Kế hoạch hiến máu đợt 1\n\nKính gửi các đơn vị,\n\nBan Chỉ đạo gửi Kế hoạch" in text


def test_large_pictures_and_files_without_a_name_of_an_outlook_message_are_kept() -> None:
    pictures = {"logo.png": LOGO, "anh.png": b"\x89PNG\r\n\x1a\n" + b"\1" * 200_000}
    data = outlook("Gửi Kế hoạch", "Hội", SAYS, {"": PLAN}, pictures)
    assert names(data, "thu.msg")[1:] == ["thu.msg › tệp 1", "thu.msg › anh.png"]


@pytest.mark.parametrize("cut", [600, 1500])
def test_a_message_of_outlook_that_was_cut_off_is_damaged(cut: int) -> None:
    data = outlook("Gửi Kế hoạch", "Hội", SAYS, {"a.txt": PLAN * 60})
    with pytest.raises(Unreadable) as caught:
        members(data[:-cut], "thu.msg")
    assert caught.value.problem.code == "damaged"


def in_rtf(text: str) -> str:
    """Text as RTF spells it."""
    return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text)


RTF = (
    "{\\rtf1\\ansi\\ansicpg1252\\fromtext \\deff0{\\fonttbl{\\f0\\fswiss\\fcharset163 Arial;}}\\pard\\plain\\f0 "
    + in_rtf(SAYS).replace("\n", "\\par\r\n")
    + "}"
).encode()
ROW = "{{\\*\\htmltag64 <tr><td>}}{}{{\\*\\htmltag72 </td><td>}}\\htmlrtf \\tab \\htmlrtf0 {}{{\\*\\htmltag72 </td></tr>}}\r\n"
RTF_OF_HTML = (
    "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\htmltag243 <html>}"
    "{\\*\\htmltag34 <head>}{\\*\\htmltag161 <style>p \\{color:red\\}</style>}{\\*\\htmltag41 </head>}{\\*\\htmltag50 <body>}"
    "{\\*\\htmltag64 <p>}\\htmlrtf {\\f0 \\htmlrtf0 "
    + in_rtf("Đề nghị các xã gửi danh sách trước ngày 20/3/2026, mỗi xã một người phụ trách, theo bảng sau:")
    + "\\htmlrtf }\\par\\htmlrtf0 {\\*\\htmltag72 </p>}{\\*\\htmltag64 <table>}"
    + ROW.format(in_rtf("Xã Nậm Lúa"), "25")
    + ROW.format(in_rtf("Xã Đông Lạc"), "30")
    + "{\\*\\htmltag72 </table>}{\\*\\mhtmltag72 <p>}{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}"
).encode()


@pytest.mark.parametrize("form", [packed, unpacked_form])
def test_a_message_of_outlook_in_rtf_only_gives_its_text(form: Callable[[bytes], bytes]) -> None:
    taken = found(
        outlook("Gửi Kế hoạch", "Hội Chữ thập đỏ tỉnh", form(RTF), {"Kế hoạch 12.docx": annex.word()}), "thu.msg"
    )
    assert [one.name for one in taken] == ["thu.msg › Nội dung thư.txt", "thu.msg › Kế hoạch 12.docx"]
    assert taken[0].data.decode().endswith(f"Tiêu đề: Gửi Kế hoạch\n\n{SAYS}")


def test_rtf_that_wraps_a_web_page_is_read_as_that_page() -> None:
    taken = found(outlook("Đăng ký", "Hội", packed(RTF_OF_HTML), {}), "thu.msg")
    assert taken[0].data.decode().split("\n\n", 1)[1].strip().split("\n") == [
        "Đề nghị các xã gửi danh sách trước ngày 20/3/2026, mỗi xã một người phụ trách, theo bảng sau:",
        "",
        "Xã Nậm Lúa\t25",
        "",
        "Xã Đông Lạc\t30",
    ]


def test_rtf_is_unpacked_as_its_specification_shows() -> None:
    """The two examples of MS-OXRTFCP, 4.1 and 4.2."""
    plain = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert text_of_rtf(plain) == "hello world"
    assert text_of_rtf(crossing) == "WXYZWXYZWXYZWXYZWXYZ"


@pytest.mark.parametrize("cut", [3, 20, 60])
def test_a_body_in_rtf_that_is_damaged_does_not_cost_the_attachments(cut: int) -> None:
    data = outlook("Gửi Kế hoạch", "Hội", packed(RTF)[:-cut], {"a.txt": PLAN})
    assert names(data, "thu.msg") == ["thu.msg › Nội dung thư.txt", "thu.msg › a.txt"]
    assert codes(data, "thu.msg") == ["damaged", None]


def test_a_body_in_rtf_that_says_nothing_is_no_document() -> None:
    says_nothing = b"{\\rtf1\\ansi Xem tep dinh kem.\\par}"
    assert names(outlook("Gửi", "Hội", packed(says_nothing), {"a.txt": PLAN}), "thu.msg") == ["thu.msg › a.txt"]
