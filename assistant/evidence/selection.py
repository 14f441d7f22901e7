"""Hits → the evidence of one answer: an equal budget for each actor, no repetition, every date in its place.

Pure. Knows balance, diversity and order; knows nothing of how hits were found or how sentences are made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tumen.assistant.dialogue import Evidence, Hit, Kind, Reading
from tumen.assistant.evidence.disputes import leading_statements
from tumen.corpus.passages import Contradiction, Passage
from tumen.corpus.words import content_words, stems

BUDGET = 8
"""Statements in an answer about one actor or none: 6 cite 0.64 of the keys of a gold question, 8 0.68, 10 0.70."""
BUDGET_EACH = 4
"""Statements for each actor of a comparison."""
BUDGET_TOGETHER = 3
"""Statements that speak of all compared actors at once: 2 cite 0.65 of the keys, 3 0.66, 4 0.67 with longer answers."""
_FALLING_OFF = 0.65
"""A hit below this share of the best one only shares words with the question: 0.5 kept 8.5 statements an answer and
0.71 of the keys, 0.65 7.3 and 0.69, 0.7 6.7 and 0.67."""
_SAME_CLAIM = 0.6
"""Shared stems (Jaccard) from which two statements of one event are one claim: 0.5 and 0.7 cite 0.004 fewer, 0.002
more of the keys."""
_SIMILAR = 0.1
"""How much a candidate loses for each share of stems it has in common with what is already chosen."""


_RAISED = 0.35
"""What the leading statement of each position of a recorded contradiction gains: enough to pass the best hits that only
share words: at 0.2 and 0.5 an answer cites 0.66 of the keys as at 0.35."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage and what it is worth to this answer: its relevance, and more where it leads a disputed position."""

    passage: Passage
    worth: float


@dataclass(frozen=True, slots=True)
class _Choice:
    """A chosen passage, and those that say the same."""

    passage: Passage
    repeats: tuple[Passage, ...]


def select(reading: Reading, hits: Sequence[Hit], disputed: Contradiction | None = None) -> tuple[Evidence, ...]:
    """Evidence in reading order, numbered from 1. Empty where nothing fits.

    hits: by relevance. disputed: the recorded contradiction that the question touches; each of its positions is shown.
    """
    sides = reading.sides
    candidates = _worth(hits, leading_statements(disputed, hits) if disputed else frozenset())
    groups: list[tuple[str | None, list[_Choice]]] = []
    if len(sides) > 1:
        groups.append((None, _choose(candidates, lambda passage: _is_joint(passage, sides), BUDGET_TOGETHER)))
        groups += [(side, _choose(candidates, _only(side, sides), BUDGET_EACH)) for side in sides]
    else:
        groups.append((None, _choose(candidates, lambda _: True, BUDGET)))
    evidence: list[Evidence] = []
    for actor, choices in groups:
        for choice in _ordered(choices, reading):
            lead = len(evidence) + 1
            evidence.append(Evidence(lead, choice.passage, actor))
            evidence += [
                Evidence(lead + place, passage, actor, same_as=lead) for place, passage in enumerate(choice.repeats, 1)
            ]
    return tuple(evidence)


def _worth(hits: Sequence[Hit], leading: frozenset[str]) -> list[_Candidate]:
    """Best first, ties by id."""
    worth = (_Candidate(hit.passage, hit.relevance + _RAISED * (hit.passage.id in leading)) for hit in hits)
    return sorted(worth, key=lambda each: (-each.worth, each.passage.id))


def _is_joint(passage: Passage, sides: Sequence[str]) -> bool:
    return all(passage.holds(side) for side in sides)


def _only(side: str, sides: Sequence[str]) -> Callable[[Passage], bool]:
    return lambda passage: passage.holds(side) and not _is_joint(passage, sides)


def _choose(candidates: Sequence[_Candidate], fits: Callable[[Passage], bool], budget: int) -> list[_Choice]:
    """Maximal marginal relevance over what fits; a repetition joins the statement that it repeats."""
    pool = [each for each in candidates if fits(each.passage)]
    pool = [each for each in pool if each.worth >= _FALLING_OFF * pool[0].worth]
    tokens = {each.passage.id: stems(content_words(each.passage.text)) for each in pool}
    chosen: list[_Choice] = []
    while pool and len(chosen) < budget:
        best = max(pool, key=lambda each: _marginal(each, chosen, tokens)).passage
        repeats = tuple(
            each.passage for each in pool if each.passage != best and _says_the_same(best, each.passage, tokens)
        )
        pool = [each for each in pool if each.passage not in (best, *repeats)]
        chosen.append(_Choice(best, repeats))
    return chosen


def _marginal(candidate: _Candidate, chosen: Sequence[_Choice], tokens: dict[str, frozenset[str]]) -> float:
    own = tokens[candidate.passage.id]
    overlap = max((_jaccard(own, tokens[choice.passage.id]) for choice in chosen), default=0.0)
    return candidate.worth - _SIMILAR * overlap


def _says_the_same(one: Passage, other: Passage, tokens: dict[str, frozenset[str]]) -> bool:
    if one.source.id == other.source.id or set(one.holder) != set(other.holder):
        return False
    same_day = one.stated.first <= other.stated.last and other.stated.first <= one.stated.last
    related = other.source.id in one.source.related or one.source.id in other.source.related
    return (same_day or related) and _jaccard(tokens[one.id], tokens[other.id]) >= _SAME_CLAIM


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _ordered(choices: Sequence[_Choice], reading: Reading) -> list[_Choice]:
    """A change is told from the earliest date on; a position from the latest back; the rest by relevance."""
    if reading.kind is Kind.CHANGE:
        return sorted(choices, key=lambda choice: (choice.passage.stated.first, choice.passage.id))
    if reading.kind in (Kind.POSITION, Kind.COMPARISON):
        newest_first = sorted(choices, key=lambda choice: choice.passage.id)
        return sorted(newest_first, key=lambda choice: choice.passage.stated.first, reverse=True)
    return list(choices)
