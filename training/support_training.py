"""How the numbers of the support checker are learned: features and labels → the parts of `model.json`.

Knows the estimators of scikit-learn, the weights of the training pairs and the file's shape; knows neither the sets
nor how well the result does. The same input gives the same numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumen.assistant.checking.support.model import Forest, SupportModel
from tumen.training.regression import fit

Column = NDArray[np.float64]
PLANTED = "planted"
REGULARISATION = 7e-4
"""C of the regression on what people judged: the mean balanced accuracy is 0.709 at 0.05, 0.715 at 0.005, 0.719 at
0.0005 and 0.713 at 0.0001; boosted trees reach 0.705, with monotone constraints 0.707, averaged with it 0.710."""

COPIES = {
    "max_iter": 250, "learning_rate": 0.06, "max_leaf_nodes": 10, "min_samples_leaf": 15, "l2_regularization": 2.0,
    "max_features": 0.5,
}  # fmt: skip


@dataclass(frozen=True)
class Examples:
    """n training pairs. rows: their features by name. sets: the set of each, `planted` among them. kinds: of fault or
    of rewording where planted, else empty. folds: (partitions, n), pairs of one document share one.
    """

    rows: tuple[Mapping[str, float], ...]
    supported: NDArray[np.bool_]
    sets: NDArray[np.str_]
    kinds: NDArray[np.str_]
    folds: NDArray[np.int64]

    def where(self, chosen: NDArray[np.bool_]) -> "Examples":
        """The chosen ones, in order."""
        rows = tuple(row for row, wanted in zip(self.rows, chosen, strict=True) if wanted)
        return Examples(rows, self.supported[chosen], self.sets[chosen], self.kinds[chosen], self.folds[:, chosen])

    def matrix(self, features: Sequence[str]) -> Column:
        """(n, features)."""
        return np.array([[row[name] for name in features] for row in self.rows])


@dataclass(frozen=True, slots=True)
class Trained:
    """The model, and (partitions, n) probabilities, each from numbers that were learned without the example's fold."""

    model: SupportModel
    held_out: Column


def train(examples: Examples, words: Mapping[str, float], trained_with: str = "") -> Trained:
    """The model learns from all examples; a held-out probability from those of the other folds alone.

    trained_with: the embedder whose cosines are among the features, if any.
    """
    held_out = np.zeros(examples.folds.shape)
    for scores, folds in zip(held_out, examples.folds, strict=True):
        for fold in sorted(set(folds.tolist())):
            part = _model(examples.where(folds != fold), words, trained_with)
            for place in np.flatnonzero(folds == fold):
                scores[place] = part.probability(examples.rows[place])
    return Trained(_model(examples, words, trained_with), held_out)


def _model(examples: Examples, words: Mapping[str, float], trained_with: str) -> SupportModel:
    features = tuple(examples.rows[0])
    people, planted = (examples.where((examples.sets == PLANTED) == wanted) for wanted in (False, True))
    return SupportModel(
        features,
        fit(
            features,
            people.matrix(features),
            people.supported,
            regularisation=REGULARISATION,
            weights=_weights(people),
            trained_with=trained_with,
        ),
        _forest(planted.matrix(features), planted.supported, _weights(planted)),
        words,
    )


def _weights(examples: Examples) -> Column:
    """Each set counts alike, and in each set the supported like the unsupported; a planted kind by its root."""
    weights = np.zeros(len(examples.rows))
    for name in sorted(set(examples.sets)):
        for label in (False, True):
            chosen = (examples.sets == name) & (examples.supported == label)
            if name != PLANTED:
                weights[chosen] = 1 / max(1, chosen.sum())
                continue
            for kind in sorted(set(examples.kinds[chosen])):
                of_kind = chosen & (examples.kinds == kind)
                weights[of_kind] = 1 / np.sqrt(of_kind.sum())
            weights[chosen] /= weights[chosen].sum()
    return np.asarray(weights / weights.mean())


def _forest(values: Column, supported: NDArray[np.bool_], weights: Column) -> Forest:
    """Gradient-boosted trees, their nodes written out."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    fitted = HistGradientBoostingClassifier(**COPIES, early_stopping=False, random_state=0)
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
