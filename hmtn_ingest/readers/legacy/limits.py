"""Runs another program on a file that nobody vouches for: with limits, and never longer than the one who asked.

``run_limited`` starts this file anew as a watcher, which starts the program in a group of its own. A watcher holds one
end of a pipe: when the other end closes, because the caller gave up or was killed, it kills the group and removes the
folder that they worked in.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

_MEGABYTE = 1024 * 1024
_MOST_MEMORY = 4096 * _MEGABYTE
_MOST_DATA = 1024 * _MEGABYTE
"""Of the memory that is written to; addresses are reserved for more."""
_MOST_WRITTEN = 512 * _MEGABYTE
"""Of one file."""
_GRACE = 15.0
TIMED_OUT = 124


def run_limited(command: Sequence[str], folder: Path, seconds: float, output: Path | None = None) -> int:
    """The exit code of a program that worked in ``folder``; what it printed stands in ``output``.

    ``TIMED_OUT`` where it was stopped after so many ``seconds``. Whatever ends this call, the program is over after it.
    Raises ``OSError`` where it cannot be started.
    """
    watcher = [sys.executable, "-I", "-S", __file__, str(folder), str(seconds), *command]
    # soffice is a script that needs the tools of the system, wherever the caller looks for its own
    path = os.pathsep.join(filter(None, (os.environ.get("PATH"), os.defpath)))
    environment = os.environ | {"TMPDIR": str(folder), "PATH": path}
    with contextlib.ExitStack() as stack:
        printed = stack.enter_context(output.open("wb")) if output else subprocess.DEVNULL
        process = subprocess.Popen(
            watcher,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=printed,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for the caller, who closes the pipe then
        )
        try:
            return process.wait(seconds + _GRACE)
        except subprocess.TimeoutExpired:
            return TIMED_OUT
        finally:
            if process.stdin is not None:
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE)


def _watch(folder: str, seconds: float, command: Sequence[str]) -> int:
    _limit(seconds)
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    left = threading.Event()
    cleaner = threading.Thread(target=_end_with_caller, args=(program, folder, left), daemon=True)
    cleaner.start()
    try:
        return program.wait(seconds) & 0xFF
    except subprocess.TimeoutExpired:
        return TIMED_OUT
    finally:
        _kill(program)
        if left.is_set():
            cleaner.join()


def _end_with_caller(program: subprocess.Popen[bytes], folder: str, left: threading.Event) -> None:
    while os.read(0, 1):  # not through sys.stdin, whose lock Python waits for when it ends
        pass
    left.set()
    _kill(program)
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.wait(_GRACE)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(TIMED_OUT)


def _limit(seconds: float) -> None:
    """Limits that the program inherits; those of memory may be narrower here, as the process that reads has its own."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_DATA, _MOST_DATA),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _kill(program: subprocess.Popen[bytes]) -> None:
    """The program and all that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(program.pid)], capture_output=True, check=False)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(_watch(sys.argv[1], float(sys.argv[2]), sys.argv[3:]))
