"""`tumen add`, `tumen fetch`, `tumen remove`: files and addresses → originals, with an outcome for each.

Tells the order of the steps: fetched, read, kept. One that fails never stops the others, unless the data directory
itself cannot be written. Knows no file type and no network.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tumen.corpus.contracts import Progress, silent
from tumen.corpus.durable_files import storage_error
from tumen.corpus.errors import FetchError, UnreadableFileError
from tumen.corpus.passages import Source
from tumen.ingest.fetcher import Fetched, FetchLimits, fetch
from tumen.ingest.originals import Originals, Status
from tumen.ingest.reading import ReadingLimits, read_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or address.

    came_from: the file's name or the address. message: why it failed, or what to make sure of; hint: what mends it.
    """

    came_from: str
    source: str
    status: Status
    message: str = ""
    hint: str = ""


def add_files(
    files: Sequence[Path], source: Source, originals: Originals, limits: ReadingLimits
) -> tuple[Outcome, ...]:
    """One outcome a file, in order; of several for one source each replaces the one before. Raises StorageError."""
    return tuple(_taken(file, file.name, source.id, originals, limits) for file in files)


def fetch_originals(
    sources: Sequence[Source],
    originals: Originals,
    limits: ReadingLimits,
    progress: Progress = silent,
    fetched: Callable[[str, FetchLimits], Fetched] = fetch,
) -> tuple[Outcome, ...]:
    """Takes each source's original from its address: one outcome a source, in order. Raises StorageError."""
    outcomes: list[Outcome] = []
    for source in sources:
        progress(len(outcomes), len(sources))
        try:
            document = fetched(source.url, FetchLimits(megabytes=limits.file_mb))
        except FetchError as error:
            outcomes.append(Outcome(source.url, source.id, Status.FAILED, error.message, error.hint))
        else:
            outcomes.append(_kept(document, source, originals, limits))
    progress(len(sources), len(sources))
    return tuple(outcomes)


def remove_originals(sources: Sequence[str], originals: Originals) -> tuple[Outcome, ...]:
    """Forgets each source's original: one outcome a source, in order. Raises StorageError.

    A source that is no longer in the catalogue can be named too: its original is of no use any more.
    """
    return tuple(
        Outcome("original", source, Status.REMOVED)
        if originals.remove(source)
        else Outcome(
            "original",
            source,
            Status.FAILED,
            "There is no original of this source.",
            "`tumen sources` lists the ids; only what `tumen add` or `tumen fetch` took can be removed.",
        )
        for source in sources
    )


def _kept(document: Fetched, source: Source, originals: Originals, limits: ReadingLimits) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="tumen-") as folder:
        path = Path(folder, source.id + document.suffix)
        try:
            path.write_bytes(document.content)
        except OSError as error:
            raise storage_error(path, error) from error
        outcome = _taken(path, document.address, source.id, originals, limits)
    if outcome.status is not Status.FAILED and not source.url_checked:
        return replace(outcome, message="This address was never checked: make sure that it is the document.")
    return outcome


def _taken(path: Path, came_from: str, source: str, originals: Originals, limits: ReadingLimits) -> Outcome:
    try:
        read = read_file(path, limits)
    except UnreadableFileError as error:
        return Outcome(came_from, source, Status.FAILED, error.message, error.hint)
    return Outcome(came_from, source, originals.add(source, came_from, read))
