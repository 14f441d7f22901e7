"""What had to be changed in the cited text to make the sentence of it: a near copy shows its one fault here.

Pure. The two texts are aligned token by token (Ratcliff and Obershelp, as in difflib); what is not equal is an edit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tumen.assistant.checking.support.tokens import Token, TokenisedText, opposites
from tumen.assistant.checking.support.words import HEDGES, SPEECH

MOST_SHORT = 4
"""Tokens of the cited text that an edit may take away and still be a change of words, not a clause left out."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A place where the texts differ. inner: equal words stand on both sides of it."""

    removed: tuple[Token, ...]
    added: tuple[Token, ...]
    inner: bool

    @property
    def is_short(self) -> bool:
        """Whether words were changed, rather than a clause left out."""
        return len(self.removed) <= MOST_SHORT

    def swaps(self, each: Callable[[Token], bool]) -> bool:
        """Whether something of a kind was taken away and something of the same kind put in its place."""
        return any(map(each, self.removed)) and any(map(each, self.added))

    def loses(self, each: Callable[[Token], bool]) -> bool:
        """Whether something of a kind was taken away and nothing of the kind put in its place."""
        return any(map(each, self.removed)) and not any(map(each, self.added))

    def gains(self, each: Callable[[Token], bool]) -> bool:
        """Whether something of a kind was put in where there was none."""
        return any(map(each, self.added)) and not any(map(each, self.removed))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The edits, and the lengths, in tokens, of the runs that were kept."""

    edits: tuple[Edit, ...]
    runs: tuple[int, ...]
    length: int

    @property
    def copied(self) -> float:
        """Share of the sentence that stands in the cited text in the same order."""
        return sum(self.runs) / max(1, self.length)


def align(claim: TokenisedText, window: TokenisedText) -> Alignment:
    """How the claim differs from the sentences nearest to it."""
    ours, theirs = claim.plain, window.plain
    matcher = SequenceMatcher(None, [token.key for token in theirs], [token.key for token in ours], autojunk=False)
    codes = matcher.get_opcodes()
    runs = tuple(d - c for kind, _, _, c, d in codes if kind == "equal")
    edits = tuple(
        Edit(theirs[a:b], ours[c:d], 0 < place < len(codes) - 1)
        for place, (kind, a, b, c, d) in enumerate(codes)
        if kind != "equal"
    )
    return Alignment(edits, runs, len(ours))


def edit_features(alignment: Alignment, window: TokenisedText) -> dict[str, float]:
    """Counts and flags; every one is 0 where the claim is a piece of the window."""
    edits = alignment.edits
    short = [edit for edit in edits if edit.is_short]
    added = [token for edit in edits for token in edit.added]
    held = window.key_set
    longest = max(alignment.runs, default=0)
    return {
        "copied": alignment.copied,
        "longest": longest / max(1, alignment.length),
        "longest_run": float(longest),
        "edits": float(len(edits)),
        "inner_edits": float(sum(edit.inner for edit in short)),
        "new_content": float(sum(token.content and token.key not in held for token in added)),
        "moved_content": float(sum(token.content and token.key in held for token in added)),
        "longest_new": float(max((sum(token.content for token in edit.added) for edit in edits), default=0)),
        "new_who": float(len(_who(added) - held)),
        "swap_number": _any(edit.swaps(is_number) for edit in short),
        "swap_name": _any(edit.swaps(is_name) for edit in short),
        "swap_actor": _any(changes_actor(edit) for edit in short),
        "swap_who": _any(edit.swaps(_is_somebody) and bool(_who(edit.added) - _who(edit.removed)) for edit in short),
        "swap_opposite": _any(is_turned(edit) for edit in short),
        "swap_plain": float(sum(edit.swaps(_is_plain) for edit in short)),
        "swap_speech": _any(edit.swaps(_is_speech) for edit in short),
        "swap_content": float(sum(edit.swaps(_is_content) for edit in short)),
        "lost_negation": _any(edit.inner and edit.loses(is_negation) for edit in short),
        "won_negation": _any(edit.gains(is_negation) for edit in edits),
        "lost_hedge": _any(edit.loses(is_hedge) for edit in short),
        "won_hedge": _any(edit.gains(is_hedge) for edit in edits),
    }


def changes_actor(edit: Edit) -> bool:
    """One actor stands where another one stood."""
    before, after = _actors(edit.removed), _actors(edit.added)
    return bool(before and after and before != after)


def is_turned(edit: Edit) -> bool:
    """A word stands where its opposite stood."""
    removed = {token.key for token in edit.removed}
    return any(opposites().get(token.key, frozenset()) & removed for token in edit.added)


def is_number(token: Token) -> bool:
    """A number, in digits or in words."""
    return token.number


def is_name(token: Token) -> bool:
    """The name of a person, a place or a body."""
    return token.name


def is_negation(token: Token) -> bool:
    """not, no, never, …n't."""
    return token.negation


def is_hedge(token: Token) -> bool:
    """A word that makes a guess of a fact."""
    return token.word in HEDGES


def _is_somebody(token: Token) -> bool:
    return token.name or token.actor is not None


def _is_content(token: Token) -> bool:
    return token.content


def _is_speech(token: Token) -> bool:
    return token.word in SPEECH


def _is_plain(token: Token) -> bool:
    return token.content and not (token.number or token.name or token.actor or token.word in SPEECH)


def _who(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.key for token in tokens if _is_somebody(token))


def _actors(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.actor for token in tokens if token.actor)


def _any(flags: Iterable[bool]) -> float:
    return float(any(flags))
