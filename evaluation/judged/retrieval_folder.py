"""A folder of judged queries → passages, queries and gains.

    corpus.jsonl[.gz]   one passage a line: id, text; title, author, source, date, url where known
    queries.jsonl[.gz]  one query a line: id, text; history where it follows earlier turns
    qrels.tsv[.gz]      query id, passage id, gain; with or without a header line, or in the four columns of TREC

The shape of BEIR (Thakur et al. 2021), whose `_id` is understood too. Knows how to read it and how to say what is wrong
with it; knows nothing of searching.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tumen.assistant.dialogue import Turn
from tumen.corpus.dates import PartialDate
from tumen.corpus.errors import JudgedSetError
from tumen.corpus.passages import Passage
from tumen.corpus.plain_passages import UNDATED, plain_passage

_HINT = "A folder holds corpus.jsonl, queries.jsonl and qrels.tsv."
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Query:
    """One query. history: the turns before it, oldest first."""

    id: str
    text: str
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A collection with its judgements.

    queries: those with at least one relevant passage, in the order of the file. gains: query id → passage id → gain
    above 0.
    """

    passages: tuple[Passage, ...]
    queries: tuple[Query, ...]
    gains: Mapping[str, Mapping[str, float]]


def read_judged_set(folder: Path) -> JudgedSet:
    """Raises JudgedSetError that names the file, the line and what is wrong with it."""
    passages = {passage.id: passage for passage in _rows(folder, "corpus.jsonl", _passage)}
    queries = {query.id: query for query in _rows(folder, "queries.jsonl", _query)}
    gains = _gains(folder)
    if not passages:
        raise JudgedSetError(f"{folder / 'corpus.jsonl'} holds no passages.", _HINT)
    if not gains.keys() & queries.keys():
        raise JudgedSetError(f"No query of {folder} has a relevant passage.", _HINT)
    judged = tuple(query for query in queries.values() if query.id in gains)
    return JudgedSet(tuple(passages.values()), judged, gains)


def _passage(row: dict[str, Any]) -> Passage:
    return plain_passage(
        _identity(row),
        _text(row, "text"),
        title=_text(row, "title"),
        author=_text(row, "author"),
        publisher=_text(row, "source"),
        date=_date(row.get("date")),
    )


def _query(row: dict[str, Any]) -> Query:
    return Query(_identity(row), _text(row, "text"), tuple(_turn(each) for each in row.get("history") or ()))


def _turn(entry: Any) -> Turn:
    """`[role, content]` or `{"role", "content"}`; whoever is not the user is the assistant."""
    role, content = (entry["role"], entry["content"]) if isinstance(entry, dict) else entry
    return Turn("user" if role == "user" else "assistant", str(content))


def _gains(folder: Path) -> dict[str, dict[str, float]]:
    gains: dict[str, dict[str, float]] = {}
    path = _existing(folder, "qrels.tsv")
    for number, line in _lines(path):
        columns = line.split("\t") if "\t" in line else line.split()
        try:
            query, passage, gain = columns[0], columns[-2], float(columns[-1])
        except (IndexError, ValueError):
            if number == 1:  # a header line
                continue
            raise _fault(path, number, "is not query id, passage id and gain, with tabs between") from None
        if gain > 0:
            gains.setdefault(query, {})[passage] = gain
    return gains


def _rows(folder: Path, name: str, make: Callable[[dict[str, Any]], Row]) -> Iterator[Row]:
    path = _existing(folder, name)
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            row = json.loads(line)
            made, identity = make(row), _identity(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _fault(path, number, "is not a JSON object with `id` and `text`") from error
        if identity in seen:
            raise _fault(path, number, f"gives the id {identity!r} again")
        seen.add(identity)
        yield made


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """(number from 1, line) of every line that holds something."""
    unpacked = gzip.open if path.suffix == ".gz" else open
    try:
        with unpacked(path, "rt", encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise JudgedSetError(f"{path} cannot be read: {error}.", _HINT) from error


def _existing(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise JudgedSetError(f"There is no {name} in {folder}.", _HINT)


def _fault(path: Path, number: int, problem: str) -> JudgedSetError:
    return JudgedSetError(f"Line {number} of {path} {problem}.", _HINT)


def _identity(row: dict[str, Any]) -> str:
    return str(row["id"] if "id" in row else row["_id"])


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    return "" if value is None else str(value)


def _date(value: object) -> str:
    """Of a passage: for display only, since no date is read from a query of a test set."""
    try:
        return str(PartialDate.parse(str(value)[:10]))
    except ValueError:
        return UNDATED
