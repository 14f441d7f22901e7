"""A logistic regression that was learned elsewhere: named values → a probability.

Knows with which embedder it was learned, because cosines of another model mean something else: one that does not fit
is not used. Learns nothing: that is `training`'s.
Pure.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regression:
    """bias + Σ weight · (value − mean) / deviation, in log-odds; one mean, deviation and weight a name.

    trained_with: the name of the embedder whose cosines are among the values; "" where none is.
    """

    names: tuple[str, ...]
    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    trained_with: str = ""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """From the fields of a JSON object. Raises KeyError, and ValueError where the columns do not match."""
        names = tuple(content["names"])
        mean, deviation, weights = (tuple(map(float, content[key])) for key in ("mean", "deviation", "weights"))
        if not len(names) == len(mean) == len(deviation) == len(weights):
            raise ValueError("a regression has one mean, deviation and weight for each name")
        return cls(names, mean, deviation, weights, float(content["bias"]), str(content.get("trained_with", "")))

    def fits(self, fingerprint: str | None) -> bool:
        """Whether it may be used with an embedder of this fingerprint; None: without any."""
        return not self.trained_with or (fingerprint or "").startswith(self.trained_with)

    def logit(self, values: Mapping[str, float]) -> float:
        """The log-odds. Raises KeyError where a value is missing; values that it has no weight for are passed over."""
        columns = zip(self.names, self.weights, self.mean, self.deviation, strict=True)
        return self.bias + sum(weight * (values[name] - mean) / spread for name, weight, mean, spread in columns)

    def probability(self, values: Mapping[str, float]) -> float:
        """In [0, 1]."""
        return chance(self.logit(values))

    def probabilities(self, names: Sequence[str], rows: Matrix) -> Matrix:
        """(n, names) → (n,). Raises ValueError where the columns are not those that it was learned from."""
        if tuple(names) != self.names:
            raise ValueError("these are not the columns that the regression was learned from")
        logits = (rows - np.array(self.mean)) / np.array(self.deviation) @ np.array(self.weights) + self.bias
        return np.asarray(1 / (1 + np.exp(-logits)))

    def to_dict(self) -> dict[str, Any]:
        """As `of` reads it."""
        return asdict(self)


def chance(logit: float) -> float:
    """The probability of some log-odds."""
    return 1 / (1 + math.exp(-logit))
