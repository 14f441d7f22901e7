"""Whether an answer is the one that was asked for: its keys, its sides, its dates, its silence. Pure."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from statistics import fmean

from tumen.corpus.dates import PartialDate

Similarity = Callable[[str, str], float]
"""(text, text) → how alike they are, a cosine in [-1, 1]."""

MOST_KEYS = 6
"""Key statements of a gold question: more than an answer of a screen can cite."""


def key_recall(cited: Collection[str], keys: Collection[str]) -> float | None:
    """Share of the key statements of a gold question that an answer cites; at most six keys, None without any.

    Recall of gold facts, as in nugget evaluation (Lin and Demner-Fushman 2005), with citations for nuggets. Raises
    ValueError on more keys.
    """
    if len(set(keys)) > MOST_KEYS:
        raise ValueError(f"{len(set(keys))} keys, but at most {MOST_KEYS} are meant")
    return _share(set(keys), cited)


def cites_a_key(cited: Collection[str], keys: Collection[str]) -> float | None:
    """1 where at least one key statement is cited, else 0 (success, or hit rate); None without keys."""
    return float(bool(set(cited) & set(keys))) if keys else None


def context_recall(contexts: Collection[str], keys: Collection[str]) -> float | None:
    """Share of the key statements among what was retrieved (RAGAS, context recall by ids); None without keys."""
    return _share(set(keys), contexts)


def context_precision(useful: Sequence[bool]) -> float | None:
    """Whether what is useful was retrieved first: mean of precision@k over the places k of useful contexts.

    RAGAS, context precision; average precision with respect to what was found. 0 where nothing is useful, None where
    nothing was retrieved.
    """
    if not useful:
        return None
    precisions = [sum(useful[:place]) / place for place, is_useful in enumerate(useful, 1) if is_useful]
    return fmean(precisions) if precisions else 0.0


def answer_relevance(question: str, answer: str, similarity: Similarity) -> float:
    """How near the answer is to the question, in [0, 1]; 0 of an empty answer.

    After RAGAS (Es et al. 2024), which lets a model write questions to the answer and compares those; without a
    model the answer itself is compared. Good for comparing runs, not as a mark by itself.
    """
    return min(max(similarity(question, answer), 0.0), 1.0) if answer.strip() else 0.0


def actor_balance(counts: Mapping[str, int]) -> float | None:
    """Passages cited for the actor with fewest, over those for the actor with most: 1 is an equal hearing.

    None for fewer than two actors; 0 where one of them, or all, have nothing. Ours.
    """
    if len(counts) < 2:
        return None
    most = max(counts.values())
    return min(counts.values()) / most if most else 0.0


def both_sides(counts: Mapping[str, int]) -> float | None:
    """1 where every actor that is compared has at least one cited passage, else 0; None for fewer than two. Ours."""
    return float(all(counts.values())) if len(counts) > 1 else None


def as_of_violations(stated: Iterable[PartialDate], until: datetime.date | None) -> int | None:
    """Cited passages that may be later than the day asked about; None where no day was. Ours.

    A date known to the month or year counts with its last day, as in the filters of the index.
    """
    return None if until is None else sum(date.last > until for date in stated)


def right_refusals(cases: Iterable[tuple[bool, bool]]) -> float | None:
    """Of (answerable, answered): the share of the unanswerable that were refused; None where there are none.

    Recall of abstention (Rajpurkar et al. 2018, SQuAD 2.0, the no-answer part).
    """
    refused = [not answered for answerable, answered in cases if not answerable]
    return fmean(refused) if refused else None


def false_refusals(cases: Iterable[tuple[bool, bool]]) -> float | None:
    """Of (answerable, answered): the share of the answerable that were refused; None where there are none."""
    refused = [not answered for answerable, answered in cases if answerable]
    return fmean(refused) if refused else None


def _share(wanted: Collection[str], held: Collection[str]) -> float | None:
    return len(set(wanted) & set(held)) / len(wanted) if wanted else None
