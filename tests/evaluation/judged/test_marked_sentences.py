"""Extracts held against the sentences that people marked."""

import json
from pathlib import Path

import pytest

from tumen.corpus.errors import UnreadableFileError
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.evaluation.judged.marked_sentences import best_agreement, evaluate_extraction, read_marked

ROW = {
    "question": "Who leases the made-up port of Sandhaven?",
    "context_title": "Sandhaven",
    "context": "Spring is mild.\nRussia leases the made-up port of Sandhaven.\nFishermen complain.",
    "answer_sentences": [[1]],
    "answerable": True,
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "marked.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("chosen", "marks", "f1"),
    [((1,), [{1}], 1.0), ((1, 2), [{1}], 2 / 3), ((0,), [{1}], 0.0), ((1,), [{0}, {1, 2}], 2 / 3), ((1,), [], 0.0)],
)
def test_agreement_is_f1_with_the_annotator_who_agrees_most(
    chosen: tuple[int, ...], marks: list[set[int]], f1: float
) -> None:
    assert best_agreement(chosen, [frozenset(marked) for marked in marks]) == pytest.approx(f1)


def test_a_file_is_scored_over_its_answerable_passages(tmp_path: Path) -> None:
    unanswerable = {**ROW, "question": "How tall is the lighthouse?", "answerable": False, "answer_sentences": []}
    scores = evaluate_extraction(written(tmp_path, ROW, unanswerable), HashingEmbedder())
    assert scores.to_dict().keys() == {"sentence_f1", "answerable_auc", "n"}
    assert scores.n == 2
    assert scores.sentence_f1 > 0
    assert scores.answerable_auc == 1.0


@pytest.mark.parametrize("bad", ["{", "[]", '{"question": "Who?"}'])
def test_a_bad_line_is_named(tmp_path: Path, bad: str) -> None:
    with pytest.raises(UnreadableFileError, match="line 2"):
        read_marked(written(tmp_path, ROW, bad))
