"""Answers in the format of RAGAS (SingleTurnSample, version 0.3), one JSON object a line.

Knows its four fields. RAGAS itself is not installed: it brings langchain-community (docs/log.md).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tumen.assistant.attribution import attributed
from tumen.corpus.durable_files import storage_error
from tumen.evaluation.others.answer_files import AnswerRecord
from tumen.evaluation.outcomes import Outcome, Run
from tumen.evaluation.ruler import Lookup

Sample = Mapping[str, Any]


def write_samples(samples: Iterable[Sample], path: Path) -> None:
    """As `ragas.EvaluationDataset.from_jsonl` and `tumen evaluate answers` read them. Raises StorageError."""
    try:
        path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in samples), encoding="utf-8")
    except OSError as error:
        raise storage_error(path, error) from error


def sample_of_record(record: AnswerRecord) -> Sample:
    """An answer that was read from a file."""
    texts = [context.text for context in record.contexts]
    return _sample(record.question, record.answer, texts, " ".join(record.reference))


def samples_of_run(run: Run, passages: Lookup) -> Iterator[Sample]:
    """The answers of a run, without the questions that failed; a refusal has an empty response."""
    return (_of_outcome(outcome, passages) for outcome in run.outcomes if outcome.status != "failed")


def _of_outcome(outcome: Outcome, passages: Lookup) -> Sample:
    """Contexts begin with the cited passages, so that [n] stands for the nth; the reference is the key statements.

    A context carries its attribution, as the passages do that our own judge is given: an answer repeats it.
    """
    place_of = {shown.number: place for place, shown in enumerate(outcome.passages, 1)}
    answer = "\n".join(
        " ".join((sentence.text, *(f"[{place_of[number]}]" for number in sentence.citations)))
        for sentence in outcome.sentences
    )
    contexts = passages(list(dict.fromkeys((*outcome.cited, *outcome.contexts))))
    reference = "\n".join(passage.text for passage in passages(outcome.keys))
    return _sample(outcome.question, answer, [attributed(passage) for passage in contexts], reference)


def _sample(question: str, answer: str, contexts: list[str], reference: str) -> Sample:
    sample = {"user_input": question, "response": answer, "retrieved_contexts": contexts}
    return {**sample, "reference": reference} if reference else sample
