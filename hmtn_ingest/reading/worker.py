"""A process that works on one file after the other within limits, and is replaced when it died.

Comes in: a function of a module, and what it works on. Goes out: what it gives; what it is told of pages meanwhile is
told here as well. Whoever stops waiting ends the process: a reading that hangs in a library hears nothing.

    with workers(Limits()).one() as worker:
        record = worker.run(ingest, Path("ke-hoach.docx"))

The process is :mod:`hmtn_ingest.reading.serve`. This module imports nothing that is heavy, so that the process starts
before a command has loaded what it needs itself.
"""

from __future__ import annotations

import contextlib
import functools
import math
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import FileIO
from typing import TYPE_CHECKING, Any, cast

from hmtn_ingest.reading.frames import read_frame, write_frame

if TYPE_CHECKING:
    from hmtn_ingest.readers import PageProgress
    from parsers.records import Problem

_LOOK_EVERY = 0.1  # seconds between two looks whether somebody wants the reading to end
_LONGEST_START = 300.0  # seconds that a process may load, on the slowest of machines

TIMEOUT_VARIABLE = "HMTN_TIMEOUT"
MEMORY_VARIABLE = "HMTN_MEMORY"


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` and ``megabytes`` are for one document, in a scan the seconds are for one page; 0 megabytes for any.

    Windows holds no process to a limit of memory.
    """

    seconds: float = 120
    megabytes: int = 1024

    @property
    def whole(self) -> float:
        """Seconds for all pages of a scan, and for all files of an archive or message; usually an hour."""
        return 30 * self.seconds


def default_limits() -> Limits:
    """Those of this installation: ``HMTN_TIMEOUT`` in seconds and ``HMTN_MEMORY`` in MB, where they are set."""
    usual = Limits()
    with contextlib.suppress(ValueError):
        given = Limits(
            float(os.environ.get(TIMEOUT_VARIABLE) or usual.seconds),
            int(os.environ.get(MEMORY_VARIABLE) or usual.megabytes),
        )
        if 0 < given.seconds < math.inf and given.megabytes >= 0:
            return given
    return usual


class Worker:
    """One process, started when it is needed; to be used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.SimpleQueue[bytearray | None] = queue.SimpleQueue()

    def start(self) -> None:
        """Let the process load what reading needs; where one is alive already, there is nothing to do."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._heard = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "hmtn_ingest.reading.serve", str(self.limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # Ctrl+C is for the one who waits
        )
        threading.Thread(target=_listen, args=(self._process.stdout, self._heard), daemon=True).start()

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        tell: Callable[[PageProgress], None] = lambda page: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Any:
        """What ``function(*args, tell)`` gives in the process; ``tell`` may raise, which ends the work.

        Raises what the function raises; ``Cancelled`` soon after ``cancelled`` says so; ``Unreadable`` with
        ``timeout``, ``memory``, or ``crashed`` where the process died.
        """
        from hmtn_ingest.readers import Unreadable

        self.start()
        try:
            self._send((function, args))
            kind, found = self._answer(tell, cancelled)
        except BaseException:
            self.close()  # nobody waits for what it is at
            raise
        if isinstance(found, MemoryError):
            self.close()  # see spend
            raise Unreadable("memory") from None
        if kind == "raised":
            raise found
        return found

    def spend(self, problems: Iterable[Problem]) -> None:
        """End the process where a file used up its memory: what is left of it may not do for the next one."""
        if any(problem.code == "memory" for problem in problems):
            self.close()

    def close(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        cast(FileIO, process.stdin).close()

    def _send(self, job: tuple[Callable[..., Any], tuple[Any, ...]]) -> None:
        """Give out the work; a process that does not take it must not hold whoever waits for the answer."""
        assert self._process is not None
        frame = pickle.dumps(job, protocol=5)
        threading.Thread(target=_write, args=(cast(FileIO, self._process.stdin), frame), daemon=True).start()

    def _answer(self, tell: Callable[[PageProgress], None], cancelled: Callable[[], bool]) -> tuple[str, Any]:
        from hmtn_ingest.readers import Cancelled, Unreadable

        end = time.monotonic() + _LONGEST_START  # as long as it loads, it is at no file
        while True:
            if cancelled():
                raise Cancelled
            left = end - time.monotonic()
            if left <= 0:
                raise Unreadable("timeout.document", seconds=f"{self.limits.seconds:g}")
            try:
                frame = self._heard.get(timeout=min(left, _LOOK_EVERY))
            except queue.Empty:
                continue
            if frame is None:
                raise Unreadable("crashed", code=self._exit_code())
            kind, found = pickle.loads(frame)
            if kind == "page":
                tell(found)
            if kind == "begun" or (kind == "page" and (found.anew or found.member)):
                end = time.monotonic() + self.limits.seconds
            elif kind != "page":
                return kind, found

    def _exit_code(self) -> int:
        assert self._process is not None
        return self._process.wait()


class Workers:
    """Workers for several who read at once; ``warm`` of them stay when nobody reads, ready for the next file."""

    def __init__(self, limits: Limits, warm: int) -> None:
        self._limits, self._warm = limits, warm
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def one(self) -> Iterator[Worker]:
        """A worker that nobody else uses meanwhile."""
        with self._lock:
            worker = self._idle.pop() if self._idle else Worker(self._limits)
        try:
            yield worker
        finally:
            with self._lock:
                stays = len(self._idle) < self._warm
                if stays:
                    with contextlib.suppress(OSError):  # a machine without room for it says so to the next file
                        worker.start()  # anew where it died
                    self._idle.append(worker)
            if not stays:
                worker.close()

    def start(self) -> None:
        """Have all that stay warm begin to load."""
        with contextlib.ExitStack() as stack:
            for _ in range(self._warm):
                stack.enter_context(self.one()).start()


@functools.cache
def workers(limits: Limits, warm: int = 1) -> Workers:
    """The workers of this program; they end with it."""
    return Workers(limits, warm)


def _listen(pipe: FileIO, heard: queue.SimpleQueue[bytearray | None]) -> None:
    try:
        with pipe:
            while (frame := read_frame(pipe)) is not None:
                heard.put(frame)
    finally:
        heard.put(None)


def _write(pipe: FileIO, frame: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):  # that the process is dead is heard
        write_frame(pipe, frame)
