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
        # what is hoped for beyond the target is no second target
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu (phấn đấu đạt 100 đơn vị máu), phân bổ theo Biểu kèm theo.",
            [],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: tiếp nhận 90 đơn vị máu, phấn đấu tiếp nhận từ 95 đơn vị máu trở lên (Biểu kèm theo).",
            [],
        ),
        (
            TARGET,
            "1. Tổng số đơn vị máu tiếp nhận trong năm: 90 đơn vị (phấn đấu đạt 95 đơn vị); phân bổ theo Biểu kèm theo.",
            [],
        ),
        (TARGET, "1. Chỉ tiêu: toàn xã được giao 80 đơn vị máu; có Biểu phân bổ kèm theo.", []),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã phấn đấu tiếp nhận 100 đơn vị máu (có Biểu phân bổ kèm theo).",
            ["quota-below-target"],
        ),
        # parts whose names hold commas, between semicolons
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu, bao gồm: khối thôn, bản 60 đơn vị máu; khối cơ quan, trường "
            "học, trạm y tế 20 đơn vị máu; khối doanh nghiệp 05 đơn vị máu (chi tiết tại Biểu phân bổ kèm theo).",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu, bao gồm: khối thôn, bản 60 đơn vị máu; khối cơ quan, trường "
            "học, trạm y tế 20 đơn vị máu; khối doanh nghiệp 10 đơn vị máu (chi tiết tại Biểu phân bổ kèm theo).",
            [],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu, chia ra: các thôn, tổ dân phố là 60 đơn vị máu; công an, quân "
            "sự là 12 đơn vị máu; đoàn viên, hội viên là 15 đơn vị máu (có Biểu phân bổ kèm theo).",
            ["parts-sum-mismatch"],
        ),
        # as many places as the table has rows
        (
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.",
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu, vận động đủ 110 đơn vị máu tại 04 đơn vị.",
            ["quota-below-target"],
        ),
        (
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.",
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu, vận động đủ 90 đơn vị máu tại 04 đơn vị.",
            [],
        ),
        (
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.",
            "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu, vận động đủ 110 đơn vị máu tại 09 xã.",
            [],
        ),
        # a roster is drawn up before its days, a list sent before the ceremony it is for
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Lập lịch trực cấp cứu từ ngày 12/3 đến hết ngày 15/3/2026, trình UBND xã duyệt trước ngày 16/3/2026.",
            ["deadline-after-event"],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Phân công cán bộ trực từ ngày 12/3/2026 đến ngày 15/3/2026, gửi UBND xã chậm nhất ngày 17/3/2026.",
            ["deadline-after-event"],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Lập lịch trực cấp cứu từ ngày 12/3 đến hết ngày 15/3/2026, trình UBND xã duyệt trước ngày 10/3/2026.",
            [],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Theo dõi sức khỏe người hiến máu từ ngày 12/3 đến ngày 15/3/2026, gửi kết quả về UBND xã trước ngày 20/3/2026.",
            [],
        ),
        (
            END,
            "Lễ phát động cấp xã được tổ chức vào 7 giờ 30 phút ngày 01/3/2026 tại Nhà văn hóa xã. Mỗi thôn cử 20 người "
            "tham dự; danh sách gửi về Văn phòng UBND xã trước ngày 05/3/2026.\n\nTrên đây là Kế hoạch vận động hiến máu",
            ["deadline-after-event"],
        ),
        (
            END,
            "Hội nghị tôn vinh tổ chức ngày 20/3/2026 tại Nhà văn hóa xã. Mỗi thôn cử 02 đại biểu tham dự, danh sách đại "
            "biểu gửi về Văn phòng UBND xã trước ngày 25/3/2026.\n\nTrên đây là Kế hoạch vận động hiến máu",
            ["deadline-after-event"],
        ),
        (
            END,
            "Hội nghị tôn vinh tổ chức ngày 20/3/2026 tại Nhà văn hóa xã. Mỗi thôn cử 02 đại biểu tham dự, danh sách đại "
            "biểu gửi về Văn phòng UBND xã trước ngày 15/3/2026.\n\nTrên đây là Kế hoạch vận động hiến máu",
            [],
        ),
        (
            END,
            "Đợt 1 tổ chức ngày 01/3/2026 tại Nhà văn hóa xã, mỗi thôn cử 20 người tham gia; danh sách người tham gia đợt "
            "2 gửi về Văn phòng UBND xã trước ngày 05/9/2026.\n\nTrên đây là Kế hoạch vận động hiến máu",
            [],
        ),
        (
            END,
            "Hội nghị tôn vinh tổ chức ngày 20/3/2026 tại Nhà văn hóa xã. Mỗi thôn cử 02 đại biểu tham dự; danh sách đại "
            "biểu có mặt gửi về Văn phòng UBND xã trước ngày 25/3/2026.\n\nTrên đây là Kế hoạch vận động hiến máu",
            [],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Phân công cán bộ trực từ ngày 12/3/2026 đến ngày 15/3/2026, gửi bảng chấm công chậm nhất ngày 17/3/2026.",
            [],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: toàn xã tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo), trong đó: đoàn viên, hội viên 60 đơn "
            "vị máu; sinh viên, thanh niên 50 đơn vị máu.",
            [],
        ),
        # the halves of a year
        (
            TARGET,
            "1. Chỉ tiêu: cả năm tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo); trong đó 6 tháng đầu năm 50 đơn vị "
            "máu, 6 tháng cuối năm 45 đơn vị máu.",
            ["parts-sum-mismatch"],
        ),
        (
            TARGET,
            "1. Chỉ tiêu: cả năm tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo); trong đó 6 tháng đầu năm 50 đơn vị "
            "máu, 6 tháng cuối năm 40 đơn vị máu.",
            [],
        ),
        # the first and the second of two days, and no Monday; what is handed in for each is summed up for each
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Các thôn gửi danh sách về Trạm Y tế xã trước ngày 23/2/2026 (ngày thứ nhất) và trước ngày 05/3/2026 (ngày thứ "
            "hai).",
            [],
        ),
        (
            "Cử cán bộ tham gia khám, tư vấn cho người hiến máu.",
            "Tổng hợp danh sách của các thôn, gửi Hội Chữ thập đỏ tỉnh trước ngày 05/3/2026 (thứ Hai), chốt lại sau đó.",
            ["weekday-mismatch"],
        ),
        # last year's outcome opens a sentence about this year
        (
            "1. Nâng cao nhận thức của Nhân dân về nghĩa cử hiến máu cứu người.",
            "1. Năm 2025 xã tiếp nhận 87 đơn vị máu qua 02 đợt; trên cơ sở đó, năm nay tiếp tục mở rộng đối tượng vận động.",
            [],
        ),
        (
            "1. Nâng cao nhận thức của Nhân dân về nghĩa cử hiến máu cứu người.",
            "1. Năm 2025, phong trào thu hút 120 người tham gia, tiếp nhận 87 đơn vị máu, tạo tiền đề cho năm nay.",
            [],
        ),
        (
            "1. Nâng cao nhận thức của Nhân dân về nghĩa cử hiến máu cứu người.",
            "1. Năm 2025, các thôn phấn đấu vận động từ 100 người trở lên tham gia.",
            ["year-stale"],
        ),
    ],
)
def test_contradiction_and_its_clean_twin(old: str, new: str, expected: list[str]) -> None:
    assert sorted((Counter(found(planted(old, new))) - Counter(found(PLAN))).elements()) == expected
