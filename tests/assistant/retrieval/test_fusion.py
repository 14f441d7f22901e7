"""Fusion and what refines it: one order whatever the order of the scores, and never a worse one for a better score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.assistant.retrieval.fusion import Fused, closest, fuse, supported_by_source
from tumen.corpus.contracts import Vectors
from tumen.corpus.passages import Scored

IDS = st.sampled_from([f"made-up#{n}" for n in range(8)])
SCORES = st.integers(-100, 100).map(lambda n: n / 100)
RESULTS = st.dictionaries(IDS, SCORES, min_size=1).map(lambda found: [Scored(*item) for item in found.items()])
MATCHES = st.dictionaries(IDS, SCORES.map(abs)).map(lambda found: [Scored(*item) for item in found.items()])


def vector(*values: float) -> Vectors:
    unit: Vectors = np.array(values, dtype=np.float32) / np.float32(np.linalg.norm(values))
    return unit


@given(near=RESULTS, matching=MATCHES, data=st.data())
def test_fusion_does_not_depend_on_the_order_of_the_results(
    near: list[Scored], matching: list[Scored], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(near)), data.draw(st.permutations(matching))
    assert fuse(*shuffled) == fuse(near, matching)


@given(near=RESULTS, matching=MATCHES)
def test_fusion_is_best_first_with_ties_by_id_and_within_0_and_1(near: list[Scored], matching: list[Scored]) -> None:
    found = fuse(near, matching)
    assert [(-each.score, each.passage) for each in found] == sorted((-each.score, each.passage) for each in found)
    assert all(0 <= each.score <= 1 for each in found)
    assert {each.passage for each in found} == {each.passage for each in (*near, *matching)}


@given(near=RESULTS, matching=MATCHES)
def test_who_is_better_in_both_searches_is_not_behind(near: list[Scored], matching: list[Scored]) -> None:
    words = {each.passage: each.score for each in matching}
    scores = {each.passage: each.score for each in fuse(near, matching)}
    for one in near:
        for other in near:
            if one.score >= other.score and words.get(one.passage, 0) >= words.get(other.passage, 0):
                assert scores[one.passage] >= scores[other.passage]


def test_no_results_fuse_to_none() -> None:
    assert fuse((), ()) == ()


def test_a_passage_is_as_close_as_its_whole_and_its_closest_piece() -> None:
    question = vector(1, 0)
    far, near, between = vector(0, 1), vector(1, 0), vector(1, 1)
    embeddings = {"long": np.stack([far, near, far]), "short": np.stack([between])}
    found = closest(question, embeddings, 2)
    assert [each.passage for each in found] == ["short", "long"]
    assert found[0].score == pytest.approx(0.7071, abs=1e-4)
    assert found[1].score == pytest.approx((0 + 1) / 2)
    assert closest(question, embeddings, 1) == found[:1]
    assert closest(question, {}, 2) == ()


def test_a_source_that_speaks_of_it_in_several_places_lifts_its_passages() -> None:
    found = [Fused("lone#1", 0.5, 0.0, 0.50)] + [Fused(f"rich#{n}", 0.5, 0.0, 0.49) for n in range(3)]
    lifted = supported_by_source(found, {each.passage: each.passage.split("#")[0] for each in found})
    assert [each.passage for each in lifted] == ["rich#0", "rich#1", "rich#2", "lone#1"]


@given(scores=st.dictionaries(IDS, SCORES.map(abs)))
def test_passages_of_one_source_keep_their_order(scores: dict[str, float]) -> None:
    found = fuse((), [Scored(identity, score) for identity, score in scores.items()])
    lifted = supported_by_source(found, dict.fromkeys(scores, "one"))
    assert [each.passage for each in lifted] == [each.passage for each in found]
    assert all(0 <= each.score <= 1 for each in lifted)


def test_words_count_beside_meaning_as_shipped() -> None:
    near = [Scored("a", 0.9), Scored("c", 0.5), Scored("b", 0.1)]
    matching = [Scored("b", 10.0), Scored("a", 5.0)]
    assert [each.passage for each in fuse(near, matching)] == ["a", "b", "c"]
    assert [each.passage for each in fuse(near, [])] == ["a", "c", "b"]
    assert [each.passage for each in fuse([], matching)] == ["b", "a"]
