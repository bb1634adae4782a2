"""What charts need of other packages."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import datetime, sys
from hmtn_ingest.collection.charts import timeline_chart
assert "pandas" not in sys.modules
timeline_chart([], datetime.date(2026, 5, 4))
print(hasattr(sys.modules["pandas"], "Timestamp"))
"""


@pytest.mark.processes
def test_pandas_is_whole_before_a_chart_is_drawn() -> None:
    """Altair takes it as it finds it: a page that another one overtook failed with "no attribute Timestamp"."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
