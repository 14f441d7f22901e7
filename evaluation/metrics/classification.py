"""How good the scores of a yes-or-no decision are, such as those of the support checker. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Bin:
    """Scores between `low` and `high`: how many, their mean, and the share of them that are positive."""

    low: float
    high: float
    n: int
    score: float
    positive: float


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Probability that a positive scores higher than a negative, ties half (Mann-Whitney U). 0.5 where one is empty."""
    if not positives or not negatives:
        return 0.5
    ordered = sorted([(score, 1) for score in positives] + [(score, 0) for score in negatives])
    ranks, position = 0.0, 0
    while position < len(ordered):
        end = position
        while end < len(ordered) and ordered[end][0] == ordered[position][0]:
            end += 1
        mean_rank = (position + 1 + end) / 2
        ranks += mean_rank * sum(label for _, label in ordered[position:end])
        position = end
    return (ranks - len(positives) * (len(positives) + 1) / 2) / (len(positives) * len(negatives))


def balanced_accuracy(decided: Sequence[bool], labels: Sequence[bool]) -> float:
    """Mean of the share of positives found and the share of negatives found (Brodersen et al. 2010).

    0.5 is guessing, whatever the mixture. A class that is absent counts as 0.5. Raises ValueError on unequal lengths.
    """
    shares = []
    for wanted in (True, False):
        right = [decision is wanted for decision, label in zip(decided, labels, strict=True) if label is wanted]
        shares.append(fmean(right) if right else 0.5)
    return fmean(shares)


def brier(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Mean squared distance of a probability from what was true, 0 is best (Brier 1950); None of nothing."""
    pairs = list(zip(scores, labels, strict=True))
    return fmean((score - label) ** 2 for score, label in pairs) if pairs else None


def calibration(scores: Sequence[float], labels: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """Reliability of probabilities: equally wide bins of [0, 1] that hold anything (Niculescu-Mizil and Caruana 2005).

    A bin's `score` and `positive` are equal where a probability means what it says.
    """
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for score, label in zip(scores, labels, strict=True):
        held[min(int(score * bins), bins - 1)].append((score, label))
    return tuple(
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            n=len(pairs),
            score=fmean(score for score, _ in pairs),
            positive=fmean(label for _, label in pairs),
        )
        for place, pairs in enumerate(held)
        if pairs
    )
