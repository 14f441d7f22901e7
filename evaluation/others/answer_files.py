"""Answers of any system, one JSON object a line, in our own words or in those of RAGAS.

    question     what was asked                     (RAGAS: user_input)
    answer       with [n] markers, n from 1          (RAGAS: response); empty where the system refused
    contexts     what [n] stands for, in order      (RAGAS: retrieved_contexts): texts, or {"text", "author", …}
    reference    what a right answer says, if known (RAGAS: reference)
    id, answerable, actors, as_of                   where known; docs/evaluation.md says what each one adds

Knows the fields and how to say what is wrong with a line; knows nothing of scoring.
"""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, ValidationError

from tumen.corpus.errors import EvaluationError
from tumen.corpus.passages import Passage, Voice
from tumen.corpus.plain_passages import NOT_NAMED, UNDATED, plain_passage
from tumen.corpus.sentences import sentences
from tumen.evaluation.metrics.citations import CitedSentence
from tumen.evaluation.others.answer_text import marked_sentences

_HINT = 'A line is {"question", "answer", "contexts"}: docs/evaluation.md describes every field.'


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One answer of some system.

    sentences: of the answer, with what they cite; none where the system refused. contexts: in the order of their
    numbers. reference: its sentences. voiced: whether the contexts say in whose voice they speak.
    """

    id: str
    question: str
    answer: str
    sentences: tuple[CitedSentence, ...]
    contexts: tuple[Passage, ...]
    reference: tuple[str, ...]
    answerable: bool | None
    actors: tuple[str, ...]
    as_of: datetime.date | None
    voiced: bool


class _Context(BaseModel):
    text: str
    id: str | None = None
    title: str = ""
    author: str = NOT_NAMED
    publisher: str = NOT_NAMED
    date: str = UNDATED
    voice: Voice | None = None


def _as_context(given: Any) -> Any:
    return {"text": given} if isinstance(given, str) else given


class _Record(BaseModel):
    question: str = Field(validation_alias=AliasChoices("question", "user_input"))
    answer: str = Field(validation_alias=AliasChoices("answer", "response"))
    contexts: list[Annotated[_Context, BeforeValidator(_as_context)]] = Field(
        default=[], validation_alias=AliasChoices("contexts", "retrieved_contexts")
    )
    reference: str | None = None
    id: str | int | None = None
    answerable: bool | None = None
    actors: list[str] = []
    as_of: datetime.date | None = None


def read_answers(path: Path) -> tuple[AnswerRecord, ...]:
    """Raises EvaluationError that names the line and what is wrong with it."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}.", _HINT) from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} cannot be read: it is not UTF-8.", _HINT) from error
    records = tuple(_read(path, number, line) for number, line in enumerate(lines, 1) if line.strip())
    if not records:
        raise EvaluationError(f"{path} holds no answers.", _HINT)
    return records


def _read(path: Path, number: int, line: str) -> AnswerRecord:
    try:
        return _record(number, _Record.model_validate(json.loads(line)))
    except ValidationError as error:
        first = error.errors()[0]
        problem = f"`{'.'.join(str(part) for part in first['loc'])}`: {first['msg']}"
    except ValueError as error:
        problem = str(error)
    raise EvaluationError(f"Line {number} of {path}: {problem}.", _HINT)


def _record(number: int, entry: _Record) -> AnswerRecord:
    contexts = tuple(
        plain_passage(
            each.id or f"[{place}]",
            each.text,
            title=each.title,
            author=each.author,
            publisher=each.publisher,
            date=each.date,
            voice=each.voice or Voice.PRESS,
        )
        for place, each in enumerate(entry.contexts, 1)
    )
    said = marked_sentences(entry.answer)
    reference = entry.reference or ""
    return AnswerRecord(
        id=str(number if entry.id is None else entry.id),
        question=entry.question,
        answer=entry.answer,
        sentences=tuple(CitedSentence(text, tuple(_cited(n, contexts) for n in numbers)) for text, numbers in said),
        contexts=contexts,
        reference=tuple(reference[start:end] for start, end in sentences(reference)),
        answerable=entry.answerable,
        actors=tuple(entry.actors),
        as_of=entry.as_of,
        voiced=any(each.voice for each in entry.contexts),
    )


def _cited(number: int, contexts: tuple[Passage, ...]) -> Passage:
    """A number that no context has cites an empty passage: it carries nothing, and counts as a citation."""
    return contexts[number - 1] if 1 <= number <= len(contexts) else plain_passage(f"[{number}], not given", "")
