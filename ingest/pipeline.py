"""`tumen build`: catalogue and originals → passages → vectors and full text → one generation, verified, switched.

Tells the order of the steps; each step is another module's. Whatever kills the process in between, the pointer names
a complete generation: the old one or the new one.
"""

import hashlib
import importlib.metadata
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tumen.corpus.catalogue import load_catalogue
from tumen.corpus.chroma_index import fill_chroma
from tumen.corpus.contracts import Embedder, Progress, Vectors, silent
from tumen.corpus.durable_files import storage_error, sync_folder
from tumen.corpus.errors import IndexDamagedError, IndexIncompatibleError, IndexMissingError
from tumen.corpus.generation import (
    DERIVED,
    FORMAT_VERSION,
    TRUTH,
    Generation,
    Manifest,
    digests,
    next_folder,
    sweep,
    switch_to,
)
from tumen.corpus.indexed import embedded_pieces, embedded_text, searchable_names
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.settings import Settings
from tumen.corpus.store import Store
from tumen.ingest.build_lock import build_lock
from tumen.ingest.inputs import Inputs, gather
from tumen.ingest.originals import Originals
from tumen.ingest.verification import verify

_LIBRARIES = ("chromadb", "numpy", "onnxruntime")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. changed: whether there is a new generation. removed: passages that the old one had."""

    generation: str
    changed: bool
    passages: int
    embedded: int
    reused: int
    removed: int
    sources: int
    originals: int


def build(settings: Settings, progress: Progress = silent) -> BuildReport:
    """Brings the index up to date with the corpus folder and the originals; does nothing when it already is.

    Raises CatalogueError, BuildInProgressError, StorageError, EmbedderError; the index that was there still answers.
    """
    with build_lock(settings.data):
        sweep(settings.data)
        embedder = open_embedder(settings.embedder, settings.data)
        inputs = gather(load_catalogue(settings.corpus), Originals(settings.data), embedder.fingerprint)
        old = _Old.of(settings.data)
        if old.is_intact and old.manifest is not None and old.manifest.inputs_sha256 == inputs.sha256:
            return _unchanged(old, inputs)
        report = _build_beside(settings.data, inputs, embedder, old, progress)
        sweep(settings.data)
        return report


@dataclass(frozen=True, slots=True)
class _Old:
    """What the current generation can give to the next one; nothing where it is missing, damaged or foreign."""

    name: str | None
    manifest: Manifest | None
    is_intact: bool
    ids: frozenset[str]
    embeddings: dict[str, Vectors]

    @classmethod
    def of(cls, data: Path) -> "_Old":
        try:
            generation = Generation.current(data)
        except (IndexMissingError, IndexDamagedError, IndexIncompatibleError):
            return cls(None, None, False, frozenset(), {})
        with generation:
            damaged = generation.damaged()
            if TRUTH in damaged:
                return cls(generation.folder.name, None, False, frozenset(), {})
            store = Store.open(generation.folder / TRUTH)
            ids, embeddings = frozenset(store.vectors()[0]), store.embeddings_by_content()
            store.close()
            return cls(generation.folder.name, generation.manifest, not damaged, ids, embeddings)


def _build_beside(data: Path, inputs: Inputs, embedder: Embedder, old: _Old, progress: Progress) -> BuildReport:
    folder = next_folder(data)
    try:
        folder.mkdir()
        texts = [embedded_text(passage) for passage in inputs.passages]
        pieces = [(passage.id, piece) for passage in inputs.passages for piece in embedded_pieces(passage)]
        keys, vectors, embedded = _embed([*texts, *(piece for _, piece in pieces)], embedder, old, progress)
        store = Store.create(folder / TRUTH)
        names, n = [searchable_names(passage, inputs.subject.names) for passage in inputs.passages], len(texts)
        store.write(inputs.passages, keys[:n], vectors[:n], names)
        store.write_pieces([identity for identity, _ in pieces], keys[n:], vectors[n:])
        store.write_contradictions(inputs.contradictions)
        store.write_subject(inputs.subject)
        fill_chroma(folder / DERIVED, store)
        store.close()
        manifest = _manifest(folder, inputs, embedder)
        verify(folder)
        manifest.write(folder)
        sync_folder(folder)
        switch_to(folder)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise storage_error(folder, error) from error
        raise
    removed = len(old.ids - {passage.id for passage in inputs.passages})
    return _report(folder.name, True, inputs, len(embedded.intersection(keys[:n])), removed)


def _embed(
    texts: Sequence[str], embedder: Embedder, old: _Old, progress: Progress
) -> tuple[list[str], Vectors, frozenset[str]]:
    """The content key and vector of every text, and the keys of those that the model had to see."""
    keys = [hashlib.sha256(f"{embedder.fingerprint}\0{text}".encode()).hexdigest() for text in texts]
    known = dict(old.embeddings)
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if fresh:
        known.update(zip(fresh, embedder.embed(list(fresh.values()), progress), strict=True))
    return keys, np.stack([known[key] for key in keys]), frozenset(fresh)


def _manifest(folder: Path, inputs: Inputs, embedder: Embedder) -> Manifest:
    return Manifest(
        format_version=FORMAT_VERSION,
        embedder=embedder.fingerprint,
        corpus_sha256=inputs.corpus_sha256,
        inputs_sha256=inputs.sha256,
        passages=len(inputs.passages),
        sources=inputs.sources,
        originals=inputs.originals,
        libraries={name: importlib.metadata.version(name) for name in _LIBRARIES},
        files=digests(folder),
    )


def _unchanged(old: _Old, inputs: Inputs) -> BuildReport:
    return _report(old.name or "", False, inputs, 0, 0)


def _report(name: str, changed: bool, inputs: Inputs, embedded: int, removed: int) -> BuildReport:
    total = len(inputs.passages)
    return BuildReport(
        generation=name,
        changed=changed,
        passages=total,
        embedded=embedded,
        reused=total - embedded,
        removed=removed,
        sources=inputs.sources,
        originals=inputs.originals,
    )
