"""Vectors of sentences for the support checker, each made once: what the judge asks for and training too.

Knows how much of a sentence is embedded and how many vectors are kept; knows no model.
"""

from collections.abc import Sequence

import numpy as np

from tumen.corpus.contracts import Embedder, Vectors

MOST_CHARACTERS = 600
"""Of a sentence that is embedded: the model reads 256 tokens."""


class RememberedVectors:
    """An embedder behind a memory."""

    def __init__(self, embedder: Embedder, most: int) -> None:
        """most: how many vectors are kept, until all are let go; one question asks for no more than some hundred."""
        self._embedder = embedder
        self._most = most
        self._known: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension), rows in the order of the texts; a text that was embedded before is not embedded again."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(new) > self._most:
            self._known.clear()
            new = list(dict.fromkeys(texts))
        if new:
            self._known.update(zip(new, self._embedder.embed([text[:MOST_CHARACTERS] for text in new]), strict=True))
        return np.array([self._known[text] for text in texts], np.float32)
