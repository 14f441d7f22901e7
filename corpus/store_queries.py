"""The store's SQL: its tables, and how words, labels and filters are written for them.

Pure: strings in, strings out. Opens nothing and runs nothing.
"""

import json

from tumen.corpus.passages import Passage, PassageFilter

SCHEMA = """
CREATE TABLE subject (body TEXT NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, card TEXT NOT NULL);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL REFERENCES sources (id),
    voice TEXT NOT NULL,
    kind TEXT NOT NULL,
    stated_last TEXT NOT NULL,
    embedded_sha256 TEXT NOT NULL,
    embedding BLOB NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE pieces (
    row INTEGER NOT NULL REFERENCES passages (row),
    place INTEGER NOT NULL,
    embedded_sha256 TEXT NOT NULL,
    embedding BLOB NOT NULL,
    PRIMARY KEY (row, place)
) WITHOUT ROWID;
CREATE TABLE labels (label TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (label, row)) WITHOUT ROWID;
CREATE TABLE contradictions (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (text, title, names, content='', tokenize='porter unicode61 remove_diacritics 2');
"""


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
