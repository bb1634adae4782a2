"""What the pages over all documents share: what each document says, the reader's own body, the choice of documents."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from hmtn_ingest.collection.document import DocumentSummary, MaskedDocument
from hmtn_ingest.collection.due import DueEntry, due_entries
from hmtn_ingest.collection.figures import Figure, figures
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.web.pages import shell
from parsers.mentions.bodies.identity import BodyIdentity, body_identity

OWN_BODY = "own_body"
"""The setting that keeps the name of a person's own body."""

say = shell.texts("page.across")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the lists over all documents need of one."""

    summary: DocumentSummary
    entries: list[DueEntry]
    figures: list[Figure]


@st.cache_resource(max_entries=5000, show_spinner=False)
def _gathered(address: str, head: tuple[int, ...], _actor: Actor) -> Gathered:
    document, version, *_ = head
    reviewed = shell.all_documents().open(document, _actor, version)
    masked = MaskedDocument(document, reviewed)
    return Gathered(masked.summary, due_entries(masked, reviewed), figures(masked, reviewed))


def gather() -> list[Gathered]:
    """Every document, newest first; only those that changed since the last time are read again."""
    address, actor = shell.all_documents().address, shell.actor()
    with st.spinner(say("reading")):
        return [_gathered(address, head, actor) for head in heads()]


def heads() -> tuple[tuple[int, ...], ...]:
    """What changes whenever something that the lists show has changed."""
    return tuple(dataclasses.astuple(head) for head in shell.all_documents().heads(shell.actor()))


def own_body(gathered: Iterable[Gathered]) -> str | None:
    """The body that a person asks about, kept for the next time; offered are all that the documents name."""
    actor = shell.actor()
    key = f"{OWN_BODY}-{actor.name}"
    kept = shell.all_documents().setting(OWN_BODY, actor)
    if key not in st.session_state:
        st.session_state[key] = kept
    names = offered(gathered)
    if kept and kept not in names:
        names.insert(0, kept)
    chosen = st.selectbox(
        say("own"),
        names,
        index=None,
        key=key,
        placeholder=say("own-any"),
        help=say("own-help"),
        accept_new_options=True,
    )
    name = " ".join((chosen or "").split()) or None
    if name != kept:
        shell.all_documents().set_setting(OWN_BODY, name, actor)
    return name


def offered(gathered: Iterable[Gathered]) -> list[str]:
    """One name for each body, the bodies that most documents name first."""
    named: Counter[BodyIdentity] = Counter()
    written: dict[BodyIdentity, Counter[str]] = {}
    for one in gathered:
        for name in one.summary.bodies:
            identity = body_identity(name)
            named[identity] += 1
            written.setdefault(identity, Counter())[name] += not name.isupper()
    return [written[body].most_common(1)[0][0] for body, _ in named.most_common()]


def choose_documents(summaries: list[DocumentSummary], key: str) -> set[int]:
    """The documents that a person narrows to; all of them where none is chosen."""
    by_number = {summary.document: summary for summary in summaries}
    chosen = st.multiselect(
        say("papers"),
        list(by_number),
        format_func=lambda document: say_document(by_number[document]),
        key=key,
        placeholder=say("papers-any"),
    )
    return set(chosen) or set(by_number)


def say_document(summary: DocumentSummary) -> str:
    """A document in one line: "09/KH-BCĐ · Ban Chỉ đạo … · năm 2026"."""
    return " · ".join(part for part in (summary.name, summary.organ, summary.period) if part)
