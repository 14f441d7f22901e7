"""What is searched for a question: by meaning and by words, for each side, within its dates; and in which order."""

import datetime
from collections.abc import Sequence
from typing import Any

from tests.assistant.small_desk import said
from tests.conftest import NAMES, SUBJECT
from tumen.assistant.dialogue import Kind, Period, Reading
from tumen.assistant.retrieval.retriever import Retriever, is_of, search_words
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.corpus.passages import Passage, PassageFilter
from tumen.corpus.store import Store

COAL = said("coal", "Russia ships coal through the port of Rason.", "2017-05-01")
LONG = said("long", "Russia ships coal, and timber, and steel, and grain, through the port of Rason.", "2018-05-01")
FISH = said("fish", "China buys fish at Dandong, an account of 2017 says.", "2019-05-01", holder=("china",))
PASSAGES = (COAL, LONG, FISH)


class Listening:
    """An index that remembers by which filters it was searched."""

    def __init__(self, index: MemoryIndex) -> None:
        self._index = index
        self.filters: list[PassageFilter] = []

    def nearest(self, vector: Any, k: int, where: PassageFilter) -> Any:
        self.filters.append(where)
        return self._index.nearest(vector, k, where)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


class Longest:
    def judge(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        return [len(passage.text) / 1000 for passage in passages]


def retriever(reranker: Any = None) -> tuple[Retriever, Listening]:
    embedder, store = HashingEmbedder(), Store.create()
    texts = [each.text for each in PASSAGES]
    store.write(PASSAGES, [each.id for each in PASSAGES], embedder.embed(texts), ["" for _ in PASSAGES])
    known = {each.id: each for each in PASSAGES}
    index = Listening(MemoryIndex(store))
    return Retriever(index, embedder, lambda ids: [known[each] for each in ids], SUBJECT, reranker), index


def reading(question: str = "coal through Rason", **fields: Any) -> Reading:
    return Reading(question, question, fields.pop("actors", ()), (), Kind.POSITION, **fields)


def test_each_side_of_a_comparison_is_searched_by_itself_too() -> None:
    searched, index = retriever()
    searched.search(reading(actors=("russia", "china"), sides=("russia", "china")))
    assert [set(each.actors) for each in index.filters] == [set(), {"russia"}, {"china"}]


def test_dates_bound_every_search() -> None:
    searched, index = retriever()
    day = datetime.date(2018, 1, 1)
    searched.search(reading(sides=("russia", "china"), as_of=day, period=Period(datetime.date(2016, 1, 1), None)))
    assert {(each.stated_from, each.stated_until) for each in index.filters} == {(datetime.date(2016, 1, 1), day)}


def test_an_actor_is_searched_by_its_other_names_too() -> None:
    assert search_words(reading("what did beijing say", actors=("china",)), NAMES)[:2] == ("beijing", "china")
    assert "chinese" in search_words(reading("what did beijing say", actors=("china",)), NAMES)


def test_words_count_beside_meaning() -> None:
    searched, _ = retriever()
    hits = searched.search(reading("Dandong fish"))
    assert hits[0].passage is FISH
    assert hits[0].words > 0 == hits[-1].words
    assert hits[0].fused > hits[-1].fused


def test_a_cross_encoder_is_asked_where_there_is_one() -> None:
    plain, _ = retriever()
    read_again, _ = retriever(Longest())
    before = {hit.passage.id: hit.fused for hit in plain.search(reading())}
    after = {hit.passage.id: hit.fused for hit in read_again.search(reading())}
    assert after == {identity: (score + len(_text(identity)) / 1000) / 2 for identity, score in before.items()}


def _text(identity: str) -> str:
    return next(each.text for each in PASSAGES if each.id == identity)


def test_scores_are_written_once_and_order_the_hits() -> None:
    hits = retriever()[0].search(reading(actors=("russia",)))
    assert [hit.relevance for hit in hits] == sorted((hit.relevance for hit in hits), reverse=True)
    assert all(0 <= hit.fused <= 1 and hit.fused <= hit.relevance for hit in hits)


def test_a_later_account_that_names_the_year_belongs_to_the_period() -> None:
    of_2017 = Period(datetime.date(2017, 1, 1), datetime.date(2017, 12, 31))
    assert [is_of(each, of_2017) for each in PASSAGES] == [True, False, True]
    assert all(is_of(each, Period()) for each in PASSAGES)
