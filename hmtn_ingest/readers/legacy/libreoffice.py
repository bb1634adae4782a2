"""LibreOffice, asked to write a document anew as .docx: one start a file, with a profile of its own, offline.

Documentation of the options: https://help.libreoffice.org/latest/en-US/text/shared/guide/start_parameters.html
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hmtn_ingest.readers.legacy.limits import TIMED_OUT, run_limited

MOST_SECONDS = 120
"""A plan takes 2 s; the rest is for a machine under load."""

_COMMANDS = ("soffice", "libreoffice")
_PLACES = {
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/opt/libreoffice*/program/soffice",
        "/snap/bin/libreoffice",
    ),
    "darwin": (
        "/Applications/LibreOffice*.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice*.app/Contents/MacOS/soffice",
    ),
    # .com waits until the work is done, .exe does not
    "win32": (
        r"%ProgramFiles%\LibreOffice*\program\soffice.com",
        r"%ProgramFiles(x86)%\LibreOffice*\program\soffice.com",
    ),
}

# A file that nobody vouches for runs no macro, starts no Java and fetches nothing; and no window greets a new user.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    # all that would go to the network goes to a port of this machine where nobody listens
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


class NotConverted(Exception):  # noqa: N818 - the name states the fact
    """LibreOffice wrote nothing; ``timed_out`` where it was stopped."""

    def __init__(self, *, timed_out: bool = False) -> None:
        super().__init__("timed out" if timed_out else "nothing was written")
        self.timed_out = timed_out


def find_libreoffice() -> str | None:
    """The program, on the PATH or where the system's packages and installers put it."""
    on_path = (found for name in _COMMANDS if (found := shutil.which(name)))
    return next(on_path, None) or next(_installed(), None)


def _installed() -> Iterator[str]:
    for place in _PLACES.get(sys.platform, ()):
        path = Path(os.path.expandvars(place)).expanduser()
        root = Path(path.anchor)
        # the newest of several versions
        yield from map(str, sorted(root.glob(str(path.relative_to(root))), reverse=True))


def convert(program: str, data: bytes, suffix: str, import_filter: str) -> bytes:
    """The document as .docx; ``suffix`` and the name of LibreOffice's filter say what ``data`` is.

    Raises :class:`NotConverted`.
    """
    with tempfile.TemporaryDirectory(prefix="hmtn-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, profile = folder / f"document{suffix}", folder / "profile"
        source.write_bytes(data)
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_profile(), encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
            "--nofirststartwizard",
            f"--infilter={import_filter}",
            *("--convert-to", "docx:MS Word 2007 XML"),
            *("--outdir", str(folder / "out")),
            str(source),
        ]
        try:
            code = run_limited(command, folder, MOST_SECONDS)
            return (folder / "out" / "document.docx").read_bytes()
        except OSError:
            raise NotConverted(timed_out=code == TIMED_OUT) from None


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
