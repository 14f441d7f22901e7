"""A follow-up → the question it stands for, by itself.

Knows what a short question borrows from the turns before it: the actor it replaces, the date it moves to, the
subject that it leaves unsaid. What its pronouns mean, `pronouns` knows. Knows nothing of what the corpus holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tumen.assistant.dialogue import Turn
from tumen.assistant.reading.pronouns import REFERRING, named
from tumen.assistant.reading.scope import is_on_subject
from tumen.assistant.reading.written_dates import DatedWords, written_dates
from tumen.corpus.actors import Mention, Names
from tumen.corpus.subject import Subject
from tumen.corpus.words import content_words

_OPENING = re.compile(
    r"""^(?:(?:and|but|so|ok(?:ay)?|well|then|also|cool|right|yeah|yes|no|lol|hm+|sorry
    |what\ about|how\ about|i\ meant?|i\ mean
    |(?:the\ )?same(?:\ question|\ thing|\ again)?(?:\ but)?\ (?:for|with|about|on))[\s,.:;!]+)+""",
    re.IGNORECASE | re.VERBOSE,
)
_NEW_SUBJECT = re.compile(
    r"""^\W*(?:ok[\s,]+|so[\s,]+)?
    (?:(?:different|new|another|other|next)\ (?:topic|question|subject)|changing\ the\ subject|unrelated)[\s,.:;-]+""",
    re.IGNORECASE | re.VERBOSE,
)
_LATER = re.compile(
    r"^(?P<count>an?|one|two|three|four|five|ten|\d\d?|the) years? (?P<way>later|earlier|before|after)$", re.IGNORECASE
)
_COUNTS = {"a": 1, "an": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_LEADING = re.compile(r"^(?:(?:in|for|on|by|as of|at|the|about|to|from)\s+)+", re.IGNORECASE)
_MOST_BORROWED = 6
"""Words after an opening ("and …") up to which a question is read as a fragment of the one before."""
_FEW = 2
"""Content words up to which a question that names nothing is read with the one before."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A question with what it borrows.

    text: with names for its pronouns. context: the question it goes on from, or "".
    """

    text: str
    context: str = ""

    @property
    def wording(self) -> str:
        """Both in one line: `who said that (was the North called a hidden enemy)?`."""
        return f"{self.text.rstrip(' ?.!')} ({self.context.rstrip(' ?.!')})?" if self.context else self.text


def standalone(question: str, history: Sequence[Turn], subject: Subject) -> str:
    """The question as it would be asked without the history; itself where it borrows nothing."""
    return whole(question, history, subject).wording


def whole(question: str, history: Sequence[Turn], subject: Subject) -> Whole:
    """The same, with what is borrowed kept apart from what is asked."""
    last = max((place for place, turn in enumerate(history) if turn.role == "user"), default=None)
    if last is None:
        return Whole(question)
    if changed := _NEW_SUBJECT.match(question):
        return Whole(question[changed.end() :] or question)
    previous = whole(history[last].content, history[:last], subject)
    fragment = _OPENING.sub("", question).strip(" ?.!")
    opened = bool(fragment) and fragment != question.strip(" ?.!")
    if (opened or len(content_words(question)) <= _FEW) and (
        replaced := _with_replacement(previous.text, fragment, subject)
    ):
        return Whole(replaced, previous.context)
    on_subject = is_on_subject(previous.wording, subject)
    text = named(question, history, subject.names, on_subject)
    is_fragment = opened and len(fragment.split()) <= _MOST_BORROWED and not _stands_alone(text, subject.names)
    if is_fragment or (on_subject and _goes_on(question, text, subject)):
        return Whole(text, _asked_before(previous, subject.names))
    return Whole(text)


def _stands_alone(text: str, names: Names) -> bool:
    return bool(names.mentions(text) and names.topics_in(text)) and not REFERRING.search(text)


def _goes_on(question: str, text: str, subject: Subject) -> bool:
    """Whether a question that stands in a conversation on the subject cannot stand alone."""
    if REFERRING.search(text):
        return True
    if not subject.names.mentions(text) and not subject.names.topics_in(text):
        return len(content_words(text)) <= _FEW or text != question
    names_one = len(content_words(_without(text, subject.names.mentions(text)))) <= _FEW - 1
    return names_one or (text != question and not is_on_subject(text, subject))


def _asked_before(previous: Whole, names: Names) -> str:
    """What the previous question was about: its own words, or what it went on from where it was itself a fragment."""
    own = content_words(_without(previous.text, names.mentions(previous.text)))
    if previous.context and len(own) <= _MOST_BORROWED:
        return f"{previous.text.strip(' ?.!')}, {previous.context}"
    return previous.text


def _with_replacement(previous: str, fragment: str, subject: Subject) -> str | None:
    """The previous question with its actor or date replaced by the fragment's, if the fragment is no more than that."""
    found, dates = subject.names.mentions(fragment), written_dates(fragment)
    later = _LATER.match(fragment)
    rest = _without(fragment, sorted((*found, *dates), key=lambda each: each.start))
    if not later and (content_words(_LEADING.sub("", rest)) or not (found or dates)):
        return None
    if found:
        place = _place_for(found[0].actor, previous, subject)
        if not place:
            return None
        start, end = place
        name = fragment[found[0].start : found[-1].end]
        if fragment[: found[0].start].lower().endswith("the ") and not previous[:start].lower().endswith("the "):
            name = f"the {name}"
        if re.search(r"['’]s$", previous[start:end]) and not re.search(r"['’]s$", name):
            name += "'s"
        previous = f"{previous[:start]}{name}{previous[end:]}"
    if later:
        return _moved(previous, later)
    return _with_date(previous, fragment[dates[0].start : dates[-1].end]) if dates else previous


def _place_for(actor: str, previous: str, subject: Subject) -> tuple[int, int] | None:
    """Where the replaced actor stands: one of the same side, otherwise the first but for the one that all are
    asked about; with the `and China` joined to it.
    """
    places = subject.names.mentions(previous)
    side = next((side for side in (set(subject.sides), subject.region) if actor in side), set())
    alike = [place for place in places if place.actor in side]
    alike = alike or [place for place in places if place.actor != subject.focus]
    if not alike:
        return None
    end = alike[0].end
    for other in alike[1:]:
        if not re.fullmatch(r"\s*(?:,|and|&|or|vs\.?|versus)\s*", previous[end : other.start]):
            break
        end = other.end
    return alike[0].start, end


def _with_date(previous: str, date: str) -> str:
    dates = written_dates(previous)
    if dates:
        return f"{previous[: dates[0].start]}{date}{previous[dates[-1].end :]}"
    return f"{previous.rstrip(' ?.!')} in {date}?"


def _moved(previous: str, later: re.Match[str]) -> str | None:
    """The previous question, so many years later or earlier."""
    dates = written_dates(previous)
    if not dates:
        return None
    count = _COUNTS.get(later["count"].lower()) or int(later["count"])
    year = dates[-1].span.first.year + (count if later["way"].lower() in ("later", "after") else -count)
    return _with_date(previous, str(year))


def _without(text: str, found: Sequence[Mention | DatedWords]) -> str:
    for each in reversed(found):
        text = text[: each.start] + text[each.end :]
    return text
