"""Which parts of a document are about a year of their own: "I. KẾT QUẢ NĂM 2025", "Đến năm 2028:"."""

from __future__ import annotations

from parsers import regex
from parsers.layout.outline import Node, Outline
from parsers.mentions.dates.patterns import COMPARED_BEHIND, YEAR, YEAR_WORD
from parsers.text import NormalisedText

# "I. Kết quả công tác | năm 2025" · "Đến năm 2028:" · "Quý I/2026" · "6 tháng đầu năm 2026"; not "so với năm 2025", nor
# "dưới 450 ca (năm 2025: 473 ca)"
_YEARS = regex.compile(
    rf"(?<!so với )(?<!cùng kỳ )(?!(?<=\(){YEAR_WORD} {YEAR}{COMPARED_BEHIND})"
    rf"(?:(?<!\w){YEAR_WORD} |(?<=\p{{L}} ?/ ?))(?P<year>{YEAR})(?![\w/-])"
)
_LONGEST_TITLE = 160


def years_of_parts(outline: Outline, view: NormalisedText) -> list[tuple[int, int, int]]:
    """Start, end and year of each part whose heading names one year, outer parts before inner ones."""
    ends: dict[int, int] = {}
    named: list[tuple[Node, int]] = []
    for paragraph in outline.paragraphs:
        node = paragraph.node
        if node is not None and paragraph.opens and paragraph.end - paragraph.content < _LONGEST_TITLE:
            years = {int(m["year"]) for m in _YEARS.finditer(view.norm, paragraph.content, paragraph.end)}
            if len(years) == 1:
                named.append((node, years.pop()))
        while node is not None:
            ends[id(node)] = paragraph.end
            node = node.parent
    return [(node.paragraph.start, ends[id(node)], year) for node, year in named]
