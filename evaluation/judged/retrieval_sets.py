"""How well the assistant's own retrieval ranks the passages of any judged set.

Builds an index in memory from the set, as a build would, and asks the assistant's Retriever every query. Knows how
rankings become scores; the metrics are `metrics`', the files `retrieval_folder`'s. What it leaves out on purpose: the
words of a query are searched, but no dates and no actors are read from it, since those belong to a corpus of positions.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from tumen.assistant.dialogue import Kind, Reading
from tumen.assistant.reading.followups import standalone
from tumen.assistant.retrieval.cross_encoder import Reranker, open_reranker
from tumen.assistant.retrieval.retriever import Retriever
from tumen.corpus.contracts import Embedder, Progress, Vectors, silent
from tumen.corpus.indexed import embedded_pieces, embedded_text, searchable_names
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.passages import Passage
from tumen.corpus.settings import Settings
from tumen.corpus.store import Store
from tumen.corpus.subject import shipped_subject
from tumen.evaluation.judged.retrieval_folder import JudgedSet, Query, read_judged_set
from tumen.evaluation.metrics import ndcg_at, recall_at, reciprocal_rank

_RANKED = 100
"""Passages of a ranking that are looked at; the deepest metric needs 20."""


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Means over the queries that have a relevant passage, each in [0, 1]. mrr: of the first 100."""

    queries: int
    ndcg_at_10: float
    recall_at_4: float
    recall_at_10: float
    recall_at_20: float
    mrr: float

    def to_dict(self) -> dict[str, float | int]:
        """The keys of the command line, in the spelling of the field."""
        return {
            "queries": self.queries,
            "ndcg@10": round(self.ndcg_at_10, 4),
            "recall@4": round(self.recall_at_4, 4),
            "recall@10": round(self.recall_at_10, 4),
            "recall@20": round(self.recall_at_20, 4),
            "mrr": round(self.mrr, 4),
        }


def evaluate_retrieval(folder: Path, settings: Settings, progress: Progress = silent) -> RetrievalScores:
    """Scores the retrieval on the judged set in a folder (its shape: see `retrieval_folder`).

    The embeddings are kept under the data directory, so that a second run takes seconds. Raises JudgedSetError,
    EmbedderError, ConfigurationError, StorageError.
    """
    judged = read_judged_set(folder)
    embedder = open_embedder(settings.embedder, settings.data)
    reranker = open_reranker(settings.reranker)
    with _retriever(judged.passages, embedder, reranker, settings.data, progress) as retriever:
        rankings = {query.id: ranking(retriever, query) for query in judged.queries}
    return scores(judged, rankings)


def ranking(retriever: Retriever, query: Query) -> tuple[str, ...]:
    """Passage ids, best first. A passage that is the query itself is left out, as BEIR does."""
    text = standalone(query.text, query.history, shipped_subject())
    reading = Reading(query.text, text, actors=(), topics=(), kind=Kind.POSITION)
    found = (hit.passage.id for hit in retriever.search(reading, _RANKED))
    return tuple(identity for identity in found if identity != query.id)


def scores(judged: JudgedSet, rankings: Mapping[str, Sequence[str]]) -> RetrievalScores:
    """rankings: query id → passage ids, best first."""
    pairs = [(rankings[query.id], judged.gains[query.id]) for query in judged.queries]
    return RetrievalScores(
        queries=len(pairs),
        ndcg_at_10=fmean(ndcg_at(10, ranked, gains) for ranked, gains in pairs),
        recall_at_4=fmean(recall_at(4, ranked, gains) for ranked, gains in pairs),
        recall_at_10=fmean(recall_at(10, ranked, gains) for ranked, gains in pairs),
        recall_at_20=fmean(recall_at(20, ranked, gains) for ranked, gains in pairs),
        mrr=fmean(reciprocal_rank(ranked, gains) for ranked, gains in pairs),
    )


@contextmanager
def _retriever(
    passages: Sequence[Passage], embedder: Embedder, reranker: Reranker | None, data: Path, progress: Progress
) -> Iterator[Retriever]:
    store = Store.create()
    ids = [passage.id for passage in passages]
    pieces = [(passage.id, piece) for passage in passages for piece in embedded_pieces(passage)]
    owners, texts = [identity for identity, _ in pieces], [text for _, text in pieces]
    vectors = _embeddings([*map(embedded_text, passages), *texts], embedder, data, progress)
    store.write(
        passages, ids, vectors[: len(ids)], [searchable_names(passage, shipped_subject().names) for passage in passages]
    )
    store.write_pieces(owners, owners, vectors[len(ids) :])
    index = MemoryIndex(store)
    known = {passage.id: passage for passage in passages}
    try:
        yield Retriever(index, embedder, lambda ids: [known[identity] for identity in ids], reranker=reranker)
    finally:
        index.close()


def _embeddings(texts: Sequence[str], embedder: Embedder, data: Path, progress: Progress) -> Vectors:
    """Of all texts, in order; from the file of an earlier run where model and texts are the same."""
    content = hashlib.sha256("\0".join((embedder.fingerprint, *texts)).encode("utf-8", "replace"))
    kept = data / "evaluation" / f"{content.hexdigest()[:32]}.npy"
    with suppress(OSError, ValueError, EOFError):
        vectors = np.load(kept, allow_pickle=False)
        if vectors.shape == (len(texts), embedder.dimension):
            return np.asarray(vectors, dtype=np.float32)
    made = embedder.embed(texts, progress)
    with suppress(OSError):  # a data directory that cannot be written costs the next run its time, nothing else
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as beside:
            np.save(beside, made, allow_pickle=False)
        Path(beside.name).replace(kept)
    return made
