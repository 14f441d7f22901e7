"""What is asked: stand-alone wording, actors, topics, dates, kind, and what stands in the way of an answer.

Without a model, and the same every time. Names are the subject's, dates `periods`', kinds `kinds`', borrowed words
`followups`', obstacles `obstacles`', orders to the assistant `injected_orders`'.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tumen.assistant.dialogue import MOST_QUESTION_CHARACTERS, Kind, Period, Reading, Reason, Turn
from tumen.assistant.reading.followups import Whole, whole
from tumen.assistant.reading.injected_orders import without_instructions
from tumen.assistant.reading.kinds import kind_of
from tumen.assistant.reading.obstacles import obstacle
from tumen.assistant.reading.periods import Dates, dates_in
from tumen.assistant.reading.scope import is_on_subject, leaves_the_subject
from tumen.corpus.errors import QuestionError
from tumen.corpus.subject import Subject
from tumen.corpus.words import content_words

_BETWEEN_QUESTIONS = re.compile(r"(?<=\?)\s+(?=\w)|\n+|\s+(?=\d\) )|^(?=\d\) )")
_SPACES = re.compile(r"[^\S\n]+")
_MOST_SINGLES = 8
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
class _Single:
    """One single question of a message: by itself, and what stands in its way."""

    whole: Whole
    obstacle: Reason | None


def read(
    question: str,
    history: Sequence[Turn] = (),
    as_of: datetime.date | None = None,
    *,
    subject: Subject,
    today: datetime.date | None = None,
) -> Reading:
    """Raises QuestionError for a question that is empty or too long.

    as_of: nothing later may be used; the question itself may ask for an earlier day. subject: of the corpus that will
    answer. today: what "last year" counts from; without it such words are not read. Of several questions only those are
    read that nothing stands in the way of, unless something stands in the way of all.
    """
    _check(question, subject)
    singles = _singles(question, history, subject)
    readable = [single for single in singles if not single.obstacle] or singles
    own = " ".join(single.whole.text for single in readable)
    wording = " ".join(single.whole.wording for single in readable)
    actors = _asked_about(own, wording, subject)
    dates = _dates(own, wording, subject, today)
    return Reading(
        question=question,
        standalone=wording,
        actors=actors,
        topics=subject.names.topics_in(wording),
        kind=(kind := kind_of(own, actors, subject.sides)),
        sides=_sides(actors, kind, subject),
        as_of=min((day for day in (as_of, dates.as_of) if day), default=None),
        period=_within(dates, as_of),
        latest=dates.latest,
        obstacle=readable[0].obstacle,
        on_subject=is_on_subject(wording, subject),
    )


def _dates(own: str, wording: str, subject: Subject, today: datetime.date | None) -> Dates:
    """Of the question itself; "as of" holds for what is asked next, "in 2017" need not."""
    dates = dates_in(own, subject.events, today)
    if dates.as_of is None:
        dates = replace(dates, as_of=dates_in(wording, subject.events, today).as_of)
    if dates.period.end and dates.as_of is None and _AS_IT_STOOD.search(own):
        dates = replace(dates, as_of=dates.period.end, period=Period())
    return dates


def _sides(actors: Sequence[str], kind: Kind, subject: Subject) -> tuple[str, ...]:
    """The actors that get a section each: none unless at least two were asked about.

    The subject's own sides wherever several are named; a third actor is then what they are asked about.
    """
    main = tuple(actor for actor in actors if actor in subject.sides)
    if len(main) > 1:
        return main
    return tuple(actors) if kind is Kind.COMPARISON and len(actors) > 1 else ()


def _check(question: str, subject: Subject) -> None:
    if not any(character.isalnum() for character in question):
        example = subject.starters[0] if subject.starters else "Who said what, and when?"
        raise QuestionError("The question is empty.", f"Ask it in words, such as: {example}")
    if len(question) > MOST_QUESTION_CHARACTERS:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {MOST_QUESTION_CHARACTERS:,} can be read.",
            "Ask it in a sentence or two; a document is added with `tumen add`.",
        )


def _singles(question: str, history: Sequence[Turn], subject: Subject) -> list[_Single]:
    """The single questions of a message, each made whole by those before it."""
    meant = without_instructions(_SPACES.sub(" ", question), subject.names)
    injected = len(meant.split()) < len(question.split())
    if injected and not content_words(meant):
        return [_Single(Whole(question), Reason.UNSAFE)]
    turns, singles = list(history), []
    for asked in _asked_singly(meant):
        meaning = whole(asked, turns, subject)
        away = Reason.OUT_OF_SCOPE if turns and leaves_the_subject(asked, subject) else None
        singles.append(_Single(meaning, away or obstacle(meaning.wording, subject)))
        turns.append(Turn("user", meaning.wording))
    names_none = not any(is_on_subject(single.whole.wording, subject) for single in singles)
    if injected and len(meant.split()) > _MOST_LEFT and names_none:
        return [replace(single, obstacle=Reason.UNSAFE) for single in singles]
    return singles


def _asked_singly(message: str) -> list[str]:
    """The pieces of a message that asks several things; the message itself where it asks one, or is a whole text."""
    pieces = [_NUMBERED.sub("", piece).strip() for piece in _BETWEEN_QUESTIONS.split(message)]
    singles = [piece for piece in pieces if len(piece.split()) > 1] if 1 < len(pieces) <= _MOST_SINGLES else []
    return singles or [message]


def _actors(question: str, subject: Subject) -> tuple[str, ...]:
    """The actors that a question names, and those that it means by "both", in the order of mention."""
    found = [(mention.start, mention.actor) for mention in subject.names.mentions(question)]
    for words, pair in subject.pairs:
        match = words.search(question)
        if match and not set(pair) <= {actor for _, actor in found}:
            found += [(match.start(), actor) for actor in pair]
    return tuple(dict.fromkeys(actor for _, actor in sorted(found, key=lambda pair: pair[0])))


def _asked_about(own: str, wording: str, subject: Subject) -> tuple[str, ...]:
    """A follow-up that names one of the sides asks about these; any other, about those of what it goes on from."""
    actors = _actors(own, subject)
    return actors if set(subject.sides) & set(actors) else _actors(wording, subject)


def _within(dates: Dates, as_of: datetime.date | None) -> Period:
    if as_of and dates.period.start and dates.period.start > as_of:
        return Period(None, None)
    return dates.period
