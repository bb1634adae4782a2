"""Reads PDFs with a text layer: paragraphs and ruled tables in reading order, each character with its page and box.

What is left out: running heads, running feet and page numbers. What is not there to read (scanned pages, a text layer
in no known code) is said in ``Document.problems``.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.page.aligned import aligned_tables
from hmtn_ingest.readers.page.document import PageContent, document_of
from hmtn_ingest.readers.page.lines import aside_lines, lines_of
from hmtn_ingest.readers.page.stamps import is_signature_stamp
from hmtn_ingest.readers.page.tables import tables_of
from hmtn_ingest.readers.page.words import PageWord, WordRow, rows_of
from hmtn_ingest.readers.pdf.annotations import annotation_chars
from hmtn_ingest.readers.pdf.glyphs import single_glyphs, words_of
from hmtn_ingest.readers.pdf.inspection import Inspected, PageState, inspect
from hmtn_ingest.readers.pdf.page_objects import Drawn, Objects, opened
from hmtn_ingest.readers.pdf.pictured import PictureReader, Recognise, has_damaged_picture, is_only_picture
from hmtn_ingest.readers.pdf.pictures import InlaidPictures
from hmtn_ingest.readers.pdf.ruling import TooManyRules, ruled_tables, rules_of
from hmtn_ingest.readers.pdf.sideways import Turn, turn_of
from hmtn_ingest.readers.pdf.text_layer import glued_words, has_unmapped_letters, image_share, is_bare, is_rubbish
from hmtn_ingest.readers.pdf.unseen import UnseenLetters
from hmtn_ingest.readers.watch import PageWatch
from parsers.document import Document, Problem

_A4 = (595.0, 842.0)  # for a page that has no size of its own


def read(data: bytes, recognise: Recognise | None = None, watch: PageWatch | None = None) -> Document:
    """The document in the bytes of a PDF file; ``recognise`` reads its pages that are pictures.

    ``watch`` is told of each page, and may end the reading.

    ``layout`` gives page (from 1) and box (points from the top left corner) of each character. One ``Table`` a page:
    a table that runs over pages comes in as many pieces. Text of visible signatures, stamps and rotated text stands in
    blocks of role ``textbox``, footnotes in blocks of role ``footnote``.

    Raises ``Unreadable``: ``encrypted`` (a password is needed), ``damaged`` (no PDF that can be parsed),
    ``too-large`` (more than any document holds), ``no-text-layer`` (a scan). Problems of single pages
    (``no-text-layer``, ``damaged``, ``too-large``, ``bad-text-layer``, ``invisible-text``, ``too-many-rules``) are
    listed in the document.
    """
    # pdfminer warns of every oddity of a font; what matters is reported as a problem.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    inspected = inspect(data)
    problems = list(inspected.problems)
    # Not closed: closing reads the pages of a damaged file again, and there is nothing but memory to give back.
    contents = list(_Pages(inspected, recognise, watch or PageWatch(), problems))
    if not contents:
        raise Unreadable("damaged.pdf")
    if not any(content.letters for content in contents):
        weightiest = _weightiest(problems)
        raise Unreadable(weightiest) if weightiest else Unreadable("no-text-layer.file")
    if b"%%EOF" not in data[-2048:]:
        problems.append(problem("damaged.pdf-end"))
    lettered = [content for content in contents if content.letters]
    seen = [content for content in lettered if content.recognised]
    left_there = sum(content.pictured >= _LEFT_THERE and not content.recognised for content in lettered)
    voted = bool(seen) or any(content.inlaid for content in lettered)
    foreign = left_there > len(lettered) / 2
    return document_of(
        contents,
        problems,
        reader="scan" if len(seen) == len(lettered) else "pdf",
        media_type="application/pdf",
        ocr=foreign or voted,
        voted=not foreign and voted,
    )


def _weightiest(problems: list[Problem]) -> Problem | None:
    """What explains best why nothing could be read; that a page is a picture explains nothing more."""
    told = [one for one in problems if one.code != "no-text-layer"]
    return next((one for one in told if one.code == "too-large"), told[0] if told else None)


def _open(data: bytes) -> PDF:
    try:
        return pdfplumber.open(io.BytesIO(data))
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # pdfminer lets through whatever its parser trips over, from KeyError to struct.error
        causes = [error, error.__cause__, error.__context__, *error.args]
        if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes):
            raise Unreadable("encrypted.pdf") from error
        raise Unreadable("damaged.pdf") from error


# -- pages -------------------------------------------------------------------------------------------------------------


_LEFT_THERE = 0.8
"""The part of a page: text over a picture of so much of it is what a recognition program left there, unseen."""


class _Pages:
    """Reads page after page, each in one of two ways: by its letters, or by its picture."""

    def __init__(
        self, inspected: Inspected, recognise: Recognise | None, watch: PageWatch, problems: list[Problem]
    ) -> None:
        self.inspected, self.watch, self.problems = inspected, watch, problems
        self._pictures = PictureReader(inspected.data, recognise, watch)
        self._inlaid = InlaidPictures(inspected.data, recognise, watch)
        self._unseen = UnseenLetters(inspected.data)

    def __iter__(self) -> Iterator[PageContent]:
        try:
            pages = _open(self.inspected.data).pages
        except (MemoryError, Unreadable):
            raise
        except Exception as error:  # see _open
            raise Unreadable("damaged.pdf") from error
        with opened(self.inspected.data, len(pages)) as drawn:
            yield from self._read(pages, drawn)

    def _read(self, pages: Sequence[Page], drawn: Drawn) -> Iterator[PageContent]:
        self.watch.pages = len(pages)
        poor: list[int] = []
        before: PageContent | None = None
        for page in pages:
            if kept := self.watch.kept(page.page_number):
                before = kept[0]
                self.problems += kept[1]
                self.watch.done(before)
                yield before
                continue
            if left_out := self.watch.left_out(page.page_number):
                self.problems.append(left_out)
                break
            known = len(self.problems)
            content = self._content(page, drawn, before, poor)
            before = content
            self.watch.done(content, self.problems[known:])
            yield content
        if len(pages) < len(self.inspected.pages):
            self.problems.append(problem("damaged.pdf-pages", pages=len(pages), stated=len(self.inspected.pages)))
        self.problems += [problem("bad-text-layer", page=number) for number in poor]

    def _content(self, page: Page, drawn: Drawn, before: PageContent | None, poor: list[int]) -> PageContent:
        state = self.inspected.pages.get(page.page_number) or PageState()
        size = _A4 if state.refusal or state.sizeless else (float(page.width), float(page.height))
        content = PageContent(page.page_number, *size)
        if state.refusal is not None:
            self.problems.append(state.refusal)
            return content
        try:
            objects = drawn.objects(page)
            _read_page(page, objects, content, before, self.problems)
            content = self._judged(page, objects.get("image", []), content, before, poor)
            if content.recognised or not content.letters:
                state.broken = state.broken or has_damaged_picture(page)
            self.problems += state.problems(
                content.number, None if content.recognised else len(objects.get("char", ()))
            )
            self.problems += self._unread(page, objects.get("image", []), content, state, poor)
        except MemoryError:
            raise
        except Exception as error:  # one bad page must not cost the others; see _open for why no narrower class
            if isinstance(error.__context__, MemoryError):  # which pdfplumber says to be an error of the page
                raise MemoryError from None
            self.problems.append(problem("damaged.page", page=content.number))
            content = PageContent(content.number, content.width, content.height)
        finally:
            _release(page)
        return content

    def _unread(
        self, page: Page, images: list[dict[str, Any]], content: PageContent, state: PageState, poor: list[int]
    ) -> Iterator[Problem]:
        """What of a page cannot be made out; words of pictures among its letters are added to ``content``."""
        if content.poor:
            yield problem("unclear-page", page=content.number)
        if content.recognised:
            return
        if content.pictured < _LEFT_THERE:
            yield from self._unseen.problems(content, suspected=state.faint or state.cropped)
        if content.letters and content.number not in poor:
            yield from self._inlaid.add(page, images, content)

    def _judged(
        self,
        page: Page,
        images: list[dict[str, Any]],
        content: PageContent,
        before: PageContent | None,
        poor: list[int],
    ) -> PageContent:
        """The page as its letters tell, or as its picture tells where it has no letters that can be read."""
        seen = self._pictures.instead(page, images, content, before)
        if seen is not None:
            return seen
        if is_only_picture(content):
            content.letters = 0
            self.problems.append(problem("no-text-layer.page", page=content.number))
            return content
        text = " ".join(line.text for line in content.every_line())
        if is_rubbish(text) or is_bare(text) or has_unmapped_letters(text):
            poor.append(content.number)
        elif glued := glued_words(text):
            words = ", ".join(f"“{word}”" for word in glued[:5])
            self.problems.append(problem("glued-words", page=content.number, words=words))
        return content


def _read_page(
    page: Page, objects: Objects, content: PageContent, before: PageContent | None, problems: list[Problem]
) -> None:
    number = content.number
    chars: list[dict[str, Any]] = objects.get("char", [])
    content.letters = sum(1 for c in chars if not c["text"].isspace())
    asides: list[list[dict[str, Any]]] = []
    for shown in annotation_chars(page):
        text = "".join(c["text"] for c in shown).strip()
        # A number or date stamped over its blank belongs into the line; a signature's own words do not.
        if len(text) <= 12 and not is_signature_stamp(text):
            chars = chars + shown
        else:
            asides.append(shown)
    content.pictured = image_share(objects.get("image", ()), content.width, content.height)
    turn = turn_of(chars, content.width, content.height)
    if turn is not None:
        content.width, content.height = content.height, content.width
        chars, asides = turn.chars(chars), [turn.chars(shown) for shown in asides]
    words, rotated = words_of(single_glyphs(chars))
    rows = _take_tables(page, objects, content, words, turn, before, problems)
    content.lines = lines_of(rows, number, content.width, content.height)
    for index, shown in enumerate(asides):
        own, turned = words_of(shown)
        rotated += turned
        lines = lines_of(rows_of(own), number, content.width, content.height)
        for line in lines:
            line.kind, line.group = "aside", -1000 - index
        content.lines += lines
    content.lines += aside_lines(rotated, number)
    if turn is not None:
        turn.turn_back(content.every_line())
        return
    content.rules = [
        s["top"]
        for kind in ("line", "rect")
        for s in objects.get(kind, ())
        if s["bottom"] - s["top"] < 3 and 40 < s["x1"] - s["x0"] < 0.5 * content.width
    ]


def _take_tables(
    page: Page,
    objects: Objects,
    content: PageContent,
    words: list[PageWord],
    turn: Turn | None,
    before: PageContent | None,
    problems: list[Problem],
) -> list[WordRow]:
    """Puts the tables of a page into ``content``; answers the rows of words outside them."""
    across: list[dict[str, Any]] = []
    try:
        across, down = rules_of(objects)
        if turn is not None:
            across, down = [turn.rule(rule) for rule in down], [turn.rule(rule) for rule in across]
        content.grids, words = tables_of(ruled_tables(page, across, down), words, content.number)
    except TooManyRules:
        problems.append(problem("too-many-rules", page=content.number))
    lines = [(rule["x0"], rule["x1"], rule["top"]) for rule in across]
    columns = before.last_columns if before is not None else None
    unruled, rows = aligned_tables(rows_of(words), content.number, lines, columns)
    content.grids = sorted([*content.grids, *unruled], key=lambda grid: (grid.top, grid.x0))
    return rows


def _release(page: Page) -> None:
    """Lets go of all that pdfplumber and pdfminer keep of a page, so that memory does not grow with the pages."""
    page.close()
    for cached in ("_layout", "_objects", "_edges", "_rect_edges", "_curve_edges"):
        page.__dict__.pop(cached, None)
    page.page_obj.contents = []
    # pdfminer keeps every stream it decoded; fonts live on in the resource manager, streams are read again if shared.
    objects = page.pdf.doc._cached_objs
    for key in [k for k, (value, _) in objects.items() if isinstance(value, PDFStream)]:
        del objects[key]
