"""SQLite: passages, embeddings and full text in one file, the truth of a generation.

Knows how passages become rows and how a filter becomes SQL. Knows nothing of models, of Chroma or of how a generation
is switched. The home of sqlite3: its exceptions leave as StorageError while writing, IndexDamagedError while reading.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import numpy as np
from pydantic import TypeAdapter

from tumen.corpus.contracts import Vectors
from tumen.corpus.errors import IndexDamagedError, StorageError
from tumen.corpus.passages import ANY, Contradiction, Passage, PassageFilter, Scored, Source
from tumen.corpus.store_queries import SCHEMA, condition, labels, quoted
from tumen.corpus.subject import Subject, shipped_subject

# Text, title, names. A title of 0.4 lost 0.008 of nDCG@10 on SciFact and changed nothing elsewhere; docs/log.md.
_COLUMN_WEIGHTS = "1.0, 1.0, 0.4"

_SOURCE = TypeAdapter(Source)
_PASSAGE = TypeAdapter(Passage)
_CONTRADICTION = TypeAdapter(Contradiction)


class Store:
    """One SQLite file of passages. Written once, then only read; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sources: dict[str, Source] | None = None

    @classmethod
    def create(cls, path: Path | None = None) -> Self:
        """An empty store, in memory where `path` is None. Raises StorageError."""
        with _writing():
            connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
            connection.executescript("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;" + SCHEMA)
            return cls(connection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """A finished store, read only. Raises IndexDamagedError."""
        with _reading():
            # `immutable` takes no locks and writes no side files: a generation never changes once it is switched to.
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
            connection.execute("SELECT count(*) FROM passages").fetchone()
            return cls(connection)

    def write(
        self, passages: Sequence[Passage], embedded_sha256: Sequence[str], vectors: Vectors, names: Sequence[str]
    ) -> None:
        """All rows in one transaction: all of them or none. Raises StorageError.

        embedded_sha256: of the text that was embedded. vectors: (n, dimension). names: what else each passage can be
        found by (its author, the names of its actors).
        """
        with _writing():
            self._connection.execute("BEGIN")
            cards = {passage.source.id: passage.source for passage in passages}
            self._connection.executemany(
                "INSERT INTO sources VALUES (?, ?)",
                [(identity, _SOURCE.dump_json(source).decode()) for identity, source in cards.items()],
            )
            for row, (passage, digest, vector, extra) in enumerate(
                zip(passages, embedded_sha256, vectors, names, strict=True), 1
            ):
                self._insert(row, passage, digest, vector, extra)
            self._connection.execute("COMMIT")

    def write_pieces(self, passages: Sequence[str], embedded_sha256: Sequence[str], vectors: Vectors) -> None:
        """The pieces of long passages, in order, each with the id of its passage. Raises StorageError.

        vectors: (n, dimension).
        """
        with _writing():
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT INTO pieces SELECT row, ?, ?, ? FROM passages WHERE id = ?",
                [
                    (place, digest, np.asarray(vector, dtype=np.float32).tobytes(), identity)
                    for place, (identity, digest, vector) in enumerate(
                        zip(passages, embedded_sha256, vectors, strict=True)
                    )
                ],
            )
            self._connection.execute("COMMIT")

    def write_contradictions(self, contradictions: Sequence[Contradiction]) -> None:
        """Raises StorageError."""
        with _writing():
            self._connection.executemany(
                "INSERT INTO contradictions VALUES (?, ?)",
                [(each.id, _CONTRADICTION.dump_json(each).decode()) for each in contradictions],
            )

    def write_subject(self, subject: Subject) -> None:
        """Raises StorageError."""
        with _writing():
            self._connection.execute("INSERT INTO subject VALUES (?)", (subject.to_json(),))

    def subject(self) -> Subject:
        """What the passages are about; the shipped subject where none was written."""
        with _reading():
            row = self._connection.execute("SELECT body FROM subject").fetchone()
        return Subject.from_json(row[0]) if row else shipped_subject()

    def passages(self, ids: Sequence[str] | None = None) -> tuple[Passage, ...]:
        """In the order of `ids`, unknown ones left out; all, in the order written, where `ids` is None."""
        query = "SELECT id, source, body FROM passages"
        with _reading():
            if ids is None:
                rows = self._connection.execute(f"{query} ORDER BY row").fetchall()
                return tuple(self._passage(source, body) for _, source, body in rows)
            rows = self._connection.execute(
                f"{query} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
            ).fetchall()
            found = {identity: self._passage(source, body) for identity, source, body in rows}
            return tuple(found[identity] for identity in ids if identity in found)

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        """Every passage id in the order written, and its vector: shape (n, dimension)."""
        with _reading():
            rows = self._connection.execute("SELECT id, embedding FROM passages ORDER BY row").fetchall()
        matrix = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float32)
        return tuple(identity for identity, _ in rows), matrix.reshape(len(rows), -1) if rows else matrix.reshape(0, 0)

    def embeddings_by_content(self) -> dict[str, Vectors]:
        """sha256 of the embedded text → its vector: what a rebuild need not embed again."""
        with _reading():
            rows = self._connection.execute(
                "SELECT embedded_sha256, embedding FROM passages "
                "UNION ALL SELECT embedded_sha256, embedding FROM pieces"
            ).fetchall()
        return {digest: np.frombuffer(blob, dtype=np.float32) for digest, blob in rows}

    def embeddings(self, ids: Sequence[str]) -> list[Vectors]:
        """The `embeddings` of the PassageIndex contract."""
        with _reading():
            rows = self._connection.execute(
                "SELECT p.id, -1 AS place, p.embedding FROM passages p WHERE p.id IN (SELECT value FROM json_each(?1)) "
                "UNION ALL SELECT p.id, place, pieces.embedding FROM passages p JOIN pieces USING (row) "
                "WHERE p.id IN (SELECT value FROM json_each(?1)) ORDER BY place",
                (json.dumps(list(ids)),),
            ).fetchall()
        blobs: dict[str, list[bytes]] = {}
        for identity, _, blob in rows:
            blobs.setdefault(identity, []).append(blob)
        return [
            np.frombuffer(b"".join(blobs[identity]), dtype=np.float32).reshape(len(blobs[identity]), -1)
            for identity in ids
        ]

    def contradictions(self) -> tuple[Contradiction, ...]:
        """In order of id."""
        with _reading():
            rows = self._connection.execute("SELECT body FROM contradictions ORDER BY id").fetchall()
        return tuple(_CONTRADICTION.validate_json(body) for (body,) in rows)

    def admitted(self, where: PassageFilter) -> frozenset[str]:
        """The ids of all passages that the filter admits."""
        admitted, values = condition(where)
        with _reading():
            rows = self._connection.execute(f"SELECT id FROM passages p WHERE {admitted}", values).fetchall()
        return frozenset(identity for (identity,) in rows)

    def matching(self, words: Sequence[str], k: int, where: PassageFilter = ANY) -> list[Scored]:
        """The word search of the PassageIndex contract: BM25, any of the words, best first."""
        terms = [quoted(word) for word in words if any(map(str.isalnum, word))]
        if not terms or k < 1:
            return []
        admitted, values = condition(where)
        with _reading():
            rows = self._connection.execute(
                f"SELECT p.id, -bm25(words, {_COLUMN_WEIGHTS}) AS score "
                "FROM words JOIN passages p ON p.row = words.rowid "
                f"WHERE words MATCH ? AND {admitted} ORDER BY score DESC, p.id LIMIT ?",
                (" OR ".join(terms), *values, k),
            ).fetchall()
        return [Scored(identity, score) for identity, score in rows]

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def _insert(self, row: int, passage: Passage, digest: str, vector: Vectors, names: str) -> None:
        self._connection.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row,
                passage.id,
                passage.source.id,
                passage.voice.value,
                passage.source.kind,
                passage.stated.last.isoformat(),
                digest,
                np.asarray(vector, dtype=np.float32).tobytes(),
                _PASSAGE.dump_json(passage, exclude={"source"}).decode(),
            ),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO labels VALUES (?, ?)", [(label, row) for label in sorted(labels(passage))]
        )
        self._connection.execute(
            "INSERT INTO words (rowid, text, title, names) VALUES (?, ?, ?, ?)",
            (row, passage.text, passage.source.title, names),
        )

    def _passage(self, source: str, body: str) -> Passage:
        if self._sources is None:
            rows = self._connection.execute("SELECT id, card FROM sources").fetchall()
            self._sources = {identity: _SOURCE.validate_json(card) for identity, card in rows}
        return _PASSAGE.validate_python({**json.loads(body), "source": self._sources[source]})


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(
            f"The index cannot be written: {error}.",
            "Free some space or set TUMEN_DATA to a folder that you may write to, then run `tumen build`.",
        ) from error


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        raise IndexDamagedError(f"The index cannot be read: {error}.", "Run `tumen build` to make it anew.") from error
