"""Dates as people write them → the first and the last day that they can mean.

Pure. Knows months, quarters, seasons, decades and the ways of writing a day; knows nothing of what a question wants
with a date: that is `periods`'.
"""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12)}
_PARTS = {
    "early": (1, 4),
    "beginning of": (1, 4),
    "start of": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "end of": (9, 12),
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DECADES = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
"""Years that the subject can speak of: 1940 to 2049."""

MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NO_DATE = re.compile(
    rf"""(?:resolutions?|unscr|res\.?|s/res/|committee|\$|usd|no\.?) \s* \d{{4}} (?:\s*\({YEAR}\))?
    | \b\d{{4}} \s* \({YEAR}\)
    | \b\d{{4}}\s(?:workers|people|soldiers|troops|barrels|tons|tonnes|men|committee|km|miles|dollars|labou?rers)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Numbers of the same shape that are no dates: a resolution, its symbol, a count, money."""


@dataclass(frozen=True, slots=True)
class Span:
    """Inclusive days."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date in a text: text[start:end] means some day of the span."""

    start: int
    end: int
    span: Span


def written_dates(text: str) -> tuple[DatedWords, ...]:
    """Every date in a text, in order and without overlap; the fullest form wins."""
    masked = _NO_DATE.sub(lambda match: "#" * len(match.group()), text)
    found: list[DatedWords] = []
    for pattern, span in _forms():
        for match in pattern.finditer(masked):
            found.append(DatedWords(match.start(), match.end(), span(match)))
            masked = f"{masked[: match.start()]}{'#' * len(match.group())}{masked[match.end() :]}"
    return tuple(sorted(found, key=lambda written: written.start))


def whole_year(year: int) -> Span:
    """From the first of January to the last of December."""
    return _months(year, 1, 12)


def whole_month(year: int, month: int) -> Span:
    """From its first to its last day."""
    return _months(year, month, month)


def _months(year: int, first: int, last: int) -> Span:
    return Span(datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]))


def _day(year: int, month: int, day: int) -> Span:
    """One day; its month, or its year, where there is no such day or month."""
    if not 1 <= month <= 12:
        return whole_year(year)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return whole_month(year, month)
    return Span(datetime.date(year, month, day), datetime.date(year, month, day))


def _numeric(match: re.Match[str]) -> Span:
    """Day first, as outside the United States, unless only the other order makes a date."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _named_day(match: re.Match[str]) -> Span:
    return _day(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))


def _named_month(match: re.Match[str]) -> Span:
    year = match["year"]
    return whole_month(int(year) if len(year) == 4 else 2000 + int(year[1:]), _MONTHS[match["month"].lower()])


def _part_of_year(months: int) -> "_Form":
    """The nth part of a year, of so many months each."""

    def part(match: re.Match[str]) -> Span:
        number = _ORDINALS.get(match["n"].lower()) or int(match["n"])
        return _months(int(match["year"]), months * (number - 1) + 1, months * number)

    return part


def _decade(match: re.Match[str]) -> Span:
    written = match["decade"].lower().removesuffix("s").lstrip("'’")
    first = _DECADES.get(match["decade"].lower()) or (int(written) if len(written) == 4 else 1900 + int(written))
    return Span(datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31))


def _short_range(match: re.Match[str]) -> Span:
    first = int(match["year"])
    last = max(first, first // 100 * 100 + int(match["to"]))
    return Span(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


_Form = Callable[[re.Match[str]], Span]
_FORMS: tuple[tuple[str, _Form], ...] = (
    (rf"(?P<year>{YEAR})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)", lambda m: _day(*map(int, m.group(1, 2, 3)))),
    (rf"(?P<first>\d\d?)[-/.](?P<second>\d\d?)[-/.](?P<year>{YEAR})", _numeric),
    (rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])", lambda m: whole_month(int(m["year"]), int(m["month"]))),
    (rf"(?P<month>0?[1-9]|1[0-2])/(?P<year>{YEAR})", lambda m: whole_month(int(m["year"]), int(m["month"]))),
    (rf"(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})\.?,? (?P<year>{YEAR})", _named_day),
    (rf"(?P<month>{MONTH})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>{YEAR})", _named_day),
    (rf"(?P<month>{MONTH})\.?(?: of|,)? ?(?P<year>{YEAR}|[’']\d\d)", _named_month),
    (rf"new year (?P<year>{YEAR})", lambda m: _day(int(m["year"]), 1, 1)),
    (rf"(?P<year>{YEAR})(?:, ?'?\d\d)+,? and '?(?P<to>\d\d)", _short_range),
    (rf"q(?P<n>[1-4])(?: of)?[ -](?P<year>{YEAR})", _part_of_year(3)),
    (rf"(?P<n>{'|'.join(_ORDINALS)}) quarter of (?P<year>{YEAR})", _part_of_year(3)),
    (rf"(?:h(?=[12])|(?=first|second))(?P<n>[12]|first|second)(?: half)?(?: of)? (?P<year>{YEAR})", _part_of_year(6)),
    (
        rf"(?P<season>{'|'.join(_SEASONS)})(?: of)? (?P<year>{YEAR})",
        lambda m: _months(int(m["year"]), *_SEASONS[m["season"].lower()]),
    ),
    (
        rf"(?P<part>{'|'.join(_PARTS)})[- ](?P<year>{YEAR})",
        lambda m: _months(int(m["year"]), *_PARTS[m["part"].lower()]),
    ),
    (rf"(?P<decade>(?:19[4-9]|20[0-4])0s|[’']?[4-9]0s|{'|'.join(_DECADES)})", _decade),
    (rf"(?P<year>{YEAR})[-–/](?P<to>\d\d)(?!\d)", _short_range),
    (rf"(?P<year>{YEAR})", lambda m: whole_year(int(m["year"]))),
)
"""Fullest first: what one form has taken, no later one sees."""


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], _Form], ...]:
    return tuple((re.compile(rf"(?<![\w#.])(?:{form})(?![\w%])", re.IGNORECASE), span) for form, span in _FORMS)
