"""A regression is used for the values and the embedder that it was learned with, and for no others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.assistant.regression import Regression

LEARNED = Regression(("a", "b"), (1.0, 0.0), (2.0, 1.0), (2.0, -1.0), 1.0, "all-MiniLM-L6-v2")


def test_it_is_a_weighted_sum_of_standardised_values() -> None:
    assert LEARNED.logit({"a": 3.0, "b": 4.0, "c": 9.0}) == 1.0 + 2.0 * 1.0 - 4.0


def test_a_missing_value_is_no_zero() -> None:
    with pytest.raises(KeyError):
        LEARNED.logit({"a": 3.0})


def test_columns_of_other_names_or_another_order_are_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        LEARNED.probabilities(("b", "a"), np.zeros((1, 2)))
    with pytest.raises(ValueError, match="one mean"):
        Regression.of({**LEARNED.to_dict(), "weights": [1.0]})


@pytest.mark.parametrize(
    ("fingerprint", "fits"), [("all-MiniLM-L6-v2@abc", True), ("hashing-256", False), ("", False), (None, False)]
)
def test_it_fits_the_embedder_that_it_was_learned_with(fingerprint: str | None, fits: bool) -> None:
    assert LEARNED.fits(fingerprint) is fits
    assert Regression((), (), (), (), 0.0).fits(fingerprint)


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1))
def test_rows_and_named_values_give_the_same(rows: list[tuple[float, float]]) -> None:
    found = LEARNED.probabilities(LEARNED.names, np.array(rows))
    assert found == pytest.approx([LEARNED.probability(dict(zip("ab", row, strict=True))) for row in rows])


def test_what_is_written_is_what_is_read() -> None:
    assert Regression.of(LEARNED.to_dict()) == LEARNED
