"""What a corpus is about: its actors, topics and events by name, its own words and those of other subjects.

A value made from the folder's `subject.yaml`, `actors.yaml` and `events.yaml` and from what its catalogue holds, kept
with the index, so that a question is read by the lights of the corpus that answers it. Knows no question.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from tumen.corpus.actors import Names
from tumen.corpus.errors import CatalogueError, Fault
from tumen.corpus.events import Event, events_of
from tumen.corpus.word_patterns import any_of
from tumen.corpus.yaml_files import read_yaml

TABLES = ("subject.yaml", "actors.yaml", "events.yaml")
"""Beside `sources/`; a folder that lacks one is given the shipped one."""

_SHIPPED = Path(__file__).parent
_NOTHING = re.compile(r"(?!)")
_LEAST_SURNAME = 5
"""Letters of a surname that names an author by itself: `Kim` and `Lee` name half of Korea."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the catalogue adds to the tables.

    authors: surnames of those who wrote it, and their full names. numbers: of resolutions. horizon: the last year that
    any source is of.
    """

    authors: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    horizon: int = 9999


class Subject:
    """Everything that depends on what a corpus is about. Never changes."""

    def __init__(self, tables: Mapping[str, Any], facts: Facts) -> None:
        """tables: `subject`, `actors`, `events` → the content of each file."""
        self._tables = tables
        self.facts = facts
        self.names = Names(tables["actors"])
        self.events: tuple[Event, ...] = events_of(tables["events"])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """As `to_json` wrote it."""
        content = json.loads(text)
        facts = content.pop("facts")
        return cls(content, Facts(tuple(facts["authors"]), tuple(facts["numbers"]), facts["horizon"]))

    def to_json(self) -> str:
        """The tables and the facts, the same text for the same content."""
        facts = {"authors": self.facts.authors, "numbers": self.facts.numbers, "horizon": self.facts.horizon}
        return json.dumps({**self._tables, "facts": facts}, ensure_ascii=False)

    def with_facts(self, facts: Facts) -> "Subject":
        """The same tables beside another catalogue."""
        return Subject(self._tables, facts)

    @property
    def about(self) -> str:
        """In a few words, as a sentence about the corpus ends."""
        return str(self._tables["subject"]["about"])

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The actors that are set against each other."""
        return tuple(self._words("sides"))

    @cached_property
    def region(self) -> frozenset[str]:
        """The actors whose very name is on the subject."""
        return frozenset(self._words("region"))

    @property
    def focus(self) -> str:
        """The actor that all others are asked about, or ""."""
        return str(self._tables["subject"].get("focus", ""))

    @cached_property
    def pairs(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        """(words, the actors that they mean together)."""
        rows = self._tables["subject"].get("pairs", ())
        return tuple((any_of(row["words"]), tuple(row["actors"].split())) for row in rows)

    @cached_property
    def places(self) -> re.Pattern[str]:
        """Words, names of authors and numbers of resolutions that are on the subject in whatever company."""
        authors = (name.replace(" ", "_") for name in self.facts.authors)
        return self._pattern("places", (*map(re.escape, authors), *self.facts.numbers))

    @cached_property
    def own_words(self) -> re.Pattern[str]:
        """Words that are on the subject where nothing of another one is named."""
        return self._pattern("own_words")

    @cached_property
    def elsewhere(self) -> re.Pattern[str]:
        """Words of other subjects."""
        return self._pattern("elsewhere")

    @cached_property
    def everyday(self) -> re.Pattern[str]:
        """Everyday matters that this subject's actors make likely."""
        return self._pattern("everyday")

    @cached_property
    def countries(self) -> frozenset[str]:
        """In small letters: one that is asked about must stand among the best passages."""
        return frozenset(self._words("countries"))

    @cached_property
    def borrowed_topics(self) -> frozenset[str]:
        """Topics that are on the subject only where the region is spoken of."""
        return frozenset(self._words("borrowed_topics"))

    @property
    def starters(self) -> tuple[str, ...]:
        """Questions that the corpus answers well."""
        return tuple(self._tables["subject"].get("starters", ()))

    def topic_name(self, topic: str) -> str:
        """How a topic reads inside a question."""
        return str(self._tables["subject"].get("topic_names", {}).get(topic, topic.replace("-", " ")))

    def compile(self) -> None:
        """Makes every pattern; raises whatever a table without the right shape makes of it."""
        for part in ("about", "sides", "region", "focus", "pairs", "places", "own_words", "elsewhere", "everyday"):
            getattr(self, part)
        self.topic_name("any"), self.starters, self.countries, self.borrowed_topics

    def _words(self, key: str) -> list[str]:
        return str(self._tables["subject"].get(key, "")).split()

    def _pattern(self, key: str, more: Sequence[str] = ()) -> re.Pattern[str]:
        words = " ".join((*self._words(key), *more))
        return any_of(words) if words else _NOTHING


def read_tables(folder: Path, faults: list[Fault]) -> Mapping[str, Any]:
    """`subject`, `actors`, `events` → what the folder's tables hold, the shipped ones where it lacks them.

    What is wrong with a table becomes a fault, and the shipped one stands in.
    """
    return {name.removesuffix(".yaml"): _table(folder, name, faults) for name in TABLES}


def _table(folder: Path, name: str, faults: list[Fault]) -> Any:
    path = folder / name
    if not path.exists():
        path = _SHIPPED / name
    known = len(faults)
    content = read_yaml(path, faults)
    if len(faults) == known and (wrong := _wrong_shape(name, content)):
        faults.append(Fault(name, "", wrong, "the shape of the shipped one"))
    return content if len(faults) == known else read_yaml(_SHIPPED / name, [])


def _wrong_shape(name: str, content: object) -> str | None:
    """What makes a table unusable, or None."""
    try:
        if name == "events.yaml":
            events_of(content)  # type: ignore[arg-type]
        elif name == "actors.yaml":
            names = Names(content)  # type: ignore[arg-type]
            names.mentions("any text"), names.topics_in("any text"), names.states  # compiled when used
        else:
            Subject({"subject": content, "actors": {"actors": {}, "topics": {}}, "events": []}, Facts()).compile()
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        return f"cannot be used ({error or type(error).__name__})"
    return None


@cache
def shipped_subject() -> Subject:
    """The shipped tables alone, without a catalogue: what a text is read by where no corpus is open."""
    faults: list[Fault] = []
    tables = read_tables(_SHIPPED, faults)
    if faults:
        raise CatalogueError(faults)
    return Subject(tables, Facts())


def surnames(authors: Sequence[str]) -> tuple[str, ...]:
    """Of persons' names, `Georgy Toloraya`: the full names, and the surnames that name nobody else, in order."""
    people = [name for name in dict.fromkeys(authors) if 2 <= len(name.split()) <= 3]
    last = [name.split()[-1] for name in people if len(name.split()[-1]) >= _LEAST_SURNAME]
    return tuple(dict.fromkeys((*people, *last)))
