"""The pronouns of a follow-up → the names that they stand for.

In a conversation on the subject the names are those of its actors, small letters and all; in any other,
those that `antecedents` finds.
"""

import re
from collections.abc import Sequence

from tumen.assistant.dialogue import Turn
from tumen.assistant.reading import antecedents
from tumen.corpus.actors import Mention, Names

REFERRING = re.compile(
    r"\b(?:it|its|that|this|those|these|there|then|one|ones|too|else|him|her|them|same)\b", re.IGNORECASE
)
"""Words that lean on something said before."""

_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:this|that|the) (?:album|song|band|film|movie|show|book|single|series|tour|group|team)\b", re.IGNORECASE
)
_HER_OBJECT = re.compile(
    r"\s*(?:$|[?.,!]|(?:in|to|at|on|for|with|from|by|and|as|when|after|before|during|the|an?)\b)", re.I
)
_JOINED = re.compile(r"\s*(?:,|and|&|or)\s*")


def named(question: str, history: Sequence[Turn], names: Names, on_subject: bool) -> str:
    """The question with names for its pronouns, as far as the conversation has them. on_subject: what it is about."""
    if on_subject:
        person, group = _person_on_subject(history, names), _group_on_subject(history, names)
        text = question if names.mentions(question) else _replaced(question, _GROUP, group)
        return _replaced(text, _PERSON, person)
    text = question if _names_before(question, _PERSON) else _replaced(question, _PERSON, antecedents.person(history))
    text = _replaced(text, _GROUP, antecedents.group(history))
    if text == question:
        text = _replaced(text, _THING, antecedents.thing(history))
    return _with_title(text, antecedents.thing(history)) if text == question else text


def _replaced(question: str, pronouns: re.Pattern[str], name: str | None) -> str:
    """The first of the pronouns replaced; a possessive stays one."""
    pronoun = pronouns.search(question)
    if not pronoun or not name:
        return question
    word, after = pronoun.group().lower(), question[pronoun.end() :]
    is_possessive = word in ("his", "hers", "their", "theirs") or (word == "her" and not _HER_OBJECT.match(after))
    return (
        f"{question[: pronoun.start()]}{name}'s{after}"
        if is_possessive
        else f"{question[: pronoun.start()]}{name}{after}"
    )


def _with_title(question: str, title: str | None) -> str:
    """`this album` → `this album Inevitable`."""
    work = _WORK.search(question)
    return f"{question[: work.end()]} {title}{question[work.end() :]}" if work and title else question


def _names_before(question: str, pronouns: re.Pattern[str]) -> bool:
    """Whether a name of the question itself comes first: "Did McMahon like his job?"."""
    pronoun = pronouns.search(question)
    return bool(pronoun and antecedents.names_in([Turn("user", question[: pronoun.start()])]))


def _person_on_subject(history: Sequence[Turn], names: Names) -> str | None:
    """The first person of the last question that names one, otherwise of the last answer that does."""
    for role in ("user", "assistant"):
        for turn in reversed(history):
            if turn.role == role and (people := names.people_in(turn.content)):
                return people[0]
    return None


def _group_on_subject(history: Sequence[Turn], names: Names) -> str | None:
    """The first actor of the last turn that names one, with those joined to it: "Moscow and Beijing"."""
    for turn in reversed(history):
        if turn.role == "user" and (found := names.mentions(turn.content)):
            return _joined(turn.content, found)
    return None


def _joined(text: str, found: Sequence[Mention]) -> str:
    end = found[0].end
    for mention in found[1:]:
        if not _JOINED.fullmatch(text[end : mention.start]):
            break
        end = mention.end
    return re.sub(r"['’]s$", "", text[found[0].start : end])
