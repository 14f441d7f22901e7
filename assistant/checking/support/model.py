"""The learned numbers of the support checker: features → probability. Reads `model.json`, trains nothing.

Two experts look at the same features: a logistic regression trained on pairs that people judged, and a forest of
small trees trained on near copies of our statements with one fault planted. The second is asked where a sentence is
nearly a copy of a short text: there one word decides, which no share of words shows. How well they agree with people
is in docs/support.md; what they were trained on stands in the file itself.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tumen.assistant.checking.support.nearest import Weigh
from tumen.assistant.regression import Regression, chance

SHIPPED = Path(__file__).with_name("model.json")
_MOST_LOGIT = 5.8
"""Log-odds of 0.997: a choice, so that neither expert silences the other."""

NEAR_COPY, _NEAR_WIDTH = 0.6, 0.05
SHORT_TEXT, _SHORT_WIDTH = 70, 0.1
"""Share of copied tokens, and content words of the cited text, at which both experts count alike, and how sharply it
changes there (words: in logarithms). Of 0.55 to 0.7 and 60 to 80 the mean balanced accuracy over the five sets differs
by 0.004 and the recall of planted faults by 0.03; a clause grafted on leaves 0.62 of a sentence copied. A regression
over both experts gave 0.708 and 0.973."""


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
    people: Regression
    copies: Forest
    words: Mapping[str, float]

    @property
    def sees_vectors(self) -> bool:
        """Whether cosines are among its features."""
        return bool(self.people.trained_with)

    def weigh(self, key: str) -> float:
        """How much a word tells, in [0, 1]; 1 for one that is seldom met."""
        return weigher(self.words)(key)

    def probability(self, features: Mapping[str, float]) -> float:
        """Of support, as if half of all sentences were supported."""
        values = [features[name] for name in self.features]
        return chance(mixed(self.people.logit(features), self.copies.logit(values), features))


def weigher(words: Mapping[str, float]) -> Weigh:
    """How much a word tells, by the table of those that are often met."""
    return lambda key: words.get(key, 1.0)


def mixed(people: float, copies: float, features: Mapping[str, float]) -> float:
    """Both log-odds, each by its share: the nearer a copy, and the shorter the text, the more of `copies`."""
    near = chance((features["copied"] - NEAR_COPY) / _NEAR_WIDTH)
    short = chance((math.log(SHORT_TEXT) - features["context_length"]) / _SHORT_WIDTH)
    return bounded(people) * (1 - near * short) + bounded(copies) * near * short


@lru_cache(maxsize=1)
def shipped_models() -> tuple[SupportModel, ...]:
    """The one that sees vectors first, for the embedder that it was trained with; then the one that needs none."""
    content = json.loads(SHIPPED.read_text("utf-8"))
    return tuple(_model(content[name], content["words"]) for name in ("with_vectors", "without_vectors"))


def _model(content: Mapping[str, Any], words: Mapping[str, float]) -> SupportModel:
    return SupportModel(
        features=tuple(content["features"]),
        people=Regression.of(content["people"]),
        copies=_forest(content["copies"]),
        words=words,
    )


def _forest(content: Mapping[str, Any]) -> Forest:
    return Forest(content["bias"], *(tuple(content[name]) for name in Forest.__slots__[1:]))


def bounded(logit: float) -> float:
    """No expert is surer than 0.997."""
    return max(-_MOST_LOGIT, min(_MOST_LOGIT, logit))
