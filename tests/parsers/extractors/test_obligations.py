"""Who must do what: sentences with a subject, headings with bullets, tasks with label lines."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

import pytest

from parsers.annotate import annotate
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations import obligations
from parsers.extractors.obligations.doers import doers
from parsers.extractors.times import deadlines
from parsers.records import Obligation
from parsers.text import NormalisedText
from tests.factory import document, forms


def annotated(*lines: str) -> AnnotatedDocument:
    head = ["Số: 12/KH-UBND", "Vĩnh An, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH", "Vận động hiến máu tình nguyện năm 2026"]
    opening = "Thực hiện chỉ đạo của tỉnh, Ủy ban nhân dân xã Vĩnh An xây dựng Kế hoạch, cụ thể như sau:"
    return annotate(document([*head, opening, *lines]))


def found(*lines: str) -> list[Obligation]:
    return obligations.extract(annotated(*lines))


def short(records: list[Obligation]) -> list[tuple[str | None, list[str], str, list[str]]]:
    return [(o.section, [b.name for b in o.bodies], o.role, [b.name for b in o.partners]) for o in records]


CASES = [
    pytest.param(
        ["III. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế xã", "- Cử cán bộ khám sàng lọc.", "- Phối hợp với Công an xã, Hội CTĐ xã giữ trật tự."],
        [("III.1", ["Trạm Y tế xã"], "other", []), ("III.1", ["Trạm Y tế xã"], "support", ["Công an xã", "Hội CTĐ xã"])],
        id="heading with bullets",
    ),
    pytest.param(
        ["III. TỔ CHỨC THỰC HIỆN", "1. Đoàn Thanh niên, Hội Liên hiệp Phụ nữ xã:", "Vận động đoàn viên, hội viên đăng ký hiến máu."],
        [("III.1", ["Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ xã"], "other", [])],
        id="heading that names several bodies",
    ),
    pytest.param(
        ["IV. TỔ CHỨC THỰC HIỆN", "1. Phòng Văn hóa - Xã hội chủ trì, phối hợp với các đơn vị liên quan tham mưu triển khai kế hoạch."],
        [("IV.1", ["Phòng Văn hóa - Xã hội"], "lead", ["các đơn vị liên quan"])],
        id="sentence with its own subject",
    ),
    pytest.param(
        ["IV. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế xã", "- Cùng Công an xã thăm hỏi người bệnh.", "- Báo số lượng người về UBND xã."],
        [("IV.1", ["Trạm Y tế xã"], "other", ["Công an xã"]), ("IV.1", ["Trạm Y tế xã"], "other", [])],
        id="companion at the beginning",
    ),
    pytest.param(
        [
            "IV. PHÂN CÔNG", "1. Phần hậu cần do Hội Nông dân xã chủ trì, lo 90 suất ăn.",
            "2. Buổi lễ do Đoàn xã cùng Trạm Y tế xã tổ chức tại hội trường.",
        ],
        [("IV.1", ["Hội Nông dân xã"], "lead", []), ("IV.2", ["Đoàn xã"], "other", ["Trạm Y tế xã"])],
        id="doers behind do",
    ),
    pytest.param(
        ["IV. TỔ CHỨC THỰC HIỆN", "2. Giao Hội Chữ thập đỏ xã theo dõi, đôn đốc việc thực hiện Kế hoạch này."],
        [("IV.2", ["Hội Chữ thập đỏ xã"], "other", [])],
        id="order",
    ),
    pytest.param(
        [
            "II. NHIỆM VỤ", "1. Tuyên truyền", "- Xây dựng chuyên mục về hiến máu.", "Đơn vị chủ trì: Sở Y tế; Đài Phát thanh và Truyền hình tỉnh.",
            "Đơn vị phối hợp: Hội Chữ thập đỏ tỉnh.", "Thời gian thực hiện: Thường xuyên.", "- Tập huấn tình nguyện viên.", "Đơn vị thực hiện: Tỉnh đoàn.",
        ],
        [
            ("II.1", ["Sở Y tế", "Đài Phát thanh và Truyền hình tỉnh"], "lead", ["Hội Chữ thập đỏ tỉnh"]),
            ("II.1", ["Tỉnh đoàn"], "other", []),
        ],
        id="label lines close the tasks above them",
    ),
    pytest.param(
        [
            "II. NHIỆM VỤ", "1. Về dữ liệu", "a) Nhiệm vụ: Lập hồ sơ người hiến máu toàn tỉnh.", "b) Cơ quan thực hiện:", "- Cơ quan chủ trì: Sở Y tế.",
            "- Cơ quan phối hợp: Các sở, ngành.", "c) Thời gian thực hiện: Hoàn thành trong năm 2026.",
        ],
        [("II.1", ["Sở Y tế"], "lead", ["Các sở, ngành"])],
        id="task, charge and time as letters",
    ),
    pytest.param(
        ["V. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế xã", "- Khám sàng lọc cho người hiến máu.", "Lưu ý: Các thôn, bản lập danh sách gửi về Trạm Y tế xã."],
        [("V.1", ["Trạm Y tế xã"], "other", []), ("V", ["Các thôn, bản"], "other", [])],
        id="a note speaks to the whole part",
    ),
    pytest.param(
        [
            "V. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế xã", "- Khám sàng lọc cho người hiến máu.", "2. Trưởng các thôn", "Vận động người dân đăng ký.",
            "Lưu ý: Danh sách của các thôn gửi bản giấy kèm bản mềm về Trạm Y tế xã trước ngày 25/3/2026.",
            "Chú ý: Người hiến máu mang theo căn cước, không uống rượu.",
        ],
        [
            ("V.1", ["Trạm Y tế xã"], "other", []), ("V.2", ["Trưởng các thôn"], "other", []),
            ("V", ["các thôn"], "other", []), ("V", [], "other", []),
        ],
        id="a note behind the last item is not its body's",
    ),
    pytest.param(
        [
            "V. ĐĂNG KÝ", "1. Danh sách do Ban Chỉ đạo các xã, phường lập, có xác nhận của Trưởng ban, gửi về Hội Chữ thập đỏ tỉnh.",
            "2. Phiếu do các lớp thu, có chữ ký của giáo viên chủ nhiệm, nộp về Đoàn trường.",
            "3. Các điểm khác sẽ được Hội Chữ thập đỏ tỉnh thông báo sau khi nhận đăng ký.",
            "4. Kết quả xét nghiệm được Bệnh viện Đa khoa tỉnh gửi về từng xã trong 15 ngày.",
        ],
        [
            ("V.1", ["Ban Chỉ đạo các xã, phường"], "other", []), ("V.2", ["các lớp"], "other", []),
            ("V.3", ["Hội Chữ thập đỏ tỉnh"], "other", []), ("V.4", ["Bệnh viện Đa khoa tỉnh"], "other", []),
        ],
        id="who makes it, not who confirms or gets it",
    ),
    pytest.param(
        [
            "VI. PHÂN CÔNG", "1. Đề nghị Công đoàn Công ty thăm hỏi, tặng quà người hiến máu.",
            "2. Các Liên chi đoàn khoa chốt danh sách (có xác nhận của Bí thư LCĐ), gửi về Văn phòng Đoàn trường.",
            "3. Ban Chỉ đạo các xã, phường: tập trung vận động để hoàn thành chỉ tiêu; riêng phường Tân An khẩn trương kiện toàn.",
            "4. Hội Chữ thập đỏ tỉnh, Cơ quan Thường trực Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh, có trách nhiệm:",
            "a) Xây dựng lịch tiếp nhận máu.",
            "Các thành viên Ban Chỉ đạo tỉnh theo địa bàn được phân công có trách nhiệm kiểm tra. Trong quá trình thực hiện nếu có vướng "
            "mắc, các đơn vị phản ánh về Hội Chữ thập đỏ tỉnh.",
        ],
        [
            ("VI.1", ["Công đoàn Công ty"], "other", []), ("VI.2", ["Các Liên chi đoàn khoa"], "other", []),
            ("VI.3", ["Ban Chỉ đạo các xã, phường"], "other", []), ("VI.4", ["Hội Chữ thập đỏ tỉnh"], "other", []),
            ("VI", ["Các thành viên Ban Chỉ đạo tỉnh"], "other", []),
        ],
        id="whom a label or a heading names, not those whom the rest speaks of",
    ),
    pytest.param(
        [
            "II. NỘI DUNG", "- Lễ hội Xuân hồng: ngày 28/02/2026 tại Trung tâm Văn hóa, Đoàn xã chủ trì tổ chức.",
            "- Chủ nhật Đỏ: ngày 20/12/2026 tại Hội trường Công an xã.",
            "- Hưởng ứng Ngày Toàn dân hiến máu tình nguyện (7/4): trong tháng 4/2026 mỗi thôn tổ chức 01 buổi hiến máu.",
            "- Hành trình Đỏ: từ ngày 10 đến ngày 12/7/2026 tại chợ Nà Hoa, Hội Chữ thập đỏ xã đăng cai; tiếp nhận 90 đơn vị máu.",
        ],
        [
            ("II", ["Đoàn xã"], "lead", []), ("II", ["mỗi thôn"], "other", []), ("II", ["Hội Chữ thập đỏ xã"], "other", []),
        ],
        id="who leads what is held",
    ),
    pytest.param(
        [
            "III. MỤC TIÊU", "1. UBND xã tiếp nhận 120 đơn vị máu trở lên trong quý II/2026.",
            "2. Đoàn xã thành lập 01 đội hiến máu dự bị có 20 thành viên.",
            "IV. KINH PHÍ", "Từ ngân sách xã (12.500.000 đồng).",
            "* Lưu ý: Sinh viên tham gia hiến máu mang theo căn cước, không thức khuya.",
        ],
        [("III.2", ["Đoàn xã"], "other", []), ("IV", ["Sinh viên"], "other", [])],
        id="the issuer's own aim is no work, a note below the money is",
    ),
    pytest.param(
        [
            "III. NỘI DUNG", "1. Công đoàn cơ sở có từ 1.000 đoàn viên trở lên giới thiệu ít nhất 30 người tham gia.",
            "2. Các trường có trên 500 sinh viên thành lập đội hiến máu dự bị.",
            "3. Các cơ quan có từ 50 đến 100 cán bộ vận động ít nhất 5 người.",
            "4. Đội hiến máu có từ 20 thành viên trở lên.",
        ],
        [
            ("III.1", ["Công đoàn cơ sở có từ 1.000 đoàn viên trở lên"], "other", []),
            ("III.2", ["Các trường có trên 500 sinh viên"], "other", []),
            ("III.3", ["Các cơ quan có từ 50 đến 100 cán bộ"], "other", []),
        ],
        id="how big those are who have to act",
    ),
    pytest.param(
        [
            "IV- PHÂN CÔNG THỰC HIỆN", "1- Văn phòng Đảng ủy", "- Chủ trì, phối hợp với Trạm Y tế xã chuẩn bị hội trường.",
            "2- Đoàn xã", "Cử 10 đoàn viên đón tiếp người hiến máu.",
        ],
        [("IV.1", ["Văn phòng Đảng ủy"], "lead", ["Trạm Y tế xã"]), ("IV.2", ["Đoàn xã"], "other", [])],
        id="numbers before hyphens",
    ),
    pytest.param(
        [
            "III. TỔ CHỨC THỰC HIỆN", "1. Công an xã giữ gìn trật tự.",
            "Trên đây là Kế hoạch vận động hiến máu năm 2026. Ủy ban nhân dân xã đề nghị các cơ quan, đơn vị triển khai thực hiện./.",
        ],
        [("III.1", ["Công an xã"], "other", []), ("III", ["các cơ quan, đơn vị"], "other", [])],
        id="closing request",
    ),
    pytest.param(
        [
            "II. NỘI DUNG", "- Tin, bài về người hiến máu do các thôn cung cấp hằng tháng.", "- Lịch năm được hai bên ký trong tháng 3.",
            "- Người hiến máu được Trạm Y tế xã tặng quà.",
            "III. TỔ CHỨC THỰC HIỆN", "1. Kinh phí do Phòng Kinh tế thẩm định, trình UBND xã.", "2. Bệnh viện Đa khoa tỉnh được đề nghị bố trí 40 ghế.",
            "3. Các xã ven biển, đầm phá: mỗi tuần phát thanh ba buổi.", "4. Phòng Kinh tế, trên cơ sở dự toán do Hội CTĐ xã lập, tham mưu UBND xã.",
            "5. Đột xuất: khi có tai biến, đơn vị tiếp nhận máu báo cáo Trạm Y tế xã.", "6. Người có nhóm máu hiếm: thôn nào có thì báo Trạm Y tế xã.",
            "7. Cô Lê Thị Hoa - Phó Bí thư: nhận phiếu.", "8. Quý doanh nghiệp cử đầu mối theo dõi.",
        ],
        [
            ("II", ["các thôn"], "other", []), ("II", ["hai bên"], "other", []),
            ("III.1", ["Phòng Kinh tế"], "other", []), ("III.2", ["Bệnh viện Đa khoa tỉnh"], "other", []),
            ("III.3", ["Các xã ven biển, đầm phá"], "other", []), ("III.4", ["Phòng Kinh tế"], "other", []),
            ("III.5", ["đơn vị tiếp nhận máu"], "other", []), ("III.6", ["thôn"], "other", []),
            ("III.7", ["Cô Lê Thị Hoa"], "other", []), ("III.8", ["Quý doanh nghiệp"], "other", []),
        ],
        id="passive, impersonal, by name and in a case",
    ),
    pytest.param(
        ["IV. CÁC MỐC", "+ 05/11 - 14/11: GVCN khối 9 phổ biến trong giờ sinh hoạt.", "+ 17 giờ ngày 15/11: hạn chót các lớp nộp phiếu.",
         "+ Chiều 29/11: Đội Thanh niên xung kích kê bàn ghế."],
        [("IV", ["GVCN khối 9"], "other", []), ("IV", ["các lớp"], "other", []), ("IV", ["Đội Thanh niên xung kích"], "other", [])],
        id="lines of days with who acts",
    ),
    pytest.param(
        [
            "II/ PHÂN CÔNG", "1, P.VHXH (TT BCĐ): tham mưu KH, b/c KQ về BCĐ huyện.", "2, VP HĐND&UBND + P.KTHT&ĐT: bố trí hội trường.",
            "3, CA xã, BCHQS xã: giữ ANTT, trông xe.", "4, Đ/n UBMTTQ xã: chỉ đạo Hội LHPN vận động HV.",
            "5, HCTĐ tỉnh, TT HHTM tỉnh (đề nghị): giúp xã về chuyên môn.", "6, Các trường học, CQ, ĐV trên địa bàn: lập DS gửi ĐTN xã.",
            "Lưu ý: DS của CQ, ĐV gửi P.VHXH đúng hẹn.", "III/ KHEN THƯỞNG", "- P.VHXH lập hồ sơ trước ngày 30/4.",
        ],
        [
            ("II.1", ["P.VHXH"], "other", []), ("II.2", ["VP HĐND&UBND", "P.KTHT&ĐT"], "other", []),
            ("II.3", ["CA xã", "BCHQS xã"], "other", []), ("II.4", ["UBMTTQ xã"], "other", []),
            ("II.5", ["HCTĐ tỉnh", "TT HHTM tỉnh"], "other", []), ("II.6", ["Các trường học, CQ, ĐV trên địa bàn"], "other", []),
            ("II", ["CQ, ĐV"], "other", []), ("III", ["P.VHXH"], "other", []),
        ],
        id="everything abbreviated, items with a comma",
    ),
    pytest.param(
        ["IV. KINH PHÍ", "1. Chế độ báo cáo: Hội Chữ thập đỏ xã có trách nhiệm tổng hợp, báo cáo Ủy ban nhân dân xã."],
        [("IV.1", ["Hội Chữ thập đỏ xã"], "other", [])],
        id="an express duty counts in every part",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CASES)
def test_obligations(lines: list[str], expected: list[tuple[str, list[str], str, list[str]]]) -> None:
    assert short(found(*lines)) == expected


MORE = [
    pytest.param(
        [
            "IV. TỔ CHỨC THỰC HIỆN",
            "1. Trạm Y tế xã, Công an xã",
            "Trạm Y tế xã trực cấp cứu; Công an xã bố trí lực lượng giữ trật tự.",
        ],
        [("IV.1", ["Trạm Y tế xã", "Công an xã"], "other", [])],
        id="clauses with subjects of their own",
    ),
    pytest.param(
        ["IV. TỔ CHỨC THỰC HIỆN", "1. Các trường học trên địa bàn xã", "Mỗi trường lập danh sách đăng ký."],
        [("IV.1", ["Các trường học trên địa bàn xã"], "other", [])],
        id="each of those in the heading",
    ),
    pytest.param(
        [
            "IV. TỔ CHỨC THỰC HIỆN",
            "1. Trạm Y tế xã là cơ quan thường trực, chủ trì, phối hợp với Hội CTĐ xã khám sàng lọc.",
        ],
        [("IV.1", ["Trạm Y tế xã"], "lead", ["Hội CTĐ xã"])],
        id="standing office that leads",
    ),
    pytest.param(
        ["V. KINH PHÍ", "Do ngân sách xã bảo đảm.", "* Lưu ý:", "- Các thôn tập trung người hiến máu trước 7 giờ."],
        [("V", ["Các thôn"], "other", [])],
        id="notes to everybody",
    ),
]


TITLED = [
    (
        "1. Trạm Y tế (ThS. Nguyễn Thị Hoa) lập danh sách gửi Công an xã trước ngày 15/4/2026.",
        [],
        "lập danh sách gửi Công an xã",
    ),
    (
        "1. Trạm Y tế phối hợp PGS. Trần Văn Bình, BS.CKII. Lê Thị Dung lập danh sách trước ngày 15/4/2026.",
        [],
        "phối hợp PGS. Trần Văn Bình, BS.CKII. Lê Thị Dung lập danh sách",
    ),
    (
        "1. Trạm Y tế phối hợp với Công an TP. Vĩnh An lập danh sách ở P. Him Lam trước ngày 15/4/2026.",
        ["Công an TP. Vĩnh An"],
        "phối hợp với Công an TP. Vĩnh An lập danh sách ở P. Him Lam",
    ),
    (
        "1. Trạm Y tế treo băng rôn, phát tờ rơi, v.v… Công an xã giữ trật tự trước ngày 15/4/2026.",
        [],
        "giữ trật tự",
    ),
]


@pytest.mark.parametrize(("item", "partners", "action"), TITLED)
def test_the_stop_of_an_abbreviation_parts_no_subject_from_its_work(
    item: str, partners: list[str], action: str
) -> None:
    head = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nVận động hiến máu năm 2026\nIII. TỔ CHỨC THỰC HIỆN\n"
    for form, made in forms(head + item).items():
        seen = annotate(made)
        (duty,) = obligations.extract(seen)
        assert duty.bodies[0].canonical == "Trạm Y tế", form
        assert [" ".join(body.canonical.split()) for body in duty.partners] == [
            partner.replace("TP.", "thành phố") for partner in partners
        ], form
        (deadline,) = deadlines.extract(seen)
        assert (deadline.action, deadline.due) == (action, "2026-04-14"), form


@pytest.mark.parametrize(("lines", "expected"), MORE)
def test_more_obligations(lines: list[str], expected: list[tuple[str, list[str], str, list[str]]]) -> None:
    assert short(found(*lines)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["B. CÁC LOẠI BÁO CÁO", "I. Báo cáo nhanh", "Số liệu trong ngày."],
        ["II. CHỈ TIÊU", "1. Các cơ sở Đoàn", "- Đoàn xã Tân Hòa: 25 người;", "- Các thôn còn lại: mỗi đơn vị 10 người."],
        ["I. MỤC ĐÍCH, YÊU CẦU", "- Tuyên truyền sâu rộng về hiến máu.", "- Các cơ quan, đơn vị nâng cao nhận thức của cán bộ."],
        ["I. ĐÁNH GIÁ KẾT QUẢ", "1. Công tác chỉ đạo", "- Ban Chỉ đạo huyện đã phát huy vai trò trong công tác vận động."],
        ["II. NHIỆM VỤ", "Ban Chỉ đạo huyện được phân bổ chỉ tiêu 550 đơn vị máu."],
        ["II. NHIỆM VỤ", "- Tiếp tục đẩy mạnh công tác tuyên truyền."],
    ],
)  # fmt: skip
def test_aims_background_and_tasks_of_nobody_are_no_obligations(lines: list[str]) -> None:
    assert found(*lines) == []


def test_the_action_is_the_paragraph_and_its_span_quotes_it() -> None:
    (record,) = found("III. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế xã", "- Cử 02 cán bộ trực cấp cứu tại điểm hiến máu.")
    assert record.action == record.spans[0].quote == "Cử 02 cán bộ trực cấp cứu tại điểm hiến máu."
    assert record.how == "exact"


def test_the_subject_of_the_sentence_wins_over_the_heading() -> None:
    text = "- Chuẩn bị hội trường. Công an xã bố trí 03 đồng chí giữ trật tự."
    seen = annotated("III. TỔ CHỨC THỰC HIỆN", "1. Văn phòng HĐND và UBND xã", text)
    assert [b.name for b in doers(seen, at(seen.view, "03 đồng chí"))] == ["Công an xã"]
    assert [b.name for b in doers(seen, at(seen.view, "hội trường"))] == ["Văn phòng HĐND và UBND xã"]


def test_a_label_line_belongs_to_the_task_above() -> None:
    seen = annotated(
        "II. NHIỆM VỤ",
        "1. Tuyên truyền về hiến máu",
        "Đơn vị chủ trì: Hội CTĐ xã.",
        "Thời gian thực hiện: Tháng 4/2026.",
    )
    assert [b.name for b in doers(seen, at(seen.view, "Tháng 4/2026"))] == ["Hội CTĐ xã"]


def at(view: NormalisedText, words: str) -> int:
    return view.text.index(words)


# a heading of bodies in many forms, with one task below; the bodies it names, and their doubts
_PART = "III. TỔ CHỨC THỰC HIỆN"
_TASK = "- Lập danh sách người đăng ký hiến máu."
HEADINGS = [
    ("1. UBND các thôn thực hiện các nội dung sau:", ["UBND các thôn"], []),
    ("1. Trạm Y tế xã có trách nhiệm:", ["Trạm Y tế xã"], []),
    ("1. Các trường học và các thôn được giao chỉ tiêu", ["Các trường học", "các thôn được giao chỉ tiêu"], []),
    ("1. Các doanh nghiệp đang hoạt động trên địa bàn xã", ["Các doanh nghiệp đang hoạt động trên địa bàn xã"], []),
    (
        "1. Các cơ sở hoạt động trong lĩnh vực vận tải, kho bãi trên địa bàn xã",
        ["Các cơ sở hoạt động trong lĩnh vực vận tải, kho bãi trên địa bàn xã"],
        [],
    ),
    ("1. Các thôn chưa có điểm hiến máu:", ["Các thôn chưa có điểm hiến máu"], []),
    ("1. Các thôn đang có dưới 40 người đăng ký", ["Các thôn"], []),
    ("1. Các thôn được giao nhiệm vụ sau đây:", ["Các thôn được giao nhiệm vụ"], []),
    ("1. UBND các thôn tại vùng hồ", ["UBND các thôn"], []),
    ("1. Hội Chữ thập đỏ xã - Cơ quan thường trực Ban Chỉ đạo vận động hiến máu", ["Hội Chữ thập đỏ xã"], []),
    ("1. Công an xã (đơn vị giữ trật tự)", ["Công an xã"], []),
    ("1. Đề nghị Đoàn Thanh niên xã:", ["Đoàn Thanh niên xã"], []),
    ("1. Trách nhiệm của Hội Nông dân xã", ["Hội Nông dân xã"], []),
    ("1. Đối với đội ngũ giáo viên", ["đội ngũ giáo viên"], []),
    ("a) Trạm Y tế xã", ["Trạm Y tế xã"], []),
    ("TRẠM Y TẾ XÃ", ["TRẠM Y TẾ XÃ"], []),
    ("Trạm Y tế xã", ["Trạm Y tế xã"], []),
    ("1. Bộ phận Một cửa, Bộ phận Tài chính", ["Bộ phận Một cửa", "Bộ phận Tài chính"], []),
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("heading", "bodies", "doubts"), HEADINGS)
def test_a_heading_names_those_who_act(
    heading: str, bodies: list[str], doubts: list[str], form: Literal["NFC", "NFD"]
) -> None:
    (obligation,) = found(*(normalize(form, line) for line in (_PART, heading, _TASK)))
    assert ([normalize("NFC", b.name) for b in obligation.bodies], obligation.doubts) == (bodies, doubts)


def test_a_heading_among_headings_of_bodies_names_one_whatever_its_words() -> None:
    obligations = found(
        "III. CÁC VIỆC CẦN LÀM",
        "1. Trạm Y tế xã", "- Cử cán bộ khám sàng lọc.",
        "2. Nhóm Giọt hồng Vĩnh An", "- Đón tiếp người hiến máu.",
        "3. Công an xã", "- Giữ trật tự.",
        "4. Chế độ báo cáo", "Theo quy định hiện hành của tỉnh.",
    )  # fmt: skip
    assert [([b.name for b in o.bodies], o.doubts) for o in obligations] == [
        (["Trạm Y tế xã"], []),
        (["Nhóm Giọt hồng Vĩnh An"], []),
        (["Công an xã"], []),
    ]


# frames of duty: part, paragraph, who acts, doubts
FRAMES = [
    ("II. NỘI DUNG", "- Lễ hội Xuân hồng ngày 08/3/2026 do Hội Chữ thập đỏ xã chủ trì.", ["Hội Chữ thập đỏ xã"], []),
    ("II. NỘI DUNG", "- Danh sách đăng ký của các thôn gửi về Trạm Y tế xã trước ngày 10/4.", ["các thôn"], []),
    ("II. NỘI DUNG", "- Dựng sân khấu tại nhà văn hóa (Đoàn Thanh niên xã chủ trì).", ["Đoàn Thanh niên xã"], []),
    ("II. NỘI DUNG", "- Xã Bờ Kè, xã Đá Dựng và Công an tỉnh, mỗi đơn vị 01 đợt.", ["Xã Bờ Kè", "xã Đá Dựng", "Công an tỉnh"], []),
    ("II. NỘI DUNG", "- Lắp mới loa: 12 cụm (trong đó Viễn thông Lâm Hà: 7 cụm, Điện lực Lâm Hà: 5 cụm).", ["Viễn thông Lâm Hà", "Điện lực Lâm Hà"], ["weak-duty"]),
    ("IV. KINH PHÍ", "- Hội Chữ thập đỏ các thôn trực thuộc xây dựng dự toán gửi UBND xã.", ["Hội Chữ thập đỏ các thôn trực thuộc"], []),
    ("III. THỰC HIỆN", "1. Hội Nhân ái xã chủ trì tiếp nhận máu.", ["Hội Nhân ái xã"], []),
    ("III. THỰC HIỆN", "1. Chủ đầu tư nộp hồ sơ trước ngày 10/4/2026.", ["Chủ đầu tư"], []),
    ("III. THỰC HIỆN", "1. Trước ngày 10/4: các thôn gửi danh sách về Trạm Y tế xã.", ["các thôn"], []),
    ("III. THỰC HIỆN", "1. Trạm Y tế: Chuẩn bị 03 bàn khám.", ["Trạm Y tế"], []),
    ("III. TỔ CHỨC THỰC HIỆN", "- Thường xuyên cập nhật sổ theo dõi người hiến máu.", [], ["no-body"]),
    ("III. NỘI DUNG", "- Báo cáo kết quả hằng quý gửi về UBND tỉnh.", [], ["no-body"]),
]  # fmt: skip


@pytest.mark.parametrize(("part", "paragraph", "bodies", "doubts"), FRAMES)
def test_who_acts_where_no_heading_says_it(part: str, paragraph: str, bodies: list[str], doubts: list[str]) -> None:
    (obligation,) = found(part, paragraph)
    assert ([b.name for b in obligation.bodies], obligation.doubts) == (bodies, doubts)


NO_DUTIES = [
    ("III. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế xã", "(Theo chỉ tiêu được giao)"),
    (
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Trạm Y tế xã",
        "Mọi thông tin chi tiết xin liên hệ: bà Hà Thị Mơ, SĐT 0900.000.111.",
    ),
    ("II. THỜI GIAN", "2. Các đợt tiếp nhận máu", "Đợt 1 tháng 3."),
    ("III. NỘI DUNG", "- Tổ chức xe đi dự hội nghị do Ban Chỉ đạo tỉnh tổ chức."),
    ("I. YÊU CẦU", "- Các thôn phối hợp chặt chẽ, bảo đảm an toàn."),
    ("II. KHEN THƯỞNG", "1. Cá nhân hiến máu từ 15 lần trở lên được đề nghị Chủ tịch UBND tỉnh tặng Bằng khen."),
    ("II. CHẾ ĐỘ", "1. Người hiến máu được nhận 01 suất quà và giấy chứng nhận."),
    ("II. CHỈ TIÊU", "1. Cả xã có 90 đơn vị máu, vượt mức tỉnh giao. Trong đó: Quý I: 40 đơn vị; Quý II: 50 đơn vị."),
]


@pytest.mark.parametrize("lines", NO_DUTIES)
def test_lines_that_hand_out_no_work(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []


def test_a_task_taken_from_two_headings_above_is_doubted() -> None:
    (obligation,) = found(_PART, "1. Trạm Y tế xã", "1.1. Công tác chuyên môn", _TASK)
    assert [b.name for b in obligation.bodies] == ["Trạm Y tế xã"]
    assert obligation.doubts == ["inherited-body"]


def test_a_closing_with_a_subject_of_its_own_belongs_to_its_part() -> None:
    *_, closing = found(_PART, "1. Trạm Y tế xã", _TASK, "Giao Hội Chữ thập đỏ xã theo dõi, đôn đốc việc thực hiện.")
    assert (closing.section, [b.name for b in closing.bodies]) == ("III", ["Hội Chữ thập đỏ xã"])


def test_the_opening_of_a_letter_asks_for_what_its_items_say() -> None:
    lines = ["Số: 12/UBND-VX", "V/v hiến máu", "Kính gửi: Các thôn.", "Để bảo đảm nguồn máu, UBND xã yêu cầu các thôn, các trường học triển khai:", "1. Lập danh sách người đăng ký.", "2. Công an xã giữ trật tự."]  # fmt: skip
    duties = annotate(document(lines)).duties
    assert [([b.name for b in d.bodies], d.doubts) for d in duties] == [
        (["các thôn", "các trường học"], ["inherited-body"]),
        (["Công an xã"], []),
    ]


def test_those_who_get_a_report_do_not_act() -> None:
    lines = ["BÁO CÁO", "Kết quả hiến máu năm 2026", "Kính gửi: Ủy ban nhân dân tỉnh.", "II. PHƯƠNG HƯỚNG", "- Vận động 120 người hiến máu."]  # fmt: skip
    report = annotate(document(lines))
    assert doers(report, report.view.norm.index("120")) == []


def test_the_proposals_of_a_report_ask_others() -> None:
    lines = ["BÁO CÁO", "Kết quả hiến máu năm 2026", "I. KẾT QUẢ", "- Hội Chữ thập đỏ xã tổ chức 02 đợt.", "II. KIẾN NGHỊ", "1. Sở Y tế", "Bố trí thêm cán bộ khám tuyển."]  # fmt: skip
    assert [[b.name for b in d.bodies] for d in annotate(document(lines)).duties] == [["Sở Y tế"]]
