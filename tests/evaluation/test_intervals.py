"""Bootstrap intervals: seeded, honest about few values, and covering what they should."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.evaluation.metrics import bootstrap, paired_bootstrap

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(VALUES, st.integers(0, 5))
def test_same_values_and_seed_give_the_same_interval_around_the_mean(values: list[float], seed: int) -> None:
    found = bootstrap(values, seed, resamples=200)
    assert found == bootstrap(values, seed, resamples=200)
    assert found is not None
    assert min(values) - 1e-9 <= found.low <= found.mean <= found.high <= max(values) + 1e-9
    assert found.n == len(values)


def test_nothing_has_no_interval() -> None:
    assert bootstrap([]) is None
    assert paired_bootstrap([], []) is None


def test_equal_values_are_sure() -> None:
    found = bootstrap([0.7] * 9)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.7), pytest.approx(0.7))


def test_more_values_narrow_the_interval() -> None:
    few, many = bootstrap([0, 1] * 10), bootstrap([0, 1] * 1000)
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 5


def test_interval_of_a_share_is_that_of_the_textbook() -> None:
    """40 of 100: 0.4 ± 1.96 · sqrt(0.4 · 0.6 / 100) = 0.304 to 0.496."""
    found = bootstrap([1.0] * 40 + [0.0] * 60, resamples=10_000)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.304, abs=0.011), pytest.approx(0.496, abs=0.011))


def test_interval_covers_the_true_mean_nearly_always() -> None:
    """95 of 100 by construction; a percentile bootstrap of 60 values falls a little short of it."""
    generator = np.random.default_rng(7)
    found = [bootstrap(list(generator.random(60)), seed, 400) for seed in range(200)]
    assert sum(each is not None and each.low <= 0.5 <= each.high for each in found) >= 182


def test_hundred_thousand_values_need_no_gigabyte() -> None:
    found = bootstrap([0.0, 1.0] * 50_000, resamples=20)
    assert found is not None
    assert found.low == pytest.approx(0.5, abs=0.01)


def test_pairs_show_a_change_that_two_intervals_hide() -> None:
    before = [value / 100 for value in range(100)]
    after = [value + 0.02 for value in before]
    difference, one, other = paired_bootstrap(before, after), bootstrap(before), bootstrap(after)
    assert difference is not None
    assert one is not None
    assert other is not None
    assert other.low < one.high, "seen apart they overlap"
    assert difference.is_clear
    assert (difference.risen, difference.fallen, difference.same) == (100, 0, 0)


def test_one_win_and_one_loss_are_no_change() -> None:
    difference = paired_bootstrap([0, 1, 1], [1, 0, 1])
    assert difference is not None
    assert (difference.mean, difference.risen, difference.fallen, difference.same) == (0, 1, 1, 1)
    assert not difference.is_clear


def test_pairs_of_unequal_length_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        paired_bootstrap([1, 2], [1])
