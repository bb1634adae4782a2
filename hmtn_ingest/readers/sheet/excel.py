"""Workbooks of Excel, .xlsx and .xls: values and merges by calamine, how they are shown by the looks of their cells."""

from __future__ import annotations

import io
import math

import python_calamine as calamine

from hmtn_ingest.readers.sheet.grid import SheetGrid, check_extent
from hmtn_ingest.readers.sheet.looks import SheetLooks
from hmtn_ingest.readers.sheet.number_formats import shown
from hmtn_ingest.readers.sheet.package import SheetPackage, damaged, encrypted
from hmtn_ingest.readers.sheet.xls_looks import xls_looks
from hmtn_ingest.readers.sheet.xlsx_looks import xlsx_looks


def xlsx_sheets(data: bytes, package: SheetPackage) -> tuple[list[SheetGrid], list[str]]:
    """The sheets that are shown, and the names of the hidden ones."""
    looks = xlsx_looks(package)
    for name, one in looks.items():
        check_extent(name, one.filled)
    return _sheets(data, looks)


def xls_sheets(data: bytes) -> tuple[list[SheetGrid], list[str]]:
    """The sheets that are shown, and the names of the hidden ones."""
    looks = xls_looks(data)
    for number, one in enumerate(looks, 1):
        check_extent(str(number), one.filled)
    return _sheets(data, looks)


def _sheets(data: bytes, looks: dict[str, SheetLooks] | list[SheetLooks]) -> tuple[list[SheetGrid], list[str]]:
    try:
        with calamine.load_workbook(io.BytesIO(data)) as workbook:
            known = looks if isinstance(looks, dict) else dict(zip(workbook.sheet_names, looks, strict=False))
            pages = [one for one in workbook.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
            seen = [one.name for one in pages if one.visible == calamine.SheetVisibleEnum.Visible]
            grids = [_grid(workbook.get_sheet_by_name(name), known.get(name) or SheetLooks()) for name in seen]
            hidden = [
                one.name
                for one in pages
                if one.name not in seen and workbook.get_sheet_by_name(one.name).start is not None
            ]
    except calamine.PasswordError as error:
        raise encrypted() from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise damaged() from error
    except BaseException as error:
        # calamine is written in Rust, and says by a panic that it did not expect what it found
        if type(error).__name__ == "PanicException":
            raise damaged() from error
        raise
    return grids, hidden


def _grid(sheet: calamine.CalamineSheet, looks: SheetLooks) -> SheetGrid:
    grid = SheetGrid(
        sheet.name,
        merges=list(sheet.merged_cell_ranges or ()),
        hidden_rows=looks.hidden_rows,
        hidden_columns=looks.hidden_columns,
        unvalued=looks.unvalued,
    )
    grid.cells.update(looks.errors)  # of which calamine tells nothing
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), top):
        for column, value in enumerate(values, left):
            if value != "":
                wrong = isinstance(value, float) and not math.isfinite(value)
                grid.cells[row, column] = "#NUM!" if wrong else shown(value, looks.formats.get((row, column), ""))
    return grid
