"""Rewriting is scored as CANARD's authors score it: tokens shared with what a person wrote."""

import json
from pathlib import Path
from typing import Any

import pytest

from tumen.corpus.errors import StorageError
from tumen.evaluation.judged.rewriting import evaluate_rewriting


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_row_that_a_person_would_write_the_same_scores_one(tmp_path: Path) -> None:
    row = {
        "history": ["Where was Ada Lovelace born?", "In London."],
        "question": "When did she die?",
        "rewrite": "When did Ada Lovelace die?",
    }
    scores = evaluate_rewriting(written(tmp_path, row))
    assert scores.to_dict() == {"unigram_f1": 1.0, "copy_f1": 0.6667, "n": 1}


def test_a_first_question_is_left_as_it_is(tmp_path: Path) -> None:
    row = {"history": [], "question": "Who was she?", "rewrite": "Who was Ada Lovelace?"}
    scores = evaluate_rewriting(written(tmp_path, row))
    assert scores.unigram_f1 == scores.copy_f1 == pytest.approx(4 / 7)


def test_a_history_of_questions_alone_is_told_apart(tmp_path: Path) -> None:
    row = {
        "history": ["Tell me about Ada Lovelace.", "Who taught her?"],
        "history_kind": "user turns only",
        "question": "Did she marry?",
        "rewrite": "Did Ada Lovelace marry?",
    }
    assert evaluate_rewriting(written(tmp_path, row)).unigram_f1 == 1.0


@pytest.mark.parametrize("content", ["", "no json", '{"question": "Who?"}'])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StorageError, match="rows"):
        evaluate_rewriting(path)
