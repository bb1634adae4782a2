"""A plan of our own in which no rule finds anything, and ways to plant defects into it."""

from __future__ import annotations

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord, Finding
from rules import check

PLAN = """\
ỦY BAN NHÂN DÂN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI LẠNH	Độc lập - Tự do - Hạnh phúc
Số: 26/KH-UBND	Suối Lạnh, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026

Thực hiện Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Đông Lạc, \
Ủy ban nhân dân xã Suối Lạnh ban hành Kế hoạch vận động hiến máu tình nguyện năm 2026 như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng cao nhận thức của Nhân dân về nghĩa cử hiến máu cứu người.

2. Hoàn thành chỉ tiêu tỉnh giao.

3. Bảo đảm an toàn cho người hiến máu.

II. NỘI DUNG

1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên (có Biểu phân bổ kèm theo).

2. Thời gian: ngày 14 tháng 3 năm 2026.

3. Địa điểm: Nhà văn hóa xã.

III. TỔ CHỨC THỰC HIỆN

1. Phòng Văn hóa - Xã hội

a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.

b) Tổng hợp danh sách đăng ký trước ngày 06/3/2026.

2. Trạm Y tế xã

Cử cán bộ tham gia khám, tư vấn cho người hiến máu.

3. Các thôn

Vận động Nhân dân đăng ký hiến máu; gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 02/3/2026.

Trên đây là Kế hoạch vận động hiến máu tình nguyện năm 2026, yêu cầu các đơn vị triển khai thực hiện./.

Nơi nhận:
- BCĐ VĐHMTN tỉnh (b/c);
- TT Đảng ủy, HĐND xã (b/c);
- Phòng Văn hóa - Xã hội;
- Trạm Y tế xã;
- Các thôn;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lục Văn Thuần

BIỂU PHÂN BỔ CHỈ TIÊU
(Kèm theo Kế hoạch số 26/KH-UBND ngày 15/01/2026 của UBND xã Suối Lạnh)

STT	Đơn vị	Số đơn vị máu
1	Thôn Đồng Mạ	30
2	Thôn Khe Vầu	25
3	Thôn Lũng Cải	20
4	Trường Tiểu học Suối Lạnh	15
	Tổng cộng	90
"""


def planted(old: str, new: str, text: str = PLAN) -> str:
    """The text with the one place ``old`` replaced; a place that is not there just once is a mistake of the test."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def record(text: str, name: str = "ke-hoach.txt") -> DocumentRecord:
    """The record of a text, which has to be read, of a failed one no rule says anything; and no rule may break off."""
    read = ingest(text.encode("utf-8"), name=name)
    assert read.status != "failed", read.problems
    assert not any("program failed" in finding.message_en for finding in read.findings)
    return read


def findings(text: str, name: str = "ke-hoach.txt") -> list[Finding]:
    """What all rules that are on say of a text, through the real pipeline."""
    return check(record(text, name))


def found(text: str, name: str = "ke-hoach.txt") -> list[str]:
    """The names of the findings, sorted."""
    return sorted(finding.name for finding in findings(text, name))
