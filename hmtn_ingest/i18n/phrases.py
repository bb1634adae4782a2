"""Values of a record in words: numbers, quantities, dates, recurrences, bodies, doubts.

Given a value and a language, each function returns one phrase; its words stand in the catalogues. Everything that shows
a record calls these: pages, cards, comparisons, exports.

    say_quantity(Quantity(comparator="at_least", min=130, unit="đơn vị máu", …))  →  "từ 130 đơn vị máu trở lên"
"""

from __future__ import annotations

import errno
from datetime import datetime
from typing import NamedTuple

from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.time_zone import VIETNAM
from parsers import regex
from parsers.records import (
    Alternative,
    AnnexFile,
    BodyRef,
    DateValue,
    DeadlineRelation,
    DigitalSignature,
    Grounding,
    Number,
    Offset,
    Problem,
    Quantity,
)


def say_number(number: Number, language: Language = "vi") -> str:
    """7000 → "7.000" in Vietnamese, "7,000" in English; 1.5 → "1,5" and "1.5"."""
    english = f"{number:,}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))


def say_quantity(quantity: Quantity, language: Language = "vi", *, above: bool = False) -> str:
    """A quantity in one phrase: "từ 130 đơn vị máu trở lên", "95 % của số người đăng ký", "50 – 60 người / đợt".

    ``above`` says "trên 90 người" instead of "hơn 90 người".
    """
    low, high = quantity.min, quantity.max
    if quantity.comparator == "between" and low is not None and high is not None:
        amount = f"{say_number(low, language)} – {say_number(high, language)}"
    else:
        number = low if low is not None else high
        amount = "…" if number is None else say_number(number, language)
    if quantity.unit:
        amount += f" {quantity.unit}"
    above = above and quantity.comparator == "more_than"
    words = [
        say("quantity.above", language, amount=amount)
        if above
        else say(f"quantity.{quantity.comparator}", language, amount=amount)
    ]
    if quantity.of:
        words.append(say("quantity.of", language, whole=quantity.of))
    if quantity.per:
        words.append(f"/ {quantity.per}")
    return " ".join(words)


def say_date(date: DateValue, language: Language = "vi") -> str:
    """A date as people write it, with time or part: "07:00 – 10:30 06/06/2024", "đầu tháng 5/2026", "quý I/2024"."""
    words = []
    if date.time:
        words.append(f"{date.time} – {date.time_end}" if date.time_end else date.time)
    if date.part:
        words.append(say(f"part.{date.part}", language))
    words.append(say_edtf(date.edtf, language))
    if date.tentative:
        words.append(say("date.tentative", language))
    return " ".join(words)


def say_edtf(edtf: str, language: Language = "vi") -> str:
    """An EDTF expression (ISO 8601-2) in words; what is not understood is shown as it is."""
    if edtf.startswith("[") and edtf.endswith("]"):
        joint = f" {say('date.or', language)} "
        return joint.join(say_edtf(one.strip(), language) for one in edtf[1:-1].split(","))
    if "/" in edtf:
        first, last = (say_edtf(end, language) if end not in ("", "..") else "…" for end in edtf.split("/", 1))
        return f"{first} – {last}"
    year, *rest = edtf.split("-")
    if len(year) != 4:
        return edtf
    year = "…" if "X" in year else year
    if not rest:
        return say("date.year", language, year=year)
    if not all(part.isdigit() or part == "XX" for part in rest) or len(rest) > 2:
        return edtf
    if len(rest) == 2:
        month, day = ("…" if part == "XX" else part for part in rest)
        return say("date.day", language, day=day, month=_month(month, language), year=year)
    return _season(year, rest[0], language)


class _Month(NamedTuple):
    """A month as a catalogue may want it: Vietnamese writes "19/03/2026", English "19 Mar 2026"."""

    number: str
    name: str


def _month(number: str, language: Language) -> _Month:
    """A number that is no month stands for itself."""
    key = f"month.{int(number)}" if number.isdigit() else ""
    return _Month(number, say(key, language) if known(key) else say("month.other", language, number=number))


def _season(year: str, part: str, language: Language) -> str:
    """A month, or an EDTF level 2 sub-year grouping: 33 to 36 are quarters, 40 and 41 half-years."""
    if part == "XX":
        return say("date.month", language, month=_month("…", language), year=year)
    number = int(part)
    if 33 <= number <= 36:
        return say(f"date.quarter-{number - 32}", language, year=year)
    if number in (40, 41):
        return say(f"date.half-{number - 39}", language, year=year)
    return say("date.month", language, month=_month(f"{number}", language), year=year)


def say_recurrence(rules: list[str], language: Language = "vi") -> str:
    """RFC 5545 rules in words: FREQ=MONTHLY;INTERVAL=6 → "6 tháng một lần"; an unknown part is shown as it is."""
    return ", ".join(_say_rule(rule, language) for rule in rules)


_COMMON = {
    ("DAILY", "1"): "daily",
    ("WEEKLY", "1"): "weekly",
    ("MONTHLY", "1"): "monthly",
    ("MONTHLY", "3"): "quarterly",
    ("YEARLY", "1"): "yearly",
}
_UNITS = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}


def _say_rule(rule: str, language: Language) -> str:
    """How often first, then on which days of it: each part wraps the words so far."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    frequency, interval = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    if (frequency, interval) in _COMMON:
        every = say(f"recurrence.{_COMMON[frequency, interval]}", language)
    elif frequency in _UNITS:
        every = say(f"recurrence.every-{_UNITS[frequency]}", language, count=interval)
    else:
        return rule
    if (frequency, interval) == ("YEARLY", "1") and parts.keys() >= {"BYMONTH", "BYMONTHDAY"}:
        month, day = _month(parts.pop("BYMONTH"), language), parts.pop("BYMONTHDAY")
        every = say("recurrence.on-date", language, day=day, month=month)
    if days := parts.pop("BYMONTHDAY", None):
        every = say("recurrence.on-days", language, every=every, days=days)
    if weekdays := parts.pop("BYDAY", None):
        names = ", ".join(_weekday(day, language) for day in weekdays.split(","))
        every = say("recurrence.on-weekdays", language, every=every, weekdays=names)
    if numbers := parts.pop("BYMONTH", None):
        months = _Month(numbers, ", ".join(_month(one, language).name for one in numbers.split(",")))
        every = say("recurrence.in-months", language, every=every, months=months)
    return every + "".join(f" {key}={value}" for key, value in parts.items() if key)


def _weekday(code: str, language: Language) -> str:
    """ "MO" → "thứ Hai"; "2MO", the second Monday of a month, is shown as it is."""
    key = f"weekday.{code}"
    return say(key, language) if known(key) else code


# P5D · P2W · P1M · PT24H · P1Y6M
_DURATION = regex.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
                          r"(?:T(?P<hours>\d+)H)?")  # fmt: skip


def say_offset(relation: DeadlineRelation, offset: Offset, language: Language = "vi") -> str:
    """A limit counted from something: "trong 5 ngày làm việc kể từ ngày nhận", "trước ngày tổ chức 5 ngày"."""
    way = "within" if relation == "every" else relation
    anchor = " ".join((offset.anchor or "").split())
    duration = _say_duration(offset, language)
    return say(f"offset.{way}{'' if anchor else '-alone'}", language, duration=duration, anchor=anchor)


def _say_duration(offset: Offset, language: Language) -> str:
    """An ISO 8601 duration in words; one of another form is shown as it is."""
    found = _DURATION.fullmatch(offset.duration)
    said = []
    for unit, count in found.groupdict().items() if found else ():
        if count:
            working = "working-" if offset.working and unit in ("days", "hours") else ""
            said.append(say(f"offset.{working}{unit}{'-one' if int(count) == 1 else ''}", language, count=int(count)))
    return " ".join(said) or offset.duration


def say_bodies(bodies: list[BodyRef]) -> str:
    """The canonical names of bodies, each once, parted as people type them: names hold commas themselves."""
    return "; ".join(dict.fromkeys(body.canonical or body.name for body in bodies))


def say_signature(signature: DigitalSignature, language: Language = "vi") -> str:
    """A digital signature: "Lò Thị Mây (TRẠM Y TẾ), 07:05 02/03/2026: hợp lệ"; the time is that of Vietnam."""
    signer = signature.signer or say("signature.nobody", language)
    if signature.organisation:
        signer = say("signature.by", language, signer=signer, organisation=signature.organisation)
    words = [signer]
    if signature.signed_at:
        moment = datetime.fromisoformat(signature.signed_at)
        words.append(f"{moment.astimezone(VIETNAM) if moment.tzinfo else moment:%H:%M %d/%m/%Y}")
    return f"{', '.join(words)}: {say(f'signature.{signature.status}', language)}"


def say_problem(problem: Problem, language: Language = "vi") -> str:
    """What kept the reader from reading all of the file: "Trang bị hỏng, không đọc được. (trang 3)"."""
    text = (problem.message_en if language == "en" else None) or problem.message
    return f"{text} ({say('fact.page', language, page=problem.page)})" if problem.page else text


def say_reasons(value: Grounding, language: Language = "vi") -> str:
    """Why a value may be wrong, and what it may also be; that a blank is blank is no reason."""
    doubts = say_doubts([doubt for doubt in value.doubts if doubt != "blank"], language)
    return "; ".join(part for part in (doubts, *say_alternatives(value.alternatives, language)) if part)


def say_alternatives(alternatives: list[Alternative], language: Language = "vi") -> list[str]:
    """What a value may also be, each with where that comes from: "đọc khác: “12”"."""
    return [say(f"alternative.{one.source}", language, text=one.text) for one in alternatives]


def say_annexes(annexes: list[AnnexFile], language: Language = "vi") -> str:
    """Where the annexes of a document are: "phụ lục ở tệp chi-tieu.xlsx"; nothing where all is in its own file."""
    names = ", ".join(annex.file_name for annex in annexes)
    return say("fact.annexes", language, names=names) if names else ""


def say_doubts(doubts: list[str], language: Language = "vi") -> str:
    """Why a value may be wrong; a code that the catalogues do not know is shown as it is."""
    keys = [f"doubt.{doubt}" for doubt in doubts]
    return "; ".join(say(key, language) if known(key) else key.partition(".")[2] for key in keys)


def say_os_error(error: OSError, language: Language = "vi") -> str:
    """Why the system refuses a file or a port: "ổ đĩa đã đầy"; in its own words where there are no others."""
    code = f"system.{errno.errorcode.get(error.errno or 0, '')}"
    return say(code, language) if known(code) else error.strerror or type(error).__name__
