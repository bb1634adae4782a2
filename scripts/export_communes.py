"""Write the list of communes since 1 July 2025, each with its province and with the units that it came from.

    uv pip install --no-deps --target DIR vietnamadminunits==1.0.4
    .venv/bin/python scripts/export_communes.py DIR

Reads the data of the package ``vietnamadminunits`` (MIT) and writes ``parsers/lexicon/communes.tsv``; nothing of the
package is needed when the program runs.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "parsers" / "lexicon" / "communes.tsv"
HEAD = """\
# Communes of Vietnam since 2025-07-01: commune, its province, the districts and provinces that its parts belonged to.
# From vietnamadminunits {version}, Copyright (c) 2025 Tran Ngoc Minh Hieu, MIT licence; scripts/export_communes.py.
"""


def former_units(folder: Path, legacy: sqlite3.Connection) -> dict[tuple[str, str], list[str]]:
    """For each commune, by the keys of its province and its own, the names of the districts and provinces before."""
    names = {
        (province, district): (province_name, district_name)
        for province, district, province_name, district_name in legacy.execute(
            "SELECT DISTINCT provinceKey, districtKey, province, district FROM admin_units_legacy"
        )
    }
    converted = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    pairs = [
        (province, commune, before)
        for province, communes in converted["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for commune, parts in communes.items()
        for before in parts
    ]
    pairs += [
        (province, part["newWardKey"], before)
        for province, communes in converted["DICT_PROVINCE_WARD_DIVIDED"].items()
        for before, parts in communes.items()
        for part in parts
    ]
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for province, commune, before in pairs:
        former_province, former_district, *_ = before.split("_")
        province_name, district_name = names[former_province, former_district]
        found[province, commune][district_name] = None
        found[province, commune][province_name] = None
    return {key: sorted(units) for key, units in found.items()}


def main() -> None:
    (package,) = Path(sys.argv[1]).glob("vietnamadminunits-*.dist-info")
    version = package.name.removesuffix(".dist-info").partition("-")[2]
    folder = Path(sys.argv[1]) / "vietnamadminunits" / "data"
    with sqlite3.connect(folder / "dataset.db") as data:
        former = former_units(folder, data)
        rows = [
            (commune, province, "; ".join(former.get((province_key, key), [])))
            for commune, province, key, province_key in data.execute(
                "SELECT ward, province, wardKey, provinceKey FROM admin_units ORDER BY provinceCode, wardCode"
            )
        ]
    missing = [commune for commune, _, units in rows if not units]
    print(f"{len(rows)} communes, {len(missing)} of them without what was before: {', '.join(missing[:10])}")
    lines = ["\t".join(row) for row in rows]
    TARGET.write_text(HEAD.format(version=version) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
