"""Why a sentence is doubted, in words that a reader can check against the passage.

Only what was really found is named: each reason is one exact comparison. Knows no score.
"""

from collections.abc import Iterable, Iterator

from tumen.assistant.checking.support.edits import (
    Alignment,
    Edit,
    align,
    changes_actor,
    is_hedge,
    is_name,
    is_negation,
    is_turned,
)
from tumen.assistant.checking.support.nearest import Nearest
from tumen.assistant.checking.support.tokens import Token, TokenisedText
from tumen.corpus.actors import Names

MOST_MISSING = 4
_NEAR_COPY = 0.5
"""Below this share of copied tokens an edit is a rewording, and says nothing about one word."""


def reasons(claim: TokenisedText, found: Nearest, names: Names) -> tuple[str, ...]:
    """In the order of how plain they are: facts, turns of meaning, then what the passage does not speak of."""
    alignment = align(claim, found.window)
    facts = [*_facts(claim, found.whole, names), *_turns(claim, found, alignment)]
    return tuple(dict.fromkeys([*facts, *_missing(claim, found.whole)]))


def _facts(claim: TokenisedText, whole: TokenisedText, names: Names) -> Iterator[str]:
    for token in _each(claim, claim.numbers - whole.numbers):
        yield f"number {token.word} not in passage"
    there = " and ".join(names.of(actor)[0] for actor in sorted(whole.actors))
    for actor in sorted(claim.actors - whole.actors):
        if there:
            yield f"passage speaks of {there}, sentence of {names.of(actor)[0]}"
        else:
            yield f"passage does not speak of {names.of(actor)[0]}"
    for token in _each(claim, claim.names - whole.key_set):
        if token.actor not in claim.actors - whole.actors:
            yield f"name “{_shown(claim, token)}” not in passage"
    strangers = claim.speakers - whole.speakers
    for token in _each(claim, strangers & whole.key_set):
        yield f"passage does not give it as the word of {_shown(claim, token)}"


def _turns(claim: TokenisedText, found: Nearest, alignment: Alignment) -> Iterator[str]:
    if alignment.copied < _NEAR_COPY:
        if found.nearest and found.nearest[0].hedges and not claim.hedges:
            yield f"hedge dropped: “{', '.join(sorted(found.nearest[0].hedges))}”"
        return
    for edit in alignment.edits:
        if edit.is_short and changes_actor(edit):
            yield f"“{_words(edit.added)}” stands where the passage has “{_words(edit.removed)}”"
        if edit.is_short and is_turned(edit):
            yield f"direction differs: “{_words(edit.added)}” for “{_words(edit.removed)}”"
        if edit.is_short and edit.loses(is_hedge) and not claim.hedges:
            yield f"hedge dropped: “{_words(filter(is_hedge, edit.removed))}”"
        if _turns_negation(edit):
            yield "negation differs"


def _turns_negation(edit: Edit) -> bool:
    return edit.gains(is_negation) or (edit.is_short and edit.inner and edit.loses(is_negation))


def _missing(claim: TokenisedText, whole: TokenisedText) -> Iterator[str]:
    missing = [
        token.word
        for token in _each(claim, claim.content_set - whole.content_set)
        if not (token.number or is_name(token) or token.actor)
    ]
    if missing:
        more = ", …" if len(missing) > MOST_MISSING else ""
        yield f"not in passage: {', '.join(missing[:MOST_MISSING])}{more}"


def _each(claim: TokenisedText, keys: frozenset[str]) -> list[Token]:
    """The first token of each key, in the order of the sentence."""
    first: dict[str, Token] = {}
    for token in claim.tokens:
        if token.key in keys:
            first.setdefault(token.key, token)
    return list(first.values())


def _shown(claim: TokenisedText, token: Token) -> str:
    """The word as the sentence spells it."""
    start = claim.text.lower().find(token.word)
    return claim.text[start : start + len(token.word)] if start >= 0 else token.word


def _words(tokens: Iterable[Token]) -> str:
    return " ".join(token.word for token in tokens)
