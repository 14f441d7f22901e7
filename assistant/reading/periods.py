"""Dates in a question: when things happened, and up to when anything may be used.

Knows what the words before a date ask for: "as of", "by", "until" and "before" bound what may be used; "in",
"since", "between" and "after" say when things happened. How a date is written is `written_dates`'; what events people
date things by, `corpus.events`'.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from tumen.assistant.dialogue import Period
from tumen.assistant.reading.written_dates import MONTH, YEAR, Written, whole_month, whole_year, written_dates
from tumen.corpus.events import Event

_COUNT = r"(?P<count>an?|one|two|three|four|five|six|ten|\d\d?) (?P<unit>year|month)s?"
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_IT_IS = r"(?:it(?:['’]?s|\sis|\swas|\swere)|we(?:['’]re|\sare))"
_HOW = {
    "until": rf"""as (?:of|at) | up (?:to|until|till) | until | till | by
        | (?:no|not|nothing) (?:later than|after|past|beyond)
        | (?:as (?:things|it|matters) (?:stood|was|were)|stand of|state of play)(?:\s(?:in|at|on))?
        | (?:imagine|suppose|pretend|assume|say|as if)(?: that)?,? {_IT_IS}(?: now)?(?: in)?
        | (?:applied|in force)\b[^.?!]*\b(?:at|on|in)""",
    "before": r"before | prior to | ahead of | pre",
    "since": r"since | starting (?:in|from|with)",
    "after": r"after | following | post",
    "offset": rf"{_COUNT} (?P<way>after|before)",
}
"""What a date's introduction asks for; spaces round a bar are for the eye."""

_FILLING = r"(?:[- ](?:the|about|around|roughly|early|a|in|end of|(?:the )?(?:sinking|signing|adoption) of))*[- ]*$"
_PAPER = r"(?:treaty|pact|agreement|declaration|article|piece|report|paper|book|deal|text)"
_NAMED_AFTER = re.compile(rf"^(?:[- ][\w-]+){{0,3}}[- ]{_PAPER}\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(rf"\b(?:{_PAPER}|one)(?:,? of| from)?(?: the)? ?$", re.IGNORECASE)
"""Beside a date: it is part of a name, "the 1961 friendship treaty", and says nothing of when."""

_BEFORE_AN_EVENT_OF = re.compile(r"\b(?:before|prior to|ahead of)\b[^.,;:?!()]{3,60}?\b(?:in|of|on) $", re.IGNORECASE)
"""What is dated is an event that the asked-about things came before: "before Xi's visit in June 2019"."""

_JOINED = re.compile(r"\s*(?:to|and|until|through|till|vs\.?|versus|-|–|—)\s*(?:in )?", re.IGNORECASE)
_TO_NOW = re.compile(r"\s*(?:to|until|till|through|-|–)\s*(?:now|today|the present|date)\b", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:on|onwards?|forward)\b", re.IGNORECASE)
_LATER_THAT_YEAR = re.compile(r"\b(?:later|rest of) that year\b", re.IGNORECASE)
_LATEST = re.compile(
    r"""\b(?:now|nowadays|today|todays|today's|current|currently|still|latest|newest|recent|recently|lately|presently
    |at\ the\ moment|these\ days|at\ present|up\ to\ date|so\ far|any\ ?more|as\ yet|present[- ]day)\b""",
    re.IGNORECASE | re.VERBOSE,
)

_LOOKED_BACK = 80

ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Dates:
    """What a question says of time: as in Reading."""

    as_of: datetime.date | None = None
    period: Period = ALWAYS
    latest: bool = False


@dataclass(frozen=True, slots=True)
class _Bound:
    """One date with what the words beside it make of it: until | before | since | after | in | at | name."""

    how: str
    span: Period


def dates_in(question: str, events: Sequence[Event] = (), today: datetime.date | None = None) -> Dates:
    """A bound ("as of", "since") decides over plain dates, which together make one period.

    today: what "last year" counts from; without it such words are not read.
    """
    found = tuple(_bounds(question, events))
    dates = Dates(latest=bool(_LATEST.search(question)))
    for bound in found:
        dates = _with_bound(dates, bound)
    plain = [bound.span for bound in found if bound.how in ("in", "at")]
    if plain and dates.as_of is None and dates.period.is_open:
        dates = replace(dates, period=_spanning(plain))
        if dates.period.end and _LATER_THAT_YEAR.search(question):
            dates = replace(dates, period=Period(dates.period.start, whole_year(dates.period.end.year).end))
    elif not found and today and (relative := _relative(question, today)):
        dates = replace(dates, period=relative)
    return dates


def _bounds(text: str, events: Sequence[Event]) -> Iterator[_Bound]:
    """Events count only after a word that dates by them; a written date that an event's name holds is not counted."""
    dated = [(event, *_introduced(_before(text, event.start), event)) for event in _events(text, events)]
    used = [event for event, how, _ in dated if how != "in"]
    yield from (_Bound(how, span) for _, how, span in dated if how != "in")
    for written in _merged(text, written_dates(text)):
        if any(event.start <= written.start and written.end <= event.end for event in used):
            continue
        before, after = _before(text, written.start), text[written.end :]
        how, span = _introduced(before, written)
        if how == "in" and (_NAMED_AFTER.match(after) or _NAMED_BEFORE.search(before)):
            how = "name"
        elif how == "in" and (_TO_NOW.match(after) or (_ONWARDS.match(after) and re.search(r"\bfrom $", before))):
            how = "since"
        elif (
            how == "after"
            and re.match(r" (?!did|was|were|is|has|have|what|how|who|why)[a-z]", after)
            and "the" in before[-4:]
        ):
            how = "since"  # "after the 2026 congress": that year is not over
        yield _Bound(how, span)


def _before(text: str, start: int) -> str:
    """The words before a place, no more than can matter: a text of a thousand dates is read in time."""
    return text[max(0, start - _LOOKED_BACK) : start]


def _introduced(before: str, written: Written) -> tuple[str, Period]:
    """What the words before a date ask for, and of which days."""
    if offset := _introduction("offset").search(before):
        return "at", _moved(written.span, offset)
    how = next((how for how in _HOW if _introduction(how).search(before)), "in")
    if how == "in" and _BEFORE_AN_EVENT_OF.search(before):
        assert written.span.start is not None
        assert written.span.end is not None
        # Of a year, most lies before an event in it: nothing later than the year is all that can be said.
        return ("until" if (written.span.end - written.span.start).days > 31 else "before"), written.span
    return how, written.span


@lru_cache(maxsize=8)
def _introduction(how: str) -> re.Pattern[str]:
    words = re.sub(r"\s*\|\s*", "|", _HOW[how])
    return re.compile(rf"(?<!\w)(?:{words}){_FILLING}", re.IGNORECASE)


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


def _events(text: str, events: Sequence[Event]) -> Iterator[Written]:
    """The events that a text names, with the month and year that may stand beside the name."""
    for event in events:
        for match in event.name.finditer(text):
            before = re.search(rf"(?:\b(?:{MONTH}) )?(?:\b{YEAR} )?$", _before(text, match.start()), re.IGNORECASE)
            after = re.match(rf"(?: (?:in|of) (?:[a-z]+ )?{YEAR})?", text[match.end() :], re.IGNORECASE)
            assert before
            assert after
            yield Written(
                match.start() - len(before.group()), match.end() + after.end(), Period(event.first, event.last)
            )


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
    count = _number(offset["count"]) * (1 if offset["way"].lower() == "after" else -1)
    return _shifted(span.start, offset["unit"].lower(), count)


def _shifted(day: datetime.date, unit: str, count: int) -> Period:
    if unit == "year":
        return whole_year(day.year + count)
    months = day.year * 12 + day.month - 1 + count
    return whole_month(months // 12, months % 12 + 1)


def _relative(text: str, today: datetime.date) -> Period | None:
    if match := re.search(rf"\b(?:last|past) {_COUNT}", text, re.IGNORECASE):
        month = _shifted(today, match["unit"].lower(), -_number(match["count"])).start
        assert month is not None
        return Period(month.replace(month=today.month if match["unit"].lower() == "year" else month.month), None)
    if match := re.search(rf"\b{_COUNT} ago", text, re.IGNORECASE):
        return _shifted(today, match["unit"].lower(), -_number(match["count"]))
    if match := re.search(r"\b(?P<which>last|this) (?P<unit>year|month)\b", text, re.IGNORECASE):
        return _shifted(today, match["unit"].lower(), -1 if match["which"].lower() == "last" else 0)
    return None


def _number(word: str) -> int:
    return _COUNTS.get(word.lower()) or int(word)
