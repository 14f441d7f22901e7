"""Chroma, embedded: serves the vectors of a generation; derived from the store and rebuildable from it at any time.

The home of chromadb. Knows how to fill a directory from a store and how to search it; knows nothing of the manifest
that says whether the directory is intact. Words are the store's.

Chroma writes into its directory whenever it opens it (a row of `acquire_write` each time), so a reader opens a
private copy: the directory of a generation stays as it was hashed, and readers never meet.
"""

import logging
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from tumen.corpus.contracts import Vectors
from tumen.corpus.errors import IndexDamagedError, StorageError
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.passages import ANY, PassageFilter, Scored
from tumen.corpus.private_folder import PrivateFolder
from tumen.corpus.store import Store

log = logging.getLogger("tumen")

_COLLECTION = "passages"
_BATCH = 200  # of at most 5,461 records a call; larger batches were not faster
# The default search breadth of 100 finds 99.5 % of the true neighbours on real data; at 1,000 every one of 100 was
# found for 100 of 100 queries among 1,300 vectors, at 5 ms a query.
_BREADTH = 1_000


def fill_chroma(directory: Path, store: Store) -> None:
    """Makes the directory from the store's vectors. Raises StorageError."""
    import chromadb.errors

    client = None
    try:
        client = _client(directory)
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            # One thread: the graph of the same vectors is then the same graph.
            configuration={
                "hnsw": {"space": "cosine", "ef_search": _BREADTH, "ef_construction": 200, "num_threads": 1}
            },
        )
        ids, vectors = store.vectors()
        for start in range(0, len(ids), _BATCH):
            collection.add(ids=list(ids[start : start + _BATCH]), embeddings=vectors[start : start + _BATCH])
    except (chromadb.errors.ChromaError, OSError, RuntimeError, ValueError) as error:
        raise StorageError(
            f"Chroma could not write its index: {error}.",
            "Free some space or set TUMEN_DATA to a folder that you may write to, then run `tumen build`.",
        ) from error
    finally:
        if client is not None:
            client.close()


class ChromaIndex:
    """A PassageIndex over a private copy of a generation's Chroma directory."""

    def __init__(self, directory: Path, store: Store) -> None:
        """Raises IndexDamagedError. Check the hashes first: a damaged file kills the process instead of raising."""
        import chromadb.errors

        self._store = store
        self._copy = PrivateFolder("tumen-chroma-")
        try:
            shutil.copytree(directory, self._copy.path, dirs_exist_ok=True)
            self._client = _client(self._copy.path)
            self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
            self._count = self._collection.count()
        except (chromadb.errors.ChromaError, OSError, RuntimeError, ValueError) as error:
            self._copy.remove()
            raise IndexDamagedError(
                f"The Chroma index cannot be opened: {error}.",
                "Run `tumen build` to make it anew from the stored passages.",
            ) from error

    def nearest(self, vector: Vectors, k: int, where: PassageFilter = ANY) -> list[Scored]:
        """Approximate search, exact enough (see _BREADTH); a filtered one is exact.

        Chroma's `where` cost 22 ms at 20,000 passages, and 5 to 11 ms for one actor of the shipped corpus; plain dot
        products over all vectors cost 9 ms at 100,000 and 0.2 ms there.
        """
        if k < 1 or self._count == 0:
            return []
        found = self._query(vector, k) if where == ANY else None
        if found is None:
            return self._exact.nearest(vector, k, where)
        scored = [
            Scored(identity, 1.0 - float(distance))
            for identity, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        return sorted(scored, key=lambda each: (-each.score, each.passage))

    def _query(self, vector: Vectors, k: int) -> Any:
        """What Chroma finds; None where it cannot, as when somebody has swept the folder that its copy lies in."""
        import chromadb.errors

        try:
            return self._collection.query(
                query_embeddings=[np.asarray(vector, dtype=np.float32)],
                n_results=min(k, self._count),
                include=["distances"],
            )
        except (chromadb.errors.ChromaError, OSError, RuntimeError, ValueError) as error:
            log.warning("Chroma cannot search any more (%s): searching exactly instead.", error)
            return None

    @cached_property
    def _exact(self) -> MemoryIndex:
        return MemoryIndex(self._store)

    def matching(self, words: Sequence[str], k: int, where: PassageFilter = ANY) -> list[Scored]:
        """By the store's full text."""
        return self._store.matching(words, k, where)

    def embeddings(self, ids: Sequence[str]) -> list[Vectors]:
        """By the store."""
        return self._store.embeddings(ids)

    def close(self) -> None:
        """Closes client and store, and removes the private copy."""
        self._client.close()
        self._copy.remove()
        self._store.close()


def _client(directory: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(path=str(directory), settings=ChromaSettings(anonymized_telemetry=False))
