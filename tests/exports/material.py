"""Plans with decisions, for the formats that are made of them."""

from __future__ import annotations

import datetime
import functools

from hmtn_ingest.review.decision import Decision, Draft
from hmtn_ingest.review.reviewed import Reviewed, review
from parsers.records import DigitalSignature, DocumentRecord
from tests.plans import read

PLAN = """\
BAN CHỈ ĐẠO VẬN ĐỘNG
HIẾN MÁU TÌNH NGUYỆN
PHƯỜNG BỜ LAU
Số: 31/KH-BCĐ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bờ Lau, ngày 19 tháng 01 năm 2026

KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026

I. THỜI GIAN, ĐỊA ĐIỂM
- Đợt 1: 07 giờ 30 phút ngày 15/3/2026, tại Nhà văn hóa phường.
- Đợt 2: dự kiến trong tháng 10/2026, tại Trường THCS Bờ Lau.

II. TỔ CHỨC THỰC HIỆN
1. Hội Chữ thập đỏ phường
- Chủ trì, phối hợp với Trạm Y tế phường chuẩn bị địa điểm hiến máu.
- Gửi danh sách đăng ký về Trung tâm Truyền máu tỉnh trước ngày 01/3/2026.
- Báo cáo kết quả về Ban Chỉ đạo tỉnh trước ngày 10 hằng tháng.
2. Trạm Y tế phường
- Bố trí ít nhất 03 cán bộ y tế tại điểm hiến máu; báo cáo Hội Chữ thập đỏ phường trước 16 giờ 00 ngày 10/3/2026.
3. Các cơ quan, đơn vị, trường học
Lập danh sách người đăng ký, gửi Hội Chữ thập đỏ phường (bà Mạc Thị Sen, ĐT: 0900.000.245) chậm nhất ngày 20/02/2026.

BIỂU PHÂN BỔ CHỈ TIÊU
| TT | Đơn vị | Chỉ tiêu (đơn vị máu) |
|---|---|---|
| 1 | Trạm Y tế phường | 6 |
| 2 | Trường THCS Bờ Lau | 14 |
| | Tổng cộng | 20 |

Nơi nhận:
- UBND phường (để b/c);
- Lưu: VT.

TM. BAN CHỈ ĐẠO
TRƯỞNG BAN

Đèo Văn Hướng
"""

HOSTILE = """\
UBND XÃ <script>alert(1)</script>
Số: 9/KH-UBND

KẾ HOẠCH
Hiến máu <img src=x onerror=alert(2)> năm 2026

1. Trạm Y tế xã
Gửi báo cáo "><svg onload=alert(3)> về UBND xã trước ngày 05/6/2026 [x](javascript:alert(4)).
| TT | Đơn vị | Chỉ tiêu (người) |
|---|---|---|
| 1 | Thôn <iframe srcdoc="<script>alert(5)</script>"></iframe> | 10 |
| 2 | Thôn =HYPERLINK("http://a.example") | 12 |
"""


SIGNED = [
    DigitalSignature(
        signer="Đèo Văn Hướng",
        organisation="UBND PHƯỜNG BỜ LAU",
        signed_at="2026-01-20T01:30:00+00:00",
        status="tampered",
    ),
    DigitalSignature(signer="BAN CHỈ ĐẠO HMTN", signed_at="2026-01-20T09:15:00+07:00", status="unknown-root"),
]
"""Two digital signatures, of a person and of the office."""


def decided(record: DocumentRecord, *drafts: Draft) -> Reviewed:
    """The record after decisions of one person, one a minute from 2 February 2026, 09:00 UTC."""
    first = datetime.datetime(2026, 2, 2, 9, tzinfo=datetime.UTC)
    kept = [
        Decision(**draft.model_dump(), id=number, by="Tẩn A Páo", at=first + datetime.timedelta(minutes=number))
        for number, draft in enumerate(drafts, 1)
    ]
    return review(record, kept)


def signed() -> DocumentRecord:
    """The plan as a file that is signed."""
    return plan().model_copy(update={"signatures": SIGNED})


@functools.cache
def plan(name: str = "ke-hoach-bo-lau.md") -> DocumentRecord:
    return read(PLAN, name)
