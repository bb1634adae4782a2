"""Tables in text files: tabs, blanks, pipes in lines and lone pipes."""

from __future__ import annotations

import pytest

from hmtn_ingest.readers.text.scraped_rows import arrange
from tests.readers.test_text import check, content, grid, paragraphs, read

QUOTA = (
    "TT\tTên đơn vị\tĐăng ký\tHiến máu\n1.\tThôn Đông\t8\t5\n"
    "2.\tTrường Tiểu học\nsố 2 Đông Lạc\t4\t2\n\tTổng cộng\t12\t7\n"
)

TABLES = {
    "tabs": (
        QUOTA,
        [
            ["TT", "Tên đơn vị", "Đăng ký", "Hiến máu"],
            ["1.", "Thôn Đông", "8", "5"],
            ["2.", "Trường Tiểu học số 2 Đông Lạc", "4", "2"],
            ["", "Tổng cộng", "12", "7"],
        ],
    ),
    "a section row is short": (
        "STT\tĐơn vị\tChỉ tiêu\nI\tKhối trường học\n1\tTrường Tiểu học\t6\n2\tTrường Mầm non 8/3\t4\n",
        [
            ["STT", "Đơn vị", "Chỉ tiêu"],
            ["I", "Khối trường học", None],
            ["1", "Trường Tiểu học", "6"],
            ["2", "Trường Mầm non 8/3", "4"],
        ],
    ),
    "two columns with an ordinal": ("TT\tHọ và tên\n1.\tBà Lê Thị An\n", [["TT", "Họ và tên"], ["1.", "Bà Lê Thị An"]]),
    "each cell on a line": (
        "TT\nNội dung\nĐơn vị chủ trì\nThời hạn\n1\nIn băng rôn\nTrung tâm Văn hóa xã\nTrước ngày 10/4\n"
        "2\nChuẩn bị giường\nTrạm Y tế xã\nTrước ngày 15/4\nCác đơn vị căn cứ thực hiện.\n",
        [
            ["TT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"],
            ["1", "In băng rôn", "Trung tâm Văn hóa xã", "Trước ngày 10/4"],
            ["2", "Chuẩn bị giường", "Trạm Y tế xã", "Trước ngày 15/4"],
        ],
    ),
    "each cell on a line, with groups and totals": (
        "STT\n\nĐơn vị\n\nĐợt 1\n\nĐợt 2\n\n1\n\nThôn Đông\n\n12\n\n15\n\n2\n\nThôn Tây\n\n20\n\n10\n\n"
        "II\n\nTrường học\n\n1\n\nTrường Tiểu học\n\n8\n\n5\n\nTổng cộng\n\n40\n\n30\n\nCác thôn lập danh sách.\n",
        [
            ["STT", "Đơn vị", "Đợt 1", "Đợt 2"],
            ["1", "Thôn Đông", "12", "15"],
            ["2", "Thôn Tây", "20", "10"],
            ["II", "Trường học", None, None],
            ["1", "Trường Tiểu học", "8", "5"],
            [None, "Tổng cộng", "40", "30"],
        ],
    ),
    "rows apart": (
        "1\tThôn Đông\t5\n\n2\tThôn Đoài\t4\n\n3\tThôn Hạ\t6\n",
        [["1", "Thôn Đông", "5"], ["2", "Thôn Đoài", "4"], ["3", "Thôn Hạ", "6"]],
    ),
    "letterhead with tabs": (
        "UBND XÃ ĐÔNG LẠC\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBAN CHỈ ĐẠO\t\t\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: /KH-BCĐ\tĐông Lạc, ngày tháng 3 năm 2026\n",
        [
            ["UBND XÃ ĐÔNG LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["BAN CHỈ ĐẠO", "Độc lập - Tự do - Hạnh phúc"],
            ["Số: /KH-BCĐ", "Đông Lạc, ngày tháng 3 năm 2026"],
        ],
    ),
    "signature with tabs": (
        "Nơi nhận:\tTM. BAN CHỈ ĐẠO\n- Sở Y tế (b/c);\tTRƯỞNG BAN\n- Lưu: VT.\t\n\tĐặng Văn Bình\n",
        [
            ["Nơi nhận:", "TM. BAN CHỈ ĐẠO"],
            ["- Sở Y tế (b/c);", "TRƯỞNG BAN"],
            ["- Lưu: VT.", ""],
            ["", "Đặng Văn Bình"],
        ],
    ),
    "letterhead with blanks": (
        "UBND XÃ ĐÔNG LẠC                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   BAN CHỈ ĐẠO                       Độc lập - Tự do - Hạnh phúc\n"
        "Số: 15/KH-BCĐ                  Đông Lạc, ngày 03 tháng 3 năm 2026\n\n                 KẾ HOẠCH\n",
        [
            ["UBND XÃ ĐÔNG LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["BAN CHỈ ĐẠO", "Độc lập - Tự do - Hạnh phúc"],
            ["Số: 15/KH-BCĐ", "Đông Lạc, ngày 03 tháng 3 năm 2026"],
        ],
    ),
    "signature with blanks": (
        "Nơi nhận:                          KT. GIÁM ĐỐC\n"
        "- Như trên;                        PHÓ GIÁM ĐỐC\n- Lưu: VT.\n\n"
        "                                  Đinh Thị Xuân\n",
        [
            ["Nơi nhận:", "KT. GIÁM ĐỐC"],
            ["- Như trên;", "PHÓ GIÁM ĐỐC"],
            ["- Lưu: VT.", None],
            [None, "Đinh Thị Xuân"],
        ],
    ),
    "Markdown": (
        "| TT | Đơn vị | Chỉ tiêu |\n|---|:---:|--:|\n| 1 | Thôn **Đông** | ≥ 12 |\n|  | Tổng cộng | 12 |\n",
        [["TT", "Đơn vị", "Chỉ tiêu"], ["1", "Thôn Đông", "≥ 12"], ["", "Tổng cộng", "12"]],
    ),
    "Markdown with one dash under a narrow column": (
        "| TT | Đơn vị | Chỉ tiêu |\n|:-:|---|--:|\n| 1 | Thôn Đông | 12 |\n| - | - | - |\n",
        [["TT", "Đơn vị", "Chỉ tiêu"], ["1", "Thôn Đông", "12"], ["-", "-", "-"]],
    ),
    "Markdown without outer pipes": (
        "Đơn vị | Chỉ tiêu\n--- | ---\nThôn Đông | 12\n",
        [["Đơn vị", "Chỉ tiêu"], ["Thôn Đông", "12"]],
    ),
    "a pipe between cells and nothing else": (
        "TT | Đơn vị | Chỉ tiêu\n1 | Thôn Đông | 12\n2 | Thôn Hạ |\n | Tổng cộng | 12\n",
        [["TT", "Đơn vị", "Chỉ tiêu"], ["1", "Thôn Đông", "12"], ["2", "Thôn Hạ", ""], ["", "Tổng cộng", "12"]],
    ),
    "two columns with a pipe between them": (
        "Nơi nhận | Số người\nThôn Đông | 12\nThôn Hạ | 9\n",
        [["Nơi nhận", "Số người"], ["Thôn Đông", "12"], ["Thôn Hạ", "9"]],
    ),
    "antiword": (
        "|UBND TỈNH QUẢNG HÀ  |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|\n"
        "|SỞ Y TẾ            |Độc lập - Tự do - Hạnh phúc       |\n",
        [
            ["UBND TỈNH QUẢNG HÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc"],
        ],
    ),
    "columns set with blanks": (
        "TT   Đơn vị                Chỉ tiêu\n1    Thôn Đông             12\nA. Các trường\n2    Trường Tiểu học       1.020\n"
        "3    Trường Mầm non 8/3\n     Tổng cộng             1.032\n",
        [
            ["TT", "Đơn vị", "Chỉ tiêu"],
            ["1", "Thôn Đông", "12"],
            ["A. Các trường", None, None],
            ["2", "Trường Tiểu học", "1.020"],
            ["3", "Trường Mầm non 8/3", None],
            [None, "Tổng cộng", "1.032"],
        ],
    ),
    "HTML": (
        "Chỉ tiêu hiến máu tình nguyện của các thôn và trường học trên địa bàn xã Đông Lạc năm 2026 như sau:\n\n<table>\n"
        "<tr><th>TT</th><th>Đơn vị</th><th>Chỉ tiêu</th></tr>\n"
        "<tr><td>1</td><td><b>Thôn Đông</b></td><td>12</td></tr>\n<tr><td></td><td>Tổng cộng</td><td>12</td></tr>\n</table>\n",
        [["TT", "Đơn vị", "Chỉ tiêu"], ["1", "Thôn Đông", "12"], ["", "Tổng cộng", "12"]],
    ),
    "HTML in one line, cells merged": (
        "Chỉ tiêu hiến máu tình nguyện của các thôn và trường học trên địa bàn xã Đông Lạc năm 2026 như sau:\n\n"
        '<table border="1"><tr><td rowspan="2">Đơn vị</td><td colspan="2">Chỉ tiêu</td></tr><tr><td>Đợt 1</td><td>Đợt 2'
        "</td></tr><tr><td>Thôn Đông</td><td>12</td><td>&nbsp;</td></tr></table>\n",
        [["Đơn vị", "Chỉ tiêu", None], [None, "Đợt 1", "Đợt 2"], ["Thôn Đông", "12", ""]],
    ),
    "lone pipes": (
        "|\n**UBND TỈNH\nQUẢNG HÀ**\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n|\n|\n"
        "Số:\n15/KH-UBND\n|\n*Quảng Hà, ngày\n03 tháng 3 năm 2026*\n|\n",
        [
            ["UBND TỈNH QUẢNG HÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 15/KH-UBND", "Quảng Hà, ngày 03 tháng 3 năm 2026"],
        ],
    ),
    "lone pipes, rows apart": ("|\nA\n|\nB\n|\n\n|\nC\n|\nD\n|\n", [["A", "B"], ["C", "D"]]),
}


@pytest.mark.parametrize(("source", "expected"), TABLES.values(), ids=TABLES.keys())
def test_tables(source: str, expected: list[list[str | None]]) -> None:
    document = read(source)
    check(document)
    assert grid(document) == expected
    assert len(document.tables) == 1


def lone_pipes(*rows: str) -> str:
    """Rows of cells "a,b,,c" as a scraper leaves them: empty cells leave nothing but their separators."""
    return "\n".join(
        "|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row.split(",")).rstrip() for row in rows
    )


# rows as they were, with empty cells; rows of merged cells are short
SCRAPED = {
    "sections": [
        "TT,Nhiệm vụ,Chủ trì,Thời gian",
        "I,Tuyên truyền",
        "1,Treo băng rôn,Hội CTĐ,Quý I",
        "2,Phát tờ rơi,Đoàn xã,Quý II",
    ],
    "empty cells inside": [
        "STT,Đơn vị,Đợt 1,Đợt 2",
        "1,Thôn Đông,,4",
        "2,Thôn Đoài,6,",
        "3,Thôn Hạ,,5",
        ",Tổng cộng,6,9",
    ],
    "empty cells at both ends": [
        "TT,Đơn vị,Chỉ tiêu,Ghi chú",
        "I,Khối thôn,,",
        "1,Thôn Đông,7,",
        "2,Thôn Hạ,6,",
        ",Tổng cộng,13,",
    ],
    "many empty cells": [
        "STT,Xã,Máu,Tiểu cầu,Ghi chú",
        "1,Đông Lạc,1,,",
        "2,Tây Lạc,,2,",
        "3,Bắc Lạc,,,mới",
        "4,Nam Lạc,2,,",
    ],
    "numbers that look like ordinals": [
        "TT,Đơn vị,Quý I,Quý II",
        "1,Thôn Đông,,2",
        "2,Thôn Đoài,,3",
        "3,Thôn Hạ,4,1",
    ],
    "sub-numbers": [
        "TT,Vị trí,Tọa độ",
        "I,Nhà văn hóa,",
        "1,Thôn Đông,",
        "1.1,Cổng Bắc,2210",
        "1.2,Cổng Nam,2212",
        "2,Thôn Hạ,2230",
    ],
}


@pytest.mark.parametrize("rows", SCRAPED.values(), ids=SCRAPED.keys())
def test_rows_of_lone_pipes_are_found_again(rows: list[str]) -> None:
    document = read(lone_pipes(*rows) + "\n\nHết.\n")
    check(document)
    width = max(row.count(",") + 1 for row in rows)
    expected = [row.split(",") for row in rows]
    assert [[cell or "" for cell in row] for row in grid(document)] == [
        row + [""] * (width - len(row)) for row in expected
    ]
    assert paragraphs(document)[-1] == "Hết."


def test_blocks_know_their_cells() -> None:
    document = read(QUOTA)
    places = {content(document, b.start, b.end): (b.table, b.row, b.column) for b in document.blocks}
    assert places["Thôn Đông"] == (0, 1, 1)
    assert places["Tổng cộng"] == (0, 3, 1)
    assert places["7"] == (0, 3, 3)


def test_a_head_repeated_on_each_page_makes_tables_of_their_own() -> None:
    document = read("TT\tĐơn vị\tChỉ tiêu\n1\tThôn Đông\t5\n\nTT\tĐơn vị\tChỉ tiêu\n2\tThôn Hạ\t6\n\tTổng cộng\t11\n")
    assert [len(t.rows) for t in document.tables] == [2, 3]
    assert grid(document, 1)[2] == ["", "Tổng cộng", "11"]


@pytest.mark.parametrize(
    "source",
    [
        "1.\tMục đích\n2.\tYêu cầu\n",
        "-\tTuyên truyền sâu rộng;\n-\tVận động người dân.\n",
        "\tCăn cứ Kế hoạch số 41/KH-BCĐ;\n\tThực hiện chỉ đạo của huyện.\n",
        "Thời gian:\t7 giờ 30 phút ngày 18/4/2026\n",
        "Điện thoại: 0900 000 123 | Email: hiendong@example.vn\n",
        "Điện thoại: 0900 000 123 | Email: hiendong@example.vn\nFax: 0900 000 124 | Website: hiendong.example.vn\n",
        "Ngày hội   được tổ chức tại xã\n",
        "Trạm Y tế xã      khám cho 20 người\nCông an xã        trực từ 7 giờ 30\nĐoàn xã           kê bàn ghế\n",
    ],
)
def test_tabs_blanks_and_pipes_in_running_text_are_no_table(source: str) -> None:
    document = read(source)
    check(document)
    assert document.tables == ()
    assert len(document.blocks) == source.count("\n")


@pytest.mark.parametrize(("before", "behind"), [("Biểu 1: ", ""), ("", " (đơn vị máu)")])
def test_words_beside_the_tags_of_a_table_make_it_running_text(before: str, behind: str) -> None:
    cells = "<tr><td>TT</td><td>Đơn vị</td></tr><tr><td>1</td><td>Thôn Đông</td></tr>"
    document = read(f"Chỉ tiêu của các thôn:\n\n{before}<table>{cells}</table>{behind}\n")
    assert document.tables == ()
    assert "Thôn Đông" in " ".join(paragraphs(document))


def test_lines_of_a_letterhead_cell_are_blocks_of_their_own() -> None:
    document = read(
        "|\n**ỦY BAN NHÂN\nDÂN **\nTHÀNH PHỐ SÔNG VÀNG\n-------\n|\n**CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM**\n"
        "Độc lập - Tự do -\nHạnh phúc\n|\n\n**KẾ HOẠCH**\n\n|\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n|\n"
        "**TM. ỦY BAN NHÂN\nDÂN**\n**KT. CHỦ TỊCH\n**PHÓ CHỦ TỊCH\nMai Văn Lâm\n|\n"
    )
    check(document)
    assert paragraphs(document) == [
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ SÔNG VÀNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Mai Văn Lâm",
    ]
    assert [b.bold for b in document.blocks[:4]] == [True, False, True, False]


def test_line_breaks_inside_a_markdown_cell() -> None:
    document = read("| Nội dung | Chủ trì |\n|---|---|\n| - Treo băng rôn<br>- Phát tờ rơi | Hội CTĐ \\| Đoàn xã |\n")
    check(document)
    assert paragraphs(document)[2:] == ["- Treo băng rôn", "- Phát tờ rơi", "Hội CTĐ | Đoàn xã"]


HEAD = ["STT", "Đơn vị", "Đăng ký", "Tiếp nhận"]
SCRAPED: dict[str, list[list[str | None]]] = {
    "all cells": [HEAD, ["1", "Thôn Đông", "12", "10"], ["2", "Thôn Đoài", "20", "15"]],
    "empty cell at the end of a row": [HEAD, ["1", "Thôn Đông", "12", None], ["2", "Thôn Đoài", "20", "15"]],
    "empty cell inside a row": [HEAD, ["1", "Thôn Đông", None, "10"], ["2", "Thôn Đoài", "20", "15"]],
    "row of one cell": [HEAD, ["1", "Thôn Đông", None, None], ["2", "Thôn Đoài", "20", "15"]],
    "ordinals under groups": [
        HEAD,
        ["I", "Các thôn", None, None],
        ["1", "Thôn Đông", "12", "10"],
        ["2", "Thôn Đoài", "20", "15"],
        ["II", "Trường học", None, None],
        ["1", "Trường Tiểu học", "8", "6"],
    ],
    "ordinals begin anew": [
        HEAD,
        ["1", "Thôn Đông", "12", None],
        ["2", "Thôn Đoài", "20", None],
        ["1", "Trường Tiểu học", "8", None],
    ],
    "total": [HEAD, ["1", "Thôn Đông", "12", None], ["2", "Thôn Đoài", "20", None], ["Tổng cộng", None, "32", None]],
    "second row of the head divides its last cell": [
        ["TT", "Đơn vị", "Chỉ tiêu", None],
        ["Đợt 1", "Đợt 2", None, None],
        ["1", "Thôn Đông", None, "10"],
        ["2", "Thôn Đoài", "20", None],
    ],
    "no ordinals": [["Đơn vị", "Đăng ký", "Tiếp nhận"], ["Thôn Đông", None, "10"], ["Thôn Đoài", "20", "15"]],
}


@pytest.mark.parametrize("rows", SCRAPED.values(), ids=SCRAPED.keys())
def test_scraped_rows_are_put_together_again(rows: list[list[str | None]]) -> None:
    """A scraper writes one separator before each cell and one behind each row, and nothing for an empty cell."""
    cells: list[str] = []
    separators = [0]
    for row in rows:
        for cell in row:
            separators[-1] += 1
            if cell is not None:
                cells.append(cell)
                separators.append(0)
        separators[-1] += 1
    arranged = [[None if index is None else cells[index] for index in row] for row in arrange(cells, separators)]
    assert [row + [None] * (len(rows[0]) - len(row)) for row in arranged] == rows


def test_separators_behind_the_last_row_belong_to_a_table_that_is_gone() -> None:
    assert arrange(["STT", "Việc", "1", "Tuyên truyền"], [1, 1, 2, 1, 9]) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("head", "row", "columns"),
    [
        # the second row of the head divides the last column, one in the middle, two columns
        (("STT,Đơn vị,Chỉ tiêu", "Đợt 1,Đợt 2"), "1,Xã Nà Hin,20,15", [("Chỉ tiêu", 2)]),
        (
            ("STT,Đơn vị,Chỉ tiêu,Ghi chú", "Đợt 1,Đợt 2"),
            "1,Xã Nà Hin,20,15,Tại trạm",
            [("Chỉ tiêu", 2)],
        ),
        (
            ("STT,Đơn vị,Năm 2030,Năm 2031", "Giao,Đạt,Giao,Đạt"),
            "1,Xã Nà Hin,20,15,30,28",
            [("Năm 2030", 2), ("Năm 2031", 2)],
        ),
    ],
)
def test_a_scraped_head_of_two_rows_stands_above_its_columns(
    head: tuple[str, str], row: str, columns: list[tuple[str, int]]
) -> None:
    document = read(lone_pipes(*head, row, row.replace("1,Xã Nà Hin", "2,Xã Đồi Chè")) + "\n\nHết.\n")
    upper, lower = document.tables[0].rows[:2]
    wide = [(document.text[c.start : c.end], c.columns) for c in upper if c is not None and c.columns > 1]
    assert wide == columns
    first = next(i for i, c in enumerate(upper) if c is not None and c.columns > 1)
    assert [c is not None and c.start < c.end for c in lower[:first]] == [False] * first
    assert document.text[lower[first].start : lower[first].end] == head[1].split(",")[0]  # type: ignore[union-attr]


def test_a_scraped_head_of_one_row_keeps_the_row_below_it() -> None:
    document = read(lone_pipes("STT,Đơn vị,Chỉ tiêu", "1,Xã Nà Hin,20", "2,Xã Đồi Chè,15") + "\n\nHết.\n")
    assert all(cell is None or cell.columns == 1 for row in document.tables[0].rows for cell in row)


def test_a_scraped_row_that_goes_on_the_one_above_stands_below_its_cells() -> None:
    document = read(
        lone_pipes(
            "TT,Nhiệm vụ,Chủ trì,Phối hợp,Thời gian",
            "1,Mua sắm máy chủ,Sở Y tế,Sở Tài chính,Quý I/2031",
            "Cài đặt phần mềm,Sở Nội vụ",
            "2,Tập huấn cán bộ,Sở Y tế,Sở Nội vụ,Quý II/2031",
        )
        + "\n\nHết.\n"
    )
    rows = document.tables[0].rows
    assert [document.text[c.start : c.end] if c else None for c in rows[2]] == [
        None, "Cài đặt phần mềm", "Sở Nội vụ", None, None,
    ]  # fmt: skip
    assert [c.rows if c else 0 for c in rows[1]] == [2, 1, 1, 2, 2]
    assert document.text[rows[3][0].start : rows[3][0].end] == "2"  # type: ignore[union-attr]


def test_numbers_of_a_row_that_goes_on_stand_below_numbers() -> None:
    document = read(
        lone_pipes(
            "TT,Đối tượng,Thông số,Số mẫu,Tổng số",
            "1,Nước cấp,Độ mặn,15,240",
            "Kim loại nặng,15,30",
            "Tổng cộng,,,,270",
        )
        + "\n\nHết.\n"
    )
    rows = document.tables[0].rows
    assert [document.text[c.start : c.end] if c else None for c in rows[2]] == [None, None, "Kim loại nặng", "15", "30"]
    assert [c.rows if c else 0 for c in rows[1]] == [2, 2, 1, 1, 1]
