"""Rebuilds every specimen from its source: ``python -m samples.make [FOLDER]`` writes .txt, .docx and .pdf.

The same sources give the same bytes: no clock, fixed metadata. The PDF needs the DejaVu Serif Condensed
fonts (Debian and Ubuntu: ``apt-get install fonts-dejavu-extra``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from samples import page, text, word
from samples.source import parse

HERE = Path(__file__).parent
WRITERS = ((".txt", text.write), (".docx", word.write), (".pdf", page.write))


def make(folder: Path) -> None:
    """Writes all specimens into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted((HERE / "src").glob("*.md")):
        specimen = parse(source)
        for suffix, write in WRITERS:
            (folder / f"{specimen.name}{suffix}").write_bytes(write(specimen))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "documents")
