"""The source pane in a real browser: marks, pages, selected words and the events by which it talks to the record pane."""

from __future__ import annotations

import functools
import io
import socket
import subprocess
import sys
import time
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docx
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.pages.samples import sample_files
from tests.reading import record_at
from tests.web.browser.conftest import ROOT, WINDOW, leave, listen

PLAN = next(path for path in sample_files() if path.name == "ke-hoach-phuong.pdf")

DECOMPOSED = unicodedata.normalize("NFD", "Trạm Y tế xã tổng hợp, gửi kết quả trước ngày 15/4/2026")
PARAGRAPHS = (
    "KẾ HOẠCH",
    "Tổ chức hiến máu tình nguyện năm 2026 tại xã Bến Lau",
    "🩸 Giọt hồng 𝐁ến Lau: mỗi thôn vận động từ 20 người trở lên tham gia hiến máu.",
    DECOMPOSED + ".",
    *(f"Thôn {number} chuẩn bị bàn ghế, nước uống cho người hiến máu và bố trí người trực." for number in range(1, 41)),
    "Các thôn báo cáo kết quả trước ngày 20/12/2026 về Ủy ban nhân dân xã.",
    "Đầu mối: ông Mạc Văn Thử, điện thoại 0900.000.123.",
    "<img src=x onerror=\"document.title='hit'\"> <script>document.title='hit'</script> **đậm** [a](javascript:alert(1))",
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .docx with decomposed letters, letters beyond the basic plane, and what would be markup elsewhere."""
    document = docx.Document()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ("Đơn vị", "Chỉ tiêu", "<b>Thôn</b> 1", "40"), strict=True
    ):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    path = tmp_path_factory.mktemp("source") / "<img src=x onerror=alert(1)>.docx"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("source_page.py"))]
    server = subprocess.Popen([*command, *(f"--{name}={value}" for name, value in options.items())], cwd=ROOT)
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


class View:
    """The page with the pane, and what the pane said."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        listen(page, "pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: Path, *, phones: bool = False) -> None:
        self.page.goto(f"{self.address}/?file={quote(str(path))}{'&phones=1' if phones else ''}")
        self.page.wait_for_selector(".hm-text p, .hm-page", state="attached", timeout=60_000)
        self.page.wait_for_function("heard.some(([name]) => name === 'ready')")

    def heard(self, name: str, patience: int = 30_000) -> Any:
        """The last thing that the pane said under a name."""
        self.page.wait_for_function("name => heard.some(([said]) => said === name)", arg=name, timeout=patience)
        return self.page.evaluate("name => heard.filter(([said]) => said === name).at(-1)[1]", name)

    def said(self, name: str, detail: Any) -> None:
        self.page.evaluate(
            "([name, detail]) => dispatchEvent(new CustomEvent('hmtn:' + name, { detail }))", [name, detail]
        )

    def still(self) -> None:
        """Waits until nothing scrolls any more."""
        self.page.evaluate(
            """async () => {
              const pane = document.querySelector(".hm-scroll");
              for (let last = -1; last !== pane.scrollTop; ) {
                last = pane.scrollTop;
                await new Promise((done) => setTimeout(done, 400));
              }
            }"""
        )

    def frames(self, words: str) -> list[dict[str, float]]:
        """Where words of the text stand, a frame a line."""
        return self.page.evaluate(
            """async (words) => {
              const walker = document.createTreeWalker(document.querySelector(".hm-text"), NodeFilter.SHOW_TEXT);
              const nodes = [];
              while (walker.nextNode()) nodes.push(walker.currentNode);
              const at = nodes.map((node) => node.data).join("").indexOf(words);
              const range = document.createRange();
              let before = 0;
              for (const node of nodes) {
                const end = before + node.length;
                if (before <= at && at < end) range.setStart(node, at - before);
                if (before < at + words.length && at + words.length <= end) range.setEnd(node, at + words.length - before);
                before = end;
              }
              for (let turn = 0; turn < 3; turn += 1) {  // lines that come into sight are laid out, which moves others
                range.startContainer.parentElement.scrollIntoView({ block: "center" });
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              }
              return [...range.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height }));
            }""",
            words,
        )  # type: ignore[no-any-return]

    def drag(self, first: dict[str, float], last: dict[str, float]) -> None:
        mouse = self.page.mouse
        mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
        mouse.down()
        end = (last["x"] + last["width"] - 1, last["y"] + last["height"] / 2)
        mouse.move(end[0] - 8, end[1], steps=4)
        mouse.move(*end, steps=3)
        mouse.up()
        self.page.wait_for_timeout(200)  # the pane says what is selected when that has not changed for a moment


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    """The page that one test after the other is given; it keeps all that the pane says."""
    context = browser.new_context(viewport=WINDOW, reduced_motion="no-preference")
    context.set_default_timeout(60_000)
    context.add_init_script(
        """window.heard = [];
        for (const name of ["pick", "words", "ready"])
          addEventListener(`hmtn:${name}`, (event) => heard.push([name, event.detail]));"""
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def view(tab: Any, address: str) -> Iterator[View]:
    shown = View(tab, address)
    yield shown
    leave(tab)
    assert shown.errors == []


@functools.cache
def reviewed(path: Path) -> Reviewed:
    return review(record_at(path))


def key_of(shown: Reviewed, kind: str, words: str) -> str:
    return next(key for key, fact in shown.facts.items() if fact.kind == kind and words in fact.words)


# -- text --------------------------------------------------------------------------------------------------------------

SELECTED = (
    "gửi kết quả trước ngày 15/4/2026",
    "Giọt hồng 𝐁ến Lau",
    "mỗi thôn vận động từ 20 người",
    "nước uống cho người hiến máu",
    "Mạc Văn Thử",
)


def test_selected_words_come_exactly(view: View, plan: Path) -> None:
    view.open(plan)
    text = reviewed(plan).extracted.text
    for words in SELECTED:
        wanted = words if words in text else unicodedata.normalize("NFD", words)
        assert wanted in text
        frames = view.frames(wanted)
        view.page.evaluate("heard.length = 0")
        view.drag(frames[0], frames[-1])
        said = view.heard("words")
        assert (said["quote"], text[said["start"] : said["end"]]) == (wanted, wanted)
        assert abs(said["x"] - frames[-1]["x"] - frames[-1]["width"]) < 6
        view.page.evaluate("heard.length = 0; getSelection().removeAllRanges()")
        assert view.heard("words") is None


def test_a_whole_line_is_selected_without_the_break_behind_it(view: View, plan: Path) -> None:
    view.open(plan)
    frame = view.frames("Tổ chức hiến máu tình nguyện năm 2026")[0]
    view.page.mouse.click(frame["x"] + 30, frame["y"] + 8, click_count=3)
    assert view.heard("words")["quote"] == PARAGRAPHS[1]


def test_what_is_shown_comes_to_the_middle_and_flashes(view: View, plan: Path) -> None:
    view.open(plan)
    key = key_of(reviewed(plan), "deadline", "20/12/2026")
    view.said("show", {"keys": [key]})
    view.page.wait_for_selector(".hm-text mark.hm-flash")
    view.still()
    frame = view.frames("trước ngày 20/12/2026")[0]
    pane = view.page.locator(".hm-scroll").bounding_box()
    assert abs(frame["y"] - pane["y"] - pane["height"] / 2) < pane["height"] / 4
    view.page.wait_for_selector(".hm-text mark.hm-flash", state="detached")
    assert view.page.locator(".hm-text mark.hm-on").all_inner_texts() == ["trước ngày 20/12/2026"]


def test_a_place_without_a_mark_can_be_shown(view: View, plan: Path) -> None:
    view.open(plan)
    text = reviewed(plan).extracted.text
    start = text.index("Thôn 37")
    view.said("show", {"start": start, "end": start + 7})
    view.page.wait_for_selector(".hm-flash")
    view.still()
    assert view.page.locator("p", has_text="Thôn 37 ").bounding_box()["y"] < 700


def test_a_click_picks_the_innermost_fact_first(view: View, plan: Path) -> None:
    view.open(plan)
    shown = reviewed(plan)
    frame = view.frames("ngày 20/12/2026")[0]
    view.page.mouse.click(frame["x"] + 20, frame["y"] + 8)
    keys = view.heard("pick")["keys"]
    assert keys[0] == key_of(shown, "deadline", "20/12/2026")
    lengths = [sum(span.end - span.start for span in shown.facts[key].item.spans) for key in keys if key in shown.facts]
    assert lengths == sorted(lengths)


def test_states_change_the_look_while_the_pane_stays(view: View, plan: Path) -> None:
    view.open(plan)
    mark = view.page.locator(".hm-text mark", has_text="trước ngày 20/12/2026")
    key = key_of(reviewed(plan), "deadline", "20/12/2026")
    for status, look in (("accepted", "hm-settled"), ("rejected", "hm-rejected"), ("open", "")):
        view.said("states", {key: status})
        classes = (mark.get_attribute("class") or "").split()
        assert [name for name in classes if name in ("hm-settled", "hm-rejected")] == ([look] if look else [])


def test_added_facts_are_marked_and_can_be_picked(view: View, plan: Path) -> None:
    view.open(plan)
    text = reviewed(plan).extracted.text
    words = "vận động từ 20 người trở lên tham gia"
    start = text.index(words)
    before = view.page.locator(".hm-text").text_content()
    added = {"key": "obligation-added-1", "kind": "obligation", "start": start, "end": start + len(words)}
    view.said("added", [added])
    assert "".join(view.page.locator(".hm-text mark.k-obligation, .hm-text mark.k-target").all_inner_texts()) != ""
    frame = view.frames("tham gia")[0]
    view.page.mouse.click(frame["x"] + 4, frame["y"] + 8)
    assert "obligation-added-1" in view.heard("pick")["keys"]
    view.said("added", [])
    assert view.page.locator(".hm-text").text_content() == before
    view.page.evaluate("heard.length = 0")
    view.page.mouse.click(frame["x"] + 4, frame["y"] + 8)
    view.page.wait_for_timeout(200)
    assert all("obligation-added-1" not in said["keys"] for name, said in view.page.evaluate("heard") if name == "pick")


def test_no_element_comes_from_the_document(view: View, plan: Path) -> None:
    view.open(plan)
    assert PARAGRAPHS[-1] in view.page.locator(".hm-text").text_content()
    assert view.page.locator(".hm-text :is(img, script, b, a, strong, svg, iframe)").count() == 0
    assert view.page.title() != "hit"


def test_phone_numbers_are_masked_in_the_text_until_revealed(view: View, plan: Path) -> None:
    view.open(plan)
    assert "•••.123" in view.page.locator(".hm-text").text_content()
    assert "0900" not in view.page.content()
    view.open(plan, phones=True)
    assert "0900.000.123" in view.page.locator(".hm-text").text_content()


# -- a long text -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def village_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text of 3,000 lines, each of which names its village; one in fifty says what it has to do, and by when."""
    path = tmp_path_factory.mktemp("source") / "thon.txt"
    duty = "- Thôn Lèn {n} vận động {units} người đăng ký hiến máu, báo cáo trước ngày {day}/{month}/2026."
    other = "- Thôn Lèn {n} vận động nhân dân đăng ký hiến máu."
    lines = (
        (other if n % 50 else duty).format(n=n, units=20 + n % 70, day=1 + n % 28, month=4 + n % 8)
        for n in range(1, 3001)
    )
    path.write_text("\n".join(("KẾ HOẠCH", "Hiến máu tình nguyện năm 2026", *lines)), encoding="utf-8")
    reviewed(path)  # takes longer than all else here, and the page shows the same record
    return path


def test_far_lines_of_a_long_text_are_drawn_when_they_come_near(view: View, village_plan: Path) -> None:
    view.open(village_plan)
    text = reviewed(village_plan).extracted.text
    assert "".join(view.page.locator(".hm-text").text_content().split()) == "".join(text.split())
    drawn = "[...document.querySelectorAll('.hm-text p')].map((line) => line.textContent.split(' ')[3])"
    assert "2950" not in view.page.evaluate(drawn)
    view.page.evaluate("document.querySelector('.hm-scroll').scrollTo(0, 1e9)")
    view.page.wait_for_function(f"({drawn}).includes('2950')")
    assert "2500" not in view.page.evaluate(drawn)
    view.page.evaluate("document.querySelector('.hm-scroll').scrollTo(0, 0)")
    view.page.wait_for_function(f"!({drawn}).includes('2950')")
    assert "".join(view.page.locator(".hm-text").text_content().split()) == "".join(text.split())


def test_a_far_fact_of_a_long_text_is_shown_and_its_words_are_selected(view: View, village_plan: Path) -> None:
    view.open(village_plan)
    shown = reviewed(village_plan)
    start = shown.extracted.text.index("- Thôn Lèn 2950 ")
    fact = next(fact for fact in shown.facts.values() if fact.kind == "deadline" and fact.item.spans[0].start > start)
    view.said("show", {"keys": [fact.key]})
    view.page.wait_for_selector(".hm-text mark.hm-flash")
    view.still()
    mark = view.page.locator(".hm-text mark.hm-on").first.bounding_box()
    pane = view.page.locator(".hm-scroll").bounding_box()
    assert abs(mark["y"] - pane["y"] - pane["height"] / 2) < pane["height"] / 4
    frames = view.frames("Lèn 2950 vận động")
    view.drag(frames[0], frames[-1])
    said = view.heard("words")
    assert (said["quote"], shown.extracted.text[said["start"] : said["end"]]) == ("Lèn 2950 vận động",) * 2


def test_what_became_of_far_lines_is_seen_when_they_come_near(view: View, village_plan: Path) -> None:
    view.open(village_plan)
    shown = reviewed(village_plan)
    text = shown.extracted.text
    start = text.index("vận động", text.index("Thôn Lèn 2950 "))
    fact = next(fact for fact in shown.facts.values() if fact.kind == "deadline" and fact.item.spans[0].start > start)
    added = {"key": "event-added-1", "kind": "event", "start": start, "end": start + len("vận động")}
    view.said("states", {fact.key: "rejected"})
    view.said("added", [added])
    line = view.page.locator("p", has_text="Thôn Lèn 2950 ")
    for _ in range(2):  # they are drawn, left and drawn again
        view.said("show", {"start": start, "end": start + 4, "quiet": True})
        view.still()
        assert line.locator("mark.k-event").inner_text() == "vận động"
        assert line.locator("mark.hm-rejected").count() > 0
        view.page.evaluate("document.querySelector('.hm-scroll').scrollTo(0, 0)")
        line.wait_for(state="detached")
    view.said("added", [])
    view.said("show", {"start": start, "end": start + 4, "quiet": True})
    assert line.locator("mark.k-event").count() == 0


def test_the_place_in_a_long_text_is_kept_over_a_reload(view: View, village_plan: Path) -> None:
    view.open(village_plan)
    start = reviewed(village_plan).extracted.text.index("Thôn Lèn 2950 ")
    view.said("show", {"start": start, "end": start + 4, "quiet": True})
    view.still()
    line = view.page.locator("p", has_text="Thôn Lèn 2950 ")
    before = line.bounding_box()
    view.page.reload()
    view.page.wait_for_function("heard.some(([name]) => name === 'ready')", timeout=60_000)
    view.still()
    assert abs(line.bounding_box()["y"] - before["y"]) < 20


# -- place -------------------------------------------------------------------------------------------------------------

TOP = "Math.round(document.querySelector('.hm-scroll').scrollTop)"


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_the_place_is_kept_over_reruns_and_reloads(view: View, plan: Path, name: str) -> None:
    path = plan if name == "docx" else PLAN
    view.open(path)
    view.page.locator(".hm-scroll").focus()
    for _ in range(2):
        view.page.keyboard.press("PageDown")
        view.still()
    place = view.page.evaluate(TOP)
    assert place > 300
    view.page.wait_for_timeout(300)
    view.page.evaluate("document.querySelector('.hm-scroll').was = true")
    view.page.get_by_role("button", name="Chạy lại").click()
    view.page.wait_for_timeout(1500)
    assert view.page.evaluate(TOP) == place
    assert view.page.evaluate("document.querySelector('.hm-scroll').was")  # the same element: nothing was built anew
    view.page.reload()
    view.page.wait_for_function("heard.some(([name]) => name === 'ready')", timeout=60_000)
    view.page.wait_for_timeout(500)
    assert abs(view.page.evaluate(TOP) - place) <= 2


# -- pages -------------------------------------------------------------------------------------------------------------


def page_frame(view: View, number: int, box: tuple[float, float, float, float]) -> dict[str, float]:
    """A box of a page in pixels of the window, brought into view."""
    return view.page.evaluate(
        """([number, [x0, top, x1, bottom]]) => {
          const page = document.querySelectorAll(".hm-page")[number - 1];
          const pane = document.querySelector(".hm-scroll");
          const scale = () => page.getBoundingClientRect().width / page.size[0];
          pane.scrollBy({ top: page.getBoundingClientRect().top + top * scale() - innerHeight / 2, behavior: "instant" });
          const frame = page.getBoundingClientRect();
          const s = scale();
          return { x: frame.x + x0 * s, y: frame.y + top * s, width: (x1 - x0) * s, height: (bottom - top) * s };
        }""",
        [number, box],
    )  # type: ignore[no-any-return]


def test_boxes_lie_where_the_facts_are(view: View) -> None:
    view.open(PLAN)
    shown = reviewed(PLAN)
    view.page.wait_for_selector(".hm-page img")
    for fact in [fact for fact in shown.facts.values() if fact.kind in ("deadline", "header", "target")][:12]:
        for span in fact.item.spans:
            assert span.boxes
            assert span.page
            expected = page_frame(view, span.page, span.boxes[0])
            near = view.page.evaluate(
                """({ x, y, width, height }) => [...document.querySelectorAll(".hm-box")].some((box) => {
                  const frame = box.getBoundingClientRect();
                  return [frame.x - x, frame.y - y, frame.width - width].every((away) => Math.abs(away) < 2);
                })""",
                expected,
            )
            assert near, fact.words


def test_a_fact_on_a_page_is_shown_and_picked(view: View) -> None:
    view.open(PLAN)
    shown = reviewed(PLAN)
    fact = next(fact for fact in reversed(shown.facts.values()) if fact.kind == "deadline")
    span = fact.item.spans[0]
    assert span.boxes
    assert span.page
    view.said("show", {"keys": [fact.key]})
    view.page.wait_for_selector(".hm-box.hm-flash")
    view.still()
    pane = view.page.locator(".hm-scroll").bounding_box()
    frame = view.page.locator(".hm-box.hm-on").first.bounding_box()
    assert abs(frame["y"] + frame["height"] / 2 - pane["y"] - pane["height"] / 2) < 40
    view.page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    assert view.heard("pick")["keys"][0] == fact.key


def test_words_are_selected_on_a_page(view: View) -> None:
    view.open(PLAN)
    shown = reviewed(PLAN)
    text = shown.extracted.text
    fact = next(
        fact for fact in shown.facts.values() if fact.kind == "obligation" and len(fact.item.spans[0].boxes or ()) > 1
    )
    span = fact.item.spans[0]
    assert span.boxes
    assert span.page
    first = page_frame(view, span.page, span.boxes[0])
    last = page_frame(view, span.page, span.boxes[1])
    first["y"] = last["y"] - (span.boxes[1][1] - span.boxes[0][1]) * first["height"] / (
        span.boxes[0][3] - span.boxes[0][1]
    )
    view.drag(first, last)
    said = view.heard("words")
    assert text[said["start"] : said["end"]] == said["quote"]
    assert said["start"] == span.start
    assert span.quote.startswith(said["quote"])
    assert len(said["quote"]) > len(span.quote) / len(span.boxes)
    assert view.page.locator(".hm-picked i").count() == 2
    view.page.keyboard.press("Escape")
    assert view.heard("words") is None


def test_a_finding_is_shown_by_its_place(view: View) -> None:
    view.open(PLAN)
    shown = reviewed(PLAN)
    at = shown.extracted.text.rindex("hiến máu")
    view.said("show", {"start": at, "end": at + len("hiến máu")})
    view.page.wait_for_selector(".hm-frame.hm-flash", timeout=20_000)


def test_pages_and_text_keep_the_place(view: View) -> None:
    view.open(PLAN)
    key = next(key for key, fact in reversed(reviewed(PLAN).facts.items()) if fact.kind == "deadline")
    view.said("show", {"keys": [key]})
    view.still()
    view.page.get_by_role("button", name="Xem chữ").click()
    assert view.page.locator(".hm-text mark.hm-on").first.is_visible()
    frame = view.page.locator(".hm-text mark.hm-on").first.bounding_box()
    assert 0 < frame["y"] < 768
    view.page.get_by_role("button", name="Xem trang").click()
    frame = view.page.locator(".hm-box.hm-on").first.bounding_box()
    assert 0 < frame["y"] < 768


def test_pages_hide_phone_numbers(view: View) -> None:
    """The picture of the contact's line differs by the patches alone."""
    shown = reviewed(PLAN)
    span = next(span for contact in shown.extracted.contacts for span in contact.spans if contact.phone)
    assert span.boxes
    assert span.page
    pictures = []
    for phones in (False, True):
        view.page.goto("about:blank")
        view.open(PLAN, phones=phones)
        page_frame(view, span.page, span.boxes[0])
        view.page.wait_for_function(
            "n => document.querySelectorAll('.hm-page')[n - 1].querySelector('img')?.complete", arg=span.page
        )
        pictures.append(view.page.locator(".hm-page").nth(span.page - 1).locator("img").get_attribute("src"))
    assert pictures[0] != pictures[1]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "dai.pdf"
    canvas = Canvas(str(path))
    for number in range(1, 31):
        for line in range(2):
            canvas.drawString(
                90, 760 - 20 * line, f"{number}.{line} Page of a long plan, which tells what is to be done."
            )
        canvas.showPage()
    canvas.save()
    return path


def test_pages_that_cannot_be_masked_say_so(view: View, tmp_path: Path) -> None:
    """The second page is a picture in which no letters are recognised: nobody knows what it shows."""
    path = tmp_path / "trang-anh.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(90, 760, "1. Lich hien mau")
    canvas.showPage()
    canvas.drawInlineImage(Image.new("RGB", (400, 560), "lightgrey"), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    view.open(path)
    pages = view.page.locator(".hm-page")
    assert "không che được dữ liệu cá nhân" in pages.nth(1).locator(".hm-note").inner_text()
    assert pages.nth(1).locator("img").count() == 0


def test_words_that_take_their_time_come_all_the_same(view: View, long: Path) -> None:
    """Reading thirty pages once more lasts longer than the pane waits before it asks again."""
    view.open(long, phones=True)
    view.page.wait_for_selector(".hm-page img")
    line = page_frame(view, 1, (90, 842 - 760 - 9, 380, 842 - 760 + 3))
    view.drag(line, line)
    assert view.heard("words", patience=60_000)["quote"].startswith("1.0 Page of a long plan")


def test_far_pages_are_drawn_when_they_come_near(view: View, long: Path) -> None:
    view.open(long, phones=True)
    drawn = (
        "[...document.querySelectorAll('.hm-page')].flatMap((page, at) => page.querySelector('img') ? [at + 1] : [])"
    )
    assert view.page.locator(".hm-page").count() == 30
    assert len(view.page.evaluate(drawn)) < 15
    view.page.evaluate("document.querySelector('.hm-scroll').scrollTo(0, 1e9)")
    view.page.wait_for_function(f"({drawn}).includes(30)")
    assert 15 not in view.page.evaluate(drawn)
    view.page.evaluate("document.querySelector('.hm-scroll').scrollTo(0, 0)")
    assert 1 in view.page.evaluate(drawn)


def test_a_fact_added_on_a_page_gets_its_box(view: View) -> None:
    view.open(PLAN)
    text = reviewed(PLAN).extracted.text
    start = text.index("hiến máu")
    view.said("added", [{"key": "deadline-added-1", "kind": "deadline", "start": start, "end": start + 8}])
    view.page.wait_for_function(
        "[...document.querySelectorAll('.hm-box')].some((box) => box.marks.some((mark) => mark.key === 'deadline-added-1'))",
        timeout=20_000,
    )
    view.said("show", {"keys": ["deadline-added-1"]})
    view.page.wait_for_selector(".hm-box.hm-on.k-deadline")
