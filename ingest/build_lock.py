"""One builder at a time: a lock that names its holder and dies with it.

Knows `flock` and the file that tells who holds it. A killed holder leaves the file but not the lock; the next builder
takes both over.
"""

import datetime
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tumen.corpus.durable_files import storage_error
from tumen.corpus.errors import BuildInProgressError

_NAME = "build.lock"


@contextmanager
def build_lock(data: Path) -> Iterator[None]:
    """Held for the `with` block. Raises BuildInProgressError at once if another process holds it, StorageError."""
    path = data / _NAME
    try:
        data.mkdir(parents=True, exist_ok=True)
        descriptor = _acquire(path)
    except OSError as error:
        raise storage_error(path, error) from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while still held, so that no other holder's file is removed
        os.close(descriptor)


def _acquire(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 4096)
            os.close(descriptor)
            raise BuildInProgressError(
                f"Another build is running{_described(holder)}.",
                "Wait until it has ended, then run `tumen build` again.",
            ) from error
        if _is_still_there(path, descriptor):
            break
        os.close(descriptor)  # the last holder removed this file between our opening and our locking it
    os.ftruncate(descriptor, 0)
    since = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    os.write(descriptor, json.dumps({"pid": os.getpid(), "since": since}).encode())
    return descriptor


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _described(holder: bytes) -> str:
    try:
        known = json.loads(holder)
        return f": process {known['pid']}, since {known['since']}"
    except (ValueError, KeyError, TypeError):
        return ""
