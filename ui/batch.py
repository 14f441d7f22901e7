"""Questions from standard input: one a line in, one JSON object a line out, in order.

Knows how a line is read, and that one bad line is one error object while the others go on; knows neither how a
question is answered nor where the objects are written.
"""

import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from tumen.assistant.dialogue import Turn
from tumen.assistant.timing import TimedReply
from tumen.corpus.dates import PartialDate
from tumen.corpus.errors import QuestionError
from tumen.ui.failures import understood

MOST_LINE_BYTES = 1024 * 1024
"""A longer line is no question with its history; the rest of it is read past, never held."""

_HINT = 'A line is a question, or {"question": "…", "history": [{"role": "user", "content": "…"}], "as_of": "2017-08"}.'
_ROLES = ("user", "assistant")


@dataclass(frozen=True, slots=True)
class Query:
    """One question with what it may borrow from and the last day it may use."""

    question: str
    history: tuple[Turn, ...] = ()
    as_of: datetime.date | None = None


Ask = Callable[[str, tuple[Turn, ...], datetime.date | None], TimedReply]
"""(question, history, as of) → its reply: `TimedAssistant.ask`."""


def replies(stream: BinaryIO, ask: Ask, as_of: datetime.date | None = None) -> Iterator[dict[str, Any]]:
    """One object for each line of `stream` that is not blank: the reply's, or an error object with its `line`.

    as_of: for the lines that name no day of their own. Lines are counted from 1, blank ones too. Whatever goes wrong
    with one line stays with that line.
    """
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        try:
            query = read_query(line)
            record = ask(query.question, query.history, query.as_of or as_of).to_dict()
        except Exception as error:
            record = {**understood(error).to_dict(), "line": number}
        yield record


def read_query(line: bytes) -> Query:
    """A plain line is a question; one that opens with a brace is a JSON object. Raises QuestionError.

    Keys other than `question`, `history` and `as_of` are passed over: rows of an evaluation carry their own.
    """
    text = _text(line)
    if not text.startswith("{"):
        return Query(text)
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"The line opens with a brace but is not JSON: {error}.", _HINT) from error
    question = row.get("question")
    if not isinstance(question, str):
        raise QuestionError("The line has no `question`, or one that is not a text.", _HINT)
    return Query(encodable(question), _history(row.get("history")), _as_of(row.get("as_of")))


def encodable(question: str) -> str:
    """The question itself; raises QuestionError for one with half characters, which no output could carry."""
    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise QuestionError("The question is not text in UTF-8.", "Send it in UTF-8.") from error
    return question


def last_day(text: str) -> datetime.date:
    """The last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can mean. Raises ValueError."""
    return PartialDate.parse(text).last


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(MOST_LINE_BYTES):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(MOST_LINE_BYTES)
        yield line


def _text(line: bytes) -> str:
    if len(line) == MOST_LINE_BYTES:
        raise QuestionError(f"The line is longer than {MOST_LINE_BYTES:,} bytes.", _HINT)
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise QuestionError(f"The line is not UTF-8: {error.reason} at byte {error.start}.", "Send UTF-8.") from error


def _history(turns: object) -> tuple[Turn, ...]:
    if turns is None:
        return ()
    if not isinstance(turns, list) or not all(_is_turn(turn) for turn in turns):
        raise QuestionError("`history` is not a list of turns, each with `role` and `content`.", _HINT)
    return tuple(Turn(turn["role"], encodable(turn["content"])) for turn in turns)


def _is_turn(turn: object) -> bool:
    return isinstance(turn, dict) and turn.get("role") in _ROLES and isinstance(turn.get("content"), str)


def _as_of(text: object) -> datetime.date | None:
    if text is None:
        return None
    try:
        return last_day(str(text))
    except ValueError as error:
        raise QuestionError(f"`as_of` cannot be used: {error}.", _HINT) from error
