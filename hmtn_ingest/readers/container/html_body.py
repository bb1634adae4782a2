"""The body of a message that is written in HTML, as plain text: rows with tabs, quoted lines with ">"."""

from __future__ import annotations

from lxml import etree, html

from hmtn_ingest.readers.xml_size import check_tag_count

_BLOCKS = frozenset(("p", "div", "li", "tr", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "body", "hr"))
_UNSEEN = frozenset(("script", "style", "head", "title", "meta"))


def text_of_html(source: str) -> str:
    """What the body says, without its looks; nothing for one that cannot be parsed.

    Raises ``Unreadable`` with ``too-large``.
    """
    if not source.strip():
        return ""
    check_tag_count(source.count("<"))
    try:
        # a declaration of an encoding is about bytes, and these are letters already
        root = html.document_fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    try:
        lines = "".join(_pieces(root)).split("\n")
    except RecursionError:  # elements in each other beyond all reason
        lines = "".join(map(str, root.itertext())).split("\n")
    found: list[str] = []
    for line in (" ".join(line.split(" ")).strip(" ") for line in lines):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip()


def _pieces(node: html.HtmlElement) -> list[str]:
    if not isinstance(node.tag, str) or node.tag in _UNSEEN:
        return []
    pieces = [_words(node.text)]
    for child in node:
        pieces += _pieces(child)
        pieces.append(_words(child.tail))
    if node.tag == "br":
        return ["\n"]
    if node.tag in ("td", "th"):
        return [" ".join("".join(pieces).split()), "\t"]
    if node.tag == "tr":
        return ["\n", "".join(pieces).rstrip("\t").strip(), "\n"]
    if node.tag == "blockquote":
        return ["\n", *(f"> {line.strip()}\n" for line in "".join(pieces).split("\n") if line.strip())]
    return ["\n", *pieces, "\n"] if node.tag in _BLOCKS else pieces


def _words(text: str | None) -> str:
    """Text with single blanks, as a browser shows it."""
    if not text:
        return ""
    return " " * text[:1].isspace() + " ".join(text.split()) + " " * (text[-1:].isspace() and bool(text.strip()))
