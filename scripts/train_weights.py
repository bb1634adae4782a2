"""Learn the weights of ``parsers/lexicon/weights.json`` from documents with gold, the same from the same.

    .venv/bin/python scripts/train_weights.py                  # learn and write
    .venv/bin/python scripts/train_weights.py --check          # leave one document out; prints, writes nothing
    .venv/bin/python scripts/train_weights.py --check --spacy  # the same with spaCy's linear text categoriser beside it

Reads the samples of this repository (but those held out, which judge), and further documents where ``--more
GOLD=DOCUMENTS`` names their folders or ``../shared/eval`` has them. Plain logistic regression: measured against spaCy's
linear text categoriser over the same signs F1 is .01 lower for duties, equal for targets, .1 higher for results, and it
needs no library. Signs that fewer than three documents show are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hmtn_ingest import readers  # noqa: E402
from hmtn_ingest.evaluation.gold import Gold, GoldQuantity  # noqa: E402
from hmtn_ingest.evaluation.matching import fold_name  # noqa: E402
from parsers.annotate import annotate  # noqa: E402
from parsers.annotated import AnnotatedDocument  # noqa: E402
from parsers.evidence import BIAS, Question  # noqa: E402
from parsers.extractors.obligations.doers import paragraph_at  # noqa: E402
from parsers.extractors.signs import number_signs, paragraph_signs  # noqa: E402
from parsers.mentions.quantities.mentions import QuantityMention  # noqa: E402

WEIGHTS = ROOT / "parsers" / "lexicon" / "weights.json"
SHARED = ROOT.parent / "shared" / "eval"
FOLDERS = (("gold", "docs"), ("plans", "plans"), ("hmtn", "hmtn/docs"), ("dev", "dev"))
SUFFIXES = (".docx", ".md", ".txt", ".pdf")  # one file a document, the first of these that there is
QUESTIONS: tuple[Question, ...] = ("duty", "target", "result")
LEAST_DOCUMENTS = 3
ROUNDS, STEP, DECAY = 8, 0.1, 0.02
SMALLEST = 0.05  # weights nearer to nothing are left out
LIKELY, UNLIKELY = 0.85, 0.1  # shares that the report calls a clear yes and a clear no


@dataclass(frozen=True)
class Example:
    document: str
    signs: tuple[str, ...]
    answer: bool


def folders(more: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    yield ROOT / "samples" / "gold", ROOT / "samples" / "documents"
    for pair in more:
        gold, _, documents = pair.partition("=")
        yield Path(gold), Path(documents or gold)
    if SHARED.is_dir():
        yield from ((SHARED / gold, SHARED / documents) for gold, documents in FOLDERS)


def examples(pairs: Iterator[tuple[Path, Path]]) -> dict[Question, list[Example]]:
    found: dict[Question, list[Example]] = {question: [] for question in QUESTIONS}
    for gold_folder, documents in pairs:
        for gold_file in sorted(gold_folder.glob("*.json")):
            file = next((f for s in SUFFIXES if (f := documents / f"{gold_file.stem}{s}").is_file()), None)
            if file is None:
                continue
            gold = Gold.model_validate_json(gold_file.read_bytes())
            annotated = annotate(readers.read(file.read_bytes(), file.name))
            name = f"{documents.parent.name}/{gold_file.stem}"
            found["duty"] += duty_examples(name, annotated, gold)
            for question, wanted in (("target", gold.targets), ("result", gold.results)):
                if wanted is not None:
                    found[question] += number_examples(name, annotated, wanted)  # type: ignore[index]
    return found


def duty_examples(name: str, annotated: AnnotatedDocument, gold: Gold) -> Iterator[Example]:
    if gold.obligations is None:
        return
    starts = [(fold_name(want.starts), want.optional) for want in gold.obligations]
    for paragraph in annotated.outline.zone("body", "annex"):
        if paragraph.block.table is not None or paragraph.end - paragraph.content < 6:
            continue
        text = fold_name(annotated.view.text[paragraph.content : paragraph.end])
        answers = {optional for start, optional in starts if start and start in text[: len(start) + 12]}
        if True not in answers:
            yield Example(name, paragraph_signs(annotated, paragraph.start), bool(answers))


def number_examples(name: str, annotated: AnnotatedDocument, wanted: Sequence[GoldQuantity]) -> Iterator[Example]:
    """Numbers of the text; those that look like a gold one more often than gold has it are left out, as unclear."""
    mentions = [
        m for m in annotated.quantities if (p := paragraph_at(annotated, m.start)) and p.zone in ("body", "annex")
    ]
    keys = [_key(annotated, mention) for mention in mentions]
    answers: defaultdict[int, list[bool]] = defaultdict(list)
    for want in wanted:
        hits = [at for at, key in enumerate(keys) if _fits(want, key, mentions[at])]
        same = sum(fold_name(other.quote) == fold_name(want.quote) for other in wanted)
        for at in hits:
            answers[at].append(not want.optional and len(hits) <= same)
    for at, mention in enumerate(mentions):
        if all(answers[at]):
            yield Example(name, number_signs(annotated, mention), bool(answers[at]))


def _key(annotated: AnnotatedDocument, mention: QuantityMention) -> str:
    return fold_name(annotated.view.text[mention.start : mention.end])


def _fits(want: GoldQuantity, key: str, mention: QuantityMention) -> bool:
    quote, quantity = fold_name(want.quote), mention.quantity
    return (quote in key or key in quote) and bool({want.min, want.max} & {quantity.min, quantity.max} - {None})


def learn(given: Sequence[Example]) -> dict[str, float]:
    """Weights by logistic regression: adaptive steps through the examples in their order, always the same number of
    rounds."""
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for one in given:
        for sign in one.signs:
            documents[sign].add(one.document)
    known = {sign for sign, seen in documents.items() if len(seen) >= LEAST_DOCUMENTS}
    rows = [([BIAS, *dict.fromkeys(s for s in one.signs if s in known)], one.answer) for one in given]
    weights: defaultdict[str, float] = defaultdict(float)
    moved: defaultdict[str, float] = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        for signs, answer in rows:
            error = answer - _share(sum(weights[s] for s in signs))
            for sign in signs:
                slope = error - (DECAY * weights[sign] if sign != BIAS else 0.0)
                moved[sign] += slope * slope
                weights[sign] += STEP * slope / math.sqrt(moved[sign])
    kept = {sign: round(weight, 2) for sign, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}
    return {BIAS: round(weights[BIAS], 2)} | kept


def _share(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def left_out(given: Sequence[Example], spacy: bool) -> list[tuple[Example, float]]:
    """Each example with the share that weights learned without its document give it."""
    judged: list[tuple[Example, float]] = []
    for document in dict.fromkeys(one.document for one in given):
        rest = [one for one in given if one.document != document]
        own = [one for one in given if one.document == document]
        judge = spacy_judge(rest) if spacy else linear_judge(rest)
        judged += [(one, judge(one)) for one in own]
    return judged


def linear_judge(rest: Sequence[Example]):  # type: ignore[no-untyped-def]
    weights = learn(rest)
    return lambda one: _share(sum(weights.get(s, 0.0) for s in dict.fromkeys((BIAS, *one.signs))))


def spacy_judge(rest: Sequence[Example]):  # type: ignore[no-untyped-def]
    """spaCy's linear text categoriser over the signs as words."""
    import spacy as library
    from spacy.tokens import Doc
    from spacy.training import Example as Pair
    from spacy.util import fix_random_seed

    fix_random_seed(0)
    pipeline = library.blank("xx")
    model = {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 1,
        "no_output_layer": False,
    }
    pipeline.add_pipe("textcat", config={"model": model})

    def doc(one: Example) -> Doc:
        return Doc(pipeline.vocab, words=list(dict.fromkeys(one.signs)) or ["-"])

    pairs = [
        Pair.from_dict(doc(one), {"cats": {"YES": float(one.answer), "NO": float(not one.answer)}}) for one in rest
    ]
    optimizer = pipeline.initialize(lambda: pairs)
    for _ in range(10):
        for at in range(0, len(pairs), 32):
            pipeline.update(pairs[at : at + 32], sgd=optimizer)
    return lambda one: pipeline.get_pipe("textcat")(doc(one)).cats["YES"]


def report(question: Question, judged: list[tuple[Example, float]], how: str) -> None:
    counts = Counter((one.answer, share >= 0.5) for one, share in judged)
    hit, extra, missed = counts[True, True], counts[False, True], counts[True, False]
    sure = [one.answer for one, share in judged if share >= LIKELY]
    never = [one.answer for one, share in judged if share <= UNLIKELY]
    f1 = 2 * hit / max(1, 2 * hit + extra + missed)
    print(
        f"{question:7} {how:10} {len(judged):5} places, {hit + missed:4} yes   P {hit / max(1, hit + extra):.3f} "
        f"R {hit / max(1, hit + missed):.3f} F1 {f1:.3f}   clear yes {len(sure)}: {sum(sure) / max(1, len(sure)):.3f} "
        f"right   clear no {len(never)}: {1 - sum(never) / max(1, len(never)):.3f} right"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--more", nargs="*", default=[], metavar="GOLD=DOCUMENTS")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--spacy", action="store_true")
    given = parser.parse_args()
    found = examples(folders(given.more))
    if given.check:
        for question in QUESTIONS:
            report(question, left_out(found[question], spacy=False), "weights")
            if given.spacy:
                report(question, left_out(found[question], spacy=True), "spaCy")
        return
    table = {question: learn(found[question]) for question in QUESTIONS}
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    for question in QUESTIONS:
        print(f"{question}: {len(found[question])} places, {len(table[question])} weights")


if __name__ == "__main__":
    main()
