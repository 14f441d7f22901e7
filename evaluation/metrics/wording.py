"""How alike two wordings are. Pure."""

from collections import Counter
from collections.abc import Sequence


def unigram_f1(predicted: Sequence[str], reference: Sequence[str]) -> float:
    """Harmonic mean of the precision and recall of tokens, with multiplicity (Rajpurkar et al. 2016)."""
    shared = (Counter(predicted) & Counter(reference)).total()
    return 2 * shared / (len(predicted) + len(reference)) if shared else 0.0
