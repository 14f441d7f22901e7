"""The contract of PassageIndex, held by every implementation."""

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tumen.corpus.chroma_index import ChromaIndex, fill_chroma
from tumen.corpus.contracts import PassageIndex, Vectors
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.passages import ANY, Passage, PassageFilter, Voice
from tumen.corpus.store import Store
from tumen.evaluation.gold.removal import ThinnedIndex

DIMENSION = 16


def unit_rows(rows: int, seed: int = 7) -> Vectors:
    matrix = np.random.default_rng(seed).normal(size=(rows, DIMENSION)).astype(np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def filled(store: Store, passages: tuple[Passage, ...]) -> Store:
    names = [" ".join(sorted(passage.actors)) for passage in passages]
    store.write(passages, [passage.id for passage in passages], unit_rows(len(passages)), names)
    owners = [passages[0].id, passages[2].id, passages[0].id]
    store.write_pieces(owners, ["first", "only", "second"], unit_rows(3, seed=8))
    return store


@pytest.fixture(params=["memory", "chroma", "thinned"])
def index(request: pytest.FixtureRequest, some_passages: tuple[Passage, ...], tmp_path: Path) -> Iterator[PassageIndex]:
    store = filled(Store.create(), some_passages)
    if request.param == "memory":
        made: PassageIndex = MemoryIndex(store)
    elif request.param == "thinned":
        made = ThinnedIndex(MemoryIndex(store))
    else:
        fill_chroma(tmp_path / "chroma", store)
        made = ChromaIndex(tmp_path / "chroma", store)
    yield made
    made.close()


FILTERS = [
    ANY,
    PassageFilter(actors=frozenset({"dprk"})),
    PassageFilter(actors=frozenset({"russia", "dprk"})),
    PassageFilter(holders=frozenset({"author"})),
    PassageFilter(topics=frozenset({"trade", "energy"})),
    PassageFilter(voices=frozenset({Voice.OFFICIAL, Voice.PRESS})),
    PassageFilter(kinds=frozenset({"treaty"})),
    PassageFilter(sources=frozenset({"made-up-2012", "made-up-2013"})),
    PassageFilter(stated_from=datetime.date(2015, 5, 17)),
    PassageFilter(stated_until=datetime.date(2015, 5, 17)),
    PassageFilter(stated_from=datetime.date(2013, 1, 1), stated_until=datetime.date(2018, 5, 31)),
    PassageFilter(actors=frozenset({"russia"}), topics=frozenset({"trade"}), stated_from=datetime.date(2014, 1, 1)),
    PassageFilter(actors=frozenset({"japan"})),
]


@pytest.mark.parametrize("where", FILTERS)
def test_a_filter_admits_the_same_passages_in_both_searches(
    index: PassageIndex, some_passages: tuple[Passage, ...], where: PassageFilter
) -> None:
    expected = {passage.id for passage in some_passages if where.admits(passage)}
    assert {hit.passage for hit in index.nearest(unit_rows(1)[0], 100, where)} == expected
    assert {hit.passage for hit in index.matching(["statement"], 100, where)} == expected


def test_nearest_is_exact_and_best_first(index: PassageIndex, some_passages: tuple[Passage, ...]) -> None:
    vectors = unit_rows(len(some_passages))
    for row, passage in enumerate(some_passages):
        found = index.nearest(vectors[row], 5, ANY)
        cosines = vectors @ vectors[row]
        assert found[0].passage == passage.id
        assert [hit.score for hit in found] == pytest.approx(sorted(cosines, reverse=True)[:5], abs=1e-5)


def test_embeddings_are_the_passages_own_and_those_of_its_pieces(
    index: PassageIndex, some_passages: tuple[Passage, ...]
) -> None:
    whole, pieces = unit_rows(len(some_passages)), unit_rows(3, seed=8)
    third, second, first = index.embeddings([some_passages[n].id for n in (2, 1, 0)])
    assert first == pytest.approx(np.stack([whole[0], pieces[0], pieces[2]]))
    assert second == pytest.approx(whole[1:2])
    assert third == pytest.approx(np.stack([whole[2], pieces[1]]))
    assert index.embeddings([]) == []
    with pytest.raises(KeyError):
        index.embeddings(["nobody#1"])


def test_words_match_by_stem_and_best_first(index: PassageIndex) -> None:
    assert {hit.passage for hit in index.matching(["harbours", "coal"], 3, ANY)} <= {
        f"made-up-{2010 + n}#{n}" for n in range(1, 13, 2)
    }
    assert index.matching(["7"], 5, ANY)[0].passage == "made-up-2017#7"


def test_at_most_k_and_none_for_nothing(index: PassageIndex) -> None:
    assert len(index.nearest(unit_rows(1)[0], 3, ANY)) == 3
    assert index.nearest(unit_rows(1)[0], 0, ANY) == []
    assert index.matching([], 3, ANY) == []
    assert index.matching(["…", "!?"], 3, ANY) == []
    assert index.matching(["zeppelin"], 3, ANY) == []


def test_equal_scores_fall_back_to_the_id(index: PassageIndex) -> None:
    found = index.matching(["statement"], 12, ANY)
    for one, other in itertools.pairwise(found):
        assert (-one.score, one.passage) < (-other.score, other.passage)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12), max_size=5))
def test_no_text_breaks_the_word_search(index: PassageIndex, words: list[str]) -> None:
    assert all(hit.score > 0 for hit in index.matching([*words, 'NOT "', "AND", "*", "a:b"], 5, ANY))
