"""Do the files of a corpus folder fit together: is every id given once, and does every reference lead somewhere?

Knows how sources, contradictions and tables name one another; what a single file may hold is `source_file`'s.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tumen.corpus.errors import Fault
from tumen.corpus.source_file import ContradictionEntry, SourceEntry, TableEntry


@dataclass(frozen=True, slots=True)
class References:
    """What can be referred to.

    sources: id → entry of every file that could be read. unread: the names of those that could not: what refers to
    them is left in peace, so that one broken file is not told as the fault of its neighbours.
    """

    sources: Mapping[str, SourceEntry]
    unread: Collection[str]

    def faults(self, contradictions: Sequence[ContradictionEntry], tables: Sequence[TableEntry]) -> Iterator[Fault]:
        """Every number given twice and every reference that leads nowhere."""
        for source in self.sources.values():
            yield from _numbers_given_twice(source)
            yield from (
                Fault(f"{source.id}.yaml", "related", f"{other!r} is no source", "the id of a source")
                for other in source.related
                if not self._holds(other)
            )
        statements = {f"{source.id}#{each.n}" for source in self.sources.values() for each in source.statements}
        for contradiction in contradictions:
            yield from (
                Fault("contradictions.yaml", contradiction.id, f"{identity!r} is no statement", "`<source id>#<n>`")
                for position in contradiction.positions
                for identity in position.statements
                if identity not in statements and identity.partition("#")[0] not in self.unread
            )
        for table in tables:
            yield from (
                Fault("tables.yaml", table.id, f"{name!r} is no source", "the id of a source")
                for row in table.rows
                for name in row.get("sources", ())
                if not self._holds(name)
            )

    def _holds(self, source_id: str) -> bool:
        return source_id in self.sources or source_id in self.unread


def _numbers_given_twice(source: SourceEntry) -> Iterator[Fault]:
    seen: set[int] = set()
    for statement in source.statements:
        if statement.n in seen:
            yield Fault(
                f"{source.id}.yaml", f"statement {statement.n}", "this number is given twice", "a number of its own"
            )
        seen.add(statement.n)
