"""How many characters a second become records on one core, beside a citation extractor on text of its own domain.

    python benchmarks/extraction_speed.py

The samples' .txt files go through ``ingest`` (decoding, mentions, records, links). ``eyecite.get_citations`` with its
default tokenizer gets court-opinion prose of the same lengths. Both run in this process on one core, in turns; the best
turn of each counts. Imports and the first, compiling run are not measured here: see cold_start.py.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from eyecite import get_citations

from hmtn_ingest.pipeline import ingest

TURNS = 7
SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples" / "documents").glob("*.txt"))

# Written for this measurement; the parties are invented. {n} keeps repeated paragraphs from being the same text.
OPINION = (
    "The district court dismissed the complaint for want of standing, and the panel below affirmed. We review that "
    "judgment de novo. Harrow v. Quill County, 4{n} U.S. 2{n}, 2{n}5 (198{d}). The plaintiffs allege that the notice "
    "they were sent left out the date by which an answer was due, so that no reader could have met it.\n",
    "The facts are short. In March the county wrote to every owner on the east bank and asked for a survey of wells. "
    "Some of the letters named a day, some named a week, and a few named nothing at all; the owners who asked were "
    "told to wait for a second letter, which was never sent. When the survey closed, fines were laid on those who had "
    "not answered, and the plaintiffs, who hold eleven of the wells between them, paid under protest and came here.\n",
    "A notice must be reasonably calculated to reach those whose rights it touches. Id. at 2{n}8; see also Pell Mining "
    "Co. v. Osgood, 7{n} F.2d 11{n}, 114 (9th Cir. 197{d}); In re Estate of Tarn, 3{n} P.3d 6{n} (Cal. 200{d}). The "
    "clerk's office had kept a list of addresses for years, and nothing suggests that it was ever consulted.\n",
    "The statute itself is plain. 28 U.S.C. § 13{n}. It asks for a written statement of the amount, the place and the "
    "day, and the regulations repeat those three in the same order. The agency reads them as examples rather than as a "
    "list; that reading has been tried before and was turned down each time. Ostler v. Bright, 9{n} F. Supp. 2d 4{n}, "
    "460 (D. Me. 199{d}), aff'd, 2{n} F.3d 8{n} (1st Cir. 200{d}).\n",
    "We are told that the delay was harmless, because the hearing was held and the parties spoke. Harrow, 4{n} U.S., "
    "at 2{n}9, forecloses the argument: a party who arrives without knowing the question has not been heard on it. "
    "That the officer was patient, that the room was full and that the minutes run to forty pages does not change what "
    "the letter left out. The judgment is vacated and the matter is sent back for proceedings that agree with this "
    "opinion.\n",
)


def opinion(length: int) -> str:
    """Court-opinion prose of about so many characters, with a citation every 250 characters or so."""
    text, turn = "", 0
    while len(text) < length:
        text += OPINION[turn % len(OPINION)].replace("{n}", f"{10 + turn % 90}").replace("{d}", f"{turn % 10}")
        turn += 1
    return text[:length]


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measure() -> float:
    """Prints the speeds and returns the ratio of ours to that of the citation extractor."""
    documents = [(path.read_bytes(), path.name) for path in SAMPLES]
    lengths = [len(ingest(data, name=name).text) for data, name in documents]
    opinions = [opinion(length) for length in lengths]
    citations = sum(len(get_citations(text)) for text in opinions)

    def ours() -> None:
        for data, name in documents:
            ingest(data, name=name)

    def theirs() -> None:
        for text in opinions:
            get_citations(text)

    times = [(seconds(ours), seconds(theirs)) for _ in range(TURNS)]
    speeds = [sum(lengths) / min(turn[side] for turn in times) for side in (0, 1)]
    print(
        f"{len(documents)} documents, {sum(lengths):,} characters each side, best of {TURNS} turns, CPU time, one core"
    )
    print(f"hmtn_ingest text → record        {speeds[0]:>12,.0f} characters/s")
    print(f"eyecite.get_citations            {speeds[1]:>12,.0f} characters/s   ({citations} citations found)")
    print(f"ratio                            {speeds[0] / speeds[1]:>12.2f}")
    return speeds[0] / speeds[1]


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    measure()


if __name__ == "__main__":
    main()
