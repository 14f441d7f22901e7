"""Two runs are compared question by question, and a run that lost too much is named and stopped."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.made_up import MADE_BY
from tumen.corpus.errors import EvaluationError, RegressionError
from tumen.evaluation.outcomes import Outcome, Run
from tumen.evaluation.reports.comparing import compare
from tumen.evaluation.reports.gate import hold, regressions


def outcome(n: int, question: str = "", **scores: float) -> Outcome:
    return Outcome(f"direct-{n:03}", "direct", question or f"Question {n}?", True, "answered", scores=scores)


def run_of(values: list[float], measure: str = "key_recall") -> Run:
    return Run(MADE_BY, tuple(outcome(n, **{measure: value}) for n, value in enumerate(values)))


HALF = [0.0, 1.0] * 20
SHARES = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=2, max_size=20)


def test_comparison_counts_wins_and_losses_by_question() -> None:
    (found,) = compare(run_of([0, 0.5, 1, 1]), run_of([1, 0.5, 0.8, 0.2])).measures
    assert (found.first.mean, found.second.mean) == (pytest.approx(0.625), pytest.approx(0.625))
    assert found.wins == ("direct-000",)
    assert found.losses == ("direct-003", "direct-002"), "the greatest loss first"
    assert found.ties == 1
    assert found.to_dict()["clear"] is False


def test_lower_is_a_win_where_lower_is_better() -> None:
    (found,) = compare(run_of([1, 0], "false_refusals"), run_of([0, 0], "false_refusals")).measures
    assert (found.wins, found.losses) == (("direct-000",), ())


def test_only_the_same_question_is_compared() -> None:
    first = Run(MADE_BY, (outcome(1, key_recall=1), outcome(2, key_recall=1), outcome(3, "Old?", key_recall=1)))
    failed = Outcome("direct-002", "direct", "Question 2?", True, "failed", error="It broke off.")
    second = Run(MADE_BY, (outcome(1, key_recall=0), failed, outcome(3, "New?", key_recall=0), outcome(4)))
    found = compare(first, second)
    assert found.questions == 1
    assert found.unpaired == ("direct-002", "direct-003", "direct-004")
    assert found.to_dict()["measures"]["key_recall"]["losses"] == ["direct-001"]


def test_runs_that_share_nothing_cannot_be_compared() -> None:
    with pytest.raises(EvaluationError, match="share no question"):
        compare(run_of([1]), Run(MADE_BY, (outcome(9, key_recall=1),)))


@given(SHARES)
def test_a_run_holds_against_itself(values: list[float]) -> None:
    hold(run_of(values), run_of(values))


@given(SHARES, SHARES)
def test_a_regression_is_a_mean_below_the_interval_of_the_baseline(one: list[float], other: list[float]) -> None:
    pairs = list(zip(one, other, strict=False))
    before, after = run_of([pair[0] for pair in pairs]), run_of([pair[1] for pair in pairs])
    (found,) = compare(before, after).measures
    assert bool(regressions(before, after)) == (found.second.mean < found.first.low - 1e-9)


def test_message_names_the_measure_and_the_questions_that_got_worse() -> None:
    after = [0.0] * 30 + HALF[30:]
    with pytest.raises(RegressionError) as raised:
        hold(run_of(HALF), run_of(after))
    message = raised.value.message
    assert "Key statements cited (key_recall): 0.125, baseline 0.500" in message
    assert "direct-001 (1.00 → 0.00): Question 1?" in message
    assert "and 5 more" in message
    assert "direct-000" not in message, "it is as bad as it was"
    assert "make baseline" in raised.value.hint


def test_change_within_the_interval_passes() -> None:
    hold(run_of(HALF), run_of([0.0, 0.0, *HALF[2:]]))


def test_rise_of_what_should_be_low_is_a_regression() -> None:
    with pytest.raises(RegressionError, match="False refusals"):
        hold(run_of([0.0] * 40, "false_refusals"), run_of([0.0] * 39 + [1.0], "false_refusals"))


def test_a_question_that_fails_is_a_regression() -> None:
    broken = replace(run_of(HALF).outcomes[0], status="failed", error="It broke off.", scores={})
    run = replace(run_of(HALF), outcomes=(broken, *run_of(HALF).outcomes[1:]))
    with pytest.raises(RegressionError, match=r"direct-000 failed: It broke off\."):
        hold(run_of(HALF), run)
