"""Reads one file, with limits: its size is checked before it is opened, its reader works in a child process.

Knows what can be wrong with any file, and how to say that a limit was hit. Knows no file type: `readers` does.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tumen.corpus.errors import UnreadableFileError
from tumen.corpus.settings import MEBIBYTE, Settings
from tumen.ingest.readers import READERS, damaged
from tumen.ingest.sandbox import Ended, Ending, run_confined


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may cost: size of the file in MiB, seconds, memory in MiB."""

    file_mb: int
    seconds: float
    memory_mb: int

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The limits that the settings name."""
        return cls(settings.max_file_mb, settings.reading_seconds, settings.reading_memory_mb)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A file's text. kind: the suffix that chose the reader, `pdf`. sha256, size: of the file, in bytes."""

    text: str
    kind: str
    sha256: str
    size: int


def read_file(path: Path, limits: ReadingLimits) -> ReadText:
    """Raises UnreadableFileError, whose hint says what to do about this file."""
    size = _checked_size(path, limits)
    kind = path.suffix.lower()
    if kind not in READERS:
        raise UnreadableFileError(
            f"{path.name} has {f'the suffix {path.suffix}' if kind else 'no suffix'}, which no reader takes.",
            f"Readers take {', '.join(READERS)}: save or export the document as one of these.",
        )
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error
    ended = run_confined("tumen.ingest.readers", [str(path.absolute())], limits.seconds, limits.memory_mb)
    return ReadText(_text_of(ended, path.name, limits), kind[1:], sha256, size)


def _checked_size(path: Path, limits: ReadingLimits) -> int:
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path} is a folder.", "Name the files in it, such as `FOLDER/*.pdf`.")
        size = path.stat().st_size
        is_file = path.is_file()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not is_file:
        raise UnreadableFileError(f"{path} is not a file but a device or a pipe.", "Save its content to a file first.")
    if size == 0:
        raise UnreadableFileError(f"{path.name} is empty: it has 0 bytes.", "Download or save it again.")
    if size > limits.file_mb * MEBIBYTE:
        raise UnreadableFileError(
            f"{path.name} has {size / MEBIBYTE:,.0f} MiB; the limit is {limits.file_mb} MiB.",
            "Add the text alone without its pictures, or raise TUMEN_MAX_FILE_MB.",
        )
    return size


def _unreadable(path: Path, error: Exception) -> UnreadableFileError:
    if isinstance(error, FileNotFoundError):
        return UnreadableFileError(f"{path} does not exist.", "Check the name; `ls` shows what is there.")
    reason = getattr(error, "strerror", None) or error
    return UnreadableFileError(f"{path} cannot be read: {reason}.", "Check its permissions with `ls -l`.")


def _text_of(ended: Ended, name: str, limits: ReadingLimits) -> str:
    if ended.ending is Ending.OUT_OF_TIME:
        raise UnreadableFileError(
            f"Reading {name} took longer than {limits.seconds:g} seconds.",
            "Save the text alone as .txt and add that, or raise TUMEN_READING_SECONDS.",
        )
    if ended.ending is Ending.OUT_OF_MEMORY:
        raise UnreadableFileError(
            f"Reading {name} needs more than {limits.memory_mb} MiB of memory.",
            "Save the text alone as .txt and add that, or raise TUMEN_READING_MEMORY_MB.",
        )
    if ended.ending is Ending.CRASHED:
        raise damaged(name, f"the reader crashed on it ({ended.last_words})")
    answer: dict[str, str] = json.loads(ended.output)
    if "text" not in answer:
        raise UnreadableFileError(answer["message"], answer["hint"])
    return answer["text"]
