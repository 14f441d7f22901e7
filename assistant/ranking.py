"""Scores → one order: fusion of the two searches. Pure, deterministic to the last tie.

Knows scores and passage ids; knows nothing of actors, dates or balance (see `selection`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.passages import Scored

DENSE_WEIGHT = 0.5
"""Share of the cosine in the fused score: 0.5 was best on all three developers' sets (DESIGN §5)."""


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage id with both scores as searched and their fusion in [0, 1]."""

    passage: str
    cosine: float
    words: float
    score: float


def fuse(near: Sequence[Scored], matching: Sequence[Scored], dense_weight: float = DENSE_WEIGHT) -> tuple[Fused, ...]:
    """Min-max normalised scores of both searches, weighted and added; best first, ties by id.

    A passage that only one search returned counts as the lowest of the other: it is not known to be worse.
    """
    cosines = {each.passage: each.score for each in near}
    matches = {each.passage: each.score for each in matching}
    cosine_scale, match_scale = _scale(cosines.values()), _scale(matches.values(), floor=0.0)
    fused = [
        Fused(
            passage,
            cosine := cosines.get(passage, cosine_scale[0]),
            match := matches.get(passage, 0.0),
            dense_weight * _scaled(cosine, cosine_scale) + (1 - dense_weight) * _scaled(match, match_scale),
        )
        for passage in cosines.keys() | matches.keys()
    ]
    return tuple(sorted(fused, key=lambda each: (-each.score, each.passage)))


def _scale(scores: Collection[float], floor: float | None = None) -> tuple[float, float]:
    if not scores:
        return 0.0, 0.0
    return min(scores) if floor is None else floor, max(scores)


def _scaled(score: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return (score - low) / (high - low) if high > low else 0.0
