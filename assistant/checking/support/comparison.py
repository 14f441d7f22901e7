"""A sentence and the texts it cites → its features: what the judge asks of the model, and what the model is trained on.

Knows the order of the steps (split, read, find the evidence, compare) and nothing of any one of them.
"""

from collections.abc import Callable, Sequence

from tumen.assistant.checking.support.features import Features, combined, cosine_features, unit_features
from tumen.assistant.checking.support.nearest import Nearest, Weigh, find_nearest, joined
from tumen.assistant.checking.support.tokens import TokenisedText, split, tokenise
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Vectors

Embed = Callable[[Sequence[str]], Vectors]
Unit = tuple[TokenisedText, Nearest]
"""One sentence of a claim, and the evidence for it."""

MOST_CONTEXT_CHARACTERS = 200_000
"""Of all cited texts together, some 30,000 words; what lies beyond is not read, so that a pair's cost is bounded."""

_LEAST_WORDS = 2
"""A sentence with fewer content words, `Yes.`, is judged only where there is no other."""


def units(claim: str, texts: Sequence[str], weigh: Weigh, names: Names) -> tuple[Unit, ...]:
    """The sentences of a claim, each with the sentences of the texts that lie nearest to it; at least one."""
    context = [tokenise(sentence, names) for text in _bounded(texts) for sentence in split(text)]
    whole = joined(context)
    sentences = [tokenise(sentence, names) for sentence in split(claim)] or [tokenise(claim, names)]
    telling = [sentence for sentence in sentences if len(sentence.content) >= _LEAST_WORDS] or sentences[:1]
    return tuple((sentence, find_nearest(sentence, context, whole, weigh)) for sentence in telling)


def compare(parts: Sequence[Unit], weigh: Weigh, embed: Embed | None) -> Features:
    """The features of a claim; without the cosines where there is nothing to embed with."""
    texts = [text for claim, found in parts for text in (claim.text, *(each.text for each in found.nearest))]
    vectors = embed(texts) if embed else None
    features, row = [], 0
    for claim, found in parts:
        end = row + 1 + len(found.nearest)
        cosines = cosine_features(vectors[row], vectors[row + 1 : end]) if vectors is not None else {}
        features.append(unit_features(claim, found, weigh, cosines))
        row = end
    return combined(features)


def _bounded(texts: Sequence[str]) -> list[str]:
    bounded, left = [], MOST_CONTEXT_CHARACTERS
    for text in texts:
        bounded.append(text[:left])
        left -= len(bounded[-1])
    return bounded
