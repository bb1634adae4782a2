"""The command that says what is installed, what is missing, what that costs, and how to get it: doctor."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hmtn_ingest.cli.files import write
from hmtn_ingest.i18n import say

if TYPE_CHECKING:
    from hmtn_ingest.service.installation import Part

EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  có đủ những gì việc đọc cần · all that reading needs is there

1  thiếu hoặc hỏng · something needed is missing or broken
"""

_MANAGERS = {"linux": ("apt-get", "dnf", "zypper", "pacman"), "darwin": ("brew",), "win32": ("winget",)}
_UV = "uv sync --locked"
_OF_PYTHON = {"formats": _UV, "trueocr": _UV, "tesseract": _UV, "postgresql": f"{_UV} --extra postgresql"}
_OF_SYSTEM = {
    "libreoffice": {
        "apt-get": "sudo apt-get install libreoffice-writer-nogui",
        "dnf": "sudo dnf install libreoffice-writer",
        "zypper": "sudo zypper install libreoffice-writer",
        "pacman": "sudo pacman -S libreoffice-still",
        "brew": "brew install --cask libreoffice",
        "winget": "winget install --id TheDocumentFoundation.LibreOffice",
    },
    "antiword": {
        "apt-get": "sudo apt-get install antiword",
        "dnf": "sudo dnf install antiword",
        "brew": "brew install antiword",
    },
    "fonts": {
        "apt-get": "sudo apt-get install fonts-dejavu-core",
        "dnf": "sudo dnf install dejavu-serif-fonts",
        "zypper": "sudo zypper install dejavu-fonts",
        "pacman": "sudo pacman -S ttf-dejavu",
        "brew": "brew install --cask font-dejavu",
    },
}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc · for machines")] = False,
) -> None:
    """Thử từng thứ chương trình cần: có gì, thiếu gì, thiếu thì mất gì, cài bằng lệnh nào.

    Tries what the program needs: what is there, what is missing, what that costs, the command that installs it.
    """
    from hmtn_ingest.service.installation import installation

    parts = []
    for part in installation():
        parts.append(part)
        if not as_json:
            write(_lines(part))
    wanting = [part for part in parts if part.needed and part.state != "there"]
    if as_json:
        found = {"ok": not wanting, "parts": [_described(part) for part in parts]}
        write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        key = "doctor.wanting" if wanting else "doctor.ready"
        write(f"\n{say(key)}\n{say(key, 'en')}\n")
    raise typer.Exit(1 if wanting else 0)


def install_command(name: str) -> str | None:
    """The command that installs a part on this machine; ``None`` where no such command is known."""
    if name in _OF_PYTHON:
        return _OF_PYTHON[name]
    managers = (manager for manager in _MANAGERS.get(sys.platform, ()) if shutil.which(manager))
    return _OF_SYSTEM.get(name, {}).get(next(managers, ""))


def _lines(part: Part) -> str:
    """How a part is: "✓ LibreOffice: có · there (/usr/bin/soffice)"; of a lost one, what that costs and a command."""
    mark = "✓" if part.state == "there" else "✗" if part.needed else "–"
    title, state = (
        " · ".join(dict.fromkeys((say(key), say(key, "en"))))
        for key in (f"doctor.part.{part.name}", f"doctor.state.{part.state}")
    )
    lines = [f"{mark} {title}: {state}{f' ({part.detail})' if part.detail else ''}"]
    if part.state != "there":
        lines += [say(f"doctor.cost.{part.name}"), say(f"doctor.cost.{part.name}", "en")]
        command = install_command(part.name)
        lines += [f"→ {command}"] if command else []
    return "\n    ".join(lines) + "\n"


def _described(part: Part) -> dict[str, object]:
    lost = part.state != "there"
    return {
        "name": part.name,
        "state": part.state,
        "needed": part.needed,
        "detail": part.detail,
        "cost": say(f"doctor.cost.{part.name}") if lost else None,
        "cost_en": say(f"doctor.cost.{part.name}", "en") if lost else None,
        "install": install_command(part.name) if lost else None,
    }
