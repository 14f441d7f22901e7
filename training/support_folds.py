"""Which judged pairs belong together: the folds of a cross-validation that never splits a document.

Pairs are tied by the text they are judged against and by what a set says of where they come from: the question, the
conversation, the cited page, the claim. Knows the field names of the sets; pure.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tumen.evaluation.judged.support_rows import Pair

FOLDS = 5
_TIES = ("question", "claim_title", "source_document")


def folds(pairs: Sequence[Pair], seed: int) -> NDArray[np.int64]:
    """(n,) pairs → the fold of each, 0 to FOLDS - 1: pairs that share a document share a fold."""
    groups = _groups(pairs)
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names))
    fold_of = {names[place]: n % FOLDS for n, place in enumerate(order)}
    return np.array([fold_of[group] for group in groups])


def _groups(pairs: Sequence[Pair]) -> list[int]:
    """Connected components by shared ties: each pair gets the number of the first pair of its component."""
    leader = list(range(len(pairs)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = place = leader[leader[place]]
        return place

    first: dict[tuple[str, str], int] = {}
    for place, pair in enumerate(pairs):
        for tie in _ties(pair):
            one, other = sorted((find(place), find(first.setdefault(tie, place))))
            leader[other] = one
    return [find(place) for place in range(len(pairs))]


def _ties(pair: Pair) -> Iterator[tuple[str, str]]:
    row = pair.row
    yield "context", pair.context.casefold()
    for field in _TIES:
        if row.get(field) and not (field == "question" and row.get("domain")):  # BEGIN: a turn, `Hello!`
            yield field, str(row[field])
    for reference in row.get("evidence_refs", ()):
        yield "address", str(reference[1])
    for passage in row.get("passage_ids", ()):
        yield "passage", str(passage)
    identity = str(row.get("id", ""))
    if identity.startswith("mtragf-"):
        yield "conversation", identity.split("_")[0]
    if identity.startswith("scifact-"):
        yield "claim", identity.split("-")[1]
