"""The review page as a person meets it: what tests do there, said in the words of the page."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.web.browser.conftest import listen

SAVED = 60_000  # milliseconds in which a decision must be saved, on a busy machine


class ReviewPage:
    """The review page of one person in one tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        listen(page, "pageerror", lambda error: self.errors.append(str(error)))
        listen(page, "dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}") or dialog.dismiss())

    def open(self, document: int, *, person: str | None = None) -> None:
        if person is None and not self.page.context.cookies():
            self.page.context.add_cookies(
                [{"name": "hmtn_person", "value": "Vi%20V%C4%83n%20M%E1%BA%ABn", "url": self.address}]
            )
        self.page.goto(f"{self.address}/ra-soat?document={document}")
        self.ready()
        if person is not None:
            field = self.page.get_by_role("textbox", name="Người rà soát")
            field.fill(person)
            field.press("Enter")
            expect(field).to_have_value(person)
            self.page.wait_for_timeout(500)  # the page runs anew with the name
            self.page.evaluate("document.activeElement.blur()")
            self.ready()

    def ready(self) -> None:
        self.page.locator(".record-pane .card").first.wait_for()
        self.page.locator(".hm-source").wait_for()

    def card(self, key: str) -> Locator:
        return self.page.locator(f'.record-pane .card[data-key="{key}"]')

    @property
    def chosen(self) -> Locator:
        return self.page.locator(".record-pane .card.selected")

    def choose(self, key: str) -> Locator:
        card = self.card(key)
        card.click(position={"x": 30, "y": 8})
        expect(card).to_have_class(re.compile("selected"))
        return card

    def saved(self, key: str, status: str) -> None:
        """Wait until the pane says that the decision is on the disk."""
        card = self.card(key)
        expect(card).to_have_attribute("data-status", status, timeout=SAVED)
        expect(card).to_have_attribute("data-saved", "true", timeout=SAVED)

    def all_saved(self) -> None:
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('*')].some((node) => node.shadowRoot?.querySelector('.record-pane')
                 && !node.shadowRoot.querySelector('.card.saving'))""",
            timeout=SAVED,
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def field(self, key: str, name: str) -> Locator:
        return self.card(key).locator(f'.form [name="{name}"]')

    def select_words(self, words: str) -> None:
        """Drag the mouse over words of the source text, once more where they moved as the button went down."""
        for _ in range(3):
            if self._drag_over(words):
                return

    def _drag_over(self, words: str) -> bool:
        """Whether just the words were chosen."""
        frames = self.frames(words)
        first, last = frames[0], frames[-1]
        mouse = self.page.mouse
        mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
        mouse.down()
        chosen = False
        for _ in range(5):  # what comes in above while the mouse moves pushes the words away
            end = (last["x"] + last["width"] - 1, last["y"] + last["height"] / 2)
            mouse.move(end[0] - 8, end[1], steps=4)
            mouse.move(*end, steps=3)
            chosen = self.page.evaluate("getSelection().toString()").split() == words.split()
            if chosen:
                break
            last = self.frames(words, scroll=False)[-1]
        mouse.up()
        return chosen

    def frames(self, words: str, *, scroll: bool = True) -> list[dict[str, Any]]:
        """Where words of the source text stand in the window, a frame a line; they are brought into view."""
        frames: list[dict[str, Any]] = self.page.evaluate(
            """([words, scroll]) => {
              const walker = document.createTreeWalker(document.querySelector(".hm-text"), NodeFilter.SHOW_TEXT);
              const nodes = [];
              while (walker.nextNode()) nodes.push(walker.currentNode);
              const at = nodes.map((node) => node.data).join("").indexOf(words);
              if (at < 0) throw new Error(`not in the text: ${words}`);
              const range = document.createRange();
              let before = 0;
              for (const node of nodes) {
                const end = before + node.length;
                if (before <= at && at < end) range.setStart(node, at - before);
                if (before < at + words.length && at + words.length <= end)
                  range.setEnd(node, at + words.length - before);
                before = end;
              }
              if (scroll) range.startContainer.parentElement.scrollIntoView({ block: "center" });
              return [...range.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height }));
            }""",
            [words, scroll],
        )
        return frames

    def menu(self, name: str) -> None:
        self.page.locator(".record-pane .menu button", has_text=name).click()
