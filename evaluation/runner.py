"""Asks every gold question and scores the answers.

Knows how a case and a reply make an outcome, and how outcomes make a summary. A case that fails is reported as failed,
never as 0. Knows nothing of the command line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from assistant.answering import Assistant
from assistant.dialogue import Answer, Reply
from corpus.contracts import Progress, silent
from corpus.errors import TumenError
from evaluation.cases import Case
from evaluation.metrics import key_recall


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case. Values that do not apply to a case are None; `error` is set where asking failed."""

    case: Case
    answered: bool | None
    cited: tuple[str, ...]
    key_recall: float | None
    both_sides: bool | None
    as_of_violations: int | None
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """One row of a results file."""
        return {
            "id": self.case.id,
            "kind": self.case.kind,
            "expected": "answered" if self.case.answered else "refused",
            "answered": self.answered,
            "cited": list(self.cited),
            "key_recall": self.key_recall,
            "both_sides": self.both_sides,
            "as_of_violations": self.as_of_violations,
            "error": self.error,
        }


def run_cases(assistant: Assistant, cases: Sequence[Case], progress: Progress = silent) -> tuple[Outcome, ...]:
    """One outcome a case, in order."""
    outcomes = []
    for done, case in enumerate(cases, 1):
        try:
            outcomes.append(_scored(case, assistant.ask(case.question, case.history, case.as_of)))
        except TumenError as error:
            outcomes.append(Outcome(case, None, (), None, None, None, error.message))
        progress(done, len(cases))
    return tuple(outcomes)


def summary(outcomes: Sequence[Outcome]) -> dict[str, float | int]:
    """The figures of a run; a mean over nothing is left out."""
    ran = [outcome for outcome in outcomes if outcome.error is None]
    answerable = [outcome for outcome in ran if outcome.case.answered]
    unanswerable = [outcome for outcome in ran if not outcome.case.answered]
    figures: dict[str, float | None] = {
        "cites_a_key": _mean(outcome.key_recall > 0 for outcome in answerable if outcome.key_recall is not None),
        "key_recall": _mean(outcome.key_recall for outcome in answerable if outcome.key_recall is not None),
        "both_sides": _mean(outcome.both_sides for outcome in ran if outcome.both_sides is not None),
        "right_refusals": _mean(not outcome.answered for outcome in unanswerable),
        "false_refusals": _mean(not outcome.answered for outcome in answerable),
    }
    return {
        "cases": len(outcomes),
        "failed": len(outcomes) - len(ran),
        **{name: round(value, 4) for name, value in figures.items() if value is not None},
        "as_of_violations": sum(outcome.as_of_violations or 0 for outcome in ran),
    }


def _scored(case: Case, reply: Reply) -> Outcome:
    if not isinstance(reply, Answer):
        both = False if case.kind == "comparison" else None
        return Outcome(case, False, (), 0.0 if case.answered else None, both, None)
    cited = tuple(citation.passage.id for citation in reply.citations)
    late = None
    if case.until is not None:
        late = sum(citation.passage.stated.first > case.until for citation in reply.citations)
    return Outcome(
        case=case,
        answered=True,
        cited=cited,
        key_recall=key_recall(cited, case.keys) if case.answered else None,
        both_sides=all(reply.balance.get(actor, 0) for actor in case.actors) if case.kind == "comparison" else None,
        as_of_violations=late,
    )


def _mean(values: Iterable[float | bool]) -> float | None:
    numbers = [float(value) for value in values]
    return fmean(numbers) if numbers else None
