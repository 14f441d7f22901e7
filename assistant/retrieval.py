"""A reading → the passages that may answer it: nearest by meaning and matching by words, fused.

Knows how a question becomes a vector and a list of words, and which dates it allows. Chooses nothing: which hits become
evidence is `selection`'s.
"""

from assistant.dialogue import Hit, Reading
from assistant.ranking import fuse
from assistant.wording import content_words
from corpus.actors import names_of
from corpus.contracts import Embedder, PassageIndex
from corpus.library import Library
from corpus.passages import PassageFilter

POOL = 200
"""Passages taken from each search before fusion; 100 lost relevant ones, 400 found no more (docs/log.md)."""


class Retriever:
    """Searches one library. Holds no state of a conversation."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._index: PassageIndex = library.index
        self._embedder: Embedder = library.embedder

    def search(self, reading: Reading, k: int = POOL) -> tuple[Hit, ...]:
        """The k best passages that the question's dates allow, best first, ties by id."""
        where = allowed(reading)
        question = reading.standalone
        near = self._index.nearest(self._embedder.embed([question])[0], POOL, where)
        matching = self._index.matching(search_words(reading), POOL, where)
        fused = fuse(near, matching)[:k]
        passages = {passage.id: passage for passage in self._library.passages([each.passage for each in fused])}
        return tuple(Hit(passages[each.passage], each.cosine, each.words, each.score) for each in fused)


def allowed(reading: Reading) -> PassageFilter:
    """The dates a question allows: within its period, and nothing later than its as-of date."""
    ends = [day for day in (reading.as_of, reading.period.end) if day is not None]
    return PassageFilter(stated_from=reading.period.start, stated_until=min(ends, default=None))


def search_words(reading: Reading) -> tuple[str, ...]:
    """The content words of the question, and the principal names of the actors that it means."""
    names = (word for actor in reading.actors for name in names_of(actor) for word in content_words(name))
    return tuple(dict.fromkeys((*content_words(reading.standalone), *names)))
