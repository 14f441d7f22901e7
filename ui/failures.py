"""How a failure is told: a message, a hint, a JSON object where one was asked for, and an exit status.

Knows the error tree and the two output streams; knows no command.
"""

import json
import sys
import traceback
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from tumen.corpus.errors import TumenError


class Status(IntEnum):
    """What the process says when it ends; 2 is a command line that cannot be read, 130 is Ctrl-C."""

    ANSWERED = 0
    FAILED = 1
    USAGE = 2
    REFUSED = 3


class UnexpectedError(TumenError):
    """A fault of Tumen itself: whatever no adapter translated."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"Tumen met something it did not expect: {type(error).__name__}: {error}.",
            "Run the command again as `tumen --debug …` and report what it prints: this is a fault of Tumen.",
        )
        self.__cause__ = error


def understood(error: Exception) -> TumenError:
    """The error itself where it is one of the tree, otherwise an UnexpectedError around it."""
    return error if isinstance(error, TumenError) else UnexpectedError(error)


def write_json(record: Mapping[str, Any]) -> None:
    """One object, one line, UTF-8 whatever the terminal speaks, flushed so that a reader at the other end has it."""
    sys.stdout.buffer.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def tell(error: Exception, as_json: bool, debug: bool) -> Status:
    """Message and hint on standard error, a JSON object on standard output where asked for; the exit status."""
    failure = understood(error)
    if as_json:
        write_json(failure.to_dict())
    if debug:
        traceback.print_exception(error)
    print(f"{failure.message}\n{failure.hint}", file=sys.stderr)
    return Status.FAILED
