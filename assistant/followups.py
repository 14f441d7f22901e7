"""A follow-up → the question it stands for, by itself.

Pure. Knows what a short question borrows from the turns before it: the actor it replaces, the year it moves to, the
thing that a pronoun means. Knows nothing of what the corpus holds.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.dialogue import Turn
from assistant.wording import STOP_WORDS, content_words
from corpus.actors import Mention, mentions, topics_named

_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|well|then|also|what about|how about|and what about)[\s,]+)+", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|them|him|her|his|hers|its|their|theirs|that|this|those|these|there)\b", re.IGNORECASE
)
_PERSON = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_NAME = re.compile(r"\b(?:[A-Z][\w'’.-]+(?:\s+(?:of|the|de|and|van|von)?\s*[A-Z][\w'’.-]+)+|[A-Z][a-z]{2,})\b")
_POSSESSIVE = {"his", "her", "hers", "its", "their", "theirs"}
_OBJECT_OR_SUBJECT = {"he", "she", "it", "they", "them", "him"}
_MOST_BORROWED = 6
"""Words after an opening ("and …") up to which a question is read as a fragment of the one before."""


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question as it would be asked without the history; itself where it borrows nothing."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked:
        return question
    previous = asked[0] if len(asked) == 1 else standalone(asked[-1], history[: _last_user(history)])
    fragment = _OPENING.sub("", question).strip(" ?.!")
    if _is_fragment(question, fragment):
        if replaced := _with_replacement(previous, fragment):
            return replaced
        return _joined(question, previous, fragment)
    if not mentions(question) and _PRONOUN.search(question):
        return _with_names(question, [turn.content for turn in history])
    if not mentions(question) and not topics_named(question) and len(content_words(question)) <= 2:
        return _joined(question, previous, fragment)
    return question


def _last_user(history: Sequence[Turn]) -> int:
    return max(place for place, turn in enumerate(history) if turn.role == "user")


def _is_fragment(question: str, fragment: str) -> bool:
    opened = bool(_OPENING.match(question))
    return (opened and len(fragment.split()) <= _MOST_BORROWED) or len(content_words(question)) <= 1


def _with_replacement(previous: str, fragment: str) -> str | None:
    """The previous question with its actor or year replaced by the fragment's, if the fragment is no more than that."""
    named = mentions(fragment)
    rest = [word for word in content_words(_without(fragment, named)) if not _YEAR.fullmatch(word)]
    if rest:
        return None
    replaced = previous
    if named:
        places = mentions(previous)
        same_kind = [place for place in places if place.actor in ("russia", "china")] or list(places)
        if not same_kind:
            return None
        start, end = same_kind[0].start, _end_of_group(same_kind, previous)
        replaced = f"{previous[:start]}{fragment[named[0].start : named[-1].end]}{previous[end:]}"
    if years := _YEAR.findall(fragment):
        if _YEAR.search(replaced):
            replaced = _YEAR.sub(years[0], replaced, count=1)
        else:
            replaced = f"{replaced.rstrip(' ?.!')} in {years[0]}?"
    return replaced if named or years else None


def _end_of_group(places: Sequence[Mention], text: str) -> int:
    """The end of `Russia and China`, where the first place is followed by others joined to it."""
    end = places[0].end
    for one, other in pairwise(places):
        if not re.fullmatch(r"\s*(?:,|and|&|or|vs\.?|versus)\s*", text[one.end : other.start]):
            break
        end = other.end
    return end


def _without(text: str, named: Sequence[Mention]) -> str:
    for mention in reversed(named):
        text = text[: mention.start] + text[mention.end :]
    return text


def _joined(question: str, previous: str, fragment: str) -> str:
    """A fragment that replaces nothing keeps its words and takes the subject of the question before."""
    subject = " ".join(word for word in re.findall(r"[\w'’.-]+", previous) if word.lower() not in STOP_WORDS)
    return f"{(fragment or question).rstrip(' ?.!')} ({subject})?" if subject else question


def _with_names(question: str, turns: Sequence[str]) -> str:
    """The first pronoun replaced by the last fitting name of the conversation, the others left as they are."""
    pronoun = _PRONOUN.search(question)
    assert pronoun is not None
    name = _antecedent(turns, person=bool(_PERSON.fullmatch(pronoun.group())))
    word = pronoun.group().lower()
    if name is None or word not in _POSSESSIVE | _OBJECT_OR_SUBJECT:
        return question
    instead = f"{name}'s" if word in _POSSESSIVE else name
    return f"{question[: pronoun.start()]}{instead}{question[pronoun.end() :]}"


def _antecedent(turns: Sequence[str], person: bool) -> str | None:
    """The name that the conversation is about: of the last question that has one, otherwise of the last answer."""
    for turn in reversed(turns):
        sentences = turn.split()
        names = [match.group() for match in _NAME.finditer(turn) if match.group().lower() not in STOP_WORDS]
        inner = [name for name in names if not sentences or name.split()[0] != sentences[0] or " " in name]
        if inner:
            return inner[0] if not person else next((name for name in inner if " " in name), inner[0])
    return None
