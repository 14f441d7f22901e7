"""The vocabulary of the ground floor: sources, statements, passages, filters.

Frozen values without behaviour beyond reading themselves; no I/O, no vendor. The file format they come from is
FORMAT.md beside this module.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from tumen.corpus.dates import PartialDate


class Voice(StrEnum):
    """Who speaks: never to be confused with whose position is reported (the holder).

    curator: a remark of our own about documents (dates that differ, a copy, a gap), which is nobody's position.
    """

    OFFICIAL = "official"
    STATE_MEDIA = "state-media"
    ANALYST = "analyst"
    PRESS = "press"
    CURATOR = "curator"


class Confidence(StrEnum):
    """How sure the curators are of a statement: `weak` means confirm before print."""

    VERIFIED = "verified"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of the Security Council; `russia` and `china` are for | against | abstain where known."""

    in_favour: int | None
    against: int | None
    abstain: int | None
    russia: str | None
    china: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """The card of one document: everything a citation needs to name it. `id` is stable for ever."""

    id: str
    title: str
    author: str
    publisher: str
    published: PartialDate
    kind: str
    languages: tuple[str, ...]
    url: str
    url_checked: bool
    basis: str
    core: bool
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    symbol: str | None = None
    vote: Vote | None = None
    related: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a source says, in our own words. Identity: `<source id>#<n>`, never renumbered."""

    source: str
    n: int
    text: str
    holder: tuple[str, ...]
    about: tuple[str, ...]
    voice: Voice
    topics: tuple[str, ...]
    stated: PartialDate
    at: str | None
    confidence: Confidence
    evidence: tuple[str, ...] = ()
    note: str | None = None

    @property
    def id(self) -> str:
        """`<source id>#<n>`."""
        return f"{self.source}#{self.n}"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a passage lies in its original: `original.text[start:end] == passage.text`, in characters."""

    start: int
    end: int
    original_sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and cited: a statement, or a span of an original.

    Carries its source and its own attribution, so that every filter and every citation is made from it alone.
    `span` is None for a statement. read_at: the addresses where it was read, the best first, where these are not the
    source's own.
    """

    id: str
    text: str
    source: Source
    holder: tuple[str, ...]
    about: tuple[str, ...]
    voice: Voice
    topics: tuple[str, ...]
    stated: PartialDate
    at: str | None
    confidence: Confidence
    span: Span | None = None
    note: str | None = None
    read_at: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where a reader finds what it says: where it was read, which need not be the address of the card."""
        return self.read_at[0] if self.read_at else self.source.url

    @property
    def is_address_seen(self) -> bool:
        """Whether the curators saw the document at that address."""
        return bool(self.read_at) or self.source.url_checked

    @property
    def actors(self) -> frozenset[str]:
        """Every actor it holds a position of or speaks about; `author` and `curator` are no government."""
        return frozenset(self.holder + self.about) - {"author", "curator"}

    def holds(self, actor: str) -> bool:
        """Whether it tells a position or act of this actor: its own, or an author's account of it."""
        return actor in self.holder or (self.holder == ("author",) and actor in self.about)


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """Which passages a search may return. An empty set or None filters nothing.

    actors: at least one is holder or subject. holders: at least one is holder. topics, voices, kinds (of the source),
    sources: at least one matches. stated_from / stated_until: inclusive days; a date known to the month or year counts
    as from its first day, and as until only when its last day is not later (nothing that might be later slips in).
    """

    actors: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    stated_from: datetime.date | None = None
    stated_until: datetime.date | None = None

    def admits(self, passage: Passage) -> bool:
        """The reference meaning of the filter, which every index must agree with."""
        return (
            (not self.actors or bool(self.actors & passage.actors))
            and (not self.holders or bool(self.holders & frozenset(passage.holder)))
            and (not self.topics or bool(self.topics & frozenset(passage.topics)))
            and (not self.voices or passage.voice in self.voices)
            and (not self.kinds or passage.source.kind in self.kinds)
            and (not self.sources or passage.source.id in self.sources)
            and (self.stated_from is None or passage.stated.last >= self.stated_from)
            and (self.stated_until is None or passage.stated.last <= self.stated_until)
        )


ANY = PassageFilter()


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage id with the score one search gave it; higher is better."""

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Position:
    """One side or one date of a contradiction: what was held when, and the statements that say so."""

    when: str
    actors: tuple[str, ...]
    says: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A point on which sources disagree or a position moved. kind: change-over-time | conflict | wording."""

    id: str
    question: str
    kind: str
    positions: tuple[Position, ...]
    note: str | None = None
