"""The learned numbers of the support checker: features → probability. Reads `support_model.json`, trains nothing.

Three experts look at the same features: a logistic regression and a forest of small trees trained on pairs that
people judged, and a forest trained on near copies of our statements with one fault planted. A last regression weighs
their log-odds by how near a copy the sentence is and how short its context. How they were trained, on what, and how
well they agree with people: docs/support.md; the provenance stands in the file itself.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).with_name("support_model.json")
_MOST_LOGIT = 5.8
"""No expert is surer than 0.997."""


@dataclass(frozen=True, slots=True)
class Regression:
    """bias + Σ weight · value, in log-odds."""

    bias: float
    weights: Mapping[str, float]

    def logit(self, values: Mapping[str, float]) -> float:
        """The log-odds of support."""
        return self.bias + sum(weight * values[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees, all nodes in one array. feature: -1 in a leaf. The left child is taken where value ≤ threshold."""

    bias: float
    roots: tuple[int, ...]
    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def logit(self, values: Sequence[float]) -> float:
        """The log-odds of support."""
        return self.bias + sum(self._leaf(root, values) for root in self.roots)

    def _leaf(self, node: int, values: Sequence[float]) -> float:
        while (feature := self.feature[node]) >= 0:
            node = self.left[node] if values[feature] <= self.threshold[node] else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class SupportModel:
    """features: the names, in the order the forests number them. words: weight of the words that are often met."""

    features: tuple[str, ...]
    regression: Regression
    people: Forest
    copies: Forest
    blend: Regression
    words: Mapping[str, float]

    def weigh(self, key: str) -> float:
        """How much a word tells, in [0, 1]; 1 for one that is seldom met."""
        return self.words.get(key, 1.0)

    def probability(self, features: Mapping[str, float]) -> float:
        """Of support, as if half of all sentences were supported."""
        values = [features[name] for name in self.features]
        people = (self.regression.logit(features), self.people.logit(values))
        odds = self.blend.logit(blended(*people, self.copies.logit(values), features))
        return _chance(odds)


def blended(regression: float, people: float, copies: float, features: Mapping[str, float]) -> dict[str, float]:
    """What the last regression sees: the experts' log-odds, alone and times how near a copy, and how short the text."""
    near = _chance((features["copied"] - 0.6) / 0.08)
    small = _chance((math.log(80) - features["context_length"]) / 0.3)
    general = _logit((_chance(regression) + _chance(people)) / 2)
    copied = max(-_MOST_LOGIT, min(_MOST_LOGIT, copies))
    return {
        "general": general,
        "copies": copied,
        "general_near": general * near,
        "general_near_small": general * near * small,
        "copies_near": copied * near,
        "copies_near_small": copied * near * small,
        "near": near,
        "small": small,
        "near_small": near * small,
    }


@lru_cache(maxsize=1)
def shipped_model() -> Mapping[str, SupportModel]:
    """`with_vectors` and `without_vectors`: the second for an embedder that the first was not trained with."""
    content = json.loads(SHIPPED.read_text("utf-8"))
    return {name: _model(content[name], content["words"]) for name in ("with_vectors", "without_vectors")}


def _model(content: Mapping[str, Any], words: Mapping[str, float]) -> SupportModel:
    return SupportModel(
        features=tuple(content["features"]),
        regression=Regression(**content["regression"]),
        people=_forest(content["people"]),
        copies=_forest(content["copies"]),
        blend=Regression(**content["blend"]),
        words=words,
    )


def _forest(content: Mapping[str, Any]) -> Forest:
    return Forest(content["bias"], *(tuple(content[name]) for name in Forest.__slots__[1:]))


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance)) if 0.003 < chance < 0.997 else math.copysign(_MOST_LOGIT, chance - 0.5)
