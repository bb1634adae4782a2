"""What reads like work and is in no duty is listed; whom a plan concerns, what it costs and what is counted is not."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.records import Source
from tests.factory import plan

ORIGIN = Source(file_name="plan.txt", sha256="0", media_type="text/plain", reader="test")


def listed(body: str) -> list[str]:
    """The first words of the paragraphs that are listed as unread work."""
    return [
        " ".join(entry.spans[0].quote.split()) for entry in extract(plan(body), ORIGIN).residue if entry.kind == "duty"
    ]


def is_listed(body: str, words: str) -> bool:
    return any(words in entry for entry in listed(body))


TASKS = "III. NHIỆM VỤ, GIẢI PHÁP"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"{TASKS}\n1. Truyền thông\n- Xây dựng các chuyên trang, chuyên mục về bình đẳng giới.", "Xây dựng các chuyên trang"),
        (f"{TASKS}\n1. Truyền thông\n- Truyền thông về các gương điển hình trên đài truyền thanh.", "Truyền thông về"),
        (f"{TASKS}\n1. Hạ tầng\n- Tùy điều kiện, mở rộng kết nối với kho dữ liệu của huyện.", "mở rộng kết nối"),
        ("II. ĐỐI TƯỢNG, NỘI DUNG THI ĐUA\n1. Nội dung thi đua\n- Thi đua thực hiện tốt công tác tuyên truyền bầu cử"
         " trong cơ quan, đơn vị.", "Thi đua thực hiện tốt"),
        ("IV. KINH PHÍ\n- Trường hợp phát sinh, bên nhận chịu trách nhiệm giải trình với Phòng Tài chính.", "giải trình"),
        ("Điều 3. Quyết định này có hiệu lực kể từ ngày ký; ai có tên tại Điều 1 chịu trách nhiệm thi hành.",
         "chịu trách nhiệm thi hành"),
    ],
)  # fmt: skip
def test_work_that_no_duty_holds_is_listed(body: str, words: str) -> None:
    assert is_listed(body, words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("II. ĐỐI TƯỢNG, PHẠM VI\n1. Đối tượng thực hiện\n- Các cơ quan, đơn vị chủ trì triển khai, tổ chức thực hiện dự án.",
         "Các cơ quan"),
        ("II. ĐỐI TƯỢNG, THỜI GIAN\n1. Thành phần đoàn kiểm tra\n- Lãnh đạo và chuyên viên các phòng theo dõi, kiểm tra"
         " lĩnh vực phụ trách.", "Lãnh đạo và chuyên viên"),
        ("II. PHẠM VI\n- Kế hoạch được thực hiện trên phạm vi toàn huyện.", "Kế hoạch được"),
        ("IV. KINH PHÍ THỰC HIỆN\n- Ngân sách địa phương: chi cho vận hành hệ thống, bảo trì dữ liệu.", "Ngân sách"),
        ("IV. KINH PHÍ THỰC HIỆN\n- Nguồn xã hội hóa và các nguồn huy động hợp pháp khác.", "Nguồn xã hội hóa"),
        ("IV. KINH PHÍ THỰC HIỆN\n- Hỗ trợ từ ngân sách tỉnh và các tổ chức, cá nhân.", "Hỗ trợ từ"),
        (f"{TASKS}\n1. Nền tảng số\n- Triển khai các phần mềm như:\n+ Hệ thống quản lý, theo dõi người hiến máu.", "Hệ thống"),
        (f"{TASKS}\n1. Giám sát\n- Việc quản lý thực hiện dự án của chủ đầu tư và kết quả giải ngân.", "Việc quản lý"),
        (f"{TASKS}\n1. Quan trắc\n- 02 điểm tại khu vực cấp nước cho vùng nuôi Bãi Dài - xã Hải Lộc;", "02 điểm"),
        (f"{TASKS}\n1. Tích hợp, chia sẻ dữ liệu với trung tâm điều hành của huyện\n- Kết nối các kho dữ liệu hiện có.",
         "Tích hợp, chia sẻ"),
        ("II. THỜI GIAN\nTừ nay đến hết tháng 12 năm 2026.\nIII. TỔ CHỨC\n- Trạm Y tế chủ trì.", "Từ nay"),
        ("I. MỤC ĐÍCH\n- Nhằm nâng cao vai trò của các cấp ủy đảng, chính quyền trong phong trào.", "Nhằm nâng cao"),
        ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\nĐiều 3. Chánh Văn phòng chịu trách nhiệm thi hành.", "hiệu lực"),
        (f"{TASKS}\n1. Đầu tư\n- Kết nối các trạm.\n[1] Nghị quyết số 12/2024/NQ-HĐND ngày 27/11/2024 đề nghị các xã"
         " đầu tư chương trình.", "[1]"),
        ("Sau 5 năm triển khai thực hiện Nghị quyết số 12-NQ/TU, các cấp ủy đã ban hành nhiều chương trình hành động.\n"
         "I. MỤC ĐÍCH\n- Phát huy kết quả.", "Sau 5 năm"),
    ],
)  # fmt: skip
def test_what_gives_nobody_work_is_not(body: str, words: str) -> None:
    assert not is_listed(body, words)


@pytest.mark.parametrize(
    "line",
    [
        "- Tại địa bàn đô thị: phấn đấu 100% cán bộ quản lý, giáo viên trong các trường được bồi dưỡng, đáp ứng yêu cầu.",
        "- Trên 80% các đơn vị chuyên trách được đầu tư trang thiết bị, phương tiện, đáp ứng yêu cầu nhiệm vụ.",
        "- Phấn đấu tổ chức tập huấn cho 100% cán bộ thôn.",
    ],
)
def test_a_sentence_that_is_a_target_is_told_by_its_target(line: str) -> None:
    record = extract(plan(f"II. CHỈ TIÊU\n{line}"), ORIGIN)
    assert record.targets
    assert [entry.kind for entry in record.residue if entry.kind == "duty"] == []


def test_work_beside_a_figure_is_listed_all_the_same() -> None:
    body = f"{TASKS}\n1. Y tế\n- Phối hợp với các trường mở 40 lớp bơi; rà soát, bổ sung cơ số thuốc tại các trạm."
    record = extract(plan(body), ORIGIN)
    assert [target.quantity.min for target in record.targets] == [40]
    assert is_listed(body, "rà soát, bổ sung")


def test_items_of_one_list_share_their_fate() -> None:
    items = [
        "- Khảo sát, kiểm tra thực tế tại các xã.",
        "- Thu thập các văn bản chỉ đạo, điều hành, hướng dẫn thực hiện chương trình của các cấp.",
        "- Tham vấn ý kiến các đối tượng thụ hưởng về mức độ tiếp cận chương trình.",
        "- Tổng hợp chung các mẫu biểu, số liệu; báo cáo tình hình thực hiện các dự án.",
    ]
    body = "\n".join((TASKS, "1. Các bước giám sát", *items))
    assert len(listed(body)) in (0, len(items))
