"""How the numbers of the support checker are learned: features and labels → the parts of `support_model.json`.

Knows the estimators of scikit-learn, the weights of the training pairs and the file's shape; knows neither the sets
nor how well the result does. The same input gives the same numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.support_model import Forest, Regression, SupportModel, blended

Column = NDArray[np.float64]
BACKGROUND = {"begin": 0.3}
"""Weight of a set beside the others' 1. BEGIN's replies are dialogue, and word overlap all but decides them."""

PLANTED = "planted"
PLANTED_IN_BLEND = 0.5
"""Weight of the planted faults when the experts are weighed: 0.5 gave a mean of 0.708, 1 gave 0.706, 2 gave 0.705."""

REGULARISATION = 0.05
PEOPLE = {
    "max_iter": 120, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": 30, "l2_regularization": 5.0,
}  # fmt: skip
COPIES = {
    "max_iter": 250, "learning_rate": 0.06, "max_leaf_nodes": 10, "min_samples_leaf": 15, "l2_regularization": 2.0,
}  # fmt: skip


@dataclass(frozen=True)
class Examples:
    """n training pairs. rows: their features by name. sets: the set of each, `planted` among them. kinds: of fault or
    of rewording where planted, else empty. folds: pairs of one document share one.
    """

    rows: tuple[Mapping[str, float], ...]
    supported: NDArray[np.bool_]
    sets: NDArray[np.str_]
    kinds: NDArray[np.str_]
    folds: NDArray[np.int64]

    def where(self, chosen: NDArray[np.bool_]) -> "Examples":
        """The chosen ones, in order."""
        rows = tuple(row for row, wanted in zip(self.rows, chosen, strict=True) if wanted)
        return Examples(rows, self.supported[chosen], self.sets[chosen], self.kinds[chosen], self.folds[chosen])

    def matrix(self, features: Sequence[str]) -> Column:
        """(n, features)."""
        return np.array([[row[name] for name in features] for row in self.rows])


@dataclass(frozen=True, slots=True)
class _Experts:
    regression: Regression
    people: Forest
    copies: Forest

    def blended(self, features: Sequence[str], row: Mapping[str, float]) -> dict[str, float]:
        values = [row[name] for name in features]
        return blended(self.regression.logit(row), self.people.logit(values), self.copies.logit(values), row)


@dataclass(frozen=True, slots=True)
class Trained:
    """The model, and for each example the probability that numbers learned without its fold give it."""

    model: SupportModel
    held_out: Column


def train(examples: Examples, words: Mapping[str, float]) -> Trained:
    """Experts on all examples; the blend on what experts say of folds that they were not trained on.

    A held-out probability comes from experts and a blend that were learned without the fold's labels.
    """
    features = tuple(examples.rows[0])
    seen: list[dict[str, float]] = [{}] * len(examples.rows)
    for fold in sorted(set(examples.folds.tolist())):
        experts = _experts(features, examples.where(examples.folds != fold))
        for place in np.flatnonzero(examples.folds == fold):
            seen[place] = experts.blended(features, examples.rows[place])
    held_out = np.zeros(len(seen))
    for fold in sorted(set(examples.folds.tolist())):
        blend = _blend(seen, examples, examples.folds != fold)
        for place in np.flatnonzero(examples.folds == fold):
            held_out[place] = 1 / (1 + np.exp(-blend.logit(seen[place])))
    final = _experts(features, examples)
    blend = _blend(seen, examples, np.ones(len(seen), bool))
    model = SupportModel(features, final.regression, final.people, final.copies, blend, words)
    return Trained(model, held_out)


def _blend(seen: Sequence[Mapping[str, float]], examples: Examples, chosen: NDArray[np.bool_]) -> Regression:
    rows = [row for row, wanted in zip(seen, chosen, strict=True) if wanted]
    part = examples.where(chosen)
    return _regression(rows, part.supported, _weights(part, PLANTED_IN_BLEND), strength=1.0)


def _experts(features: Sequence[str], examples: Examples) -> _Experts:
    people, planted = (examples.where((examples.sets == PLANTED) == wanted) for wanted in (False, True))
    weights = _weights(people, 0.0)
    return _Experts(
        _regression(people.rows, people.supported, weights, REGULARISATION),
        _forest(people.matrix(features), people.supported, weights, {**PEOPLE, "max_features": 0.3}),
        _forest(planted.matrix(features), planted.supported, _weights(planted, 1.0), {**COPIES, "max_features": 0.5}),
    )


def _weights(examples: Examples, planted: float) -> Column:
    """Each set counts alike, and in each set the supported like the unsupported; a kind of fault by its root."""
    weights = np.zeros(len(examples.rows))
    for name in sorted(set(examples.sets)):
        for label in (False, True):
            chosen = (examples.sets == name) & (examples.supported == label)
            if name != PLANTED:
                weights[chosen] = BACKGROUND.get(name, 1.0) / max(1, chosen.sum())
                continue
            for kind in sorted(set(examples.kinds[chosen])):
                of_kind = chosen & (examples.kinds == kind)
                weights[of_kind] = 1 / np.sqrt(of_kind.sum())
            weights[chosen] *= planted / weights[chosen].sum()
    return np.asarray(weights / weights.mean())


def _regression(
    rows: Sequence[Mapping[str, float]], supported: NDArray[np.bool_], weights: Column, strength: float
) -> Regression:
    """A logistic regression on standardised features, written for the features as they are."""
    from sklearn.linear_model import LogisticRegression

    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=strength, max_iter=2000).fit((values - mean) / deviation, supported, weights)
    coefficients = fitted.coef_[0] / deviation
    bias = float(fitted.intercept_[0] - coefficients @ mean)
    return Regression(round(bias, 6), {name: round(float(c), 6) for name, c in zip(names, coefficients, strict=True)})


def _forest(values: Column, supported: NDArray[np.bool_], weights: Column, settings: Mapping[str, Any]) -> Forest:
    """Gradient-boosted trees, their nodes written out."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    fitted = HistGradientBoostingClassifier(**settings, early_stopping=False, random_state=0)
    fitted.fit(values, supported, sample_weight=weights)
    nodes: list[tuple[int, float, int, int, float]] = []
    roots = []
    for (predictor,) in fitted._predictors:
        start = len(nodes)
        roots.append(start)
        for node in predictor.nodes:
            feature = -1 if node["is_leaf"] else int(node["feature_idx"])
            threshold = 0.0 if node["is_leaf"] else float(node["num_threshold"])
            left, right = (0, 0) if node["is_leaf"] else (start + int(node["left"]), start + int(node["right"]))
            value = float(node["value"]) if node["is_leaf"] else 0.0
            nodes.append((feature, round(threshold, 6), left, right, round(value, 5)))
    bias = round(float(fitted._baseline_prediction.item()), 6)
    columns = zip(*nodes, strict=True)
    return Forest(bias, tuple(roots), *(tuple(column) for column in columns))
