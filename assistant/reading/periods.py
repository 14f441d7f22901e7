"""Dates in a question: when things happened, and up to when anything may be used.

Knows what the words before a date ask for: "as of", "by", "until" and "before" bound what may be used; "in", "since",
"between" and "after" say when things happened. How a date is written is `written_dates`'; what events people date
things by comes with the subject. Pure. Wordings and what a person means: tests/assistant/reading/reading_cases.yaml.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from tumen.assistant.dialogue import Period
from tumen.assistant.reading.relative_dates import COUNT, moved, relative_period
from tumen.assistant.reading.written_dates import MONTH, YEAR, DatedWords, Span, whole_year, written_dates
from tumen.corpus.events import Event
from tumen.corpus.word_patterns import Rule


class Bound(StrEnum):
    """What a question makes of one date. UNTIL, BEFORE: nothing later may be used. SINCE, AFTER, IN: when it happened.

    NAME: the date is part of a name and says nothing of when.
    """

    UNTIL = "until"
    BEFORE = "before"
    SINCE = "since"
    AFTER = "after"
    IN = "in"
    NAME = "name"


_IT_IS = r"(?:it(?:['’]?s|\sis|\swas|\swere)|we(?:['’]re|\sare))"

INTRODUCED = {
    Bound.UNTIL: (
        Rule(r"as (?:of|at)", "as of"),
        Rule(r"up (?:to|until|till)|until|till|by", "up to"),
        Rule(r"(?:no|not|nothing) (?:later than|after|past|beyond)", "nothing later than"),
        Rule(r"(?:as (?:things|it|matters) (?:stood|was|were)|stand of|state of play)(?:\s(?:in|at|on))?", "stand of"),
        Rule(
            rf"(?:imagine|suppose|pretend|assume|say|as if)(?: that)?,? {_IT_IS}(?: now)?(?: in)?", "imagine it is now"
        ),
        Rule(r"(?:applied|in force)\b[^.?!]*\b(?:at|on|in)", "in force at"),
    ),
    Bound.BEFORE: (Rule(r"before|prior to|ahead of|pre", "prior to"),),
    Bound.SINCE: (Rule(r"since|starting (?:in|from|with)", "starting in"),),
    Bound.AFTER: (Rule(r"after|following|post", "following"),),
}
"""The words right before a date, in the order in which they are tried."""

_FILLING = r"(?:[- ](?:the|about|around|roughly|early|a|in|end of|(?:the )?(?:sinking|signing|adoption) of))*[- ]*$"
_OFFSET = re.compile(rf"(?<!\w)(?:{COUNT} (?P<way>after|before)){_FILLING}", re.IGNORECASE)
"""`two years after`: another date is meant, so many years or months from this one."""

_PAPER = r"(?:treaty|pact|agreement|declaration|article|piece|report|paper|book|deal|text)"
_NAMED_AFTER = re.compile(rf"^(?:[- ][\w-]+){{0,3}}[- ]{_PAPER}\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(rf"\b(?:{_PAPER}|one)(?:,? of| from)?(?: the)? ?$", re.IGNORECASE)
"""Beside a date: it is part of a name, "the 1961 friendship treaty", and says nothing of when."""

_BEFORE_AN_EVENT_OF = re.compile(r"\b(?:before|prior to|ahead of)\b[^.,;:?!()]{3,60}?\b(?:in|of|on) $", re.IGNORECASE)
"""What is dated is an event that the asked-about things came before: "before Xi's visit in June 2019"."""

_JOINED = re.compile(r"\s*(?:to|and|until|through|till|vs\.?|versus|-|–|—)\s*(?:in )?", re.IGNORECASE)
_TO_NOW = re.compile(r"\s*(?:to|until|till|through|-|–)\s*(?:now|today|the present|date)\b", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:on|onwards?|forward)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom $")
_EVENT_OF_THE_DATE = re.compile(r" (?!did|was|were|is|has|have|what|how|who|why)[a-z]")
"""`after the 2026 congress`: what follows the date is named by it, and that year is not over."""

_LATER_THAT_YEAR = re.compile(r"\b(?:later|rest of) that year\b", re.IGNORECASE)
_LATEST = re.compile(
    r"\b(?:now|nowadays|today|todays|today's|current|currently|still|latest|newest|recent|recently|lately|presently"
    r"|at the moment|these days|at present|up to date|so far|any ?more|as yet|present[- ]day)\b",
    re.IGNORECASE,
)

_LOOKED_BACK = 80
_A_MONTH, _AN_EVENT = 31, 2
"""Days up to which a date is one month, and one event."""

ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Dates:
    """What a question says of time: as in Reading."""

    as_of: datetime.date | None = None
    period: Period = ALWAYS
    latest: bool = False


@dataclass(frozen=True, slots=True)
class _Bounded:
    """One date with what the words beside it make of it."""

    bound: Bound
    span: Span


def dates_in(question: str, events: Sequence[Event] = (), today: datetime.date | None = None) -> Dates:
    """A bound ("as of", "since") decides over plain dates, which together make one period.

    today: what "last year" counts from; without it such words are not read.
    """
    found = tuple(_bounds(question, events))
    dates = Dates(latest=bool(_LATEST.search(question)))
    for bounded in found:
        dates = _with_bound(dates, bounded)
    plain = [bounded.span for bounded in found if bounded.bound is Bound.IN]
    if plain and dates.as_of is None and dates.period.is_open:
        span = _spanning(plain)
        if _LATER_THAT_YEAR.search(question):
            span = Span(span.first, whole_year(span.last.year).last)
        return replace(dates, period=Period(span.first, span.last))
    if not found and today and (relative := relative_period(question, today)):
        return replace(dates, period=relative)
    return dates


def _bounds(text: str, events: Sequence[Event]) -> Iterator[_Bounded]:
    """Events count only after a word that dates by them; a written date that an event's name holds is not counted."""
    dated = [(event, _introduced(_before(text, event.start), event.span)) for event in _events(text, events)]
    used = [event for event, bounded in dated if bounded.bound is not Bound.IN or bounded.span != event.span]
    yield from (bounded for event, bounded in dated if event in used)
    for written in _merged(text, written_dates(text)):
        if not any(event.start <= written.start and written.end <= event.end for event in used):
            yield _bounded(text, written)


def _bounded(text: str, written: DatedWords) -> _Bounded:
    """A written date with what the words on both sides of it make of it."""
    before, after = _before(text, written.start), text[written.end :]
    found = _introduced(before, written.span)
    if found.span != written.span:
        return found
    if found.bound is Bound.IN and (_NAMED_AFTER.match(after) or _NAMED_BEFORE.search(before)):
        return replace(found, bound=Bound.NAME)
    goes_on = _TO_NOW.match(after) or (_ONWARDS.match(after) and _FROM.search(before))
    if found.bound is Bound.IN and goes_on:
        return replace(found, bound=Bound.SINCE)
    if found.bound is Bound.AFTER and _EVENT_OF_THE_DATE.match(after) and "the" in before[-4:]:
        return replace(found, bound=Bound.SINCE)
    return found


def _before(text: str, start: int) -> str:
    """The words before a place, no more than can matter: a text of a thousand dates is read in time."""
    return text[max(0, start - _LOOKED_BACK) : start]


def _introduced(before: str, span: Span) -> _Bounded:
    """What the words before a date ask for, and of which days."""
    if offset := _OFFSET.search(before):
        return _Bounded(Bound.IN, moved(span, offset))
    bound = next((bound for bound in INTRODUCED if _introduction(bound).search(before)), Bound.IN)
    if bound is Bound.IN and _BEFORE_AN_EVENT_OF.search(before):
        # Of a year, most lies before an event in it: nothing later than the year is all that can be said.
        return _Bounded(Bound.UNTIL if (span.last - span.first).days > _A_MONTH else Bound.BEFORE, span)
    return _Bounded(bound, span)


@lru_cache(maxsize=8)
def _introduction(bound: Bound) -> re.Pattern[str]:
    words = "|".join(rule.pattern for rule in INTRODUCED[bound])
    return re.compile(rf"(?<!\w)(?:{words}){_FILLING}", re.IGNORECASE)


def _with_bound(dates: Dates, bounded: _Bounded) -> Dates:
    first, last = bounded.span.first, bounded.span.last
    day = datetime.timedelta(days=1)
    match bounded.bound:
        case Bound.UNTIL:
            return replace(dates, as_of=min(last, dates.as_of or last))
        case Bound.BEFORE:
            return replace(dates, as_of=min(first - day, dates.as_of or first - day))
        case Bound.SINCE:
            return replace(dates, period=Period(first, None))
        case Bound.AFTER:
            return replace(dates, period=Period(last + day if (last - first).days > _AN_EVENT else last, None))
        case Bound.IN | Bound.NAME:
            return dates


def _events(text: str, events: Sequence[Event]) -> Iterator[DatedWords]:
    """The events that a text names, with the month and year that may stand beside the name."""
    for event in events:
        for match in event.name.finditer(text):
            before = _DATE_BEFORE.search(_before(text, match.start()))
            after = _DATE_AFTER.match(text[match.end() :])
            start = match.start() - (len(before.group()) if before else 0)
            yield DatedWords(start, match.end() + (after.end() if after else 0), Span(event.first, event.last))


_DATE_BEFORE = re.compile(rf"(?:\b(?:{MONTH}) )?(?:\b{YEAR} )?$", re.IGNORECASE)
_DATE_AFTER = re.compile(rf"(?: (?:in|of) (?:[a-z]+ )?{YEAR})?", re.IGNORECASE)


def _merged(text: str, dates: Sequence[DatedWords]) -> list[DatedWords]:
    """Two dates joined by "to", "and" or a dash are one, from the first day of the one to the last of the other."""
    merged = list(dates[:1])
    for _, following in pairwise(dates):
        last = merged[-1]
        if _JOINED.fullmatch(text[last.end : following.start]):
            merged[-1] = DatedWords(last.start, following.end, _spanning([last.span, following.span]))
        else:
            merged.append(following)
    return merged


def _spanning(spans: Sequence[Span]) -> Span:
    """From the first day of the earliest to the last day of the latest."""
    return Span(min(span.first for span in spans), max(span.last for span in spans))
