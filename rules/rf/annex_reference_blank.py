"""annex-reference-blank: the annex leaves number or date of its document blank / dòng "Kèm theo" của phụ lục để trống

What it finds: The line under the title of an annex, "(Kèm theo Kế hoạch số /KH-UBND ngày /01/2026)", without number,
day or month.

Why it matters: An annex that lies alone cannot be told from that of another plan or of an earlier draft.

Example: "(Kèm theo Kế hoạch số /KH-BCĐ ngày /3/2026 của Ban Chỉ đạo)".

How to resolve: Fill in number and date when the document is numbered; where the system prints them on every page,
leave the line out.

Phát hiện: Dòng dưới tên phụ lục, "(Kèm theo Kế hoạch số /KH-UBND ngày /01/2026)", chưa điền số, ngày hoặc tháng.

Vì sao: Phụ lục để rời thì không phân biệt được với phụ lục của kế hoạch khác hoặc của bản dự thảo cũ.

Ví dụ: "(Kèm theo Kế hoạch số /KH-BCĐ ngày /3/2026 của Ban Chỉ đạo)".

Cách xử lý: Điền số và ngày khi văn bản được cấp số.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.annexes import annex_references


def check(context: Context) -> Iterator[Hit]:
    for reference in annex_references(context):
        if reference.blank:
            span = context.span(reference.start, reference.end)
            line = " ".join(span.quote.split())
            yield Hit(
                [span],
                f"Dòng dẫn chiếu của phụ lục chưa điền đủ số, ngày: “{line}”. Điền theo số và ngày của văn bản chính.",
                f"The annex leaves number or date of its document blank: “{line}”. Fill them in.",
            )


RULE = Rule("RF502", "annex-reference-blank", "warning", "document", check)
