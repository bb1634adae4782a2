"""How planned and reported numbers are said."""

from __future__ import annotations

from hmtn_ingest.collection.figures import Kind, Line, Measure, Period
from hmtn_ingest.i18n.phrases import Language, say_edtf, say_quantity
from parsers.records import BodyLevel, Indicator, Quantity

_INDICATORS: dict[Indicator, tuple[str, str]] = {
    "blood_units": ("Lượng máu", "Blood"),
    "registrants": ("Đăng ký hiến máu", "Registrants"),
    "donors": ("Người hiến máu", "Donors"),
    "events": ("Sự kiện, đợt hiến máu", "Events"),
    "share": ("Tỷ lệ", "Share"),
    "members": ("Thành viên", "Members"),
    "staff": ("Nhân lực phục vụ", "Staff"),
    "other": ("Khác", "Other"),
}
_KINDS: dict[Kind, tuple[str, str]] = {
    "target": ("chỉ tiêu", "target"),
    "quota": ("phân bổ", "quota"),
    "stated_total": ("tổng ghi trong bảng", "total stated in a table"),
    "rounds": ("tổng các đợt (cộng)", "sum of rounds (ours)"),
    "result": ("kết quả", "result"),
}
_LEVELS: dict[BodyLevel | None, tuple[str, str]] = {
    "central": ("Trung ương", "Central"),
    "province": ("Cấp tỉnh", "Province"),
    "district": ("Cấp huyện", "District"),
    "commune": ("Cấp xã", "Commune"),
    "village": ("Thôn, tổ dân phố", "Village"),
    None: ("Cơ quan, trường học, doanh nghiệp", "Offices, schools, firms"),
}


def say_indicator(indicator: Indicator, language: Language = "vi") -> str:
    return _INDICATORS[indicator][language == "en"]


def say_measure(measure: Measure, language: Language = "vi") -> str:
    """ "Lượng máu (đơn vị máu)", "Tỷ lệ (% dân số)", "Lượng máu (đơn vị máu / sự kiện)"."""
    unit = " ".join(part for part in (measure.unit, measure.of, f"/ {measure.per}" if measure.per else None) if part)
    name = say_indicator(measure.indicator, language)
    return f"{name} ({unit})" if unit else name


def say_kind(kind: Kind, language: Language = "vi") -> str:
    return _KINDS[kind][language == "en"]


def say_level(level: BodyLevel | None, language: Language = "vi") -> str:
    return _LEVELS[level][language == "en"]


def say_period(period: Period, language: Language = "vi") -> str:
    """ "năm 2024", "đợt 1, năm 2024"."""
    said = say_edtf(period.edtf, language)
    return f"{period.round}, {said}" if period.round else said


def say_line(line: Line, language: Language = "vi") -> str:
    """The number of a line with its comparator and unit."""
    measure = line.measure
    quantity = Quantity(
        comparator=line.comparator,
        min=line.low,
        max=line.high,
        unit=measure.unit or None,
        indicator=measure.indicator,
        of=measure.of,
        per=measure.per,
    )
    return say_quantity(quantity, language)
