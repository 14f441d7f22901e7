"""How every regression of the assistant is learned: standardised, fitted, rounded, and cross-validated the same way.

Knows scikit-learn's logistic regression; knows neither what is learned nor from what.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tumen.assistant.regression import Matrix, Regression

Flags = NDArray[np.bool_]
Weighed = NDArray[np.float64] | None
DIGITS = 6
"""Significant ones: what a file keeps of a number."""

_CONSTANT = 1e-9


def fit(
    names: Sequence[str],
    rows: Matrix,
    labels: Flags,
    *,
    regularisation: float,
    weights: Weighed = None,
    balanced: bool = False,
    trained_with: str = "",
) -> Regression:
    """rows: (n, names). labels: (n,). weights: (n,), all alike if None. balanced: both labels count alike."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    deviation[deviation < _CONSTANT] = 1.0
    model = LogisticRegression(C=regularisation, max_iter=2000, class_weight="balanced" if balanced else None)
    model.fit((rows - mean) / deviation, labels, weights)
    return Regression(
        tuple(names), _rounded(mean), _rounded(deviation), _rounded(model.coef_[0]),
        _rounded(model.intercept_)[0], trained_with,
    )  # fmt: skip


def held_out(
    groups: Sequence[int],
    folds: int,
    seeds: int,
    learn: Callable[[NDArray[np.bool_]], Callable[[NDArray[np.bool_]], Matrix]],
) -> Matrix:
    """(n,) probabilities, each the mean over the seeds of those from folds that did not see its group.

    groups: (n,) which rows belong together. learn: which rows are seen → which rows are asked → their probabilities.
    """
    total = np.zeros(len(groups))
    for seen in partitions(groups, folds, seeds):
        total[~seen] += learn(seen)(~seen)
    return np.asarray(total / seeds)


def partitions(groups: Sequence[int], folds: int, seeds: int) -> Iterator[Flags]:
    """For each seed and fold, which rows training sees: (n,) flags. Groups are numbered from 0."""
    members = np.array(groups)
    for seed in range(seeds):
        fold_of = np.random.default_rng(seed).permutation(int(members.max()) + 1) % folds
        for fold in range(folds):
            yield np.asarray(fold_of[members] != fold)


def _rounded(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(f"{value:.{DIGITS}g}") for value in values)
