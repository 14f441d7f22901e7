"""What a build is made of: every passage of catalogue and originals, and one hash over all that decides the result.

Knows what decides the content of a generation; knows nothing of models and files of the index.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from tumen.corpus.catalogue import Catalogue
from tumen.corpus.generation import FORMAT_VERSION
from tumen.corpus.indexed import embedded_text, searchable_names, statement_passage
from tumen.corpus.passages import Contradiction, Passage
from tumen.corpus.subject import Subject
from tumen.ingest.originals import Original, Originals, original_passages

log = logging.getLogger("tumen")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that decides the content of a generation; equal sha256, equal content."""

    passages: tuple[Passage, ...]
    contradictions: tuple[Contradiction, ...]
    subject: Subject
    sources: int
    originals: int
    corpus_sha256: str
    sha256: str


def gather(catalogue: Catalogue, originals: Originals, embedder: str) -> Inputs:
    """embedder: the fingerprint of the model that will be used."""
    names = catalogue.subject.names
    passages = [statement_passage(catalogue, statement) for statement in catalogue.statements]
    texts = _with_source(originals.all(), catalogue)
    for original in texts:
        passages += original_passages(
            original, catalogue.source(original.source), catalogue.statements_of(original.source)
        )
    corpus = hashlib.sha256(catalogue.sha256.encode())
    for original in texts:
        corpus.update(f"{original.source}\0{original.sha256}\0".encode())
    inputs = hashlib.sha256(f"{FORMAT_VERSION}\0{embedder}\0{corpus.hexdigest()}\0".encode())
    for passage in passages:
        inputs.update(f"{passage.id}\0{embedded_text(passage)}\0{searchable_names(passage, names)}\0".encode())
    return Inputs(
        tuple(passages),
        catalogue.contradictions,
        catalogue.subject,
        len(catalogue.sources),
        len(texts),
        corpus.hexdigest(),
        inputs.hexdigest(),
    )


def _with_source(originals: Sequence[Original], catalogue: Catalogue) -> list[Original]:
    """The originals whose source is still in the catalogue: one that was taken out must not stop every build."""
    known = {source.id for source in catalogue.sources}
    for original in originals:
        if original.source not in known:
            log.warning("The original of %s is left out: there is no such source any more.", original.source)
    return [original for original in originals if original.source in known]
