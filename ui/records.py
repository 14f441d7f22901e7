"""Hits, sources and reports as the JSON objects of `search`, `sources` and `check`.

Knows field names, nothing else. The object of an answer is the dialogue's own `to_dict`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tumen.assistant.dialogue import Hit
from tumen.corpus.passages import Passage, Source, Statement

if TYPE_CHECKING:
    from tumen.corpus.catalogue import Catalogue
    from tumen.ingest.digest import Holding


def hit_record(hit: Hit) -> dict[str, Any]:
    """One passage with its scores: `fused` of both searches, in [0, 1]; `relevance`, the order, adds labels."""
    passage = hit.passage
    return {
        "passage": passage.id,
        "relevance": round(hit.relevance, 6),
        "fused": round(hit.fused, 6),
        "cosine": round(hit.cosine, 6),
        "words": round(hit.words, 6),
        "source": passage.source.id,
        "title": passage.source.title,
        "url": passage.address,
        **_said(passage),
    }


def source_record(source: Source) -> dict[str, Any]:
    """The card of one source, without its statements."""
    return {
        "id": source.id,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "published": str(source.published),
        "kind": source.kind,
        "languages": list(source.languages),
        "url": source.url,
        "basis": source.basis,
        "core": source.core,
        "actors": list(source.actors),
        "topics": list(source.topics),
        "symbol": source.symbol,
        "related": list(source.related),
        "note": source.note,
    }


def source_with_statements(source: Source, statements: Sequence[Statement]) -> dict[str, Any]:
    """The card and everything the source says."""
    said = [{"passage": statement.id, **_said(statement)} for statement in statements]
    return {**source_record(source), "statements": said}


def check_record(catalogue: "Catalogue", held: "Sequence[tuple[Source, Sequence[Holding]]]") -> dict[str, Any]:
    """Sizes of a corpus without faults, and what came of holding statements against their originals."""
    return {
        "sources": len(catalogue.sources),
        "statements": len(catalogue.statements),
        "contradictions": len(catalogue.contradictions),
        "originals": [
            {"source": source.id, "statements": [_holding_record(holding) for holding in holdings]}
            for source, holdings in held
        ],
    }


def _holding_record(holding: "Holding") -> dict[str, Any]:
    """`start` and `end` are characters of the original; `share` is null where its script is another."""
    return {
        "passage": holding.statement.id,
        "doubtful": holding.is_doubtful,
        "share": None if holding.share is None else round(holding.share, 3),
        "missing": list(holding.missing),
        "at": holding.at,
        "start": holding.start,
        "end": holding.end,
    }


def _said(said: Passage | Statement) -> dict[str, Any]:
    return {
        "text": said.text,
        "holder": list(said.holder),
        "about": list(said.about),
        "voice": said.voice.value,
        "topics": list(said.topics),
        "stated": str(said.stated),
        "at": said.at,
        "confidence": said.confidence.value,
    }
