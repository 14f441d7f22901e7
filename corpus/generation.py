"""One complete, immutable, hashed build of the index, and the pointer that says which one is read.

    <data>/current            one line: gen-7
    <data>/gen-7/manifest.json
    <data>/gen-7/passages.sqlite      the truth
    <data>/gen-7/chroma/              derived from it

Knows the layout on disk, the manifest, and how readers keep a generation from being removed under them. Knows nothing
of what is inside the files: `store` and `chroma_index` do.
"""

import fcntl
import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Self

from corpus.errors import IndexDamagedError, IndexIncompatibleError, IndexMissingError, StorageError

FORMAT_VERSION = 1
"""Raised whenever a generation written by older code could not be read as it is meant."""

POINTER = "current"
MANIFEST = "manifest.json"
TRUTH = "passages.sqlite"
DERIVED = "chroma"
_PREFIX = "gen-"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of.

    corpus_sha256: of all passages, the `corpus.version` of every answer. inputs_sha256: of everything that decided
    the content: equal inputs need no new build. files: path inside the generation → sha256.
    """

    format_version: int
    embedder: str
    corpus_sha256: str
    inputs_sha256: str
    passages: int
    sources: int
    originals: int
    libraries: dict[str, str]
    files: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises IndexDamagedError, or IndexIncompatibleError for another format."""
        try:
            content: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
            version = content["format_version"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(
                f"The manifest of {folder.name} cannot be read.", "Run `tumen build` to make the index anew."
            ) from error
        if version != FORMAT_VERSION:
            raise IndexIncompatibleError(
                f"The index has format {version}; this version of Tumen reads format {FORMAT_VERSION}.",
                "Run `tumen build` to make it anew.",
            )
        try:
            return cls(**content)
        except TypeError as error:
            raise IndexDamagedError(
                f"The manifest of {folder.name} is incomplete.", "Run `tumen build` to make the index anew."
            ) from error

    def write(self, folder: Path) -> None:
        """The last file of a generation: without it the folder is no generation."""
        write_durably(folder / MANIFEST, json.dumps(asdict(self), indent=1, sort_keys=True))


class Generation:
    """A generation that a reader holds: while it is held, no build removes it."""

    def __init__(self, folder: Path, manifest: Manifest, hold: IO[bytes]) -> None:
        self.folder = folder
        self.manifest = manifest
        self._hold = hold

    @classmethod
    def current(cls, data: Path) -> Self:
        """Raises IndexMissingError where nothing was built, IndexDamagedError, IndexIncompatibleError."""
        while True:
            name = current_name(data)
            if name is None:
                raise IndexMissingError("There is no index yet.", "Run `tumen build` first.")
            folder = data / name
            try:
                hold = (folder / MANIFEST).open("rb")
            except FileNotFoundError as error:
                if current_name(data) != name:
                    continue  # switched and removed between the two steps: follow the pointer once more
                raise IndexDamagedError(
                    f"The index {name} has lost its manifest.", "Run `tumen build` to make it anew."
                ) from error
            fcntl.flock(hold, fcntl.LOCK_SH)
            try:
                return cls(folder, Manifest.read(folder), hold)
            except BaseException:
                hold.close()
                raise

    def damaged(self) -> tuple[str, ...]:
        """The files whose content is not what the manifest says, missing ones included."""
        return tuple(
            name
            for name, digest in sorted(self.manifest.files.items())
            if _digest_or_none(self.folder / name) != digest
        )

    def release(self) -> None:
        """Lets a later build remove it."""
        self._hold.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def current_name(data: Path) -> str | None:
    """The folder that the pointer names, or None where nothing was ever built. Raises IndexDamagedError."""
    try:
        name = (data / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamagedError(
            f"The pointer to the index, {data / POINTER}, cannot be read.", "Run `tumen build` to make the index anew."
        ) from error
    if not _is_generation(name):
        raise IndexDamagedError(
            f"The pointer to the index, {data / POINTER}, is damaged.", "Run `tumen build` to make the index anew."
        )
    return name


def next_folder(data: Path) -> Path:
    """A path that no generation has had."""
    numbers = [int(path.name.removeprefix(_PREFIX)) for path in data.glob(f"{_PREFIX}*") if _is_generation(path.name)]
    return data / f"{_PREFIX}{max(numbers, default=0) + 1}"


def switch_to(folder: Path) -> None:
    """Makes a finished generation the current one, in one step that either happened or did not."""
    write_durably(folder.parent / POINTER, folder.name + "\n")


def sweep(data: Path) -> None:
    """Removes what no pointer names and no reader holds: old generations, and what a killed build left."""
    try:
        kept = current_name(data)
    except IndexDamagedError:
        kept = None
    for path in data.glob(f"{_PREFIX}*"):
        if path.name != kept and _is_generation(path.name) and not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)
    for path in data.glob("*.beside"):
        path.unlink(missing_ok=True)


def digests(folder: Path) -> dict[str, str]:
    """Path → sha256 of every file of a generation besides its manifest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


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


def _is_generation(name: str) -> bool:
    return name.startswith(_PREFIX) and name.removeprefix(_PREFIX).isdecimal()


def _is_held(folder: Path) -> bool:
    try:
        with (folder / MANIFEST).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True


def _digest_or_none(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
