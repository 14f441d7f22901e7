"""Dates in a question: when things happened, and up to when anything may be used.

Pure. Knows how people write dates and the few events of the subject that they date things by. "as of", "by", "until"
and "before" bound what may be used; "in", "since", "between" and "after" say when things happened.
"""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.dialogue import Period

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, ("", "", "", "", "", "", "", "", "", "sept"))
    for number, name in enumerate(names)
    if name
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_DATE = (
    rf"(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<dmonth>{_MONTH})\.?,? (?P<dyear>{_YEAR})"
    rf"|(?P<amonth>{_MONTH})\.? (?P<aday>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<ayear>{_YEAR})"
    rf"|(?P<month>{_MONTH})\.?(?: of)?,? (?P<myear>{_YEAR}|[’']\d\d)"
    rf"|(?P<part>early|mid|late|beginning of|start of|end of)[- ](?P<pyear>{_YEAR})"
    rf"|(?P<decade>(?:19[4-9]|20[0-4])0)s"
    rf"|(?P<year>{_YEAR})"
)
# A number of the same shape that is no date: a resolution, its symbol, a count, money.
_NO_DATE = re.compile(
    rf"(?:resolutions?|unscr|res\.?|s/res/|committee|\$|usd|no\.?)\s*\d{{4}}(?:\s*\({_YEAR}\))?|\b\d{{4}}\s*\({_YEAR}\)"
    rf"|\b\d{{4}} (?:workers|people|soldiers|troops|barrels|tons|tonnes|men|committee)",
    re.IGNORECASE,
)
_EVENTS = (
    (r"(?:the )?(?:2024|russia[- ](?:dprk|north korea)|comprehensive|pyongyang) (?:partnership )?(?:treaty|pact)", "2024-06-19"),
    (r"(?:the )?(?:panel )?veto (?:on|of) the panel(?: of experts)?|panel veto", "2024-03-28"),
    (r"(?:the )?hanoi(?: summit)?", "2019-02-28"),
    (r"(?:the )?singapore(?: summit)?", "2018-06-12"),
    (r"(?:the )?(?:ukraine (?:war|invasion)|(?:full[- ]scale )?invasion(?: of ukraine)?|war in ukraine)", "2022-02-24"),
    (r"(?:the )?cheonan(?: sinking)?", "2010-03-26"),
)  # fmt: skip
_WHEN = re.compile(
    rf"(?P<how>as of|as at|up to|until|till|before|prior to|by|since|after|following|from|between|in|on|during|back in|around)?"
    rf"(?: the)?(?: end of| start of| beginning of)? ?(?<![\w-])(?:{_DATE})"
    rf"(?:\s*(?P<to>to|and|until|through|till|-|–)\s*(?P<until>{_YEAR}|now|today))?(?![\w%])",
    re.IGNORECASE,
)
_BOUNDS = frozenset(
    ("as of", "as at", "up to", "until", "till", "by", "before", "prior to", "since", "after", "following")
)
_LATEST = re.compile(
    r"\b(?:now|nowadays|today|todays|today's|current|currently|still|latest|at the moment|these days|presently|"
    r"at present|recent|recently|newest|up to date|anymore|any more|right now)\b",
    re.IGNORECASE,
)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Dates:
    """What a question says of time: as in Reading."""

    as_of: datetime.date | None = None
    period: Period = ALWAYS
    latest: bool = False


def dates_in(question: str, today: datetime.date | None = None) -> Dates:
    """A bound ("as of", "since") decides over plain dates, which together make one period.

    today: what "last year" counts from; without it such words are not read.
    """
    text = _NO_DATE.sub(lambda match: "#" * len(match.group()), question)
    latest = bool(_LATEST.search(text))
    for pattern, day in _event_patterns():
        if match := pattern.search(text):
            return _bounded(match.group("how").lower(), Period(day, day), latest)
    found = [
        ((match.group("how") or "in").lower(), _until(_span(match), match.group("until")))
        for match in _WHEN.finditer(text)
    ]
    if found:
        bounds = [each for each in found if each[0] in _BOUNDS]
        return (
            _bounded(*bounds[0], latest)
            if bounds
            else Dates(period=_spanning([span for _, span in found]), latest=latest)
        )
    if today and (relative := _relative(text, today)):
        return Dates(None, relative, latest)
    return Dates(latest=latest)


def _spanning(spans: Sequence[Period]) -> Period:
    """From the first day of the earliest to the last day of the latest; open where one of them is."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    return Period(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
    )


def _bounded(how: str, span: Period, latest: bool) -> Dates:
    if how in ("as of", "as at", "up to", "until", "till", "by"):
        return Dates(as_of=span.end, latest=latest)
    if how in ("before", "prior to"):
        assert span.start is not None
        return Dates(as_of=span.start - datetime.timedelta(days=1), latest=latest)
    if how in ("since", "after", "following"):
        after_it = how != "since" and span.start != span.end
        start = span.end + datetime.timedelta(days=1) if after_it and span.end else span.start
        return Dates(period=Period(start, None), latest=latest)
    return Dates(period=span, latest=latest)


def _span(match: re.Match[str]) -> Period:
    """The first and last day that the matched date can mean."""
    group = match.group
    if iso := group("iso"):
        year, month, day = ([int(part) for part in iso.split("-")] + [0])[:3]
        return _days(year, month, day)
    if group("day"):
        return _days(int(group("dyear")), _MONTHS[group("dmonth").lower()], int(group("day")))
    if group("aday"):
        return _days(int(group("ayear")), _MONTHS[group("amonth").lower()], int(group("aday")))
    if group("month"):
        written = group("myear")
        return _days(int(written) if len(written) == 4 else 2000 + int(written[1:]), _MONTHS[group("month").lower()], 0)
    if part := group("part"):
        return _part(part.lower(), int(group("pyear")))
    if decade := group("decade"):
        return Period(datetime.date(int(decade), 1, 1), datetime.date(int(decade) + 9, 12, 31))
    return _days(int(group("year")), 0, 0)


def _days(year: int, month: int, day: int) -> Period:
    if not 1 <= month <= 12:
        return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return Period(datetime.date(year, month, day), datetime.date(year, month, day))
    return Period(datetime.date(year, month, 1), datetime.date(year, month, last))


def _part(part: str, year: int) -> Period:
    months = {"early": (1, 4), "beginning of": (1, 4), "start of": (1, 4), "mid": (5, 8)}.get(part, (9, 12))
    return Period(_days(year, months[0], 0).start, _days(year, months[1], 0).end)


def _until(span: Period, until: str | None) -> Period:
    if until is None:
        return span
    if until.isdecimal() and span.start and int(until) >= span.start.year:
        return Period(span.start, datetime.date(int(until), 12, 31))
    return Period(span.start, None)


def _relative(text: str, today: datetime.date) -> Period | None:
    for words, years in ((r"last year", 1), (r"this year", 0)):
        if re.search(rf"\b{words}\b", text, re.IGNORECASE):
            return _days(today.year - years, 0, 0)
    return None


@lru_cache(maxsize=1)
def _event_patterns() -> tuple[tuple[re.Pattern[str], datetime.date], ...]:
    how = r"\b(?P<how>before|prior to|since|after|following|until|till) "
    return tuple(
        (re.compile(how + event + r"\b", re.IGNORECASE), datetime.date.fromisoformat(day)) for event, day in _EVENTS
    )
