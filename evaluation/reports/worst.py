"""Which questions went worst, and why, in a reader's words.

Pure. Knows which shortfalls weigh; knows nothing of how they are shown.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tumen.evaluation.measures import BY_NAME
from tumen.evaluation.outcomes import Outcome

_WEIGHTS = {
    "as_of_violations": 3.0,
    "right_refusals": 3.0,
    "false_refusals": 2.0,
    "both_sides": 2.0,
    "citation_recall": 2.0,
    "faithfulness": 2.0,
    "attribution_drop": 1.0,
    "quote_exactness": 1.0,
    "cites_a_key": 1.0,
    "reference_recall": 1.0,
    "key_recall": 0.5,
}
"""An answer that misleads weighs more than one that is thin."""
_SHORT = 0.3
"""From this shortfall on a measure is named as a reason."""


@dataclass(frozen=True, slots=True)
class WorstCase:
    """An outcome, what it lacks (0 is nothing), the measure it lacks most of, and why, the gravest reason first."""

    outcome: Outcome
    lack: float
    gravest: str
    reasons: tuple[str, ...]


def worst_cases(outcomes: Sequence[Outcome], most: int = 15, most_alike: int = 4) -> tuple[WorstCase, ...]:
    """Those that lack most, ties by id; one that failed comes first, one that lacks nothing not at all.

    most_alike: of those with the same gravest reason, so that one fault does not hide the others.
    """
    cases = sorted((_case(outcome) for outcome in outcomes), key=lambda case: (-case.lack, case.outcome.id))
    alike: Counter[str] = Counter()
    shown = []
    for case in cases:
        alike[case.gravest] += 1
        if case.reasons and alike[case.gravest] <= most_alike:
            shown.append(case)
    return tuple(shown[:most])


def shortfall(name: str, value: float) -> float:
    """How far a value is from the best one of its measure, in [0, 1]."""
    return 1.0 - value if BY_NAME[name].better == "higher" else value


def _case(outcome: Outcome) -> WorstCase:
    if outcome.status == "failed":
        return WorstCase(outcome, float("inf"), "failed", (f"failed: {outcome.error}",))
    short = {
        name: weight * shortfall(name, outcome.scores[name])
        for name, weight in _WEIGHTS.items()
        if name in outcome.scores
    }
    named = [name for name in short if shortfall(name, outcome.scores[name]) >= _SHORT]
    named.sort(key=lambda name: -short[name])
    if outcome.status == "refused":  # that it cites nothing goes without saying
        named = named[:1]
    gravest = named[0] if named else ""
    return WorstCase(outcome, sum(short.values()), gravest, tuple(_reason(name, outcome) for name in named))


def _reason(name: str, outcome: Outcome) -> str:
    if name == "false_refusals":
        return "was refused, though the corpus answers it"
    if name == "right_refusals":
        return "was answered, though the corpus does not answer it"
    return f"{BY_NAME[name].title}: {outcome.scores[name]:.0%}"
