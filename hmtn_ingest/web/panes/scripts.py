"""The scripts of a pane or list, joined to the one script that Streamlit takes for a component.

Each script is an ES module, so that node can test it by itself: it exports what others use, and imports by name from
the files beside it, one statement a line. Joined, all of them share one scope; so imports and the word ``export`` go,
but for the ``export default`` by which Streamlit calls the pane, and no two files of a pane may declare one name.

``import { el } from "./parts.js";`` becomes nothing, ``export class Outbox {`` becomes ``class Outbox {``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]+\} from "\./\w+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)


def join_scripts(folder: Path, names: Sequence[str]) -> str:
    """The scripts of a folder as one, in this order: each behind those that it imports from."""
    scripts = ((folder / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", script)) for script in scripts)
