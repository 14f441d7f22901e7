"""Files that survive: a kill or a power cut leaves the old content or the new, never a part.

Knows how a file is replaced in one step, and the one wording of a data directory that cannot be written. Knows nothing
of what is in the files.
"""

import os
from pathlib import Path

from tumen.corpus.errors import StorageError


def write_durably(path: Path, text: str) -> None:
    """Beside, synced, then switched: a reader sees the old content or the new. Raises StorageError."""
    beside = path.with_name(f"{path.name}.beside")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise storage_error(path, error) from error


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def storage_error(path: Path, error: OSError) -> StorageError:
    """The one wording of a data directory that cannot be written."""
    return StorageError(
        f"{path} cannot be written: {error.strerror or error}.",
        "Free some space or set TUMEN_DATA to a folder that you may write to, then run the command again.",
    )
