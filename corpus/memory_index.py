"""Exact nearest neighbours in memory: the reference that every other index is held against.

Also the fallback while the Chroma directory is damaged or absent (100,000 passages of 384 dimensions: 8.7 ms a
query), and the filtered search of every index. Words are the store's.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tumen.corpus.contracts import Vectors
from tumen.corpus.passages import ANY, PassageFilter, Scored
from tumen.corpus.store import Store

_MOST_FILTERS = 64
"""Filters whose answer is remembered: each actor and topic recurs, a date seldom does."""


class MemoryIndex:
    """A PassageIndex over the vectors of a store, by plain dot products."""

    def __init__(self, store: Store) -> None:
        self._store = store
        ids, vectors = store.vectors()
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self._ids = [ids[position] for position in order]
        self._vectors = vectors[order]
        self._admitted = lru_cache(_MOST_FILTERS)(self._rows)

    def nearest(self, vector: Vectors, k: int, where: PassageFilter = ANY) -> list[Scored]:
        """All cosines, then the best k: ids are sorted, so a stable sort breaks ties by id."""
        if not self._ids or k < 1:
            return []
        rows = self._admitted(where)
        scores = (self._vectors @ vector)[rows]
        order = np.argsort(-scores, kind="stable")[:k]
        return [Scored(self._ids[rows[position]], float(scores[position])) for position in order]

    def matching(self, words: Sequence[str], k: int, where: PassageFilter = ANY) -> list[Scored]:
        """By the store's full text."""
        return self._store.matching(words, k, where)

    def embeddings(self, ids: Sequence[str]) -> list[Vectors]:
        """By the store."""
        return self._store.embeddings(ids)

    def close(self) -> None:
        """Closes the store."""
        self._store.close()

    def _rows(self, where: PassageFilter) -> NDArray[np.intp]:
        """The rows that the filter admits, in order of id."""
        if where == ANY:
            return np.arange(len(self._ids))
        admitted = self._store.admitted(where)
        return np.array([row for row, identity in enumerate(self._ids) if identity in admitted], dtype=np.intp)
