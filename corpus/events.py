"""Events that a subject dates things by, with their days.

Knows the rows of a corpus folder's `events.yaml`; knows nothing of how a question uses them.
Pure.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tumen.corpus.word_patterns import any_of


@dataclass(frozen=True, slots=True)
class Event:
    """How an event is named, and its first and last day."""

    name: re.Pattern[str]
    first: datetime.date
    last: datetime.date


def events_of(rows: Sequence[Mapping[str, str]]) -> tuple[Event, ...]:
    """In their order. Raises KeyError and ValueError for a row without name, first and last day."""
    day = datetime.date.fromisoformat
    return tuple(Event(any_of(row["name"]), day(row["first"]), day(row["last"])) for row in rows)
