"""Dates in a question: when things happened, and up to when anything may be used.

Pure. Knows the few events of the subject that people date things by, and what the words before a date ask for: "as
of", "by", "until" and "before" bound what may be used; "in", "since", "between" and "after" say when things happened.
How a date is written is `written_dates`'.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.dialogue import Period
from assistant.written_dates import MONTH, YEAR, Written, whole_month, whole_year, written_dates

_EVENTS = (
    (
        r"(?:2024|russia[- ](?:dprk|nk|north korea)|comprehensive|pyongyang)(?: [\w-]+){0,2} (?:treaty|pact)"
        r"|(?:treaty|pact) of (?:june )?2024",
        "2024-06-19/2024-06-19",
    ),
    (r"(?:panel(?:['’]s)? )?veto (?:on|of) the (?:expert )?panel(?: of experts)?|panel veto", "2024-03-28/2024-03-28"),
    (r"hanoi(?: summit)?", "2019-02-27/2019-02-28"),
    (r"singapore(?: summit)?", "2018-06-12/2018-06-12"),
    (
        r"ukraine (?:war|invasion)|(?:full[- ]scale )?invasion(?: of ukraine)?|(?:war|invasion) (?:in|of) ukraine",
        "2022-02-24/2022-02-24",
    ),
    (r"cheonan(?: sinking| sank| sunk)?", "2010-03-26/2010-03-26"),
)  # fmt: skip
_DOCUMENT = re.compile(
    r"^(?:[- ][\w-]+){0,3}[- ](?:treaty|pact|agreement|declaration|article|piece|report|paper|book|white paper)\b", re.I
)
"""After a date: it is part of a name, "the 1961 friendship treaty", and says nothing of when."""

_IT_IS = r"(?:it(?:['’]s| is| was)|we(?:['’]re| are))"
_HOW = (
    ("until", r"as (?:of|at)|up (?:to|until|till)|until|till|by|(?:no|not|nothing) (?:later than|after|past|beyond)"),
    ("until", r"as (?:things|it|matters) (?:stood|was|were)(?: in| at| on)?"),
    ("until", rf"(?:imagine|suppose|pretend|assume|say)(?: that)?,? {_IT_IS}(?: now)?(?: in)?"),
    ("before", r"before|prior to|ahead of|pre"),
    ("since", r"since|starting (?:in|from|with)"),
    ("after", r"after|following|post"),
)  # fmt: skip
_OFFSET = r"(?P<count>an?|one|two|three|four|five|six|ten|\d\d?) (?P<unit>year|month)s? (?P<way>after|before)"
_JOINED = re.compile(r"\s*(?:to|and|until|through|till|vs\.?|versus|-|–|—)\s*(?:in )?", re.IGNORECASE)
_TO_NOW = re.compile(r"\s*(?:to|until|till|through|-|–)\s*(?:now|today|the present|date)\b", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:on|onwards?|forward)\b", re.IGNORECASE)
_LATEST = re.compile(
    r"""\b(?:now|nowadays|today|todays|today's|current|currently|still|latest|newest|recent|recently|lately|presently
    |at\ the\ moment|these\ days|at\ present|up\ to\ date|so\ far|any\ ?more|as\ yet|present[- ]day)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}

ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Dates:
    """What a question says of time: as in Reading."""

    as_of: datetime.date | None = None
    period: Period = ALWAYS
    latest: bool = False


@dataclass(frozen=True, slots=True)
class _Bound:
    """One date with what the words before it make of it: until | before | since | after | in | at | name."""

    how: str
    span: Period


def dates_in(question: str, today: datetime.date | None = None) -> Dates:
    """A bound ("as of", "since") decides over plain dates, which together make one period.

    today: what "last year" counts from; without it such words are not read.
    """
    found = tuple(_bounds(question))
    dates = Dates(latest=bool(_LATEST.search(question)))
    for bound in found:
        dates = _with_bound(dates, bound)
    if plain := [bound.span for bound in found if bound.how in ("in", "at")]:
        if dates.as_of is None and dates.period.is_open:
            dates = replace(dates, period=_spanning(plain))
    elif not found and today and (relative := _relative(question, today)):
        dates = replace(dates, period=relative)
    return dates


def _bounds(text: str) -> Iterator[_Bound]:
    """Events count only after a word that dates by them; a written date that an event's name holds is not counted."""
    events = tuple(_events(text))
    dates = _merged(text, [each for each in written_dates(text) if not _inside(each, events)])
    for written in (*events, *dates):
        how, span = _introduced(text[: written.start], written.span)
        if how == "in" and written in events:
            continue
        after = text[written.end :]
        if how == "in" and _DOCUMENT.match(after):
            how = "name"
        elif how == "in" and (
            _TO_NOW.match(after) or (_ONWARDS.match(after) and re.search(r"\bfrom $", text[: written.start]))
        ):
            how = "since"
        yield _Bound(how, span)


def _introduced(before: str, span: Period) -> tuple[str, Period]:
    """What the words before a date ask for, and of which days."""
    if offset := _pattern("offset").search(before):
        return "at", _moved(span, offset)
    for number, (how, _) in enumerate(_HOW):
        if _pattern(number).search(before):
            return how, span
    return "in", span


def _with_bound(dates: Dates, bound: _Bound) -> Dates:
    first, last = bound.span.start, bound.span.end
    if bound.how == "until" and last:
        return replace(dates, as_of=min(last, dates.as_of or last))
    if bound.how == "before" and first:
        eve = first - datetime.timedelta(days=1)
        return replace(dates, as_of=min(eve, dates.as_of or eve))
    if bound.how == "since" and first:
        return replace(dates, period=Period(first, None))
    if bound.how == "after" and first and last:
        is_long = (last - first).days > 2
        return replace(dates, period=Period(last + datetime.timedelta(days=1) if is_long else last, None))
    return dates


def _events(text: str) -> Iterator[Written]:
    for pattern, span in _event_patterns():
        yield from (Written(match.start(), match.end(), span) for match in pattern.finditer(text))


def _inside(written: Written, events: Sequence[Written]) -> bool:
    return any(event.start <= written.start and written.end <= event.end for event in events)


def _merged(text: str, dates: Sequence[Written]) -> list[Written]:
    """Two dates joined by "to", "and" or a dash are one, from the first day of the one to the last of the other."""
    merged = list(dates[:1])
    for _, following in pairwise(dates):
        last = merged[-1]
        if _JOINED.fullmatch(text[last.end : following.start]):
            merged[-1] = Written(last.start, following.end, _spanning([last.span, following.span]))
        else:
            merged.append(following)
    return merged


def _spanning(spans: Sequence[Period]) -> Period:
    """From the first day of the earliest to the last day of the latest."""
    return Period(
        min((span.start for span in spans if span.start), default=None),
        max((span.end for span in spans if span.end), default=None),
    )


def _moved(span: Period, offset: re.Match[str]) -> Period:
    """The calendar year or month that lies so many of them after, or before, a date."""
    assert span.start is not None
    word = offset["count"].lower()
    count = (_COUNTS.get(word) or int(word)) * (1 if offset["way"].lower() == "after" else -1)
    return _shifted(span.start, offset["unit"].lower(), count)


def _shifted(day: datetime.date, unit: str, count: int) -> Period:
    if unit == "year":
        return whole_year(day.year + count)
    months = day.year * 12 + day.month - 1 + count
    return whole_month(months // 12, months % 12 + 1)


def _relative(text: str, today: datetime.date) -> Period | None:
    if match := _pattern("recent").search(text):
        count = _COUNTS.get(match["count"].lower()) or int(match["count"])
        years, months = divmod(today.year * 12 + today.month - 1 - count * (12 if match["unit"] == "year" else 1), 12)
        return Period(today.replace(year=years, month=months + 1, day=min(today.day, 28)), None)
    if match := _pattern("ago").search(text):
        return _shifted(today, match["unit"].lower(), -(_COUNTS.get(match["count"].lower()) or int(match["count"])))
    if match := _pattern("last").search(text):
        return _shifted(today, match["unit"].lower(), -1 if match["which"].lower() == "last" else 0)
    return None


@lru_cache(maxsize=32)
def _pattern(name: str | int) -> re.Pattern[str]:
    count = r"(?P<count>an?|one|two|three|four|five|six|ten|\d\d?) (?P<unit>year|month)s?"
    filling = r"(?:[- ](?:the|about|around|roughly|early|a|in|end of|(?:the )?(?:sinking|signing) of))*[- ]*$"
    if isinstance(name, int):
        return re.compile(rf"(?<!\w)(?:{_HOW[name][1]}){filling}", re.IGNORECASE)
    return re.compile(
        {
            "offset": rf"(?<!\w){_OFFSET}{filling}",
            "recent": rf"\b(?:last|past) {count}",
            "ago": rf"\b{count} ago",
            "last": r"\b(?P<which>last|this) (?P<unit>year|month)\b",
        }[name],
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _event_patterns() -> tuple[tuple[re.Pattern[str], Period], ...]:
    return tuple(
        (
            re.compile(
                rf"\b(?:(?:{MONTH}) )?(?:{YEAR} )?(?:{event})\b(?: (?:in|of) (?:[a-z]+ )?{YEAR})?", re.IGNORECASE
            ),
            Period(*(datetime.date.fromisoformat(day) for day in days.split("/"))),
        )
        for event, days in _EVENTS
    )
