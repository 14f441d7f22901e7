"""A build in a process of its own that kills itself at one step: `python -m tests.ingest.killed_build STEP`.

The steps are the functions that a build calls, so that production code knows nothing of being tested: a step is named
`MODULE:FUNCTION:before` or `:after`, and `:after:2` is the second call. Without an argument the build runs to its end.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

_PIPELINE = "tumen.ingest.pipeline"
_AROUND = (
    f"{_PIPELINE}:sweep",
    f"{_PIPELINE}:open_embedder",
    f"{_PIPELINE}:gather",
    f"{_PIPELINE}:next_folder",
    f"{_PIPELINE}:_embed",
    f"{_PIPELINE}:fill_chroma",
    f"{_PIPELINE}:digests",
    f"{_PIPELINE}:verify",
    f"{_PIPELINE}:sync_folder",
    f"{_PIPELINE}:switch_to",
    "tumen.corpus.store:Store.write",
    "tumen.corpus.store:Store.write_pieces",
    "tumen.corpus.store:Store.write_subject",
)
STEPS = (
    *(f"{function}:{when}" for function in _AROUND for when in ("before", "after")),
    f"{_PIPELINE}:sweep:after:2",
    "tumen.corpus.store:Store._insert:after:2",
    "tumen.corpus.chroma_index:Collection.add:after",
    "pathlib:Path.replace:before",
    "pathlib:Path.replace:after",
    "pathlib:Path.replace:before:2",
    "pathlib:Path.replace:after:2",
)


def kill_at(step: str) -> None:
    """Replaces the function of a step by one that kills the process before or after its nth call."""
    module, path, when, *nth = step.split(":")
    owner: Any = _chroma_collection() if module == "tumen.corpus.chroma_index" else importlib.import_module(module)
    *parents, name = path.split(".")
    for parent in parents:
        owner = getattr(owner, parent, owner)
    setattr(owner, name, _killing(getattr(owner, name), when, int(nth[0]) if nth else 1))


def _chroma_collection() -> Any:
    from chromadb.api.models.Collection import Collection

    return Collection


def _killing(function: Callable[..., Any], when: str, nth: int) -> Callable[..., Any]:
    calls = 0

    def killing(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args, **kwargs)
        if calls == nth and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return killing


if __name__ == "__main__":
    from tumen.corpus.settings import load_settings
    from tumen.ingest.pipeline import build

    if len(sys.argv) > 1:
        kill_at(sys.argv[1])
    build(load_settings())
