"""Contradictions said in other ways: in a sentence, in lines, in a note or the closing; each defect with a clean twin."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.rules.factory import PLAN, found, planted

TARGET = "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên (có Biểu phân bổ kèm theo)."
END = "Trên đây là Kế hoạch vận động hiến máu"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên: khối cơ quan 30, khối trường học 25, "
            "khối thôn 40, tổng cộng 90 đơn vị máu (có Biểu phân bổ kèm theo).",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên: khối cơ quan 30, khối trường học 25, "
            "khối thôn 40, tổng cộng 95 đơn vị máu (có Biểu phân bổ kèm theo).",
            [],
        ),
        (
            "2. Thời gian: ngày 14 tháng 3 năm 2026.",
            "2. Thời gian: cả năm tổ chức 05 buổi tuyên truyền, cụ thể:\n- Quý I: 02 buổi;\n- Quý II: 01 "
            "buổi;\n- Quý III: 01 buổi;\n- Quý IV: 02 buổi.\n\nNgày hiến máu: ngày 14 tháng 3 năm 2026.",
            ["parts-sum-mismatch"],
        ),
        (
            "2. Thời gian: ngày 14 tháng 3 năm 2026.",
            "2. Thời gian: cả năm tổ chức 06 buổi tuyên truyền, cụ thể:\n- Quý I: 02 buổi;\n- Quý II: 01 "
            "buổi;\n- Quý III: 01 buổi;\n- Quý IV: 02 buổi.\n\nNgày hiến máu: ngày 14 tháng 3 năm 2026.",
            [],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên (có Biểu phân bổ kèm theo). Thôn Đồng "
            "Mạ: quý I 10, quý II 8, quý III 7, quý IV 3; cả năm 30 đơn vị máu.",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo), trong đó đợt 1 là 50 "
            "đơn vị máu, đợt 2 là 45 đơn vị máu.",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo), trong đó đợt 1 là 50 "
            "đơn vị máu, đợt 2 là 40 đơn vị máu.",
            [],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo), gồm khối cơ quan 40 "
            "đơn vị máu, khối thôn 30 đơn vị máu và khối trường học 25 đơn vị máu.",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã vận động 160 người đăng ký, phân bổ như sau (có Biểu phân bổ kèm "
            "theo):\n+ Khối cơ quan: 50 người;\n+ Khối trường học: 40 người;\n+ Khối thôn: 60 người.",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã vận động 150 người đăng ký, phân bổ như sau (có Biểu phân bổ kèm "
            "theo):\n+ Khối cơ quan: 50 người;\n+ Khối trường học: 40 người;\n+ Khối thôn: 60 người.",
            [],
        ),
        (
            END,
            "Lưu ý: Danh sách đăng ký của các thôn gửi về Phòng Văn hóa - Xã hội chậm nhất ngày 05/3/2026 "
            "để tổng hợp.\n\nTrên đây là Kế hoạch vận động hiến máu",
            ["deadline-conflict"],
        ),
        (
            END,
            "Lưu ý: Danh sách đăng ký của các thôn gửi về Phòng Văn hóa - Xã hội trước ngày 02/3/2026 để "
            "tổng hợp.\n\nTrên đây là Kế hoạch vận động hiến máu",
            [],
        ),
        (
            END,
            "Đề nghị các thôn nộp danh sách người tham gia hiến máu về Phòng Văn hóa - Xã hội xã trước ngày "
            "28/02/2026.\n\nTrên đây là Kế hoạch vận động hiến máu",
            ["deadline-conflict"],
        ),
        (
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.",
            "a) Tiếp nhận danh sách đăng ký do các thôn gửi về trước ngày 25/02/2026; chủ trì tổ chức hiến máu.",
            ["deadline-conflict"],
        ),
        (
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.",
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu, bảo đảm toàn xã tiếp nhận tối thiểu "
            "110 đơn vị máu.",
            ["target-conflict"],
        ),
        (
            "Vận động Nhân dân đăng ký hiến máu; gửi",
            "Vận động Nhân dân đăng ký hiến máu, riêng Thôn Lũng Cải vận động 35 đơn vị máu; gửi",
            ["target-conflict"],
        ),
        (
            "trước ngày 02/3/2026",
            "trước ngày 02/3/2026; đăng ký bổ sung chậm nhất ngày 16/3/2026",
            ["deadline-after-event"],
        ),
        (
            "1. Phòng Văn hóa - Xã hội\n",
            "1. Phòng Văn hóa - Xã hội\n\nBố trí kinh phí tôn vinh, khen thưởng trong dự toán ngân sách xã năm 2025.\n",
            ["year-stale"],
        ),
        (
            "1. Phòng Văn hóa - Xã hội\n",
            "1. Phòng Văn hóa - Xã hội\n\nBố trí kinh phí tôn vinh, khen thưởng trong dự toán ngân sách xã năm 2026.\n",
            [],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn",
            "Cử cán bộ tham gia các đợt hiến máu năm 2025 để khám, tư vấn",
            ["year-stale"],
        ),
        (
            "ngày 14 tháng 3 năm 2026.",
            "Chủ nhật, ngày 14 tháng 3 năm 2026.",
            ["weekday-mismatch"],
        ),
        (
            "ngày 14 tháng 3 năm 2026.",
            "CN (14/3/2026).",
            ["weekday-mismatch"],
        ),
        (
            "ngày 14 tháng 3 năm 2026.",
            "T6, ngày 14/3/2026.",
            ["weekday-mismatch"],
        ),
        (
            "ngày 14 tháng 3 năm 2026.",
            "7h30 ngày 14/3/2026 (CN).",
            ["weekday-mismatch"],
        ),
        (
            "ngày 14 tháng 3 năm 2026.",
            "7h30 ngày 14/3/2026 (T7).",
            [],
        ),
        # one body reports to another on two things
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Báo cáo phương án khám về UBND xã trước ngày 20/02/2026.\n\nBáo cáo chi tiết vật tư gửi UBND xã trước ngày "
            "27/02/2026.",
            [],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Báo cáo kết quả khám về UBND xã trước ngày 20/3/2026.\n\nLưu ý: Báo cáo kết quả khám gửi về UBND xã chậm nhất "
            "ngày 27/3/2026.",
            ["deadline-conflict"],
        ),
    ],
)
def test_contradiction_and_its_clean_twin(old: str, new: str, expected: list[str]) -> None:
    assert sorted((Counter(found(planted(old, new))) - Counter(found(PLAN))).elements()) == expected
