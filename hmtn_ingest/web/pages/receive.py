"""Tiếp nhận: files and pasted texts come in, each with what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hmtn_ingest.i18n import table
from hmtn_ingest.i18n.phrases import say_edtf, say_number, say_problem
from hmtn_ingest.i18n.time_zone import VIETNAM
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.review.queue import attention, left
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.stored import Stored
from hmtn_ingest.service import intake
from hmtn_ingest.service.intake import Duplicates, IntakeItem
from hmtn_ingest.web.pages import across, shell
from hmtn_ingest.web.pages.file_reading import follow, reading_row
from hmtn_ingest.web.pages.samples import sample_files
from hmtn_ingest.web.template import page_html

_SHOWN = 20
_RECENT = 5

say = shell.texts("page.receive")

_FORMS = {".pdf": "PDF", ".docx": "Word", ".txt": "TXT"}


def page() -> None:
    items: list[IntakeItem] = st.session_state.setdefault("arrivals", [])
    shell.page_head(say("title"), say("lead"))
    if across.ask_home():
        shell.go("today")
    files, paste = st.columns([6, 5], gap="medium")
    with files:
        _files(items)
        _samples(items)
    with paste:
        _paste(items)
    progress = _list(items)
    waiting = next((item for item in reversed(items) if item.stage == "waiting"), None)
    if waiting:  # one a run, so that what is there already can be used meanwhile
        text = waiting.data.decode() if waiting.pasted else None
        follow(waiting, progress)
        intake.join_annexes(shell.all_documents(), items, shell.actor(), waiting.upload)
        if text is not None and waiting.stage != "refused":
            _clear_paste(text)
        st.rerun()


def _add(items: list[IntakeItem], new: Iterable[IntakeItem]) -> None:
    """On top, the first to be read at the bottom of its batch."""
    items[:0] = reversed(list(new))


def _files(items: list[IntakeItem]) -> None:
    turn = st.session_state.setdefault("files-turn", 0)
    # Any type is let in: what a file is decides its content, and the readers say what to do with it.
    files = st.file_uploader(say("files"), accept_multiple_files=True, key=f"files-{turn}")
    shell.show_text(say("files-note"), "hint under-uploader")
    st.html(page_html("uploader_script.html", turn=turn), unsafe_allow_javascript=True)
    if files:
        _add(items, intake.items_of((file.name, file.getvalue()) for file in files))
        st.session_state["files-turn"] = turn + 1  # a new, empty uploader
        st.rerun()


def _samples(items: list[IntakeItem]) -> None:
    names = table("sample", shell.language())
    paths = {(path.stem, path.suffix): path for path in sample_files() if path.stem in names}
    if not paths:
        return

    def take() -> None:
        stem = st.session_state["sample"]
        st.session_state["sample"] = None
        path: Path | None = paths.get((stem, st.session_state.get("sample-form") or ".pdf"))
        if path:
            _add(items, [IntakeItem(path.name, path.read_bytes())])

    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        shell.show_text(say("samples"), "label")
        st.segmented_control(
            say("form"),
            list(_FORMS),
            format_func=_FORMS.__getitem__,
            default=".pdf",
            key="sample-form",
            required=True,
            label_visibility="collapsed",
        )
    st.pills(
        say("samples"),
        [stem for stem in names if any(known == stem for known, _ in paths)],
        format_func=names.__getitem__,
        key="sample",
        on_change=take,
        label_visibility="collapsed",
        wrap=True,
    )


def _paste(items: list[IntakeItem]) -> None:
    key = _paste_key()
    # what was typed is still there when the person comes back from another page
    st.text_area(say("paste"), key=key, height=212, placeholder=say("paste-here"), persist_state="session")
    if st.button(say("paste-do"), icon=":material/content_paste:"):
        text = st.session_state[key]
        if text.strip():
            _add(items, [IntakeItem(intake.PASTED, text.encode(), pasted=True)])
        else:
            shell.say_box("info", say("paste-empty"))


def _paste_key() -> str:
    return f"paste-{st.session_state.setdefault('paste-turn', 0)}"


def _clear_paste(text: str) -> None:
    """Empty the field of a text that has been taken over, unless something else stands in it by now."""
    if st.session_state.get(_paste_key()) == text:
        st.session_state["paste-turn"] += 1


def _list(items: list[IntakeItem]) -> DeltaGenerator:
    """What came in; answers the place for how far the file is that is being read."""
    if not items:
        _recent()
        return st.empty()
    place = st.empty()
    waiting = [item for item in items if item.stage == "waiting"]
    _progress(items, len(waiting))
    # what waits for a choice is never cut off
    shown = [item for at, item in enumerate(items) if at < _SHOWN or item.stage in ("stopped", "choice")]
    for item in shown:
        if item.stage == "waiting" and item is waiting[-1]:
            place = reading_row(item)
        elif item.stage == "waiting":
            st.html(
                page_html("arrival.html", stage="waiting", badge=say("waiting"), text=mask_personal_data(item.name))
            )
        elif item.stage == "stopped":
            _stopped(items, item)
        elif item.stage == "choice":
            _choice(items, item)
        elif item.stage == "refused":
            _refused(items, item)
        elif item.stored:
            _kept(item.stored, f"arrival-{item.number}", say("kept"))
    if len(shown) < len(items):
        shell.show_text(say("more", count=len(items) - len(shown)))
    return place


def _stopped(items: list[IntakeItem], item: IntakeItem) -> None:
    with st.container(border=True, key=f"arrival-{item.number}"):
        st.html(
            page_html(
                "arrival_refused.html",
                stage="stopped",
                badge=say("stopped"),
                name=mask_personal_data(item.name),
                cause=say("stopped-note", number=len(item.words), pages=item.pages)
                if item.words
                else say("stopped-early"),
                original="",
            )
        )
        with st.container(horizontal=True):
            if st.button(say("resume"), type="primary", key=f"resume-{item.number}"):
                intake.resume(item)
                st.rerun()
            _drop(items, item, f"drop-{item.number}")


def _drop(items: list[IntakeItem], item: IntakeItem, key: str) -> None:
    if st.button(say("skip"), type="tertiary", key=key):
        intake.drop(shell.all_documents(), item)
        items.remove(item)
        st.rerun()


def _recent() -> None:
    """What came in lately, while nothing comes in."""
    recent = shell.all_documents().find(shell.actor())[:_RECENT]
    if not recent:
        shell.empty(say("nothing"))
        return
    shell.show_text(say("recent"), "", tag="h2")
    for stored in recent:
        _kept(stored, f"recent-{stored.document}", None)


def _progress(items: list[IntakeItem], waiting: int) -> None:
    """How many of the files are read, and a button that takes those away of which nothing is asked any more."""
    with st.container(horizontal=True, vertical_alignment="center"):
        read = f"{len(items) - waiting}/{len(items)}" if waiting else str(len(items))
        shell.show_text(say("arrived"), "", tag="h2", count=read)
        if any(item.stage in ("kept", "refused") for item in items) and st.button(
            say("clear"), type="tertiary", help=say("clear-help")
        ):
            items[:] = [item for item in items if item.stage in ("waiting", "stopped", "choice")]
            st.rerun()
    bar = st.empty()  # its place stays, or the rows below would move up and be seen twice while they are drawn anew
    if waiting and len(items) > 1:  # one file has a bar of its own
        bar.progress(1 - waiting / len(items))


def _kept(stored: Stored, key: str, badge: str | None) -> None:
    with st.container(border=True, key=key):
        words, buttons = st.columns([9, 2], vertical_alignment="center")
        try:
            reviewed = shell.reviewed(stored.document)
        except LookupError:
            text = f"{say('gone')} ({stored.file_name})"
            words.html(page_html("arrival.html", stage="gone", badge=None, text=text))
            return
        words.html(
            page_html(
                "arrival_kept.html",
                stage="kept",
                badge=badge,
                title=_title(stored),
                meta=" · ".join(part for part in (*_file_words(stored), *_numbers(reviewed)) if part),
                problems=[say_problem(one, shell.language()) for one in reviewed.record.problems[:2]],
                pills=_pills(reviewed),
            )
        )
        with buttons:
            if st.button(say("review"), type="primary", key=f"review-{key}", width="stretch"):
                shell.go("review", document=str(stored.document))


def _file_words(stored: Stored) -> list[str]:
    """The name of its file, and which version it is where there are several."""
    version = [say("version-no", count=stored.versions)] if stored.versions > 1 else []
    return [mask_personal_data(stored.file_name), *version]


def _numbers(reviewed: Reviewed) -> list[str]:
    """How much was read: pages, deadlines, targets and so on, nothing that is not there."""
    record = reviewed.record
    counts = {
        "pages": record.source.pages or 0,
        "deadlines": len(record.deadlines),
        "targets": len(record.targets) + len(record.results),
        "quotas": sum(len(table.rows) for table in record.quota_tables),
        "duties": len(record.obligations),
    }
    return [_count(name, count) for name, count in counts.items() if count]


def _pills(reviewed: Reviewed) -> list[tuple[str, str]]:
    """What waits, each with its look: what has to be seen, else what may be accepted at once, else nothing."""
    counts = left(reviewed, attention(reviewed))
    waits = {"findings": counts["finding"][0], "doubtful": counts["doubtful"][0], "unread": counts["residue"][0]}
    pills = [(name, _count(name, count)) for name, count in waits.items() if count]
    rest = counts["deadline"][0] + counts["rest"][0]
    if not pills and rest:
        return [("rest", _count("rest", rest))]
    return pills or [("done", say("done"))]


def _count(name: str, count: int) -> str:
    return say(name, count=say_number(count, shell.language()))


class _Title(NamedTuple):
    """A document in two lines: type and number, beside them issuer and day; the subject."""

    lead: str
    beside: str
    subject: str


def _title(stored: Stored) -> _Title:
    date = say_edtf(stored.issued, shell.language()) if stored.issued else ""
    lead = " ".join(part for part in (stored.type_name, stored.code) if part)
    beside = " · ".join(part for part in (stored.organ_name, date) if part)
    return _Title(*map(mask_personal_data, (lead, beside, stored.subject or say("no-subject"))))


def _choice(items: list[IntakeItem], item: IntakeItem) -> None:
    documents, actor, key = shell.all_documents(), shell.actor(), f"arrival-{item.number}"
    duplicates = intake.duplicates(documents, item, actor)

    def leave(document: int | None = None) -> None:
        try:
            with st.spinner(say("reading")):
                intake.keep(documents, item, actor, document, shell.person_left())
                intake.join_annexes(documents, items, actor, item.upload)
        except LookupError:  # deleted meanwhile: the choice is shown anew
            pass
        st.rerun()

    with st.container(border=True, key=key):
        st.html(_choice_words(item, duplicates))
        with st.container(horizontal=True):
            if duplicates is None:
                if st.button(say("keep"), type="primary", key=f"keep-{key}"):
                    leave()
            elif duplicates.by == "bytes":
                document = duplicates.found[0].document
                if st.button(say("open-twin"), type="primary", key=f"open-{key}"):
                    items.remove(item)
                    shell.go("review", document=str(document))
                if st.button(say("again"), key=f"again-{key}", help=say("version-help")):
                    leave(document)
            else:
                several = len(duplicates.found) > 1
                for number, duplicate in enumerate(duplicates.found, 1):
                    label = _version_label(duplicates, duplicate, number)
                    if st.button(
                        label,
                        type="secondary" if several else "primary",
                        key=f"version-{number}-{key}",
                        help=say("version-help"),
                    ):
                        leave(duplicate.document)
                if st.button(say("other"), key=f"other-{key}"):
                    leave()
            _drop(items, item, f"skip-{key}")


def _version_label(duplicates: Duplicates, one: Stored, number: int) -> str:
    if duplicates.by == "content":
        return say("decisions-of", name=mask_personal_data(one.file_name))
    return say("version-of", number=number) if len(duplicates.found) > 1 else say("version")


def _choice_words(item: IntakeItem, duplicates: Duplicates | None) -> str:
    return page_html(
        "arrival_choice.html",
        stage="choice",
        badge=say("choice"),
        name=mask_personal_data(item.name),
        no_twin=say("no-twin"),
        question=say(f"same-{duplicates.by}") if duplicates else "",
        twins=_twins(duplicates) if duplicates else [],
    )


def _twins(duplicates: Duplicates) -> list[tuple[_Title, str]]:
    """Each document that may be the same: its title, and its file with who brought it when."""
    twins = []
    for duplicate in duplicates.found:
        when = duplicate.added_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
        words = [mask_personal_data(duplicate.file_name), say("added", when=when, who=duplicate.added_by)]
        words += [say("versions", count=duplicate.versions)] if duplicate.versions > 1 else []
        twins.append((_title(duplicate), " · ".join(words)))
    return twins


def _refused(items: list[IntakeItem], item: IntakeItem) -> None:
    problem, key = item.problem, f"arrival-{item.number}"
    with st.container(border=True, key=key):
        words, buttons = st.columns([9, 2], vertical_alignment="center")
        words.html(
            page_html(
                "arrival_refused.html",
                stage="refused",
                badge=say("refused"),
                name=mask_personal_data(item.name),
                cause=mask_personal_data(say_problem(problem, shell.language())) if problem else "",
            )
        )
        with buttons:
            if st.button(say("dismiss"), type="tertiary", key=f"dismiss-{key}", width="stretch"):
                items.remove(item)
                st.rerun()
