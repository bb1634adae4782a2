"""Cells of ruled tables, and figures that stand alone in them."""

from __future__ import annotations

import numpy as np

from hmtn_ingest.readers.scan.grid import RuleGrid, with_lone_figures


def test_a_cell_that_is_all_rule_holds_nothing() -> None:
    page = np.full((200, 400), 255, np.uint8)
    page[95:110, 196:204] = 0  # "1" in the middle of the second cell
    narrow, wide = (100, 60, 108, 140), (110, 60, 300, 140)
    grid = RuleGrid([narrow, (100, 140, 300, 146), wide], [])
    written = (20, 20, 300, 40)
    assert with_lone_figures([written], [grid], page, inch=200) == [written, (196, 92, 204, 113)]
