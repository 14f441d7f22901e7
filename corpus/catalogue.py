"""The corpus folder → checked, frozen sources and statements.

Finds every fault of every file in one run. The fields of a single file are `source_file`'s, how files refer to one
another is `references`'. Knows nothing of indexes.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from tumen.corpus.actors import Names
from tumen.corpus.dates import PartialDate
from tumen.corpus.errors import CatalogueError, ConfigurationError, Fault, UnknownSourceError
from tumen.corpus.passages import Contradiction, Position, Source, Statement, Vote
from tumen.corpus.references import References
from tumen.corpus.source_file import ContradictionEntry, SourceEntry, StatementEntry, TableEntry
from tumen.corpus.subject import TABLES, Facts, Subject, read_tables
from tumen.corpus.yaml_files import read_yaml

Entry = TypeVar("Entry", bound=BaseModel)
_NUMBER = re.compile(r"^S/RES/(\d+)")


@dataclass(frozen=True)
class Catalogue:
    """All sources and statements of a corpus folder, in order of id.

    sha256: of the content of every file, so that two catalogues are the same exactly when their files are. subject:
    what the corpus is about.
    """

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]
    sha256: str
    subject: Subject

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def source(self, source_id: str) -> Source:
        """Raises UnknownSourceError that names the nearest ids."""
        if source_id in self._by_id:
            return self._by_id[source_id]
        near = get_close_matches(source_id, self._by_id, n=3, cutoff=0.5)
        raise UnknownSourceError(
            f"There is no source {source_id!r} in the corpus.",
            f"Did you mean {', '.join(near)}?" if near else "`tumen sources` lists every id.",
        )

    def statements_of(self, source_id: str) -> tuple[Statement, ...]:
        """In order of number; raises UnknownSourceError."""
        self.source(source_id)
        return tuple(statement for statement in self.statements if statement.source == source_id)


def load_catalogue(folder: Path) -> Catalogue:
    """Reads `sources/*.yaml`, `contradictions.yaml` and `tables.yaml` (the last two where present).

    Raises CatalogueError with all faults, ConfigurationError where the folder holds no sources at all.
    """
    files = sorted((folder / "sources").glob("*.yaml"))
    if not files:
        raise ConfigurationError(
            f"{folder} holds no source files.", "Point TUMEN_CORPUS at a folder with `sources/*.yaml`."
        )
    faults: list[Fault] = []
    tables = read_tables(folder, faults)
    names = Names(tables["actors"])
    entries = _read_sources(files, faults, {"actors": names.actors, "topics": names.topics})
    contradictions = _read_list(folder / "contradictions.yaml", ContradictionEntry, faults)
    figures = _read_list(folder / "tables.yaml", TableEntry, faults, under="tables")
    unread = {path.stem for path in files} - entries.keys()
    faults += References(entries, unread).faults(contradictions, figures)
    if faults:
        raise CatalogueError(sorted(faults, key=lambda fault: fault.file))
    beside = [folder / name for name in ("contradictions.yaml", "tables.yaml", *TABLES)]
    return Catalogue(
        sources=tuple(_source(entry) for entry in entries.values()),
        statements=tuple(
            _statement(entry, statement)
            for entry in entries.values()
            for statement in sorted(entry.statements, key=lambda each: each.n)
        ),
        contradictions=tuple(_contradiction(entry) for entry in contradictions),
        sha256=_digest([*files, *(path for path in beside if path.exists())]),
        subject=Subject(tables, _facts(entries.values())),
    )


def _facts(entries: Iterable[SourceEntry]) -> Facts:
    """What questions are read by besides the tables: numbers of resolutions, and the last year of any source."""
    given = list(entries)
    numbers = {match[1] for entry in given if entry.symbol and (match := _NUMBER.search(entry.symbol))}
    years = [PartialDate(entry.published).last.year for entry in given]
    return Facts((), tuple(sorted(numbers)), max(years, default=9999))


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _read_sources(
    files: Iterable[Path], faults: list[Fault], vocabulary: Mapping[str, Collection[str]]
) -> dict[str, SourceEntry]:
    entries: dict[str, SourceEntry] = {}
    homes: dict[str, str] = {}
    for path in files:
        known = len(faults)
        content = read_yaml(path, faults)
        if len(faults) > known:
            continue
        entry = _checked(content, SourceEntry, path.name, faults, vocabulary=vocabulary)
        if entry is None:
            continue
        if entry.id in entries:
            faults.append(
                Fault(path.name, "id", f"{entry.id!r} is also the id of {homes[entry.id]}", "an id of its own")
            )
            continue
        if entry.id != path.stem:
            faults.append(Fault(path.name, "id", f"is {entry.id!r}", f"the name of the file, {path.stem!r}"))
        entries[entry.id], homes[entry.id] = entry, path.name
    return entries


def _read_list(path: Path, shape: type[Entry], faults: list[Fault], under: str | None = None) -> list[Entry]:
    if not path.exists():
        return []
    known = len(faults)
    content = read_yaml(path, faults)
    if under is not None and isinstance(content, dict):
        content = content.get(under)
    if not isinstance(content, list):
        if len(faults) == known:
            faults.append(Fault(path.name, under or "", "holds no list", "a list of entries"))
        return []
    checked = (_checked(item, shape, path.name, faults, prefix=_entry_name(item, i)) for i, item in enumerate(content))
    return [entry for entry in checked if entry is not None]


def _entry_name(item: object, position: int) -> str:
    return str(item["id"]) if isinstance(item, dict) and "id" in item else f"entry {position + 1}"


def _checked(
    content: object,
    shape: type[Entry],
    file: str,
    faults: list[Fault],
    prefix: str = "",
    vocabulary: Mapping[str, Collection[str]] | None = None,
) -> Entry | None:
    try:
        return shape.model_validate(content, context=vocabulary)
    except ValidationError as error:
        for each in error.errors():
            place = ", ".join(filter(None, (prefix, _place(each["loc"], content))))
            value = each["input"] if isinstance(each["input"], str | int | float | bool) else None
            problem = each["msg"] if value is None else f"is {value!r}"
            faults.append(Fault(file, place, problem, _wanted(each["msg"])))
        return None


def _wanted(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input should be ")


def _place(location: tuple[int | str, ...], content: object) -> str:
    """`statement 3, voice` instead of `statements.2.voice`."""
    if len(location) >= 2 and location[0] == "statements" and isinstance(location[1], int):
        entry = content["statements"][location[1]] if isinstance(content, dict) else None
        n = entry.get("n", f"at position {location[1] + 1}") if isinstance(entry, dict) else location[1] + 1
        return ", ".join([f"statement {n}", ".".join(str(part) for part in location[2:])]).rstrip(", ")
    return ".".join(str(part) for part in location)


def _source(entry: SourceEntry) -> Source:
    vote = Vote(**entry.vote.model_dump()) if entry.vote else None
    return Source(
        id=entry.id,
        title=entry.title,
        author=entry.author,
        publisher=entry.publisher,
        published=PartialDate(entry.published),
        kind=entry.kind,
        languages=tuple(entry.languages),
        url=entry.url,
        url_checked=entry.url_checked,
        basis=entry.basis,
        core=entry.core,
        actors=tuple(entry.actors),
        topics=tuple(entry.topics),
        symbol=entry.symbol,
        vote=vote,
        related=tuple(entry.related),
        note=entry.note,
    )


def _statement(source: SourceEntry, entry: StatementEntry) -> Statement:
    return Statement(
        source=source.id,
        n=entry.n,
        text=entry.text,
        holder=tuple(entry.holder),
        about=tuple(entry.about),
        voice=entry.voice,
        topics=tuple(entry.topics),
        stated=PartialDate(entry.stated or source.published),
        at=entry.at,
        confidence=entry.confidence,
        evidence=tuple(entry.evidence),
        note=entry.note,
    )


def _contradiction(entry: ContradictionEntry) -> Contradiction:
    return Contradiction(
        id=entry.id,
        question=entry.question,
        kind=entry.kind,
        positions=tuple(
            Position(each.when, tuple(each.actor), each.says, tuple(each.statements)) for each in entry.positions
        ),
        note=entry.note,
    )
