"""Chroma, embedded: serves the vectors of a generation; derived from the store and rebuildable from it at any time.

The home of chromadb. Knows how to fill a directory from a store and how to search it; knows nothing of the manifest
that says whether the directory is intact. Words are the store's.

Chroma writes into its directory whenever it opens it (a row of `acquire_write` each time), so a reader opens a
private copy: the directory of a generation stays as it was hashed, and readers never meet.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.contracts import Vectors
from corpus.errors import IndexDamagedError, StorageError
from corpus.passages import ANY, Passage, PassageFilter, Scored
from corpus.private_folder import PrivateFolder
from corpus.settings import crash_point
from corpus.store import Store

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
        passages = store.passages()
        _, vectors = store.vectors()
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            collection.add(
                ids=[passage.id for passage in batch],
                embeddings=vectors[start : start + _BATCH],
                metadatas=[_metadata(passage) for passage in batch],
            )
            crash_point("filling")
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
        """Approximate search, exact enough (see _BREADTH); cosines rounded so that ties are ties in every index."""
        if k < 1 or self._count == 0:
            return []
        found = self._collection.query(
            query_embeddings=[np.asarray(vector, dtype=np.float32)],
            n_results=min(k, self._count),
            where=_condition(where),
            include=["distances"],
        )
        scored = [
            Scored(identity, 1.0 - float(distance))
            for identity, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        return sorted(scored, key=lambda each: (-each.score, each.passage))

    def matching(self, words: Sequence[str], k: int, where: PassageFilter = ANY) -> list[Scored]:
        """By the store's full text."""
        return self._store.matching(words, k, where)

    def close(self) -> None:
        """Closes client and store, and removes the private copy."""
        self._client.close()
        self._copy.remove()
        self._store.close()


def _client(directory: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(path=str(directory), settings=ChromaSettings(anonymized_telemetry=False))


def _metadata(passage: Passage) -> dict[str, str | int | bool]:
    # Chroma filters on scalars only: one boolean for each label that the passage has.
    return {
        "source": passage.source.id,
        "voice": passage.voice.value,
        "kind": passage.source.kind,
        "stated_last": int(passage.stated.last.strftime("%Y%m%d")),
        **{f"actor_{actor}": True for actor in passage.actors},
        **{f"holder_{holder}": True for holder in passage.holder},
        **{f"topic_{topic}": True for topic in passage.topics},
    }


def _condition(where: PassageFilter) -> dict[str, Any] | None:
    """The `where` of Chroma with the meaning of PassageFilter.admits."""
    clauses: list[dict[str, Any]] = []
    for prefix, wanted in (("actor", where.actors), ("holder", where.holders), ("topic", where.topics)):
        if wanted:
            clauses.append(_any([{f"{prefix}_{each}": True} for each in sorted(wanted)]))
    for key, wanted in (("voice", where.voices), ("kind", where.kinds), ("source", where.sources)):
        if wanted:
            clauses.append({key: {"$in": sorted(wanted)}})
    if where.stated_from:
        clauses.append({"stated_last": {"$gte": int(where.stated_from.strftime("%Y%m%d"))}})
    if where.stated_until:
        clauses.append({"stated_last": {"$lte": int(where.stated_until.strftime("%Y%m%d"))}})
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}


def _any(clauses: list[dict[str, Any]]) -> dict[str, Any]:
    return clauses[0] if len(clauses) == 1 else {"$or": clauses}
