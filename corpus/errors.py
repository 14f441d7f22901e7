"""The error tree: every failure a user can meet is a message and a hint that names what mends it.

TumenError
├── ConfigurationError      a setting that cannot be used
├── CatalogueError          faults in the source files, all of them at once
├── UnknownSourceError      an id that the catalogue does not hold
├── UnreadableFileError     a file that cannot be taken as an original
├── FetchError              an address that cannot be fetched
├── IndexMissingError       no generation has been built yet
├── IndexIncompatibleError  a generation of another format, embedder or corpus folder
├── IndexDamagedError       a generation whose files are not what its manifest says
├── BuildInProgressError    another process holds the build lock
├── StorageError            the data directory cannot be written
├── EmbedderError           the embedding model cannot be loaded or exported
├── WriterError             a chat model failed in a way that the quoting writer mends
├── EvaluationError         answers, labels or results that cannot be read, or that cannot be compared
├── RegressionError         answers are worse than those of the committed baseline
├── JudgedSetError          a folder of judged queries that cannot be read
├── PairsError              a file of judged pairs that cannot be scored
└── QuestionError           a question that cannot be read (empty, too long, malformed line)

Knows messages and hints; knows no vendor. Adapters translate their vendor's exceptions into these and keep the
original as `__cause__`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class TumenError(Exception):
    """A failure that a user can act on.

    message: what went wrong, one sentence. hint: what to do about it, naming a command where one helps.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def kind(self) -> str:
        """The class name without `Error`, in snake case: the `error` field of JSON error objects."""
        name = type(self).__name__.removesuffix("Error")
        return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")

    def to_dict(self) -> dict[str, str]:
        """The JSON error object that the command line prints."""
        return {"error": self.kind, "message": self.message, "hint": self.hint}


class ConfigurationError(TumenError):
    """A setting that cannot be used."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one corpus file: where, what is wrong, what was expected."""

    file: str
    place: str
    problem: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.problem} (expected {self.expected})"


class CatalogueError(TumenError):
    """Faults in the corpus files: every fault of every file, in file order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        noun = "fault" if len(faults) == 1 else "faults"
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"The corpus has {len(faults)} {noun}:\n{lines}",
            "Mend the files named above, then run `tumen check`; corpus/FORMAT.md describes every field.",
        )
        self.faults = tuple(faults)


class UnknownSourceError(TumenError):
    """An id that the catalogue does not hold."""


class UnreadableFileError(TumenError):
    """A file that cannot be taken as an original."""


class FetchError(TumenError):
    """An address that cannot be fetched."""


class IndexMissingError(TumenError):
    """No generation has been built yet."""


class IndexIncompatibleError(TumenError):
    """A generation made by another format or embedder."""


class IndexDamagedError(TumenError):
    """A generation whose files are not what its manifest says."""


class BuildInProgressError(TumenError):
    """Another process holds the build lock."""


class StorageError(TumenError):
    """The data directory cannot be written: no permission, no space, not a folder."""


class EmbedderError(TumenError):
    """The embedding model cannot be loaded or exported."""


class WriterError(TumenError):
    """A chat model failed; the quoting writer takes over."""


class EvaluationError(TumenError):
    """A file of answers, labels or results that cannot be read, or two that cannot be compared."""


class RegressionError(TumenError):
    """Answers are worse than those of the committed baseline, beyond its interval."""


class JudgedSetError(TumenError):
    """A folder of judged queries that cannot be read: a file that is missing, a line that is malformed."""


class PairsError(TumenError):
    """A file of judged pairs that cannot be scored."""


class QuestionError(TumenError):
    """A question that cannot be read: empty, too long, a malformed line of a batch."""
