"""How long reading a PDF takes beside pdfplumber alone, and how much memory a long one needs.

    python benchmarks/pdf_speed.py [FILE.pdf ...]

For each file: CPU seconds of pdfplumber's bare ``extract_text`` + ``extract_tables`` and of the reader, best of
several turns taken alternately in one run, and their ratio (the reader is to stay under 0.5). Without a file a sample
is drawn.
Then the peak memory of reading a generated PDF of 50 and of 200 pages, each in a process of its own.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.readers.pdf.reader import read

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
TURNS = 5
SENTENCES = (
    "Các thôn, khu phố phối hợp với trạm y tế lập danh sách người đăng ký hiến máu tình nguyện và gửi về thường trực",
    "Ban Chỉ đạo trước ngày 15 hằng tháng; riêng đợt cao điểm mùa hè báo cáo nhanh trong ngày tổ chức tiếp nhận máu.",
    "Đơn vị nào vượt chỉ tiêu từ 20% trở lên được xem xét khen thưởng đột xuất theo quy định hiện hành của địa phương.",
)


def sample(pages: int, lines: int = 42) -> bytes:
    """A PDF of so many pages: running text of so many lines, every fourth page a ruled table of 30 rows."""
    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in range(1, pages + 1):
        canvas.setFont("Serif", 9)
        if page > 1:
            canvas.drawCentredString(297, 805, str(page))
        if page % 4 == 0:
            _table(canvas)
        else:
            for line in range(lines):
                canvas.drawString(
                    85 if line % 6 else 113, 770 - 16 * line, SENTENCES[line % len(SENTENCES)][: 90 - line % 7]
                )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _table(canvas: Canvas) -> None:
    columns = (85, 125, 330, 430, 530)
    for row in range(31):
        y = 760 - 20 * row
        canvas.line(columns[0], y, columns[-1], y)
        if row < 30:
            for x, text in zip(columns, (f"{row + 1}.", f"Thôn Đồng Sậy {row + 1}", "15", "7"), strict=False):
                canvas.drawString(x + 5, y - 14, text)
    for x in columns:
        canvas.line(x, 760, x, 160)


def bare(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def ours(data: bytes) -> None:
    read(data)


def compare(name: str, data: bytes) -> float:
    """Prints and returns the ratio of the reader's time to pdfplumber's."""
    best = [float("inf"), float("inf")]
    for _ in range(TURNS):
        for which, work in enumerate((bare, ours)):
            start = time.process_time()
            work(data)
            best[which] = min(best[which], time.process_time() - start)
    ratio = best[1] / best[0]
    print(f"{name}: pdfplumber {best[0]:.3f} s, reader {best[1]:.3f} s, ratio {ratio:.2f}")
    return ratio


def peak_memory(pages: int) -> float:
    """Peak resident memory in MB of a process that reads a generated PDF of so many pages."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(sample(pages, lines=15))  # as many pages as are read of one file
        file.flush()
        command = [sys.executable, __file__, "--peak", file.name]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--peak"]:
        read(Path(arguments[1]).read_bytes())
        # Linux counts in kilobytes.
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return 0
    if arguments:
        worst = max(compare(name, Path(name).read_bytes()) for name in arguments)
    else:
        worst = compare("sample of 12 pages", sample(12))
    few, many = peak_memory(50), peak_memory(200)
    print(f"peak memory: 50 pages {few:.0f} MB, 200 pages {many:.0f} MB, {(many - few) / 150 * 1024:.0f} kB a page")
    return 0 if worst < 0.5 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
