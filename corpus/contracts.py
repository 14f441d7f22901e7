"""The seams of the ground floor: what the other floors may ask of an embedder and of an index, and its laws.

Each seam has one contract suite in tests/contracts, run over every implementation.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tumen.corpus.passages import PassageFilter, Scored

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, total) as a long step goes on; a total that nobody knows is 0."""


def silent(done: int, total: int) -> None:
    """The progress of a step that nobody watches."""


class Embedder(Protocol):
    """Text → unit vectors.

    Laws: rows have length 1 and `dimension` columns, float32; the same text gives the same row whatever its
    neighbours in the batch (to 1e-5); an empty sequence gives shape (0, dimension); `fingerprint` changes exactly
    when the vectors would.
    """

    @property
    def fingerprint(self) -> str:
        """Name and hash of what makes the vectors: written into every generation."""

    @property
    def dimension(self) -> int:
        """Columns of a vector."""

    def embed(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """(n,) texts → (n, dimension)."""


class PassageIndex(Protocol):
    """Nearest by vector, matching by words, both filtered; and the vectors of what was found.

    Laws: results are best first, ties by passage id; at most `k`; every result is admitted by `where`; `nearest`
    scores are cosines; a word search never raises on any text; a query without a searchable word matches nothing;
    `embeddings` come in the order of the ids, and an id that the index does not hold is a KeyError.
    """

    def nearest(self, vector: Vectors, k: int, where: PassageFilter) -> list[Scored]:
        """The k passages nearest to one unit vector of shape (dimension,)."""

    def matching(self, words: Sequence[str], k: int, where: PassageFilter) -> list[Scored]:
        """The k passages that best match any of the words by BM25."""

    def embeddings(self, ids: Sequence[str]) -> list[Vectors]:
        """Of each passage: its own vector, then one for each of its pieces; shape (1 + pieces, dimension)."""

    def close(self) -> None:
        """Lets go of files and memory; the index is not used afterwards."""
