"""Events that the subject dates things by, with their days.

Knows the names in `events.yaml` beside it, read when first used; knows nothing of how a question uses them.
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tumen.corpus.errors import CatalogueError, Fault
from tumen.corpus.word_patterns import any_of
from tumen.corpus.yaml_files import read_yaml

_TABLE = Path(__file__).with_name("events.yaml")


@dataclass(frozen=True, slots=True)
class Event:
    """How an event is named, and its first and last day."""

    name: re.Pattern[str]
    first: datetime.date
    last: datetime.date


@lru_cache(maxsize=1)
def events() -> tuple[Event, ...]:
    """Every event of the table, in its order."""
    faults: list[Fault] = []
    table = read_yaml(_TABLE, faults)
    if faults or not isinstance(table, list):
        raise CatalogueError(faults)
    day = datetime.date.fromisoformat
    return tuple(Event(any_of(row["name"]), day(row["first"]), day(row["last"])) for row in table)
