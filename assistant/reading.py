"""What is asked: stand-alone wording, actors, topics, dates, kind, and what stands in the way of an answer.

Pure, without a model, and the same every time. Names are `corpus.actors`', dates `periods`', borrowed words
`followups`', obstacles `obstacles`'.
"""

import datetime
import re
from collections.abc import Sequence

from assistant.dialogue import MOST_QUESTION_CHARACTERS, Kind, Period, Reading, Reason, Turn
from assistant.followups import standalone
from assistant.obstacles import obstacle, without_instructions
from assistant.periods import Dates, dates_in
from corpus.actors import mentions, topics_named
from corpus.errors import QuestionError

_BOTH = re.compile(
    r"\b(?:both (?:countries|powers|capitals|sides|neighbours|neighbors)|the two (?:countries|powers|capitals|sides))\b",
    re.I,
)
_COMPARISON = re.compile(
    r"\b(?:differ\w*|difference|compar\w+|versus|vs|contrast\w*|disagree\w*|same|alike|common|tougher|harder|softer|closer|"
    r"more than|rather than|on the one hand|split|gap|diverg\w+|align\w*|respective\w*|both|each)\b",
    re.IGNORECASE,
)
_KINDS = (
    (Kind.WHO_SAID, r"\bwho (?:said|says|claimed|called|told|wrote|argued|warned|described|coined|thinks)\b|\bwhose (?:words|view|claim)\b"),
    (Kind.CHANGE, r"\b(?:chang\w+|evol\w+|shift\w*|over time|over the years|timeline|history of|moved from|turn(?:ed)? around|go(?:ne)? from|used to|become|became|develop\w*)\b|\bfrom (?:19|20)\d\d\b.*\bto\b"),
    (Kind.FIGURE, r"\bhow (?:many|much|large|big|long|high|far|often)\b|\bwhat (?:share|percentage|percent|number|amount|quota|figure|sum|proportion)\b|\bnumbers? of\b|\b(?:cap|quota|limit|figure|total)s?\b"),
    (Kind.DATE, r"\bwhen\b|\bwhat (?:year|date|day|month)\b|\bwhich year\b|\bhow long ago\b|\bdate of\b"),
    (Kind.YES_NO, r"^\W*(?:and |but |so )?(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|isn't|didn't|doesn't|won't)\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_BETWEEN_QUESTIONS = re.compile(r"(?<=\?)\s+(?=\w)")


def read(
    question: str,
    history: Sequence[Turn] = (),
    as_of: datetime.date | None = None,
    today: datetime.date | None = None,
) -> Reading:
    """Raises QuestionError for a question that is empty or too long.

    as_of: nothing later may be used; the question itself may ask for an earlier day. today: what "last year" counts
    from; without it such words are not read.
    """
    _check(question)
    meant = without_instructions(question)
    whole = standalone(meant, history)
    actors = _actors(whole, history)
    dates = dates_in(whole, today)
    return Reading(
        question=question,
        standalone=whole,
        actors=actors,
        topics=topics_named(whole),
        kind=_kind(whole, actors),
        as_of=_earlier(as_of, dates.as_of),
        period=_within(dates, as_of),
        latest=dates.latest,
        parts=_parts(whole),
        obstacle=_obstacle(question, meant, whole),
    )


def _check(question: str) -> None:
    if not any(character.isalnum() for character in question):
        raise QuestionError(
            "The question is empty.", "Ask it in words, such as: How do Russia and China differ on sanctions?"
        )
    if len(question) > MOST_QUESTION_CHARACTERS:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {MOST_QUESTION_CHARACTERS:,} can be read.",
            "Ask it in a sentence or two; a document is added with `tumen add`.",
        )


def _actors(question: str, history: Sequence[Turn]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(mention.actor for mention in mentions(question)))
    if _BOTH.search(question) and not {"russia", "china"} & set(named):
        named = ("russia", "china", *named)
    return named


def _kind(question: str, actors: Sequence[str]) -> Kind:
    """The first that fits of: who said, change, figure, date, comparison, yes-no; otherwise a position."""
    both = "russia" in actors and "china" in actors
    for kind, pattern in _PATTERNS:
        if kind is Kind.YES_NO and both and _COMPARISON.search(question):
            return Kind.COMPARISON
        if pattern.search(question):
            return kind
    if len(actors) > 1 and _COMPARISON.search(question):
        return Kind.COMPARISON
    return Kind.COMPARISON if both else Kind.POSITION


def _obstacle(question: str, meant: str, whole: str) -> Reason | None:
    if not any(character.isalnum() for character in meant):
        return Reason.UNSAFE
    return obstacle(whole, injected=meant != question)


def _earlier(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    return min((day for day in (one, other) if day), default=None)


def _within(dates: Dates, as_of: datetime.date | None) -> Period:
    if as_of and dates.period.start and dates.period.start > as_of:
        return Period(None, None)
    return dates.period


def _parts(question: str) -> tuple[str, ...]:
    parts = [part.strip() for part in _BETWEEN_QUESTIONS.split(question) if len(part.split()) > 2]
    return tuple(parts) if len(parts) > 1 else (question,)
