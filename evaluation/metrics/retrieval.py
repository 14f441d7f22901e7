"""How good a ranking is. Pure."""

import math
from collections.abc import Collection, Mapping, Sequence


def ndcg_at(k: int, ranked: Sequence[str], gains: Mapping[str, float]) -> float:
    """Normalised discounted cumulative gain of the first k.

    Linear gain over log2(rank + 1), divided by the same for the ideal order (Järvelin and Kekäläinen 2002, as in
    trec_eval and BEIR). 0 where nothing is relevant.
    """
    ideal = _dcg(sorted(gains.values(), reverse=True)[:k])
    return _dcg([gains.get(identity, 0.0) for identity in ranked[:k]]) / ideal if ideal else 0.0


def recall_at(k: int, ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Share of the relevant ones among the first k; 0 where nothing is relevant."""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """1 / rank of the first relevant one; 0 where there is none (Voorhees 1999)."""
    return next((1.0 / rank for rank, identity in enumerate(ranked, 1) if identity in relevant), 0.0)


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
