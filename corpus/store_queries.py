"""How words, labels and filters are written in the store's SQL.

Pure: strings in, strings out. Knows the columns of the store; opens nothing and runs nothing.
"""

import json

from corpus.passages import Passage, PassageFilter


def quoted(word: str) -> str:
    """One FTS5 string. Raw text is a query language there (`NOT`, `"`, `*`), a NUL ends it, a surrogate is refused."""
    plain = word.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
    return '"' + plain.replace('"', '""') + '"'


def labels(passage: Passage) -> set[str]:
    """What of a passage a filter can name, beside what has a column of its own."""
    return {
        *(f"actor:{actor}" for actor in passage.actors),
        *(f"holder:{holder}" for holder in passage.holder),
        *(f"topic:{topic}" for topic in passage.topics),
    }


def condition(where: PassageFilter) -> tuple[str, list[str]]:
    """SQL with the meaning of PassageFilter.admits, over `passages p`."""
    clauses, values = ["1"], list[str]()
    for prefix, wanted in (("actor", where.actors), ("holder", where.holders), ("topic", where.topics)):
        if wanted:
            clauses.append("p.row IN (SELECT row FROM labels WHERE label IN (SELECT value FROM json_each(?)))")
            values.append(json.dumps(sorted(f"{prefix}:{each}" for each in wanted)))
    for column, wanted in (("voice", where.voices), ("kind", where.kinds), ("source", where.sources)):
        if wanted:
            clauses.append(f"p.{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(wanted)))
    if where.stated_from:
        clauses.append("p.stated_last >= ?")
        values.append(where.stated_from.isoformat())
    if where.stated_until:
        clauses.append("p.stated_last <= ?")
        values.append(where.stated_until.isoformat())
    return " AND ".join(clauses), values
