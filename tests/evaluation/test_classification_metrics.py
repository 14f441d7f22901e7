"""Metrics of scores and decisions, by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.evaluation.metrics import auc, balanced_accuracy, brier, calibration, unigram_f1
from tumen.evaluation.reports.calibration_file import read_calibration, write_calibration


@pytest.mark.parametrize(
    ("positives", "negatives", "area"),
    [
        ([1], [0], 1), ([0], [1], 0), ([1], [1], 0.5), ([1, 1], [0], 1), ([2, 0], [1], 0.5), ([2, 1], [1], 0.75),
        ([3, 2], [1, 0], 1), ([3, 1], [2, 0], 0.75), ([1, 0], [3, 2], 0), ([1, 1], [1, 1], 0.5), ([2], [1, 3], 0.5),
        ([5, 4, 1], [3, 2], 4 / 6), ([], [1], 0.5), ([1], [], 0.5),
    ],
)  # fmt: skip
def test_auc_by_hand(positives: list[float], negatives: list[float], area: float) -> None:
    assert auc(positives, negatives) == pytest.approx(area)


@given(st.lists(st.integers(0, 5), min_size=1), st.lists(st.integers(0, 5), min_size=1))
def test_auc_counts_pairs(positives: list[int], negatives: list[int]) -> None:
    pairs = [(one > other) + (one == other) / 2 for one in positives for other in negatives]
    assert auc(positives, negatives) == pytest.approx(sum(pairs) / len(pairs))


@pytest.mark.parametrize(
    ("decided", "labels", "accuracy"),
    [
        ("10", "10", 1), ("01", "10", 0), ("11", "10", 0.5), ("00", "10", 0.5), ("1110", "1000", (1 + 1 / 3) / 2),
        ("1100", "1110", (2 / 3 + 1) / 2), ("1111", "1110", 0.5), ("1000", "1110", (1 / 3 + 1) / 2), ("1", "1", 0.75),
        ("0", "0", 0.75), ("0", "1", 0.25), ("", "", 0.5),
    ],
)  # fmt: skip
def test_balanced_accuracy_by_hand(decided: str, labels: str, accuracy: float) -> None:
    found = balanced_accuracy([each == "1" for each in decided], [each == "1" for each in labels])
    assert found == pytest.approx(accuracy)


@pytest.mark.parametrize(
    ("scores", "labels", "distance"),
    [
        ([1], "1", 0), ([0], "0", 0), ([0], "1", 1), ([1], "0", 1), ([0.5], "1", 0.25), ([0.5], "0", 0.25),
        ([0.8], "1", 0.04), ([0.8, 0.2], "10", 0.04), ([1, 0], "01", 1), ([0.9, 0.6], "11", 0.085),
        ([0.1, 0.4, 0.5], "001", 0.14), ([], "", None),
    ],
)  # fmt: skip
def test_brier_by_hand(scores: list[float], labels: str, distance: float | None) -> None:
    found = brier(scores, [each == "1" for each in labels])
    assert found == (None if distance is None else pytest.approx(distance))


def test_calibration_bins_hold_their_scores() -> None:
    low, high = calibration([0.1, 0.3, 0.9, 1.0], [False, True, True, True], bins=2)
    assert (low.low, low.high, low.n, low.score, low.positive) == (0, 0.5, 2, pytest.approx(0.2), 0.5)
    assert (high.n, high.score, high.positive) == (2, pytest.approx(0.95), 1.0)
    assert calibration([0.9], [True], bins=4)[0].low == 0.75, "empty bins are left out"


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_loses_nothing(pairs: list[tuple[float, bool]]) -> None:
    bins = calibration([score for score, _ in pairs], [label for _, label in pairs])
    assert sum(each.n for each in bins) == len(pairs)
    assert sum(each.n * each.positive for each in bins) == pytest.approx(sum(label for _, label in pairs))
    assert all(each.low <= each.score + 1e-9 and each.score <= each.high + 1e-9 for each in bins)


def test_calibration_survives_its_file(tmp_path: Path) -> None:
    bins = calibration([0.25, 0.75, 0.875], [False, True, True], bins=4)
    write_calibration(bins, tmp_path / "calibration.json")
    assert read_calibration(tmp_path / "calibration.json") == bins
    assert read_calibration(tmp_path / "absent.json") == ()


@pytest.mark.parametrize(
    ("predicted", "reference", "score"),
    [
        ("a", "a", 1), ("a", "b", 0), ("a b", "a", 2 / 3), ("a", "a b", 2 / 3), ("a b", "b a", 1), ("a a", "a", 2 / 3),
        ("a a", "a a", 1), ("a b c", "a b d", 2 / 3), ("a b c d", "a", 2 / 5), ("", "a", 0), ("a", "", 0), ("", "", 0),
    ],
)  # fmt: skip
def test_unigram_f1_by_hand(predicted: str, reference: str, score: float) -> None:
    assert unigram_f1(predicted.split(), reference.split()) == pytest.approx(score)
