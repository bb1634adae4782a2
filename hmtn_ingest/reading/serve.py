"""The process in which files are read; :class:`~hmtn_ingest.reading.worker.Worker` starts it and asks it for work.

Comes in on standard input: a function and its arguments, one after the other. Goes out on standard output: ("begun",
None), ("page", PageProgress) for each page, and ("done", what it gave) or ("raised", the error). It ends when its input
does, so that it never outlives whoever started it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import signal
import sys
import threading
from io import FileIO
from typing import Any

from hmtn_ingest.reading.frames import read_bytes, read_length, write_frame


def main() -> None:
    """Works until nobody is there who asks; its argument is the limit of memory in MB, 0 for none."""
    incoming, outgoing = FileIO(os.dup(0), "rb"), FileIO(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # the jobs are for nobody else,
    os.dup2(2, 1)  # and what a library prints must not stand among the answers
    jobs: queue.SimpleQueue[bytearray] = queue.SimpleQueue()
    room = threading.Lock()  # a library that finds none while a large file comes in ends the process
    coming = threading.Event()
    threading.Thread(target=_receive, args=(incoming, jobs, outgoing, room, coming), daemon=True).start()
    gc.set_threshold(100_000)  # as in a command: almost nothing that a reading makes becomes garbage by itself
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # not looked for among all packages that are installed
    with room:
        _load()
        _limit(int(sys.argv[1]) * 1024 * 1024)
    _end_after(_PREPARING)
    for prepare in _PREPARATIONS:
        with room, contextlib.suppress(Exception):  # the file that needs it says what is wrong
            if not coming.is_set():
                prepare()
    _end_after(0)
    while True:
        _work(jobs.get(), outgoing)


def _receive(
    incoming: FileIO,
    jobs: queue.SimpleQueue[bytearray],
    outgoing: FileIO,
    room: threading.Lock,
    coming: threading.Event,
) -> None:
    try:
        while (length := read_length(incoming)) is not None:
            coming.set()
            with room:
                if (job := read_bytes(incoming, length)) is None:
                    break
                jobs.put(job)
    except MemoryError:  # a file larger than what may be used; whoever sends it must not wait for ever
        _send(outgoing, "raised", MemoryError())
    os._exit(0)


def _load() -> None:
    """What every file needs; a reader is loaded with its first file, or before, as long as there is none."""
    import hmtn_ingest.pipeline
    import hmtn_ingest.reading.files  # noqa: F401


def _load_words() -> None:
    from hmtn_ingest.pipeline import ingest

    ingest("KẾ HOẠCH\nHiến máu tình nguyện năm 2026\n".encode(), name="")


def _load_docx() -> None:
    import hmtn_ingest.readers.docx.reader  # noqa: F401


def _load_pdf() -> None:
    import hmtn_ingest.readers.pdf.reader
    import hmtn_ingest.readers.pdf.signatures  # noqa: F401


def _load_second_reader() -> None:
    from hmtn_ingest.second_reader.model import installed_model

    installed_model()


_PREPARING = 60.0
"""Seconds of the processor. A library that finds no memory may try for ever, and lets no other thread run meanwhile:
nobody would see that whoever started the process is gone."""


def _end_after(seconds: float) -> None:
    """The system ends this process when it has worked so long, 0 for never; Windows knows no such limit."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


_PREPARATIONS = (_load_words, _load_docx, _load_pdf, _load_second_reader)


def _limit(memory: int) -> None:
    """Of what the process may write to, as a library that recognises letters reserves twice the addresses it uses."""
    if sys.platform == "win32" or not memory:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _work(job: bytearray, outgoing: FileIO) -> None:
    _send(outgoing, "begun")
    try:
        function, args = pickle.loads(job)
        done: Any = function(*args, lambda page: _send(outgoing, "page", page._replace(content=None)))
        _send(outgoing, "done", done)
    except Exception as error:
        _send(outgoing, "raised", error)


def _send(outgoing: FileIO, kind: str, found: object = None) -> None:
    write_frame(outgoing, pickle.dumps((kind, found), protocol=5))


if __name__ == "__main__":
    main()
