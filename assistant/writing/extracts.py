"""Which sentences of a text answer a question: the extract that is quoted from a long passage.

Each sentence gets a probability from ten features of itself and its neighbours; the sentences chosen are those whose
expected F1 is highest, so that a text with one plain answer gives one sentence and a diffuse one gives several. The
weights are a logistic regression's over what people marked (`extracts.json`, made by
`python -m tumen.training.train_extraction`); with an embedder that they were not learned with, the nearest sentence is
taken. Knows nothing of actors, passages or writers.
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tumen.assistant.regression import Matrix, Regression
from tumen.corpus.contracts import Embedder
from tumen.corpus.words import content_words, stems

FEATURES = (
    "cosine below the best", "place", "is first", "cosine of the one before", "distance from the best",
    "words below the best", "number where one is asked for", "opens with a pronoun", "nearness to the whole",
    "standardised cosine",
)  # fmt: skip
"""The columns of `features`: what was left of 24 by backward elimination (docs/log.md)."""

_WEIGHTS = Path(__file__).with_name("extracts.json")
_ASKS_NUMBER = re.compile(r"\b(?:how (?:many|much|long|old)|when|what (?:year|date))\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|he|she|they|the|this|these)\b", re.IGNORECASE)


def extract(question: str, sentences: Sequence[str], embedder: Embedder) -> tuple[int, ...]:
    """The places of the chosen sentences, in order; at least one of a text that has any."""
    if len(sentences) < 2:
        return tuple(range(len(sentences)))
    vectors = embedder.embed([question, *sentences]).astype(np.float64)
    learned = shipped_regression()
    if not learned.fits(embedder.fingerprint):
        return (int(np.argmax(vectors[1:] @ vectors[0] + _shared_words(question, sentences))),)
    rows = features(question, sentences, vectors[0], vectors[1:])
    return tuple(sorted(best_expected_f1(learned.probabilities(FEATURES, rows))))


def features(question: str, sentences: Sequence[str], asked: Matrix, vectors: Matrix) -> Matrix:
    """(n, 10) of n sentences. asked: (d,) unit vector of the question. vectors: (n, d) of the sentences."""
    count = len(sentences)
    cosines = vectors @ asked
    shared = _shared_words(question, sentences)
    best = int(np.argmax(cosines + shared))
    place = np.arange(count)
    wants_number = bool(_ASKS_NUMBER.search(question))
    return np.column_stack(
        [
            cosines - cosines.max(),
            place / count,
            place == 0,
            np.concatenate([cosines[:1], cosines[:-1]]),
            np.abs(place - best) / count,
            shared - shared.max(),
            [wants_number and any(map(str.isdigit, sentence)) for sentence in sentences],
            [bool(_PRONOUN.match(sentence)) for sentence in sentences],
            vectors @ vectors.mean(axis=0),
            (cosines - cosines.mean()) / (cosines.std() + 1e-6),
        ]
    ).astype(np.float64)


def best_expected_f1(chances: Sequence[float] | NDArray[np.float64]) -> tuple[int, ...]:
    """The k most probable, for the k with the highest 2·Σp(chosen) / (k + Σp(all)); ties to the fewer and earlier."""
    order = sorted(range(len(chances)), key=lambda place: (-chances[place], place))
    total = float(sum(chances))
    hits, best, size = 0.0, -1.0, 0
    for taken, place in enumerate(order, 1):
        hits += float(chances[place])
        expected = 2 * hits / (taken + total)
        if expected > best + 1e-12:
            best, size = expected, taken
    return tuple(order[:size])


def _shared_words(question: str, sentences: Sequence[str]) -> NDArray[np.float64]:
    """The share of the question's stems in each sentence; a stem counts less the more of the sentences hold it."""
    held = [stems(content_words(sentence)) for sentence in sentences]
    rarity = {
        stem: np.log((len(held) + 1) / (sum(stem in each for each in held) + 0.5))
        for stem in stems(content_words(question))
    }
    total = sum(rarity.values()) or 1.0
    return np.array([sum(weight for stem, weight in rarity.items() if stem in each) / total for each in held])


@lru_cache(maxsize=1)
def shipped_regression() -> Regression:
    """Read once."""
    return Regression.of(json.loads(_WEIGHTS.read_text(encoding="utf-8")))
