"""What is asked: stand-alone wording, actors, topics, dates, kind, and what stands in the way of an answer.

Pure, without a model, and the same every time. Names are `corpus.actors`', dates `periods`', kinds `kinds`', borrowed
words `followups`', obstacles `obstacles`', orders to the assistant `instructions`'.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tumen.assistant.dialogue import MOST_QUESTION_CHARACTERS, Period, Reading, Reason, Turn
from tumen.assistant.reading.followups import Whole, whole
from tumen.assistant.reading.injected_orders import without_instructions
from tumen.assistant.reading.kinds import kind_of
from tumen.assistant.reading.obstacles import obstacle
from tumen.assistant.reading.periods import Dates, dates_in
from tumen.assistant.reading.scope import is_on_subject, leaves_the_subject
from tumen.corpus.actors import mentions, topics_named
from tumen.corpus.errors import QuestionError
from tumen.corpus.word_patterns import any_of
from tumen.corpus.words import content_words

_PAIRS = (
    (
        any_of(
            "both_(?:of_them|countries|powers|capitals|sides|neighbou?rs) the_two_(?:countries|powers|capitals|sides)"
            " two_(?:countries|powers) each_(?:of_them|of_the_two|capital)"
        ),
        ("russia", "china"),
    ),
    (any_of("(?:the_two|both|two|the)_koreas"), ("dprk", "rok")),
)
_BETWEEN_QUESTIONS = re.compile(r"(?<=\?)\s+(?=\w)|\n+|\s+(?=\d\) )|^(?=\d\) )")
_SPACES = re.compile(r"[^\S\n]+")
_MOST_PARTS = 8
"""A message of more pieces is a text, not a list of questions."""

_MOST_LEFT = 40
"""Words that may be left beside an order; where more are, and none on the subject, the message is a staged attack."""

_AS_IT_STOOD = re.compile(
    r"^\W*(?:(?:it['’]?s|stand|state|status|situation|view|imagine|end|start|mid|early|late|in|of|at|the|around)\s+)*"
    r"[^?:,;]{0,24}\d{2,4}\s*[:,;]\s*"
    r"(?:is|are|does|do|has|have|can|will|what(?:['’]?s| is| are| does)|how (?:is|does|do))\b",
    re.IGNORECASE,
)
"""A date at the head of a question in the present tense ("end of 2024: does Beijing …"): as it stood on that day."""

_NUMBERED = re.compile(r"^\d\) ")


@dataclass(frozen=True, slots=True)
class _Part:
    """One single question of a message: by itself, and what stands in its way."""

    whole: Whole
    obstacle: Reason | None


def read(
    question: str,
    history: Sequence[Turn] = (),
    as_of: datetime.date | None = None,
    today: datetime.date | None = None,
) -> Reading:
    """Raises QuestionError for a question that is empty or too long.

    as_of: nothing later may be used; the question itself may ask for an earlier day. today: what "last year" counts
    from; without it such words are not read. Of several questions only those are read that nothing stands in the way
    of, unless something stands in the way of all.
    """
    _check(question)
    parts = _parts(question, history)
    readable = [part for part in parts if not part.obstacle] or parts
    wording = " ".join(part.whole.wording for part in readable)
    own = " ".join(part.whole.text for part in readable)
    actors = _asked_about(own, wording)
    dates = dates_in(own, today)
    if dates.as_of is None:  # "as of" holds for what is asked next, "in 2017" need not
        dates = replace(dates, as_of=dates_in(wording, today).as_of)
    if dates.period.end and dates.as_of is None and _AS_IT_STOOD.search(own):
        dates = replace(dates, as_of=dates.period.end, period=Period())
    return Reading(
        question=question,
        standalone=wording,
        actors=actors,
        topics=topics_named(wording),
        kind=kind_of(own, actors),
        as_of=min((day for day in (as_of, dates.as_of) if day), default=None),
        period=_within(dates, as_of),
        latest=dates.latest,
        obstacle=readable[0].obstacle,
        on_subject=is_on_subject(wording),
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


def _parts(question: str, history: Sequence[Turn]) -> list[_Part]:
    """The single questions of a message, each made whole by those before it."""
    meant = without_instructions(_SPACES.sub(" ", question))
    injected = len(meant.split()) < len(question.split())
    if injected and not content_words(meant):
        return [_Part(Whole(question), Reason.UNSAFE)]
    pieces = [_NUMBERED.sub("", piece).strip() for piece in _BETWEEN_QUESTIONS.split(meant)]
    singles = [piece for piece in pieces if len(piece.split()) > 1] if 1 < len(pieces) <= _MOST_PARTS else []
    turns, parts = list(history), []
    for asked in singles or [meant]:
        meaning = whole(asked, turns)
        away = Reason.OUT_OF_SCOPE if turns and leaves_the_subject(asked) else None
        parts.append(_Part(meaning, away or obstacle(meaning.wording)))
        turns.append(Turn("user", meaning.wording))
    if injected and len(meant.split()) > _MOST_LEFT and not any(is_on_subject(part.whole.wording) for part in parts):
        return [replace(part, obstacle=Reason.UNSAFE) for part in parts]
    return parts


def _actors(question: str) -> tuple[str, ...]:
    """The actors that a question names, and those that it means by "both", in the order of mention."""
    found = [(mention.start, mention.actor) for mention in mentions(question)]
    for words, pair in _PAIRS:
        match = words.search(question)
        if match and not set(pair) <= {actor for _, actor in found}:
            found += [(match.start(), actor) for actor in pair]
    return tuple(dict.fromkeys(actor for _, actor in sorted(found, key=lambda pair: pair[0])))


def _asked_about(own: str, wording: str) -> tuple[str, ...]:
    """A follow-up that names Russia or China asks about these; any other, about those of what it goes on from."""
    actors = _actors(own)
    return actors if {"russia", "china"} & set(actors) else _actors(wording)


def _within(dates: Dates, as_of: datetime.date | None) -> Period:
    if as_of and dates.period.start and dates.period.start > as_of:
        return Period(None, None)
    return dates.period
