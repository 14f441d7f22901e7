"""A reading → the passages that may answer it: nearest by meaning, matching by words, lifted by their sources.

Knows how a question becomes a vector and a list of words, and which dates it allows. Chooses nothing: which hits become
evidence is `selection`'s.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.dialogue import Hit, Period, Reading
from assistant.ranking import closest, fuse, supported_by_source
from assistant.reranking import Reranker
from assistant.wording import content_words
from corpus.actors import names_of
from corpus.contracts import Embedder, PassageIndex
from corpus.passages import Passage, PassageFilter

POOL = 200
"""Passages taken from each search before fusion; 100 lost relevant ones, 400 found no more (docs/log.md)."""

Lookup = Callable[[Sequence[str]], Sequence[Passage]]


class Retriever:
    """Searches one index. Holds no state of a conversation."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, lookup: Lookup, reranker: Reranker | None = None
    ) -> None:
        """lookup: ids → their passages, in the order of the ids."""
        self._index = index
        self._embedder = embedder
        self._lookup = lookup
        self._reranker = reranker

    def search(self, reading: Reading, k: int = POOL) -> tuple[Hit, ...]:
        """The k best passages that the question's dates allow, best first, ties by id."""
        vector, words = self._embedder.embed([reading.standalone])[0], search_words(reading)
        filters = _filters(reading)
        near = {each.passage for where in filters for each in self._index.nearest(vector, POOL, where)}
        # Three word searches of a comparison cost 10 ms, one that goes as deep as the three together 4.
        matches = self._index.matching(words, POOL * len(filters), filters[0])
        pool = sorted(near.union(each.passage for each in matches))
        embeddings = dict(zip(pool, self._index.embeddings(pool), strict=True))
        passages = {passage.id: passage for passage in self._lookup(pool) if is_of(passage, reading.period)}
        pool = [identity for identity in pool if identity in passages]
        embeddings = {identity: embeddings[identity] for identity in pool}
        fused = fuse(closest(vector, embeddings, POOL), [each for each in matches if each.passage in passages])
        ranked = supported_by_source(fused, {identity: passages[identity].source.id for identity in pool})
        hits = tuple(
            Hit(passages[each.passage], float(embeddings[each.passage][0] @ vector), each.words, each.score)
            for each in ranked[:k]
        )
        return self._reranker.rerank(reading.standalone, hits) if self._reranker else hits


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


def search_words(reading: Reading) -> tuple[str, ...]:
    """The content words of the question, and the principal names of the actors that it means."""
    names = (word for actor in reading.actors for name in names_of(actor) for word in content_words(name))
    return tuple(dict.fromkeys((*content_words(reading.standalone), *names)))
