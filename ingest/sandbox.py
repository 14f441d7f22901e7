"""Work that may eat all memory, run for ever or crash, in a child process that cannot take this one with it.

Knows limits and how a child ends; knows nothing of what it works on. The child is a fresh interpreter running
`python -m MODULE`, so that it also works from inside Streamlit and from threads, where forking and multiprocessing's
re-import of the main module do not.
"""

import contextlib
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_OUT_OF_MEMORY = 75
_MEBIBYTE = 1024 * 1024


class Ending(StrEnum):
    """How the work in a child ended."""

    DONE = "done"
    OUT_OF_TIME = "out of time"
    OUT_OF_MEMORY = "out of memory"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Ended:
    """output: what the work returned, empty unless it is done. last_words: the last line on standard error."""

    ending: Ending
    output: bytes = b""
    last_words: str = ""


def run_confined(module: str, arguments: Sequence[str], seconds: float, memory_mb: int) -> Ended:
    """Runs `module`, whose main is `confined`, in a child that is stopped after `seconds` or beyond `memory_mb` MiB."""
    # -P: the child imports nothing from the user's folder that happens to be called json.py.
    command = [sys.executable, "-P", "-m", module, str(memory_mb), str(int(seconds) + 1), *arguments]
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Ended(Ending.OUT_OF_TIME)
    last_words = (run.stderr.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
    if run.returncode == 0:
        return Ended(Ending.DONE, run.stdout)
    if run.returncode == _OUT_OF_MEMORY or "MemoryError" in last_words:
        return Ended(Ending.OUT_OF_MEMORY)
    return Ended(Ending.CRASHED, last_words=last_words or f"ended with {run.returncode}")


def confined(work: Callable[[list[str]], bytes]) -> None:
    """The child's side: takes the limits on, does the work, hands its result to the parent."""
    memory_mb, seconds, *arguments = sys.argv[1:]
    limit = int(memory_mb) * _MEBIBYTE
    with contextlib.suppress(ValueError):  # macOS does not take it: there time is the only limit
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # Should the parent be killed, no child goes on for ever.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    try:
        output = work(arguments)
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
    sys.stdout.buffer.write(output)
