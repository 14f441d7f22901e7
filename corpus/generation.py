"""One complete, immutable, hashed build of the index, and the pointer that says which one is read.

    <data>/current                    one line: gen-7, and the sha256 of its manifest
    <data>/gen-7/manifest.json        the sha256 of every other file
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
import weakref
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from tumen.corpus.durable_files import write_durably
from tumen.corpus.errors import IndexDamagedError, IndexIncompatibleError, IndexMissingError

FORMAT_VERSION = 3
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
    def parse(cls, text: bytes, name: str) -> Self:
        """The manifest of generation `name`. Raises IndexDamagedError, or IndexIncompatibleError for another format."""
        try:
            content: dict[str, Any] = json.loads(text)
            version = content["format_version"]
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged(f"The manifest of {name} cannot be read") from error
        if version != FORMAT_VERSION:
            raise IndexIncompatibleError(
                f"The index has format {version}; this version of Tumen reads format {FORMAT_VERSION}.",
                "Run `tumen build` to make it anew.",
            )
        try:
            return cls(**content)
        except TypeError as error:
            raise _damaged(f"The manifest of {name} is incomplete") from error

    def write(self, folder: Path) -> None:
        """The last file of a generation: without it the folder is no generation."""
        write_durably(folder / MANIFEST, json.dumps(asdict(self), indent=1, sort_keys=True))


class Generation:
    """A generation that a reader holds, until `release` or until it is forgotten: no build removes it before."""

    def __init__(self, folder: Path, manifest: Manifest, hold: int) -> None:
        """hold: a descriptor of the manifest, locked."""
        self.folder = folder
        self.manifest = manifest
        self._end = weakref.finalize(self, os.close, hold)

    @classmethod
    def current(cls, data: Path) -> Self:
        """Raises IndexMissingError where nothing was built, IndexDamagedError, IndexIncompatibleError."""
        while True:
            pointer = _Pointer.read(data)
            if pointer is None:
                raise IndexMissingError("There is no index yet.", "Run `tumen build` first.")
            folder = data / pointer.name
            try:
                hold = os.open(folder / MANIFEST, os.O_RDONLY)
            except OSError as error:
                if _Pointer.read(data) != pointer:
                    continue  # switched and removed between the two steps: follow the pointer once more
                raise _damaged(f"The index {pointer.name} has lost its manifest") from error
            try:
                fcntl.flock(hold, fcntl.LOCK_SH)
                if _Pointer.read(data) == pointer:  # else a build may have removed it before it was held
                    return cls(folder, pointer.manifest_of(_content(hold)), hold)
            except BaseException:
                os.close(hold)
                raise
            os.close(hold)

    def damaged(self) -> tuple[str, ...]:
        """The files whose content is not what the manifest says, missing ones included."""
        return tuple(
            name
            for name, digest in sorted(self.manifest.files.items())
            if _digest_or_none(self.folder / name) != digest
        )

    def release(self) -> None:
        """Lets a later build remove it."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


@dataclass(frozen=True, slots=True)
class _Pointer:
    """The one line of the file that says which generation is read, so that no bit of it can change unnoticed."""

    name: str
    manifest_sha256: str

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """None where nothing was ever built. Raises IndexDamagedError."""
        try:
            line = (data / POINTER).read_text("ascii")
            name, digest = line.split()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise _damaged(f"The pointer to the index, {data / POINTER}, cannot be read") from error
        if line != f"{name} {digest}\n" or not _is_generation(name):
            raise _damaged(f"The pointer to the index, {data / POINTER}, is damaged")
        return cls(name, digest)

    def manifest_of(self, text: bytes) -> Manifest:
        """Raises IndexDamagedError unless this is the very manifest that was switched to, IndexIncompatibleError."""
        if hashlib.sha256(text).hexdigest() != self.manifest_sha256:
            raise _damaged(f"The manifest of {self.name} is damaged")
        return Manifest.parse(text, self.name)


def current_name(data: Path) -> str | None:
    """The folder that the pointer names, or None where nothing was ever built. Raises IndexDamagedError."""
    pointer = _Pointer.read(data)
    return pointer.name if pointer else None


def next_folder(data: Path) -> Path:
    """A path that no generation has had."""
    numbers = [int(path.name.removeprefix(_PREFIX)) for path in data.glob(f"{_PREFIX}*") if _is_generation(path.name)]
    return data / f"{_PREFIX}{max(numbers, default=0) + 1}"


def switch_to(folder: Path) -> None:
    """Makes a finished generation the current one, in one step that either happened or did not."""
    digest = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    write_durably(folder.parent / POINTER, f"{folder.name} {digest}\n")


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


def _content(descriptor: int) -> bytes:
    with open(descriptor, "rb", closefd=False) as file:
        return file.read()


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


def _damaged(what: str) -> IndexDamagedError:
    return IndexDamagedError(f"{what}.", "Run `tumen build` to make the index anew.")
