"""How long a person waits at the review page: from upload to the page, and from a keystroke to its answer.

    python benchmarks/review_speed.py

In a real browser (Debian's chromium) against a server of its own: median seconds from handing over a PDF of 8 pages
until its review page can be used (to stay under 3, once warm), and median milliseconds from a key on a document of 12
pages until the next fact stands there, and until the decision is said to be saved, which is after it is on the disk (to
stay under 300). Then the parts of that answer on the server, measured one by one. The documents are invented.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.command import Command
from hmtn_ingest.review.drafts import accept
from hmtn_ingest.review.facts import facts
from hmtn_ingest.review.queue import attention
from hmtn_ingest.review.session import ReviewSession
from hmtn_ingest.review.stored import Head
from hmtn_ingest.service.actor import Actor, local_actor
from hmtn_ingest.service.documents import Documents, open_documents
from hmtn_ingest.service.live_document import LiveDocument
from hmtn_ingest.web.panes.record.cards import FactCards
from hmtn_ingest.web.panes.record.updates import RecordPane

ROOT = Path(__file__).resolve().parents[1]
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-headless-shell")
UPLOADS = 5
KEYS = 40
BENCH = local_actor("Bench")

HEAD = (
    "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN",
    "HUYỆN NÀ KHẮM",
    "Số: {number}/KH-BCĐ",
    "Nà Khắm, ngày 12 tháng 01 năm 2026",
    "KẾ HOẠCH",
    "Tổ chức hiến máu tình nguyện năm 2026",
)
DUTIES = (
    "- Lập danh sách người đăng ký hiến máu của xã Nà Khắm {n} gửi Hội Chữ thập đỏ huyện trước ngày 20/3/2026.",
    "- Xã Nà Khắm {n} vận động ít nhất {units} người đăng ký hiến máu trong năm 2026.",
    "- Chủ trì, phối hợp với Trung tâm Y tế huyện chuẩn bị địa điểm, nhân lực và phương tiện tại xã Nà Khắm {n}.",
    "- Tuyên truyền trên hệ thống truyền thanh, treo băng rôn tại các trục đường chính và nơi tập trung đông dân cư.",
    "- Tổng hợp kết quả của xã Nà Khắm {n}, báo cáo Thường trực Ban Chỉ đạo huyện chậm nhất ngày 15/6/2026.",
)


def plan(pages: int, number: int) -> bytes:
    """A plan of so many pages as a PDF: bodies with their duties, dates and targets, and a ruled table of quotas."""
    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    plain = ParagraphStyle("plain", fontName="Serif", fontSize=11, leading=16, alignment=TA_JUSTIFY, spaceAfter=5)
    centred = ParagraphStyle("centred", parent=plain, alignment=TA_CENTER)
    story: list[Any] = [Paragraph(line.format(number=number), centred) for line in HEAD]
    story.append(Paragraph("I. TỔ CHỨC THỰC HIỆN", plain))
    for n in range(1, pages * 4 - 9):
        story.append(Paragraph(f"{n}. Ủy ban nhân dân xã Nà Khắm {n}", plain))
        values = {"n": n, "units": 20 + n}
        story += [Paragraph(duty.format(**values), plain) for duty in DUTIES]
    rows = [["STT", "Đơn vị", "Số người đăng ký", "Số đơn vị máu"]]
    rows += [[str(n), f"Xã Nà Khắm {n}", str(20 + n), str(10 + n)] for n in range(1, 41)]
    rows.append(["", "Tổng cộng", str(sum(20 + n for n in range(1, 41))), str(sum(10 + n for n in range(1, 41)))])
    table = LongTable(rows, colWidths=(40, 200, 110, 110), repeatRows=1)
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), "Serif", 10), ("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    story += [Paragraph("II. CHỈ TIÊU PHÂN BỔ", plain), table]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=85, rightMargin=57, topMargin=57, bottomMargin=57).build(story)
    return out.getvalue()


@contextmanager
def server(database: str) -> Iterator[str]:
    """The application on a free port; gives its address."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "hmtn_ingest", "run", "--port", str(port)]
    environment = os.environ | {"HMTN_DATABASE_URL": database}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(OSError), urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2):
                break
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def upload(page: Page, address: str, number: int) -> tuple[float, float]:
    """Seconds from handing over the file to its row on the page of arrivals, and from the click to the review page."""
    page.goto(address)
    chooser = page.locator('input[type="file"]')
    chooser.wait_for(state="attached")
    start = time.perf_counter()
    chooser.set_input_files({"name": f"{number}.pdf", "mimeType": "application/pdf", "buffer": plan(8, number)})
    row = page.locator('[class*="st-key-arrival-"]', has=page.locator(".arrival.kept", has_text=f"{number}/KH-BCĐ"))
    button = row.get_by_role("button", name="Rà soát")
    button.wait_for()
    read = time.perf_counter()
    button.click()
    page.locator(".record-pane .card").first.wait_for()
    page.locator(".hm-page img").first.wait_for()
    return read - start, time.perf_counter() - read


# When the browser last sent and got something from the server.
LISTEN = """
(() => {
  window.wire = {};
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    wire.sent ??= performance.now();
    return send.call(this, data);
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      // the pane's own message is by far the longest; short ones tell that the run has begun and ended
      this.addEventListener("message", (event) => {
        if ((event.data.byteLength ?? event.data.size ?? 0) > 5000) wire.got = performance.now();
      });
    }
  };
})();
"""

# From the key to the next fact, and to the word that the decision is saved, by the browser's own clock.
WATCH = """
(key) => new Promise((answer) => {
  const host = [...document.querySelectorAll("*")].find((node) => node.shadowRoot?.querySelector(".record-pane"));
  const root = host.shadowRoot;
  const card = root.querySelector(".card.selected");
  let moved = null;
  wire.sent = wire.got = undefined;
  const start = performance.now();
  const look = () => {
    if (moved === null && !card.classList.contains("selected")) moved = performance.now() - start;
    if (card.dataset.saved === "true" && card.dataset.status !== "open") {
      watch.disconnect();
      requestAnimationFrame(() => answer([moved, wire.sent - start, wire.got - start, performance.now() - start]));
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { subtree: true, attributes: true, childList: true });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
})
"""


def keystrokes(page: Page, address: str, document: int) -> list[list[float]]:
    """Milliseconds of each key until the next fact stands there, the command is sent, answered, and shown as saved."""
    page.goto(f"{address}/ra-soat?document={document}")
    page.locator(".record-pane .card").first.wait_for()
    page.locator(".hm-page img").first.wait_for()
    page.wait_for_timeout(3000)
    times = []
    for _ in range(KEYS):
        times.append(page.evaluate(WATCH, "a"))
        page.wait_for_timeout(300)  # as fast as a person reads, and no faster
    return times[3:]


def parts(documents: Documents, document: int) -> dict[str, float]:
    """Median milliseconds of what the server does for one decision, one by one."""
    record = documents.checked(document, BENCH)
    known = facts(record)

    def read(head: Head, actor: Actor) -> Any:
        return record, known

    live = LiveDocument(documents, document, read)
    load = partial(live.load, BENCH)
    session = ReviewSession(document, load, lambda drafts: documents.decide(document, drafts, BENCH), set())
    pane = RecordPane(session, FactCards())
    keys = [key for key, state in load().states.items() if not state.reviewed]
    pane.update(load(), by=BENCH.name)
    spent: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        done = work()
        spent.setdefault(name, []).append((time.perf_counter() - start) * 1000)
        return done

    for n, key in enumerate(keys[:20]):
        draft = accept(load(), key)
        timed("decision to disk", partial(documents.decide, document, draft, BENCH))
        reviewed = timed("record as decided", load)
        timed("order of attention", partial(attention, reviewed))
        timed("what is told", partial(pane.update, reviewed, by=BENCH.name, have=n + 1))
        command: Command = {"id": f"b-{n}", "op": "accept", "key": keys[-1 - n]}
        timed("command, whole", partial(session.apply, [command]))
    return {name: statistics.median(values) for name, values in spent.items()}


def main() -> int:
    if CHROMIUM is None:
        print("chromium is not installed: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        data = plan(12, 1)
        record = ingest(data, name="12 pages.pdf")
        with server(database) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.set_default_timeout(120_000)
            page.add_init_script(LISTEN)
            page.goto(address)
            page.locator('input[type="file"]').wait_for(state="attached")
            reviewer = page.get_by_label("Người rà soát")
            reviewer.fill(BENCH.name)
            reviewer.press("Enter")
            documents = open_documents(database)
            document = documents.add(data, record, BENCH).document
            times = [upload(page, address, number) for number in range(100, 100 + UPLOADS)][1:]
            read, shown = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"upload of 8 pages: read and kept {read:.2f} s, review page {shown:.2f} s, sum {read + shown:.2f} s")
            keys = keystrokes(page, address, document)
            moved, sent, got, saved = ([row[n] for row in keys] for n in range(4))
            count = len(documents.open(document, BENCH).states)
            slow = statistics.quantiles(saved, n=10)[-1]
            print(
                f"keystroke, {record.source.pages} pages, {count} facts: next fact {statistics.median(moved):.0f} ms, "
                f"saved {statistics.median(saved):.0f} ms (one in ten over {slow:.0f} ms)"
            )
            before, behind = statistics.median(sent), statistics.median(b - a for a, b in zip(got, saved, strict=True))
            between = statistics.median(b - a for a, b in zip(sent, got, strict=True))
            print(
                f"  browser until it sends {before:.0f} ms, server and wire {between:.0f} ms, drawing {behind:.0f} ms"
            )
            browser.close()
        of_server = parts(documents, document)
        documents.close()
        for name, value in of_server.items():
            print(f"  server, {name}: {value:.1f} ms")
        own = of_server["command, whole"] + of_server["record as decided"] + of_server["what is told"]
        print(f"  what is ours of the server's answer: {own / between:.2f}; the rest is Streamlit's run of the pane")
    return 0 if read + shown < 3 and statistics.median(saved) < 300 else 1


if __name__ == "__main__":
    raise SystemExit(main())
