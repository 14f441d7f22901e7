"""The vocabulary of an evaluation: what became of one gold question, and a whole run of them.

Values and their JSON; knows nothing of how a question is asked or scored. Nothing in them depends on the clock, so that
the same code, corpus and questions give the same file.
Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from tumen.evaluation.measures import MEASURES
from tumen.evaluation.metrics.intervals import RESAMPLES, Interval, bootstrap

Figures = Mapping[str, Interval]
"""Measure → its mean over the questions that it applies to, with the interval; without those that apply to none."""


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """One sentence of an answer, the numbers it cites, and whether they carry it; reasons where not."""

    text: str
    citations: tuple[int, ...]
    carried: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """One cited passage: number in the answer, id, text, in whose voice and when where known, verdict on its quote."""

    number: int
    passage: str
    text: str
    attribution: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case.

    scores: measure → value for this question; a measure that does not apply is left out, and a case that failed has
    none. reason: of a refusal. error: where asking failed.
    """

    id: str
    kind: str
    question: str
    answerable: bool
    status: Literal["answered", "refused", "failed"]
    reason: str | None = None
    error: str | None = None
    keys: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    sentences: tuple[ShownSentence, ...] = ()
    passages: tuple[ShownPassage, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)

    def without_texts(self) -> "Outcome":
        """What a baseline keeps: the question and its figures."""
        return replace(self, sentences=(), passages=(), contexts=())


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a run; runs with the same one have the same outcomes.

    commit: of the code, as git names it, or the version of the package. code, questions: digests. corpus: the version
    that answers carry. only: the kinds of question asked, empty for all.
    """

    commit: str
    code: str
    corpus: str
    questions: str
    writer: str
    support: str
    embedder: str
    reranker: str | None = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Every outcome of one run, in the order of the questions."""

    made_by: Provenance
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that have no scores because asking failed."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == "failed")

    @property
    def kinds(self) -> tuple[str, ...]:
        """In the order of the questions."""
        return tuple(dict.fromkeys(outcome.kind for outcome in self.outcomes))

    def of_kind(self, kind: str) -> tuple[Outcome, ...]:
        """The outcomes of one kind of question."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind == kind)


def figures(outcomes: Sequence[Outcome], seed: int = 0, resamples: int = RESAMPLES) -> Figures:
    """Every measure that applies to any of them, in the order of `MEASURES`."""
    found = {
        measure.name: bootstrap([o.scores[measure.name] for o in outcomes if measure.name in o.scores], seed, resamples)
        for measure in MEASURES
    }
    return {name: interval for name, interval in found.items() if interval is not None}


_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)
_PROVENANCE: TypeAdapter[Provenance] = TypeAdapter(Provenance)


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """One row of a results file; empty fields are left out."""
    row: dict[str, Any] = _OUTCOME.dump_python(outcome, mode="json")
    return {name: value for name, value in row.items() if value not in (None, [], {})}


def outcome_from_dict(row: Mapping[str, Any]) -> Outcome:
    """Raises pydantic.ValidationError (a ValueError)."""
    return _OUTCOME.validate_python(row)


def provenance_to_dict(made_by: Provenance) -> dict[str, Any]:
    """The head of a results file."""
    return dict(_PROVENANCE.dump_python(made_by, mode="json"))


def provenance_from_dict(row: Mapping[str, Any]) -> Provenance:
    """Raises pydantic.ValidationError (a ValueError)."""
    return _PROVENANCE.validate_python(row)
