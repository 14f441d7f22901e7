"""A statement as it is indexed: the passage that it becomes, what of it is embedded, by which names it is found.

Knows what the index is told of a passage; knows nothing of models and files.
"""

from tumen.corpus.actors import Names
from tumen.corpus.catalogue import Catalogue
from tumen.corpus.passages import Passage, Statement
from tumen.corpus.sentences import sentences

_LEAST_WORDS = 8


def embedded_text(passage: Passage) -> str:
    """What of a passage is embedded: the words alone (docs/log.md: title and date in the text made retrieval worse)."""
    return passage.text


def embedded_pieces(passage: Passage) -> tuple[str, ...]:
    """What of a long passage is embedded besides the whole: its sentences; none where it is no more than one piece.

    A sentence of fewer than eight words joins the next: a heading or a list's entry means little alone. The change
    from whole passages to whole and best sentence brought nDCG@10 from 0.736 to 0.751 on SciFact (docs/log.md).
    """
    pieces, start = list[str](), 0
    for _, end in sentences(passage.text):
        if len(passage.text[start:end].split()) >= _LEAST_WORDS:
            pieces.append(passage.text[start:end].strip())
            start = end
    if rest := passage.text[start:].strip():
        pieces.append(rest)
    return tuple(pieces) if len(pieces) > 1 else ()


def searchable_names(passage: Passage, names: Names) -> str:
    """What a passage is found by besides its text and title: who wrote it and every name of its actors."""
    actors = (name for actor in sorted(passage.actors) for name in names.of(actor))
    return " ".join((passage.source.author, passage.source.publisher, *actors))


def statement_passage(catalogue: Catalogue, statement: Statement) -> Passage:
    """A statement as it is indexed and cited."""
    return Passage(
        id=statement.id,
        text=statement.text,
        source=catalogue.source(statement.source),
        holder=statement.holder,
        about=statement.about,
        voice=statement.voice,
        topics=statement.topics,
        stated=statement.stated,
        at=statement.at,
        confidence=statement.confidence,
        note=statement.note,
        read_at=statement.evidence,
    )
