"""A temporary folder of this process alone that goes when the process goes, however it goes.

Python removes its temporary folders when it ends in peace. One whose process was killed stays: each is therefore held
by a lock that dies with its holder, and whoever makes a new one removes those that nobody holds any more. Knows nothing
of what lies in them.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import weakref
from pathlib import Path


class PrivateFolder:
    """An empty folder, `path`, until `remove` or the end of the process. Raises OSError where none can be made."""

    def __init__(self, prefix: str) -> None:
        _remove_abandoned(prefix)
        self.path, hold = _made(prefix)
        self._end = weakref.finalize(self, _end, self.path, hold)

    def remove(self) -> None:
        """Removes it with everything in it."""
        self._end()


def _made(prefix: str) -> tuple[Path, int]:
    """A new folder and the descriptor whose lock holds it."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=prefix))
        try:
            hold = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue  # another process took it for abandoned before it was held
        fcntl.flock(hold, fcntl.LOCK_EX)
        if path.exists():
            return path, hold
        os.close(hold)


def _end(path: Path, hold: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(hold)


def _remove_abandoned(prefix: str) -> None:
    for path in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with contextlib.suppress(OSError):  # somebody else's, held, or gone already
            hold = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path)
            finally:
                os.close(hold)
