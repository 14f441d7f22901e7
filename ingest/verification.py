"""Checks a finished generation as a reader would see it, in a process of its own.

A damaged Chroma file kills the process that opens it instead of raising, and `count()` stays perfect while vectors
are missing: so the first opening happens in a child, and passages must find themselves.
"""

import subprocess
import sys
from pathlib import Path

from tumen.corpus.errors import IndexDamagedError
from tumen.corpus.generation import DERIVED, TRUTH

_CANARIES = 50
"""Passages that must find themselves: a choice; every one of a small corpus, every 24th of the shipped one."""

_SECONDS = 600
"""A choice: the shipped corpus takes two."""


def verify(folder: Path) -> None:
    """Raises IndexDamagedError unless the generation in `folder` opens and finds what is in it."""
    try:
        run = subprocess.run(
            # -P: nothing in the user's working directory that happens to be called json.py is imported.
            [sys.executable, "-P", "-m", "tumen.ingest.verification", str(folder.absolute())],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(f"it took longer than {_SECONDS} seconds") from error
    if run.returncode != 0:
        raise _failed((run.stderr.strip().splitlines() or [f"the child ended with {run.returncode}"])[-1])


def _failed(why: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"The new index does not pass its check: {why}.", "Run `tumen build` again; the old index still answers."
    )


def lost_canaries(folder: Path) -> tuple[str, ...]:
    """Of up to 50 passages spread over the index, the ids of those that do not find themselves by their own vector."""
    from tumen.corpus.chroma_index import ChromaIndex
    from tumen.corpus.store import Store

    store = Store.open(folder / TRUTH)
    index = ChromaIndex(folder / DERIVED, store)
    try:
        ids, vectors = store.vectors()
        step = max(1, len(ids) // _CANARIES)
        # A reprint may share its vector with another passage: the score decides, not the place.
        return tuple(
            ids[row] for row in range(0, len(ids), step) if index.nearest(vectors[row], 1)[0].score < 1.0 - 1e-3
        )
    finally:
        index.close()


def main() -> None:
    """`python -m tumen.ingest.verification FOLDER`: status 0 when everything was found."""
    lost = lost_canaries(Path(sys.argv[1]))
    if lost:
        sys.exit(f"{len(lost)} passages do not find themselves: {', '.join(lost[:5])}")


if __name__ == "__main__":
    main()
