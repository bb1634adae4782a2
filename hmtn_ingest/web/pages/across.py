"""What the pages over all documents share: what each document says, the reader's own body, the choice of documents."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from hmtn_ingest.collection.document import DocumentSummary, MaskedDocument
from hmtn_ingest.collection.due import DueEntry, due_entries
from hmtn_ingest.collection.figures import Figure, figures
from hmtn_ingest.collection.home import HomeUnit, settled_home
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.pages.body_picker import body_picker
from parsers.mentions.bodies.identity import BodyIdentity, body_identity
from parsers.records import BodyRef

say = shell.texts("page.across")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the lists over all documents need of one; ``doers`` are the bodies of each duty."""

    summary: DocumentSummary
    entries: list[DueEntry]
    figures: list[Figure]
    doers: list[tuple[BodyRef, ...]]


@st.cache_resource(max_entries=5000, show_spinner=False)
def _gathered(address: str, head: tuple[int, ...], _actor: Actor) -> Gathered:
    document, version, *_ = head
    reviewed = shell.all_documents().open(document, _actor, version)
    masked = MaskedDocument(document, reviewed)
    doers = [tuple(map(masked.mask_body, duty.bodies)) for duty in reviewed.record.obligations]
    return Gathered(masked.summary, due_entries(masked, reviewed), figures(masked, reviewed), doers)


def gather() -> list[Gathered]:
    """Every document, newest first; only those that changed since the last time are read again."""
    address, actor = shell.all_documents().address, shell.actor()
    with st.spinner(say("reading")):
        return [_gathered(address, head, actor) for head in heads()]


def heads() -> tuple[tuple[int, ...], ...]:
    """What changes whenever something that the lists show has changed."""
    return tuple(dataclasses.astuple(head) for head in shell.all_documents().heads(shell.actor()))


def own_home(gathered: Sequence[Gathered]) -> HomeUnit | None:
    """The body or place of the person who looks at the page."""
    name = shell.all_documents().home(shell.actor())
    return settled_home(name, [one.summary for one in gathered]) if name else None


def choose_home(gathered: Sequence[Gathered], key: str) -> None:
    """The field for the body or place of a person, kept for the next time on every page."""
    documents, actor = shell.all_documents(), shell.actor()
    body_picker(
        say("own"),
        documents.home(actor),
        offered(gathered),
        lambda name: documents.set_home(name, actor),
        key=key,
        placeholder=say("own-any"),
        help=say("own-help"),
    )


def ask_home() -> bool:
    """Ask for the body or place once, where nobody here was asked yet; whether it was given just now."""
    documents, actor = shell.all_documents(), shell.actor()
    asked, home = "home_asked", documents.home(actor)
    if home is not None:
        return bool(st.session_state.pop(asked, False) and home and heads())
    st.session_state[asked] = True
    with st.container(border=True, key="ask-home"):
        shell.show_part(say("home-asked"))
        shell.show_text(say("home-why"))
        choose_home([], "first_home")
        if st.button(say("home-later"), type="tertiary"):
            documents.set_home(None, actor)
            st.rerun()
    return False


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
