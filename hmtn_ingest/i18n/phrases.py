"""How values and codes are said to a reader, in Vietnamese or in English."""

from __future__ import annotations

from typing import Literal

from parsers.records import BodyRef, DateValue, Number, Quantity

Language = Literal["vi", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    # status
    "status.ok": ("Đọc trọn vẹn", "Read completely"),
    "status.partial": ("Chỉ đọc được một phần", "Read only in part"),
    "status.failed": ("Không đọc được", "Could not be read"),
    # header fields, in the words of Nghị định 30/2020/NĐ-CP
    "header.type_name": ("Loại văn bản", "Type"),
    "header.code_number": ("Số", "Number"),
    "header.code_notation": ("Ký hiệu", "Notation"),
    "header.issued_place": ("Địa danh", "Place of issue"),
    "header.issued_date": ("Ngày ban hành", "Date of issue"),
    "header.organ_name": ("Cơ quan ban hành", "Issuing body"),
    "header.superior_organ_name": ("Cơ quan chủ quản", "Superior body"),
    "header.subject": ("Trích yếu", "Subject"),
    "header.competence": ("Thẩm quyền ký", "Signing authority"),
    "header.signer_position": ("Chức vụ người ký", "Signer's position"),
    "header.signer_office": ("Chức danh khác của người ký", "Signer's further office"),
    "header.signer_name": ("Người ký", "Signer"),
    "header.priority": ("Mức độ khẩn", "Priority"),
    "header.period": ("Kỳ kế hoạch, báo cáo", "Period"),
    # kinds of record
    "kind.header": ("Thể thức", "Header"),
    "kind.citation": ("Văn bản viện dẫn", "Citations"),
    "kind.date": ("Ngày tháng", "Dates"),
    "kind.deadline": ("Thời hạn", "Deadlines"),
    "kind.event": ("Sự kiện", "Events"),
    "kind.target": ("Chỉ tiêu", "Targets"),
    "kind.result": ("Kết quả", "Results"),
    "kind.quota": ("Bảng phân bổ", "Quota tables"),
    "kind.body": ("Đơn vị", "Bodies"),
    "kind.obligation": ("Nhiệm vụ", "Obligations"),
    "kind.contact": ("Liên hệ", "Contacts"),
    "kind.recipient": ("Nơi nhận", "Recipients"),
    "kind.section": ("Mục", "Section"),
    "kind.finding": ("Phát hiện", "Findings"),
    # what rules say
    "severity.error": ("Lỗi", "Error"),
    "severity.warning": ("Cảnh báo", "Warning"),
    "severity.info": ("Ghi chú", "Note"),
    "about.document": ("Văn bản cần xem lại", "The document"),
    "about.reading": ("Chương trình đọc chưa chắc", "Our reading"),
    # roles and relations
    "role.lead": ("chủ trì", "lead"),
    "role.support": ("phối hợp", "support"),
    "role.other": ("thực hiện", "in charge"),
    "relation.before": ("trước", "before"),
    "relation.by": ("đến hết", "by"),
    "relation.on": ("đúng", "on"),
    "relation.within": ("trong", "within"),
    "relation.every": ("định kỳ", "every"),
    "citation.implements": ("thực hiện", "implements"),
    "citation.based_on": ("căn cứ", "based on"),
    "citation.mentions": ("nhắc đến", "mentions"),
    "comparator.exactly": ("", ""),
    "comparator.at_least": ("từ", "at least"),
    "comparator.more_than": ("trên", "more than"),
    "comparator.at_most": ("không quá", "at most"),
    "comparator.less_than": ("dưới", "less than"),
    "comparator.about": ("khoảng", "about"),
    "comparator.between": ("", ""),
    "part.morning": ("sáng", "morning"),
    "part.afternoon": ("chiều", "afternoon"),
    "part.evening": ("tối", "evening"),
    "part.early": ("đầu", "early"),
    "part.mid": ("giữa", "mid"),
    "part.late": ("cuối", "late"),
    "missing": ("không có trong văn bản", "not in the document"),
    "blank": ("để trống", "left blank"),
    "nobody": ("Chưa rõ đơn vị", "Body not clear"),
    "undated": ("chưa rõ ngày", "date not clear"),
    # doubts: an unknown code is shown as it is
    "doubt.ocr": ("Chữ nhận dạng từ bản quét", "Recognised from a scan"),
    "doubt.blank": ("Văn bản để trống", "Left blank in the document"),
    "doubt.fuzzy-cue": ("Từ khóa viết không chuẩn", "Cue word not spelled as usual"),
    "doubt.weak-cue": ("Từ ngữ quanh đó chưa nói rõ", "The words around it do not say clearly"),
    "doubt.inferred-year": ("Năm được suy ra", "Year inferred"),
    "doubt.no-year": ("Không rõ năm", "Year not clear"),
    "doubt.two-digit-year": ("Năm viết hai chữ số", "Year written with two digits"),
    "doubt.no-issue-date": ("Không có ngày ban hành để tính", "No date of issue to count from"),
    "doubt.ambiguous-date": ("Ngày có thể hiểu nhiều cách", "Date can be read in several ways"),
    "doubt.impossible-date": ("Ngày không có trong lịch", "No such day in the calendar"),
    "doubt.conflicting-dates": ("Văn bản ghi nhiều ngày khác nhau", "The document gives several dates"),
    "doubt.weekday-mismatch": ("Thứ không khớp với ngày", "Weekday does not fit the date"),
    "doubt.signing-stamp": ("Ngày lấy từ dấu ký số", "Date taken from a signing stamp"),
    "doubt.several-per-period": ("Nhiều lần trong một kỳ", "Several times in a period"),
    "doubt.no-unit": ("Không ghi đơn vị tính", "No unit given"),
    "doubt.unknown-unit": ("Đơn vị tính lạ", "Unit not known"),
    "doubt.ambiguous-unit": ("Đơn vị tính có thể hiểu nhiều cách", "Unit can be read in several ways"),
    "doubt.thousands-or-decimals": ("Chưa rõ phần nghìn hay phần thập phân", "Thousands or decimals"),
    "doubt.dot-decimal": ("Dấu chấm dùng làm dấu thập phân", "A dot used as decimal sign"),
    "doubt.two-comparators": ("Hai từ so sánh cho một số", "Two comparators for one number"),
    "doubt.comparator-on-range": ("Từ so sánh đi với một khoảng", "A comparator on a range"),
    "doubt.open-from": ("“Từ …” không có mức trên", "“From …” without an upper end"),
    "doubt.second-ratio": ("Có hai tỷ lệ", "Two ratios given"),
    "doubt.indicator-from-context": ("Chỉ số suy từ ngữ cảnh", "Indicator taken from context"),
    "doubt.unreadable": ("Ô không đọc được thành số", "Cell could not be read as a number"),
    "doubt.merged": ("Ô gộp, không có số riêng", "Merged cell without a number of its own"),
    "doubt.no-body": ("Dòng không ghi tên đơn vị", "Row without a body"),
    "doubt.ambiguous-body": ("Chưa chắc là đơn vị nào", "Body not certain"),
    "doubt.incomplete-name": ("Tên chưa đầy đủ", "Name not complete"),
    "doubt.inferred-type": ("Loại văn bản được suy ra", "Type inferred"),
    "doubt.from-annex": ("Lấy từ phụ lục", "Taken from an annex"),
}

_WEEKDAYS = {
    "MO": ("thứ Hai", "Monday"),
    "TU": ("thứ Ba", "Tuesday"),
    "WE": ("thứ Tư", "Wednesday"),
    "TH": ("thứ Năm", "Thursday"),
    "FR": ("thứ Sáu", "Friday"),
    "SA": ("thứ Bảy", "Saturday"),
    "SU": ("Chủ nhật", "Sunday"),
}
_QUARTERS = ("I", "II", "III", "IV")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(code: str, language: Language = "vi") -> str:
    """The words for a code such as ``status.ok`` or ``doubt.inferred-year``; an unknown one by its last part."""
    pair = _WORDS.get(code)
    return pair[language == "en"] if pair else code.rpartition(".")[2]


def say_number(number: Number, language: Language = "vi") -> str:
    """7000 → "7.000" in Vietnamese, "7,000" in English; 1.5 → "1,5" and "1.5"."""
    english = f"{number:,}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))


def say_quantity(quantity: Quantity, language: Language = "vi") -> str:
    """A quantity in one phrase: "từ 130 đơn vị máu trở lên", "95 % của số người đăng ký", "50 – 60 người / đợt"."""
    low, high = quantity.min, quantity.max
    if quantity.comparator == "between" and low is not None and high is not None:
        words = [f"{say_number(low, language)} – {say_number(high, language)}"]
    else:
        number = low if low is not None else high
        said = "…" if number is None else say_number(number, language)
        words = [say(f"comparator.{quantity.comparator}", language), said]
    words.append(quantity.unit or "")
    if quantity.comparator == "at_least" and language == "vi":
        words.append("trở lên")
    if quantity.of:
        words.append(f"{'of' if language == 'en' else 'của'} {quantity.of}")
    if quantity.per:
        words.append(f"/ {quantity.per}")
    return " ".join(word for word in words if word)


def say_date(date: DateValue, language: Language = "vi") -> str:
    """A date as people write it, with time or part: "06:30 06/06/2024", "đầu tháng 5/2026", "quý I/2024"."""
    words = []
    if date.time:
        words.append(date.time)
    if date.part:
        words.append(say(f"part.{date.part}", language))
    words.append(say_edtf(date.edtf, language))
    if date.tentative:
        words.append("(dự kiến)" if language == "vi" else "(tentative)")
    return " ".join(words)


def say_edtf(edtf: str, language: Language = "vi") -> str:
    """An EDTF expression (ISO 8601-2) in words; what is not understood is shown as it is."""
    if edtf.startswith("[") and edtf.endswith("]"):
        joint = " hoặc " if language == "vi" else " or "
        return joint.join(say_edtf(one.strip(), language) for one in edtf[1:-1].split(","))
    if "/" in edtf:
        first, last = (say_edtf(end, language) if end not in ("", "..") else "…" for end in edtf.split("/", 1))
        return f"{first} – {last}"
    year, *rest = edtf.split("-")
    if len(year) != 4:
        return edtf
    year = "…" if "X" in year else year
    if not rest:
        return f"năm {year}" if language == "vi" else year
    if not all(part.isdigit() or part == "XX" for part in rest) or len(rest) > 2:
        return edtf
    if len(rest) == 2:
        month, day = ("…" if part == "XX" else part for part in rest)
        return f"{day}/{month}/{year}" if language == "vi" else f"{day} {_month(month)} {year}"
    return _season(year, rest[0], language)


def _month(month: str) -> str:
    return _MONTHS[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else month


def _season(year: str, part: str, language: Language) -> str:
    """A month, or an EDTF level 2 sub-year grouping: 33 to 36 are quarters, 40 and 41 half-years."""
    if part == "XX":
        return f"tháng …/{year}" if language == "vi" else f"… {year}"
    number = int(part)
    if 33 <= number <= 36:
        return f"quý {_QUARTERS[number - 33]}/{year}" if language == "vi" else f"Q{number - 32} {year}"
    if number in (40, 41):
        if language == "en":
            return f"{'first' if number == 40 else 'second'} half of {year}"
        return f"6 tháng {'đầu' if number == 40 else 'cuối'} năm {year}"
    return f"tháng {number}/{year}" if language == "vi" else f"{_month(part)} {year}"


def say_recurrence(rules: list[str], language: Language = "vi") -> str:
    """RFC 5545 rules in words: FREQ=MONTHLY;INTERVAL=6 → "6 tháng một lần"; an unknown part is shown as it is."""
    return ", ".join(_say_rule(rule, language) for rule in rules)


def _say_rule(rule: str, language: Language) -> str:
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    every = (parts.pop("FREQ", ""), parts.pop("INTERVAL", "1"))
    common = {
        ("DAILY", "1"): ("hằng ngày", "daily"),
        ("WEEKLY", "1"): ("hằng tuần", "weekly"),
        ("MONTHLY", "1"): ("hằng tháng", "monthly"),
        ("MONTHLY", "3"): ("hằng quý", "quarterly"),
        ("YEARLY", "1"): ("hằng năm", "yearly"),
    }
    units = {
        "DAILY": ("ngày", "days"),
        "WEEKLY": ("tuần", "weeks"),
        "MONTHLY": ("tháng", "months"),
        "YEARLY": ("năm", "years"),
    }
    english = language == "en"
    if every in common:
        said = common[every][english]
    elif every[0] in units:
        unit = units[every[0]][english]
        said = f"every {every[1]} {unit}" if english else f"{every[1]} {unit} một lần"
    else:
        return rule
    if every == ("YEARLY", "1") and parts.keys() >= {"BYMONTH", "BYMONTHDAY"}:
        month, day = parts.pop("BYMONTH"), parts.pop("BYMONTHDAY")
        said = f"{day} {_month(month)} every year" if english else f"{day}/{month} hằng năm"
    if days := parts.pop("BYMONTHDAY", None):
        said = f"{said} (day {days})" if english else f"ngày {days} {said}"
    if weekdays := parts.pop("BYDAY", None):
        names = ", ".join(_WEEKDAYS.get(day, (day, day))[english] for day in weekdays.split(","))
        said = f"{said} ({names})" if english else f"{names} {said}"
    if months := parts.pop("BYMONTH", None):
        said += f" ({', '.join(_month(m) for m in months.split(','))})" if english else f" (tháng {months})"
    return said + "".join(f" {key}={value}" for key, value in parts.items() if key)


def say_bodies(bodies: list[BodyRef]) -> str:
    """The canonical names of bodies, each once."""
    return ", ".join(dict.fromkeys(body.canonical or body.name for body in bodies))


def say_doubts(doubts: list[str], language: Language = "vi") -> str:
    return "; ".join(say(f"doubt.{doubt}", language) for doubt in doubts)
