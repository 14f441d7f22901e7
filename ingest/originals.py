"""The full texts that a user has added, one a source, kept under the data directory and never in the repository.

    <data>/originals/38n-axis-2017.json     text, its hash, and the file that it was read from

Knows how they are stored, and how one becomes passages. Knows neither files nor addresses they come from: `adding`
does. A source has one original: what is added later replaces it.
"""

import fcntl
import hashlib
import json
import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from tumen.corpus.durable_files import storage_error, sync_folder, write_durably
from tumen.corpus.passages import Confidence, Passage, Source, Span, Statement
from tumen.ingest.reading import ReadText
from tumen.ingest.splitter import split

log = logging.getLogger("tumen")

_FOLDER = "originals"
_SUFFIX = ".json"


class Status(StrEnum):
    """What became of a text that was to be added, or removed."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Original:
    """The full text of a source.

    sha256: of the text, in UTF-8. came_from: name of the file or address that it was read from; kind, file_sha256,
    file_bytes: of that file.
    """

    source: str
    text: str
    sha256: str
    came_from: str
    kind: str
    file_sha256: str
    file_bytes: int


class Originals:
    """The store. Writing is atomic and one writer at a time; a reader sees the old text or the new."""

    def __init__(self, data: Path) -> None:
        self._folder = data / _FOLDER

    def add(self, source: str, came_from: str, read: ReadText) -> Status:
        """Keeps the text as the original of `source`, an id of the catalogue. Raises StorageError.

        UNCHANGED, and nothing written, where the same text is already there, whatever file it came from.
        """
        original = Original(source, read.text, _sha256(read.text), came_from, read.kind, read.sha256, read.size)
        path = self._folder / f"{source}{_SUFFIX}"
        with self._one_writer():
            old = _load(path)
            if old is not None and old.sha256 == original.sha256:
                return Status.UNCHANGED
            was_there = path.exists()
            write_durably(path, json.dumps(asdict(original), ensure_ascii=False, indent=1))
        return Status.REPLACED if was_there else Status.ADDED

    def remove(self, source: str) -> bool:
        """Forgets the original of `source`; whether there was one. Raises StorageError."""
        path = self._folder / f"{source}{_SUFFIX}"
        if path not in self._paths():
            return False
        with self._one_writer():
            try:
                path.unlink(missing_ok=True)
                sync_folder(self._folder)
            except OSError as error:
                raise storage_error(path, error) from error
        return True

    def all(self) -> tuple[Original, ...]:
        """In order of source id. A damaged one is left out, with a warning that says how to mend it."""
        found = []
        for path in self._paths():
            original = _load(path)
            if original is None:
                log.warning(
                    "The original of %s is damaged and left out: run `tumen add FILE --source %s` again.",
                    path.stem,
                    path.stem,
                )
            else:
                found.append(original)
        return tuple(found)

    def damaged(self) -> tuple[str, ...]:
        """The ids of the sources whose stored original is not what was written."""
        return tuple(path.stem for path in self._paths() if _load(path) is None)

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob(f"*{_SUFFIX}"))

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """Holds the folder itself, so that no lock file is left behind."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._folder, os.O_RDONLY)
        except OSError as error:
            raise storage_error(self._folder, error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            for left_behind in self._folder.glob("*.beside"):  # by a writer that was killed: nobody else writes now
                left_behind.unlink(missing_ok=True)
            yield
        finally:
            os.close(descriptor)


def original_passages(original: Original, source: Source, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """The passages of an original, `source-id@start-end`: what the author writes, dated as the source is.

    voice: the most common one of the source's statements, the earliest of equals.
    """
    voice = Counter(statement.voice for statement in statements).most_common(1)[0][0]
    return tuple(
        Passage(
            id=f"{source.id}@{span.start}-{span.end}",
            text=original.text[span.start : span.end],
            source=source,
            holder=("author",),
            about=source.actors,
            voice=voice,
            topics=source.topics,
            stated=source.published,
            at=span.at,
            confidence=Confidence.VERIFIED,
            span=Span(span.start, span.end, original.sha256),
        )
        for span in split(original.text)
    )


def _load(path: Path) -> Original | None:
    """None where the file is missing or not what was written."""
    try:
        original = Original(**json.loads(path.read_text("utf-8")))
        is_whole = original.source == path.stem and original.sha256 == _sha256(original.text)
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return original if is_whole else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
