"""A reading → the passages that may answer it: nearest by meaning, matching by words, lifted by their sources.

Knows how a question becomes a vector and a list of words, and which dates it allows. Chooses nothing: which hits become
evidence is `selection`'s.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tumen.assistant.dialogue import Hit, Period, Reading
from tumen.assistant.retrieval.cross_encoder import READ, Reranker, mixed
from tumen.assistant.retrieval.fusion import Fused, closest, fuse, supported_by_source
from tumen.assistant.retrieval.labels import label_score
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Embedder, PassageIndex, Vectors
from tumen.corpus.passages import Passage, PassageFilter, Scored
from tumen.corpus.subject import Subject, shipped_subject
from tumen.corpus.words import content_words

POOL = 200
"""Passages taken from each search before fusion; 100 lost relevant ones, 400 found no more (docs/log.md)."""

Lookup = Callable[[Sequence[str]], Sequence[Passage]]


class Retriever:
    """Searches one index. Holds no state of a conversation."""

    def __init__(
        self,
        index: PassageIndex,
        embedder: Embedder,
        lookup: Lookup,
        subject: Subject | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """lookup: ids → their passages, in the order of the ids. subject: of the corpus; the shipped one if None."""
        self._index = index
        self._embedder = embedder
        self._lookup = lookup
        self._subject = subject or shipped_subject()
        self._reranker = reranker

    def search(self, reading: Reading, k: int = POOL) -> tuple[Hit, ...]:
        """The k best passages that the question's dates allow, by relevance, ties by id."""
        vector = self._embedder.embed([reading.standalone])[0]
        matches = self._matching(reading)
        embeddings, passages = self._pool(reading, vector, matches)
        near = closest(vector, embeddings, POOL)
        fused = fuse(near, [match for match in matches if match.passage in passages])
        lifted = supported_by_source(fused, {identity: each.source.id for identity, each in passages.items()})[:k]
        scores = self._judged(reading, lifted, passages)
        hits = (
            Hit(
                passage=(passage := passages[each.passage]),
                cosine=float(embeddings[each.passage][0] @ vector),
                words=each.words,
                fused=score,
                relevance=score + label_score(passage, reading, self._subject.sides),
            )
            for each, score in zip(lifted, scores, strict=True)
        )
        return tuple(sorted(hits, key=lambda hit: (-hit.relevance, hit.passage.id)))

    def _matching(self, reading: Reading) -> Sequence[Scored]:
        """By words, as deep as the searches by meaning: three searches of a comparison cost 10 ms, one deep one 4."""
        filters = _filters(reading)
        return self._index.matching(search_words(reading, self._subject.names), POOL * len(filters), filters[0])

    def _pool(
        self, reading: Reading, vector: Vectors, matches: Sequence[Scored]
    ) -> tuple[Mapping[str, Vectors], Mapping[str, Passage]]:
        """What either search found and the question's period allows: id → embeddings, id → passage, in order of id."""
        near = (each.passage for where in _filters(reading) for each in self._index.nearest(vector, POOL, where))
        found = sorted({*near, *(match.passage for match in matches)})
        passages = {passage.id: passage for passage in self._lookup(found) if is_of(passage, reading.period)}
        embeddings = dict(zip(found, self._index.embeddings(found), strict=True))
        return {identity: embeddings[identity] for identity in found if identity in passages}, passages

    def _judged(self, reading: Reading, lifted: Sequence[Fused], passages: Mapping[str, Passage]) -> Sequence[float]:
        """The fused scores, mixed with what a cross-encoder makes of the first where one is configured."""
        scores = [each.score for each in lifted]
        if self._reranker is None:
            return scores
        read = [passages[each.passage] for each in lifted[:READ]]
        return mixed(scores, self._reranker.judge(reading.standalone, read))


def _filters(reading: Reading) -> tuple[PassageFilter, ...]:
    """One search of everything, and one for each compared actor, so that no side is crowded out of the pool."""
    where = allowed(reading)
    sides = reading.sides
    return (where, *(replace(where, actors=frozenset({side})) for side in sides))


def allowed(reading: Reading) -> PassageFilter:
    """The dates a question allows at all: from its period's first day on, and nothing later than its as-of date."""
    return PassageFilter(stated_from=reading.period.start, stated_until=reading.as_of)


def is_of(passage: Passage, period: Period) -> bool:
    """Whether it was stated before the period's end, or is a later account that names one of its years."""
    if period.end is None or passage.stated.last <= period.end:
        return True
    first = period.start.year if period.start else period.end.year
    return any(str(year) in passage.text for year in range(first, period.end.year + 1))


def search_words(reading: Reading, names: Names) -> tuple[str, ...]:
    """The content words of the question, and the principal names of the actors that it means."""
    named = (word for actor in reading.actors for name in names.of(actor) for word in content_words(name))
    return tuple(dict.fromkeys((*content_words(reading.standalone), *named)))
