"""The gold questions: what is asked, and which statements a good answer cites.

Knows the files in `questions/` and checks them; knows nothing of how they are answered or scored.

Keys were chosen by reading the statements, never from the system's own answers. Ids of odd number serve development;
those of even number are held out and only ever scored.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tumen.assistant.dialogue import Reason, Turn
from tumen.corpus.errors import CatalogueError, EvaluationError, Fault
from tumen.corpus.yaml_files import read_yaml

SHIPPED_QUESTIONS = Path(__file__).parents[1] / "questions"


@dataclass(frozen=True, slots=True)
class Case:
    """One gold question.

    kind: the file it stands in. until: the latest day that an answer may use, for as-of questions. reason: of the
    refusal, where `answered` is False. keys: statement ids, best first; empty where a refusal is right.
    """

    id: str
    kind: str
    question: str
    history: tuple[Turn, ...]
    as_of: datetime.date | None
    until: datetime.date | None
    answered: bool
    reason: Reason | None
    actors: tuple[str, ...]
    keys: tuple[str, ...]


class _TurnEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: str
    content: str


class _CaseEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    question: str
    history: list[_TurnEntry] = []
    as_of: datetime.date | None = None
    until: datetime.date | None = None
    expect: str = Field(pattern="^(answered|refused)$")
    reason: Reason | None = None
    actors: list[str] = []
    keys: list[str] = Field(default=[], max_length=6)
    note: str | None = None


def load_cases(folder: Path = SHIPPED_QUESTIONS, statement_ids: Collection[str] | None = None) -> tuple[Case, ...]:
    """Every case of every file, in order of file and place.

    statement_ids: what keys may name, where that is to be checked. Raises CatalogueError with all faults.
    """
    faults: list[Fault] = []
    cases = [case for path in sorted(folder.glob("*.yaml")) for case in _read(path, faults)]
    for identity, times in Counter(case.id for case in cases).items():
        if times > 1:
            faults.append(Fault("questions", identity, f"is given {times} times", "an id of its own"))
    for case in cases:
        unknown = set(case.keys) - set(statement_ids if statement_ids is not None else case.keys)
        faults += [Fault(f"{case.kind}.yaml", case.id, f"{key!r} is no statement", "a key") for key in sorted(unknown)]
        if case.answered != bool(case.keys):
            faults.append(Fault(f"{case.kind}.yaml", case.id, "keys do not fit `expect`", "keys exactly if answered"))
    if faults:
        raise CatalogueError(faults)
    return tuple(cases)


def _read(path: Path, faults: list[Fault]) -> list[Case]:
    content = read_yaml(path, faults)
    cases = []
    for item in content if isinstance(content, list) else []:
        try:
            entry = _CaseEntry.model_validate(item)
        except ValidationError as error:
            place = str(item.get("id", "?")) if isinstance(item, dict) else "?"
            faults += [Fault(path.name, f"{place}, {each['loc']}", each["msg"], "a case") for each in error.errors()]
            continue
        cases.append(_case(path.stem, entry))
    return cases


def _case(kind: str, entry: _CaseEntry) -> Case:
    return Case(
        id=entry.id,
        kind=kind,
        question=entry.question,
        history=tuple(Turn(turn.role, turn.content) for turn in entry.history),
        as_of=entry.as_of,
        until=entry.until or entry.as_of,
        answered=entry.expect == "answered",
        reason=entry.reason,
        actors=tuple(entry.actors),
        keys=tuple(entry.keys),
    )


def of_kinds(cases: Sequence[Case], only: Sequence[str]) -> tuple[Case, ...]:
    """The cases of these kinds, all where none is named. Raises EvaluationError on a kind that there is not."""
    kinds = dict.fromkeys(case.kind for case in cases)
    for kind in only:
        if kind not in kinds:
            raise EvaluationError(f"There are no questions of the kind {kind!r}.", f"Kinds: {', '.join(kinds)}.")
    return tuple(case for case in cases if not only or case.kind in only)
