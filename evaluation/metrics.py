"""What is measured, as pure functions: values in, a number in [0, 1] out.

Each docstring gives the definition and where it comes from. Knows nothing of files, models or the command line.
"""

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


def key_recall(cited: Collection[str], keys: Collection[str]) -> float:
    """Share of the key statements of a gold question that an answer cites."""
    return len(set(cited) & set(keys)) / len(set(keys)) if keys else 0.0


def unigram_f1(predicted: Sequence[str], reference: Sequence[str]) -> float:
    """Harmonic mean of the precision and recall of tokens, with multiplicity (Rajpurkar et al. 2016)."""
    remaining = list(reference)
    shared = 0
    for token in predicted:
        if token in remaining:
            remaining.remove(token)
            shared += 1
    return 2 * shared / (len(predicted) + len(reference)) if shared else 0.0


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


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
