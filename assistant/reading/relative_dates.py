"""Dates told from another day: two years after, three months ago, last year.

Pure. Knows counts of years and months; knows nothing of how the other day is written.
"""

import datetime
import re

from tumen.assistant.dialogue import Period
from tumen.assistant.reading.written_dates import Span, whole_month, whole_year

COUNT = r"(?P<count>an?|one|two|three|four|five|six|ten|\d\d?) (?P<unit>year|month)s?"
"""`two years`: names its `count` and `unit`."""

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}


def moved(span: Span, offset: re.Match[str]) -> Span:
    """The calendar year or month that lies so many of them after, or before, a date."""
    count = _number(offset["count"]) * (1 if offset["way"].lower() == "after" else -1)
    return _shifted(span.first, offset["unit"].lower(), count)


def _shifted(day: datetime.date, unit: str, count: int) -> Span:
    if unit == "year":
        return whole_year(day.year + count)
    months = day.year * 12 + day.month - 1 + count
    return whole_month(months // 12, months % 12 + 1)


def relative_period(text: str, today: datetime.date) -> Period | None:
    """What "the last two years", "three months ago" or "last year" says, on a day; None where a text says no such."""
    if match := re.search(rf"\b(?:last|past) {COUNT}", text, re.IGNORECASE):
        unit = match["unit"].lower()
        first = _shifted(today, unit, -_number(match["count"])).first
        return Period(first.replace(month=today.month) if unit == "year" else first, None)
    if match := re.search(rf"\b{COUNT} ago", text, re.IGNORECASE):
        span = _shifted(today, match["unit"].lower(), -_number(match["count"]))
        return Period(span.first, span.last)
    if match := re.search(r"\b(?P<which>last|this) (?P<unit>year|month)\b", text, re.IGNORECASE):
        span = _shifted(today, match["unit"].lower(), -1 if match["which"].lower() == "last" else 0)
        return Period(span.first, span.last)
    return None


def _number(word: str) -> int:
    return _COUNTS.get(word.lower()) or int(word)
