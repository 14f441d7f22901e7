"""Metrics of the answer as a whole, by hand."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.corpus.dates import PartialDate
from tumen.evaluation.metrics import (
    actor_balance,
    answer_relevance,
    as_of_violations,
    both_sides,
    cites_a_key,
    context_precision,
    context_recall,
    false_refusals,
    key_recall,
    right_refusals,
)

SHARES = [
    ("a", "a", 1), ("b", "a", 0), ("", "a", 0), ("a", "ab", 1 / 2), ("ab", "ab", 1), ("abz", "ab", 1), ("z", "ab", 0),
    ("a", "abc", 1 / 3), ("ca", "abc", 2 / 3), ("aab", "ab", 1), ("abcdef", "abcdef", 1), ("f", "abcdef", 1 / 6),
    ("a", "", None), ("", "", None),
]  # fmt: skip
"""(held, wanted, share of the wanted that is held)"""


@pytest.mark.parametrize(("cited", "keys", "share"), SHARES)
def test_key_recall_by_hand(cited: str, keys: str, share: float | None) -> None:
    assert key_recall(list(cited), list(keys)) == (None if share is None else pytest.approx(share))
    assert cites_a_key(list(cited), list(keys)) == (None if share is None else float(share > 0))


@pytest.mark.parametrize(("contexts", "keys", "share"), SHARES)
def test_context_recall_by_hand(contexts: str, keys: str, share: float | None) -> None:
    assert context_recall(list(contexts), list(keys)) == (None if share is None else pytest.approx(share))


def test_more_than_six_keys_are_a_mistake_of_the_question() -> None:
    with pytest.raises(ValueError, match="at most 6"):
        key_recall("a", "abcdefg")


@pytest.mark.parametrize(
    ("useful", "precision"),
    [
        ("1", 1), ("0", 0), ("10", 1), ("01", 1 / 2), ("11", 1), ("001", 1 / 3), ("101", (1 + 2 / 3) / 2),
        ("110", 1), ("011", (1 / 2 + 2 / 3) / 2), ("0000", 0), ("1001", (1 + 2 / 4) / 2), ("0101", (1 / 2 + 2 / 4) / 2),
        ("", None),
    ],
)  # fmt: skip
def test_context_precision_by_hand(useful: str, precision: float | None) -> None:
    found = context_precision([each == "1" for each in useful])
    assert found == (None if precision is None else pytest.approx(precision))


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_context_precision_is_best_with_the_useful_first(useful: list[bool]) -> None:
    found, best = context_precision(useful), context_precision(sorted(useful, reverse=True))
    assert found is not None
    assert best is not None
    assert 0 <= found <= best <= 1


@pytest.mark.parametrize(
    ("russia", "china", "balance", "both"),
    [
        (1, 1, 1, 1), (2, 1, 1 / 2, 1), (1, 2, 1 / 2, 1), (3, 3, 1, 1), (4, 3, 3 / 4, 1), (0, 3, 0, 0), (3, 0, 0, 0),
        (0, 0, 0, 0), (5, 1, 1 / 5, 1), (1, 5, 1 / 5, 1), (6, 4, 2 / 3, 1), (7, 7, 1, 1),
    ],
)  # fmt: skip
def test_balance_of_two_by_hand(russia: int, china: int, balance: float, both: float) -> None:
    counts = {"russia": russia, "china": china}
    assert actor_balance(counts) == pytest.approx(balance)
    assert both_sides(counts) == both


def test_balance_needs_two_and_takes_more() -> None:
    assert actor_balance({"russia": 3}) is both_sides({"russia": 3}) is actor_balance({}) is None
    assert actor_balance({"russia": 4, "china": 2, "us": 3}) == 1 / 2
    assert both_sides({"russia": 4, "china": 2, "us": 0}) == 0


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=2))
def test_balance_is_a_share_and_zero_exactly_where_a_side_is_missing(counts: dict[str, int]) -> None:
    balance = actor_balance(counts)
    assert balance is not None
    assert 0 <= balance <= 1
    assert (balance > 0) == (both_sides(counts) == 1)


@pytest.mark.parametrize(
    ("stated", "until", "late"),
    [
        ("2017-08-31", "2017-08-31", 0),
        ("2017-09-01", "2017-08-31", 1),
        ("2017-08", "2017-08-31", 0),
        ("2017-08", "2017-08-30", 1),  # it may be of the 31st
        ("2017", "2017-08-31", 1),
        ("2016", "2017-08-31", 0),
        ("2018", "2017-08-31", 1),
        ("2017", "2017-12-31", 0),
        ("2017-01 2017-02", "2017-01-31", 1),
        ("2018 2019 2020", "2017-01-31", 3),
        ("2010 2011 2024-05-01", "2024-04-30", 1),
        ("", "2017-01-31", 0),
        ("2018", None, None),
    ],
)
def test_as_of_violations_by_hand(stated: str, until: str | None, late: int | None) -> None:
    day = datetime.date.fromisoformat(until) if until else None
    assert as_of_violations([PartialDate(each) for each in stated.split()], day) == late


@pytest.mark.parametrize(
    ("cases", "right", "false"),
    [
        ("aA", None, 0),
        ("aR", None, 1),
        ("uR", 1, None),
        ("uA", 0, None),
        ("aA uR", 1, 0),
        ("aR uA", 0, 1),
        ("aA aR", None, 1 / 2),
        ("uR uA", 1 / 2, None),
        ("uR uR uA", 2 / 3, None),
        ("aA aA aA aR", None, 1 / 4),
        ("aA aR uR uA uA", 1 / 3, 1 / 2),
        ("aA aA uR uR", 1, 0),
        ("", None, None),
    ],
)
def test_abstention_by_hand(cases: str, right: float | None, false: float | None) -> None:
    """a, u: answerable or not. A, R: answered or refused."""
    pairs = [(case[0] == "a", case[1] == "A") for case in cases.split()]
    assert right_refusals(pairs) == (None if right is None else pytest.approx(right))
    assert false_refusals(pairs) == (None if false is None else pytest.approx(false))


@pytest.mark.parametrize(
    ("cosine", "relevance"),
    [(1, 1), (0, 0), (0.5, 0.5), (-0.2, 0), (-1, 0), (1.0000001, 1), (0.99, 0.99), (0.01, 0.01), (0.25, 0.25),
     (0.75, 0.75), (-0.01, 0), (1e-9, 1e-9)],
)  # fmt: skip
def test_answer_relevance_is_the_similarity_within_bounds(cosine: float, relevance: float) -> None:
    assert answer_relevance("a question", "an answer", lambda one, other: cosine) == pytest.approx(relevance)


def test_empty_answer_is_not_near_anything() -> None:
    assert answer_relevance("a question", " ", lambda one, other: 1.0) == 0.0
