"""Where in the cited texts the support of a sentence would be: the few sentences that share most with it.

Pure. Knows words and their weights; knows no embedding and no verdict.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tumen.assistant.checking.support.tokens import TokenisedText

NEAREST = 3
"""Sentences that are compared closely: with five, and with windows of three around them, the mean balanced accuracy
over the five sets stayed within 0.005 (docs/log.md), and a pair cost twice the time."""

_COVERED = 1 / 3
"""What a word is still worth that a sentence chosen before already holds."""

Weigh = Callable[[str], float]
"""How much a word tells, in [0, 1]: 1 for a word that the texts of training seldom hold."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The context of a claim. nearest: the sentences that share most with it, best first; places: where they stand in
    the context; window: the same sentences in the order of the text, as one; whole: all of it; count: its sentences.
    """

    nearest: tuple[TokenisedText, ...]
    places: tuple[int, ...]
    window: TokenisedText
    whole: TokenisedText
    count: int


def find_nearest(claim: TokenisedText, context: Sequence[TokenisedText], whole: TokenisedText, weigh: Weigh) -> Nearest:
    """Greedy: each next sentence is the one that shares most weight, words that are covered already counting less."""
    wanted = {key: weigh(key) for key in claim.content}
    covered: set[str] = set()
    left = dict(enumerate(context))
    places: list[int] = []
    while left and len(places) < NEAREST:
        best = max(left, key=lambda place: (_shared(wanted, covered, left[place]), -place))
        places.append(best)
        covered |= left.pop(best).content_set
    window = joined([context[place] for place in sorted(places)])
    return Nearest(tuple(context[place] for place in places), tuple(places), window, whole, len(context))


def joined(sentences: Sequence[TokenisedText]) -> TokenisedText:
    """Several sentences as one text."""
    tokens = tuple(token for each in sentences for token in each.tokens)
    return TokenisedText(" ".join(each.text for each in sentences), tokens)


def _shared(wanted: Mapping[str, float], covered: set[str], sentence: TokenisedText) -> float:
    """In the order of the claim's words, so that the sum is the same in every process."""
    held = sentence.content_set
    return sum(weight * _COVERED if key in covered else weight for key, weight in wanted.items() if key in held)
