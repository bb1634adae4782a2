"""The scripts of the panes: node runs their own tests (``js/*.test.mjs``), and they are one script when they are joined."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from hmtn_ingest.web.panes.record import pane as record
from hmtn_ingest.web.panes.scripts import join_scripts
from hmtn_ingest.web.panes.source import pane as source

NODE = shutil.which("node") or shutil.which("nodejs") or ""
TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))
PANES = [record, source]
IMPORTED = re.compile(r'^import .* from "\./(.+)";$', re.MULTILINE)

needs_node = pytest.mark.skipif(not NODE, reason="needs node (Debian's package nodejs): no JavaScript is tested")


def folder(pane: ModuleType) -> Path:
    return Path(str(pane.__file__)).parent


@pytest.mark.processes
@needs_node
@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_scripts_pass_their_own_tests(path: Path) -> None:
    done = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", str(path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE), "no test was run"


@pytest.mark.parametrize("pane", PANES, ids=["record", "source"])
def test_every_script_is_joined_behind_those_that_it_imports_from(pane: ModuleType) -> None:
    assert sorted(pane.SCRIPTS) == sorted(path.name for path in folder(pane).glob("*.js"))
    for at, name in enumerate(pane.SCRIPTS):
        imported = IMPORTED.findall((folder(pane) / name).read_text(encoding="utf-8"))
        assert set(imported) <= set(pane.SCRIPTS[:at]), name


@needs_node
@pytest.mark.parametrize("pane", PANES, ids=["record", "source"])
def test_the_joined_script_is_a_module_with_one_export(pane: ModuleType, tmp_path: Path) -> None:
    """What Streamlit calls; two files that declare the same name would be refused here, as they would in the browser."""
    script = join_scripts(folder(pane), pane.SCRIPTS)
    assert re.findall(r"^(?:import|export)\b.*", script, re.MULTILINE) == ["export default function (component) {"]
    path = tmp_path / "joined.mjs"
    path.write_text(script, encoding="utf-8")
    done = subprocess.run([NODE, "--check", str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_joining_takes_imports_and_exports_away_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('// export what imports need\nexport const ONE = "import { x } from y";\n')
    (tmp_path / "two.js").write_text(
        'import { ONE } from "./one.js";\n\nexport default function () {\n  return ONE;\n}\n'
    )
    assert join_scripts(tmp_path, ["one.js", "two.js"]) == (
        '// export what imports need\nconst ONE = "import { x } from y";\n\n\nexport default function () {\n  return ONE;\n}\n'
    )
