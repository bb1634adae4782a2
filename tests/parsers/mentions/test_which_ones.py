"""Which ones of a group are meant, and whom a body belongs to: how far such words go, and what they are to do then."""

from __future__ import annotations

import pytest

from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import find_bodies
from tests.factory import view


@pytest.mark.parametrize(
    ("words", "names", "rest"),
    [
        # whom they belong to
        ("Thủ trưởng các đơn vị trực thuộc Sở Y tế, Chủ tịch UBND các xã thi hành", ["Thủ trưởng các đơn vị trực thuộc Sở Y tế", "Chủ tịch UBND các xã"], "thi hành"),
        ("Thủ trưởng các đơn vị trực thuộc Sở, Trưởng phòng Văn hóa - Xã hội các xã thi hành", ["Thủ trưởng các đơn vị trực thuộc Sở", "Trưởng phòng Văn hóa - Xã hội các xã"], "thi hành"),
        ("các phòng, ban thuộc xã lập danh sách", ["các phòng, ban thuộc xã"], "lập danh sách"),
        ("các đơn vị trực thuộc tổ chức thực hiện", ["các đơn vị trực thuộc"], "tổ chức thực hiện"),
        ("Đảng ủy cơ quan Văn phòng Quốc hội tổ chức phổ biến", ["Đảng ủy cơ quan Văn phòng Quốc hội"], "tổ chức phổ biến"),
        ("Chi bộ cơ quan rà soát", ["Chi bộ cơ quan"], "rà soát"),
        ("Thường trực Ủy ban Kinh tế của Quốc hội chủ trì", ["Thường trực Ủy ban Kinh tế của Quốc hội"], "chủ trì"),
        ("các đơn vị sự nghiệp công lập trực thuộc Sở Y tế triển khai", ["các đơn vị sự nghiệp công lập trực thuộc Sở Y tế"], "triển khai"),
        ("các doanh nghiệp viễn thông trên địa bàn tỉnh phối hợp", ["các doanh nghiệp viễn thông trên địa bàn tỉnh"], "phối hợp"),
        ("Các tổ chức có liên quan thuộc các cơ quan chuyên trách", ["Các tổ chức có liên quan"], "thuộc các cơ quan chuyên trách"),
        ("các phường: Bến Sậy, Hồng Hà và Khe Vàng tổ chức", ["phường Bến Sậy", "phường Hồng Hà", "phường Khe Vàng"], "tổ chức"),
        ("Ban An toàn giao thông tỉnh, Hội đồng thi đua họp xét", ["Ban An toàn giao thông tỉnh", "Hội đồng thi đua"], "họp xét"),
        ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh lập", ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"], "lập"),
        ("Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh bố trí", ["Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh"], "bố trí"),
        # their work, before what they are to do
        ("các tổ chức cung cấp dịch vụ chi trả lập danh sách", ["các tổ chức cung cấp dịch vụ chi trả"], "lập danh sách"),
        ("đơn vị được lựa chọn quan trắc môi trường triển khai", ["đơn vị được lựa chọn quan trắc môi trường"], "triển khai"),
        ("các trường mầm non ngoài công lập và các đơn vị cung ứng dịch vụ y tế", ["các trường mầm non ngoài công lập", "các đơn vị cung ứng dịch vụ y tế"], ""),
        ("các đơn vị cung cấp dịch vụ cho người bệnh nghèo", ["các đơn vị"], "cung cấp dịch vụ cho người bệnh nghèo"),
        ("các sở, ban, ngành được giao chủ trì để tham mưu", ["các sở, ban, ngành được giao chủ trì"], "để tham mưu"),
        ("các đơn vị được giao chủ trì tổ chức hội nghị", ["các đơn vị được giao"], "chủ trì tổ chức hội nghị"),
        ("các đơn vị được giao chủ trì, phối hợp với Sở Y tế", ["các đơn vị được giao"], "chủ trì, phối hợp với Sở Y tế"),
        ("cơ quan ngành dọc đóng trên địa bàn, UBND các xã xây dựng", ["cơ quan ngành dọc đóng trên địa bàn", "UBND các xã"], "xây dựng"),
        ("các doanh nghiệp hoạt động trên địa bàn tỉnh phối hợp", ["các doanh nghiệp hoạt động trên địa bàn tỉnh"], "phối hợp"),
        ("các cơ quan, đơn vị liên quan theo quy định", ["các cơ quan, đơn vị liên quan"], "theo quy định"),
        ("các cơ quan thông tấn báo chí đưa tin", ["các cơ quan thông tấn báo chí"], "đưa tin"),
        ("các trường đại học, viện nghiên cứu tham gia", ["các trường đại học, viện nghiên cứu"], "tham gia"),
        # what they are to do
        ("lực lượng chức năng điều tra các vụ vận chuyển", ["lực lượng chức năng"], "điều tra các vụ vận chuyển"),
        ("các cơ quan chức năng xử lý nghiêm vi phạm", ["các cơ quan chức năng"], "xử lý nghiêm vi phạm"),
        ("các cơ quan điều tra gửi hồ sơ", ["các cơ quan điều tra"], "gửi hồ sơ"),
        # what follows in a list
        ("Chủ nhiệm Văn phòng Quốc hội, Lãnh đạo các cơ quan thuộc UBTVQH, Trưởng Đoàn đại biểu Quốc hội có trách nhiệm", ["Chủ nhiệm Văn phòng Quốc hội", "Lãnh đạo các cơ quan thuộc UBTVQH", "Trưởng Đoàn đại biểu Quốc hội"], "có trách nhiệm"),
        ("Sở Y tế Sở Nội vụ; UBND các phường, xã", ["Sở Y tế", "Sở Nội vụ", "UBND các phường, xã"], ""),
        ("Thanh tra Sở Y tế kiểm tra", ["Thanh tra Sở Y tế"], "kiểm tra"),
        ("Tòa án nhân dân tỉnh và các khu vực xét xử", ["Tòa án nhân dân tỉnh", "Tòa án nhân dân các khu vực"], "xét xử"),
        ("Ban Chỉ đạo hoặc Tổ công tác liên ngành họp", ["Ban Chỉ đạo", "Tổ công tác liên ngành"], "họp"),
        ("Bộ trưởng Bộ Công an và Kế hoạch này", ["Bộ trưởng Bộ Công an"], "và Kế hoạch này"),
        ("Ban Đại diện cha mẹ học sinh thường xuyên nhắc nhở", ["Ban Đại diện cha mẹ học sinh"], "thường xuyên nhắc nhở"),
        ("Chi cục Dân số - Xã hội tham mưu", ["Chi cục Dân số - Xã hội"], "tham mưu"),
    ],
)  # fmt: skip
def test_where_a_name_ends(words: str, names: list[str], rest: str) -> None:
    bodies, reached = body_list(view(words), 0, len(words))
    assert ([body.name for body in bodies], words[reached:].strip()) == (names, rest)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("báo cáo các trường hợp vi phạm, cập nhật vào các cơ sở dữ liệu chuyên ngành", []),
        ("tổ chức các hội nghị, các hội thi; rà soát các nhóm đối tượng theo từng cấp học", []),
        ("phân công các thành viên, ban hành quy chế", ["các thành viên"]),
        ("tăng cường sự lãnh đạo của các cấp ủy đảng", ["các cấp ủy đảng"]),
        ("huy động các tổ chức phi Chính phủ", ["các tổ chức phi Chính phủ"]),
        ("nhiệm vụ của các tổ chức xã hội", ["các tổ chức xã hội"]),
        ("nuôi tôm tại xã Trường Sơn và xã Trường Văn", []),
        ("báo cáo Trường Tiểu học Trường Sơn", ["Trường Tiểu học Trường Sơn"]),
        ("XÂY DỰNG CƠ SỞ DỮ LIỆU VỀ QUY HOẠCH", []),
        ("các đơn vị trực thuộc UBND xã gửi Sở Y tế", ["các đơn vị trực thuộc UBND xã", "Sở Y tế"]),
        ("nâng cấp hạ tầng viễn thông, các thiết chế công đoàn; đoàn viên công đoàn", []),
        ("giao công đoàn vận động đoàn viên", ["công đoàn"]),
        ("kiểm tra các cơ sở nuôi trồng thủy sản", ["các cơ sở nuôi trồng thủy sản"]),
        ("giao Ban Dân tộc và Tôn giáo HĐND tỉnh giám sát", ["Ban Dân tộc và Tôn giáo HĐND tỉnh"]),
        ("hỗ trợ các hợp tác xã; học sinh trường THPT; ý kiến Ban Chấp hành", ["các hợp tác xã"]),
        ("đối tượng có liên quan thuộc các cơ quan chuyên môn", ["các cơ quan chuyên môn"]),
    ],
)
def test_who_is_named_in_running_text(words: str, names: list[str]) -> None:
    assert [body.name for body in find_bodies(view(words))] == names
