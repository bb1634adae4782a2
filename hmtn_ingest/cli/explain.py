"""Why a fact is in the record, in Vietnamese and English, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hmtn_ingest.i18n import say
from hmtn_ingest.pipeline import ingest_traced
from hmtn_ingest.privacy import mask_personal_data
from parsers.evidence import Vote
from parsers.trace import Trace, traces

_MOST_SIGNS = 12


def explain_fact(file: Path, key: str, tell: object) -> str | None:
    """Work for a worker process: why the file has a fact; ``None`` where it has none of this id."""
    record, annotated = ingest_traced(file)
    trace = traces(annotated, record).get(key) if annotated is not None else None
    return explanation(trace) if trace else None


def explanation(trace: Trace) -> str:
    """The clue that decided, the signs that were weighed (the heaviest first), the doubts, the words."""
    return "\n".join(_lines(trace)) + "\n"


def _lines(trace: Trace) -> Iterator[str]:
    fact = trace.fact
    yield f"{fact.id} ({trace.list_name}), how: {fact.how}"
    for span in fact.spans:
        page = f", trang · page {span.page}" if span.page else ""
        yield f"  “{mask_personal_data(' '.join(span.quote.split()))}” [{span.start}–{span.end}{page}]"
    yield f"Dấu hiệu quyết định · clue that decided: {trace.clue or 'quy tắc của loại mục này · the rule of its kind'}"
    if trace.vote:
        yield from _vote(trace.vote)
    if not fact.doubts:
        yield "Không có nghi vấn · no doubts"
    for code in fact.doubts:
        yield f"Nghi vấn · doubt {code}: {say(f'doubt.{code}', 'vi')} · {say(f'doubt.{code}', 'en')}"


def _vote(vote: Vote) -> Iterator[str]:
    yield (
        f"Trọng số cộng lại · weights add up: {vote.question} {vote.score:+.2f}, xác suất · share {vote.share:.2f} "
        f"({len(vote.parts)} dấu hiệu · signs)"
    )
    heaviest = sorted(vote.parts, key=lambda part: (-abs(part[1]), part[0]))
    yield from (f"  {weight:+.2f}  {sign}" for sign, weight in heaviest[:_MOST_SIGNS])
