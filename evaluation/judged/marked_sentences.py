"""Passages in which people marked the sentences that answer a question, and how well the marks are found.

Knows JSON Lines of the shape of CLAPNQ (Rosenthal et al. 2025): `question`, `context` with a sentence a line,
`answer_sentences` (for each annotator the lines marked, from 0), `answerable`. Knows nothing of the command line.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from tumen.assistant.evidence.answerability import answerability_of_texts
from tumen.assistant.writing.extracts import extract
from tumen.corpus.contracts import Embedder, Progress, silent
from tumen.corpus.errors import UnreadableFileError
from tumen.evaluation.metrics import auc


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """marks: for each annotator the places of the sentences that answer the question; none where nothing does."""

    question: str
    title: str
    sentences: tuple[str, ...]
    marks: tuple[frozenset[int], ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    """sentence_f1: mean over the answerable, against the annotator who agrees most. answerable_auc: over all."""

    sentence_f1: float
    answerable_auc: float
    n: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def read_marked(path: Path) -> tuple[MarkedPassage, ...]:
    """Raises UnreadableFileError that names the line."""
    passages = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path} cannot be read: {error}.", "Give a file of JSON Lines in UTF-8.") from error
    for number, line in enumerate(lines, 1):
        try:
            passages.append(_passage(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableFileError(
                f"{path}, line {number}: {type(error).__name__}: {error}.",
                "Each line is an object with question, context (a sentence a line), answer_sentences, answerable.",
            ) from error
    return tuple(passages)


def evaluate_extraction(path: Path, embedder: Embedder, progress: Progress = silent) -> ExtractionScores:
    """Sentence F1 of the extracts and AUC of answerability on a file of marked passages."""
    passages = read_marked(path)
    scores: list[float] = []
    chances: dict[bool, list[float]] = {True: [], False: []}
    for done, each in enumerate(passages, 1):
        chance = answerability_of_texts(each.question, each.sentences, embedder, each.title)
        chances[each.answerable].append(chance)
        if each.answerable:
            scores.append(best_agreement(extract(each.question, each.sentences, embedder), each.marks))
        progress(done, len(passages))
    return ExtractionScores(
        round(fmean(scores), 4) if scores else 0.0, round(auc(chances[True], chances[False]), 4), len(passages)
    )


def best_agreement(chosen: Sequence[int], marks: Sequence[frozenset[int]]) -> float:
    """F1 of two sets of places, with the annotator who agrees most."""
    return max((_f1(frozenset(chosen), marked) for marked in marks), default=0.0)


def _f1(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _passage(row: dict[str, Any]) -> MarkedPassage:
    return MarkedPassage(
        question=str(row["question"]),
        title=str(row.get("context_title") or ""),
        sentences=tuple(str(row["context"]).split("\n")),
        marks=tuple(frozenset(marked) for marked in row["answer_sentences"]),
        answerable=bool(row["answerable"]),
    )
