"""Exact nearest neighbours in memory: the reference that every other index is held against.

Also the fallback while the Chroma directory is damaged or absent (100,000 passages of 384 dimensions: 8.7 ms a
query). Words are the store's.
"""

from collections.abc import Sequence

import numpy as np

from corpus.contracts import Vectors
from corpus.passages import ANY, PassageFilter, Scored
from corpus.store import Store


class MemoryIndex:
    """A PassageIndex over the vectors of a store, by plain dot products."""

    def __init__(self, store: Store) -> None:
        self._store = store
        ids, vectors = store.vectors()
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self._ids = [ids[position] for position in order]
        self._vectors = vectors[order]

    def nearest(self, vector: Vectors, k: int, where: PassageFilter = ANY) -> list[Scored]:
        """All cosines, then the best k: ids are sorted, so a stable sort breaks ties by id."""
        if not self._ids or k < 1:
            return []
        scores = self._vectors @ vector
        order = np.argsort(-scores, kind="stable")
        if where != ANY:
            admitted = self._store.admitted(where)
            order = np.array([position for position in order if self._ids[position] in admitted], dtype=int)
        return [Scored(self._ids[position], float(scores[position])) for position in order[:k]]

    def matching(self, words: Sequence[str], k: int, where: PassageFilter = ANY) -> list[Scored]:
        """By the store's full text."""
        return self._store.matching(words, k, where)

    def close(self) -> None:
        """Closes the store."""
        self._store.close()
