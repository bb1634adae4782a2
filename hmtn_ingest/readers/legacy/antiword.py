"""antiword, which prints the words of a .doc of Word 2 to 2003; tables come as columns of blanks and bars."""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import which

from hmtn_ingest.readers.legacy.limits import run_limited

_MOST_SECONDS = 60


def antiword_text(data: bytes) -> str:
    """What it prints, a line a paragraph; empty where it is not installed or gives up."""
    program = which("antiword")
    if program is None:
        return ""
    with tempfile.TemporaryDirectory(prefix="hmtn-", ignore_cleanup_errors=True) as name:
        source, printed = Path(name) / "document.doc", Path(name) / "printed"
        source.write_bytes(data)
        try:
            code = run_limited([program, "-w", "0", "-m", "UTF-8.txt", str(source)], Path(name), _MOST_SECONDS, printed)
            return printed.read_bytes().decode("utf-8", errors="replace") if code == 0 else ""
        except OSError:
            return ""
