"""An index from which passages can be taken out for a while: what would be answered without them?

Knows how to hide passages from both searches; changes nothing in the index behind it.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from tumen.corpus.contracts import PassageIndex, Vectors
from tumen.corpus.passages import PassageFilter, Scored


class ThinnedIndex:
    """A PassageIndex that searches another one and leaves out what is hidden; at first nothing is."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._hidden: frozenset[str] = frozenset()

    @contextmanager
    def without(self, passages: Collection[str]) -> Iterator[None]:
        """Hides these passage ids until the end of the block."""
        before, self._hidden = self._hidden, self._hidden | frozenset(passages)
        try:
            yield
        finally:
            self._hidden = before

    def nearest(self, vector: Vectors, k: int, where: PassageFilter) -> list[Scored]:
        """As the index behind it, which is asked for as many more as are hidden."""
        return self._shown(self._index.nearest(vector, k + len(self._hidden), where), k)

    def matching(self, words: Sequence[str], k: int, where: PassageFilter) -> list[Scored]:
        """As the index behind it, which is asked for as many more as are hidden."""
        return self._shown(self._index.matching(words, k + len(self._hidden), where), k)

    def embeddings(self, ids: Sequence[str]) -> list[Vectors]:
        """As the index behind it."""
        return self._index.embeddings(ids)

    def close(self) -> None:
        """Closes the index behind it."""
        self._index.close()

    def _shown(self, found: Sequence[Scored], k: int) -> list[Scored]:
        return [each for each in found if each.passage not in self._hidden][:k]
