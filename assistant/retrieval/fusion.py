"""Scores → one order: the two searches fused, lifted by their sources. Pure, deterministic to the last tie.

Knows vectors, scores and ids; knows nothing of actors, dates or balance (see `selection`). What each step brought, and
the steps that brought nothing, are in docs/log.md (2026-11-24, retrieval).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tumen.corpus.contracts import Vectors
from tumen.corpus.passages import Scored

DENSE_WEIGHT = 0.5
"""Share of closeness in the fused score: 0.4 to 0.45 was best on the sets, 0.55 on the gold questions (docs/log.md)."""
PIECE_WEIGHT = 0.5
"""Share of the closest sentence in the closeness of a passage of several; 0.3 and 0.5 did alike, 1.0 worse."""
SOURCE_WEIGHT, SOURCE_BEST = 0.25, 3
"""Share of the source in a passage's score, and how many of its best passages make it."""


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage id with both scores as searched and their fusion in [0, 1]."""

    passage: str
    closeness: float
    words: float
    score: float


def closest(question: Vectors, embeddings: Mapping[str, Vectors], k: int) -> tuple[Scored, ...]:
    """The k passages closest in meaning: the cosine of the whole, mixed with that of its closest piece.

    Best first, ties by id. question: unit vector of shape (dimension,). embeddings: passage id → (1 + pieces,
    dimension), the whole first.
    """
    if not embeddings:
        return ()
    cosines = np.vstack(list(embeddings.values())) @ question
    starts = np.cumsum([0, *(len(vectors) for vectors in embeddings.values())])
    scored = []
    for identity, start, end in zip(embeddings, starts[:-1], starts[1:], strict=True):
        whole = float(cosines[start])
        best = float(cosines[start + 1 : end].max()) if end - start > 1 else whole
        scored.append(Scored(identity, (1 - PIECE_WEIGHT) * whole + PIECE_WEIGHT * best))
    return tuple(sorted(scored, key=lambda each: (-each.score, each.passage))[:k])


def fuse(near: Sequence[Scored], matching: Sequence[Scored], dense_weight: float = DENSE_WEIGHT) -> tuple[Fused, ...]:
    """Min-max normalised scores of both searches, weighted and added; best first, ties by id.

    A passage that only one search returned counts as the lowest of the other: it is not known to be worse.
    """
    cosines = {each.passage: each.score for each in near}
    matches = {each.passage: each.score for each in matching}
    cosine_scale, match_scale = _scale(cosines.values()), _scale(matches.values(), floor=0.0)
    fused = (
        Fused(
            passage,
            cosine := cosines.get(passage, cosine_scale[0]),
            match := matches.get(passage, 0.0),
            dense_weight * _scaled(cosine, cosine_scale) + (1 - dense_weight) * _scaled(match, match_scale),
        )
        for passage in cosines.keys() | matches.keys()
    )
    return _best_first(fused)


def supported_by_source(found: Sequence[Fused], sources: Mapping[str, str]) -> tuple[Fused, ...]:
    """The same passages, each score mixed with the mean of the best of its source; best first, ties by id.

    A source that speaks of the question in several places is more likely the right one (as passages vote for their
    document in expert search and blog distillation: Seo and Croft 2008). A source with fewer than SOURCE_BEST passages
    counts the missing ones as 0. sources: passage id → source id.
    """
    scores: dict[str, list[float]] = {}
    for each in found:
        scores.setdefault(sources[each.passage], []).append(each.score)
    mean = {source: sum(sorted(own, reverse=True)[:SOURCE_BEST]) / SOURCE_BEST for source, own in scores.items()}
    return _best_first(
        replace(each, score=(1 - SOURCE_WEIGHT) * each.score + SOURCE_WEIGHT * mean[sources[each.passage]])
        for each in found
    )


def _best_first(found: Iterable[Fused]) -> tuple[Fused, ...]:
    return tuple(sorted(found, key=lambda each: (-each.score, each.passage)))


def _scale(scores: Collection[float], floor: float | None = None) -> tuple[float, float]:
    if not scores:
        return 0.0, 0.0
    return min(scores) if floor is None else floor, max(scores)


def _scaled(score: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return (score - low) / (high - low) if high > low else 0.0
