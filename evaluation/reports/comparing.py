"""Two runs, question by question: what got better, what got worse, and whether that is more than chance.

Pure. Pairs questions that have the same id and the same wording; the others are named and left out.
"""

from dataclasses import dataclass
from typing import Any

from tumen.corpus.errors import EvaluationError
from tumen.evaluation.measures import MEASURES, Measure
from tumen.evaluation.metrics.intervals import Difference, Interval, bootstrap, paired_bootstrap
from tumen.evaluation.outcomes import Outcome, Run

Pair = tuple[Outcome, Outcome]


@dataclass(frozen=True, slots=True)
class MeasureComparison:
    """One measure over the questions that it applies to in both runs.

    first, second: means over the same questions. wins, losses: ids of those that got better and worse, greatest change
    first.
    """

    measure: Measure
    first: Interval
    second: Interval
    difference: Difference
    wins: tuple[str, ...]
    losses: tuple[str, ...]
    ties: int

    def to_dict(self) -> dict[str, Any]:
        """One row of `evaluate compare --json`."""
        return {
            "first": round(self.first.mean, 4),
            "second": round(self.second.mean, 4),
            "difference": round(self.difference.mean, 4),
            "low": round(self.difference.low, 4),
            "high": round(self.difference.high, 4),
            "clear": self.difference.is_clear,
            "wins": list(self.wins),
            "losses": list(self.losses),
            "ties": self.ties,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """measures: in the order of MEASURES. unpaired: ids of one run only, or asked in other words, or failed in one."""

    measures: tuple[MeasureComparison, ...]
    questions: int
    unpaired: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The object of `evaluate compare --json`."""
        return {
            "questions": self.questions,
            "unpaired": list(self.unpaired),
            "measures": {each.measure.name: each.to_dict() for each in self.measures},
        }


def compare(first: Run, second: Run, seed: int = 0) -> Comparison:
    """Paired bootstrap of every measure, the second run against the first. Raises EvaluationError without a pair."""
    pairs, unpaired = paired(first, second)
    if not pairs:
        raise EvaluationError("The two runs share no question.", "Compare runs of the same gold questions.")
    compared = (_compared(measure, pairs, seed) for measure in MEASURES)
    return Comparison(tuple(each for each in compared if each), len(pairs), unpaired)


def paired(first: Run, second: Run) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """The pairs in the order of the second run, and the ids that have no partner."""
    before = {outcome.id: outcome for outcome in first.outcomes if outcome.status != "failed"}
    after = {outcome.id: outcome for outcome in second.outcomes if outcome.status != "failed"}
    shared = [name for name in after if name in before and before[name].question == after[name].question]
    every = dict.fromkeys(outcome.id for run in (first, second) for outcome in run.outcomes)
    return tuple((before[name], after[name]) for name in shared), tuple(sorted(every.keys() - set(shared)))


def _compared(measure: Measure, pairs: tuple[Pair, ...], seed: int) -> MeasureComparison | None:
    both = [
        (after.id, before.scores[measure.name], after.scores[measure.name])
        for before, after in pairs
        if measure.name in before.scores and measure.name in after.scores
    ]
    one, other = [row[1] for row in both], [row[2] for row in both]
    first, second, difference = bootstrap(one, seed), bootstrap(other, seed), paired_bootstrap(one, other, seed)
    if first is None or second is None or difference is None:
        return None
    changed = sorted((row for row in both if row[1] != row[2]), key=lambda row: (-abs(row[2] - row[1]), row[0]))
    return MeasureComparison(
        measure=measure,
        first=first,
        second=second,
        difference=difference,
        wins=tuple(name for name, before, after in changed if measure.is_worse(before, after)),
        losses=tuple(name for name, before, after in changed if measure.is_worse(after, before)),
        ties=len(both) - len(changed),
    )
