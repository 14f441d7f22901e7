"""One measured process: how long it took from start to end, and the most memory that it held.

Knows the operating system; knows neither Tumen nor its peer.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024  # of ru_maxrss: bytes there, KiB here


class PartFailed(Exception):  # noqa: N818
    """A part of the comparison that could not be run, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """seconds: from start to exit. peak: MiB, of the process alone. output: the JSON that it printed, or its text."""

    seconds: float
    peak: float
    output: Any


def run(command: Sequence[str], environment: Mapping[str, str], given: object = None) -> Run:
    """Runs a command to its end, with JSON on standard input. Raises PartFailed with what it said of its failure."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        told.write(json.dumps(given).encode())
        told.seek(0)
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, stdin=told, stdout=said, stderr=complained, env={**os.environ, **environment}
            )
        except OSError as error:
            raise PartFailed(f"{command[0]} cannot be started: {error.strerror}") from error
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complained.seek(0)
        output, complaint = said.read().decode(errors="replace"), complained.read().decode(errors="replace")
    if process.returncode not in (0, 3):  # 3: the question was refused, which is an answer too
        told_us = (complaint.strip() or output.strip() or f"exit status {process.returncode}").splitlines()
        # Of a traceback the last line says it; our own failures are a message and a hint.
        raise PartFailed(told_us[-1] if "Traceback" in complaint else " ".join(told_us[:2]))
    try:
        return Run(seconds, usage.ru_maxrss / _PER_MIB, json.loads(output))
    except ValueError:
        return Run(seconds, usage.ru_maxrss / _PER_MIB, output)
