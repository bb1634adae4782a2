"""The specimens: one source in three formats, gold that stands on the text, and nothing borrowed."""

from __future__ import annotations

import itertools
import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from hmtn_ingest.evaluation import Gold, load_gold
from hmtn_ingest.evaluation.gold import GoldTable
from hmtn_ingest.evaluation.matching import fold_name
from samples import make, page, text, word
from samples.source import Grid, Pair, Paragraph, Specimen, parse, plain

SAMPLES = Path(make.__file__).parent
DOCUMENTS = SAMPLES / "documents"
SHARED = SAMPLES.parent.parent / "shared"
SPECIMENS = {source.stem: parse(source) for source in sorted((SAMPLES / "src").glob("*.md"))}
GOLD = load_gold(SAMPLES / "gold")

each_specimen = pytest.mark.parametrize("name", SPECIMENS)


def read_text(name: str) -> str:
    """The text of a specimen on one line, in NFC."""
    content = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return " ".join(unicodedata.normalize("NFC", content).split())


def lines(specimen: Specimen) -> list[str]:
    """Every paragraph, cell and line of a cell, as a reader sees it."""
    found: list[str] = []
    for part in specimen.parts:
        if isinstance(part, Paragraph):
            found.append(plain(part.text))
        elif isinstance(part, Pair):
            found += [plain(line) for line in (*part.left, *part.right)]
        elif isinstance(part, Grid):
            found += itertools.chain.from_iterable(part.rows)
    return [line for line in found if line]


def test_every_specimen_has_its_three_files_and_its_gold() -> None:
    expected = {f"{name}{suffix}" for name in SPECIMENS for suffix, _ in make.WRITERS}
    assert {path.name for path in DOCUMENTS.iterdir()} == expected
    assert GOLD.keys() == SPECIMENS.keys()


@each_specimen
def test_text_is_built_from_the_source(name: str) -> None:
    assert (DOCUMENTS / f"{name}.txt").read_bytes() == text.write(SPECIMENS[name])


@each_specimen
def test_word_file_is_built_from_the_source(name: str) -> None:
    def members(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {member: archive.read(member) for member in archive.namelist()}

    committed, built = members((DOCUMENTS / f"{name}.docx").read_bytes()), members(word.write(SPECIMENS[name]))
    assert built["word/document.xml"] == committed["word/document.xml"]
    assert built["word/numbering.xml"] == committed["word/numbering.xml"]
    assert built["docProps/core.xml"] == committed["docProps/core.xml"]


def pdf_pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


@each_specimen
def test_pdf_is_built_from_the_source(name: str) -> None:
    if not page.FONTS.joinpath("DejaVuSerifCondensed.ttf").exists():
        pytest.skip("fonts-dejavu-extra is not installed")
    assert pdf_pages(page.write(SPECIMENS[name])) == pdf_pages((DOCUMENTS / f"{name}.pdf").read_bytes())


@each_specimen
def test_pdf_holds_every_line_of_the_source(name: str) -> None:
    pages = pdf_pages((DOCUMENTS / f"{name}.pdf").read_bytes())
    numbered = [pages[0], *(page.removeprefix(str(at)) for at, page in enumerate(pages[1:], 2))]
    content = "".join("".join(numbered).split())
    assert [line for line in lines(SPECIMENS[name]) if "".join(line.split()) not in content] == []


def test_automatic_numbers_stand_in_no_run() -> None:
    with_numbers = [name for name, specimen in SPECIMENS.items() if specimen.options.numbering == "word"]
    assert len(with_numbers) >= 2
    for name in with_numbers:
        paragraphs = docx.Document(str(DOCUMENTS / f"{name}.docx")).paragraphs
        numbered = [p for p in paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
        assert len(numbered) > 10
        assert not [p.text for p in paragraphs if re.match(r"[IVX]+\.\s|\d+\.\s|- ", p.text)]


def test_a_typed_number_that_word_would_count_otherwise_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "gap.md"
    source.write_text('+++\nnumbering = "word"\n+++\n# I. MỤC TIÊU\n# III. KINH PHÍ\n', encoding="utf-8")
    with pytest.raises(ValueError, match="number this paragraph II, the source says III"):
        word.write(parse(source))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("|: 1 2\n| a | b | c |\n", "not as many cells"),
        (":: letterhead\nUBND\n", "not closed"),
    ],
)
def test_a_broken_source_is_refused_with_its_place(tmp_path: Path, body: str, message: str) -> None:
    source = tmp_path / "broken.md"
    source.write_text(f"+++\n+++\n{body}", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"broken\.md:\d+: .*{message}"):
        parse(source)


def quotes(gold: Gold) -> list[str]:
    """What the gold copies out of the text."""
    found = [fact.quote for facts in (gold.dates, gold.targets, gold.results) for fact in facts or ()]
    found += [event.quote for event in gold.events or ()]
    found += [deadline.quote for deadline in gold.deadlines or ()]
    found += [deadline.action for deadline in gold.deadlines or () if deadline.action]
    found += [obligation.starts for obligation in gold.obligations or ()]
    found += [citation.code for citation in gold.citations or ()]
    found += [recipient.name for recipient in gold.recipients or ()]
    found += [contact.name for contact in gold.contacts or () if contact.name]
    return found


@each_specimen
def test_gold_quotes_stand_in_the_text(name: str) -> None:
    content = read_text(name)
    assert [quote for quote in quotes(GOLD[name]) if " ".join(quote.split()) not in content] == []


@each_specimen
def test_gold_bodies_are_named_in_the_text(name: str) -> None:
    """A list "các huyện A, B và C" is one body each in gold ("huyện B"), so the last words have to be there."""
    content = fold_name(read_text(name))
    gold = GOLD[name]
    facts = [*(gold.targets or ()), *(gold.results or ()), *(gold.obligations or ()), *(gold.deadlines or ())]
    bodies = {body for fact in facts for body in fact.bodies}
    assert [body for body in bodies if fold_name(body.removeprefix("huyện ")) not in content] == []


def column_sums(table: GoldTable) -> list[float]:
    numbers = [[float(cell) for cell in row[2:] if cell is not None] for row in table.rows]
    return [sum(column) for column in zip(*numbers, strict=True)]


def test_quota_totals_are_right_but_for_the_planted_one() -> None:
    wrong = [
        name for name, gold in GOLD.items() for t in gold.quota_tables or () if t.total and column_sums(t) != t.total
    ]
    assert wrong == ["mau-thuan"]


def test_the_ward_plan_has_sixty_rows_over_several_pages() -> None:
    (table,) = GOLD["ke-hoach-phuong"].quota_tables or ()
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, 61)]
    pages = pdf_pages((DOCUMENTS / "ke-hoach-phuong.pdf").read_bytes())
    assert sum("Số người\r\nhiến máu" in page or "Số người hiến máu" in page for page in pages) >= 2


@each_specimen
def test_no_phone_number_belongs_to_anyone(name: str) -> None:
    digits = re.sub(r"[ .]", "", read_text(name))
    assert set(re.findall(r"09\d{8}", digits)) == {contact.phone for contact in GOLD[name].contacts or ()}
    assert all((contact.phone or "").startswith("0900000") for contact in GOLD[name].contacts or ())


def words_in_a_row(content: str, count: int) -> set[tuple[str, ...]]:
    words = fold_name(content).split()
    return {tuple(words[at : at + count]) for at in range(len(words) - count + 1)}


def test_no_sentence_is_borrowed() -> None:
    """No fifteen words in a row stand in any document of ../shared (the national title and motto are fourteen)."""
    borrowed_from = [
        path
        for folder in ("eval/docs", "eval/plans", "corpus/plans")
        for path in sorted((SHARED / folder).glob("*"))
        if path.suffix in (".txt", ".md")
    ]
    if not borrowed_from:
        pytest.skip("no ../shared beside the project")
    theirs = set().union(*(words_in_a_row(path.read_text(encoding="utf-8"), 15) for path in borrowed_from))
    ours = {name: words_in_a_row(read_text(name), 15) for name in SPECIMENS}
    assert {name: shared for name, rows in ours.items() if (shared := rows & theirs)} == {}


def test_every_quote_of_the_held_out_gold_stands_in_its_document() -> None:
    folder = SAMPLES / "heldout"
    for name, gold in load_gold(folder).items():
        (document,) = [path for path in folder.iterdir() if path.stem == name and path.suffix != ".json"]
        plain_text = fold_name(re.sub(r"[*#|]", " ", document.read_text(encoding="utf-8")))
        facts = gold.model_dump()
        quotes = [
            fact["quote"]
            for kind in ("dates", "targets", "results", "deadlines")
            for fact in facts[kind] or ()
            if fact["quote"]
        ]
        assert quotes
        assert [quote for quote in quotes if fold_name(quote) not in plain_text] == [], name
