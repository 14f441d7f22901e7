"""Learns which sentences of a passage answer a question, and writes assistant/writing/extracts.json.

    python -m tumen.training.train_extraction MARKED.jsonl

The file has the shape that `marked_sentences` reads. Prints the sentence F1, cross-validated by title. Needs
scikit-learn, which comes with sentence-transformers; the same file gives the same numbers.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import numpy as np

from tumen.assistant.regression import Matrix, Regression
from tumen.assistant.writing.extracts import FEATURES, best_expected_f1, features
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.settings import load_settings
from tumen.evaluation.judged.marked_sentences import MarkedPassage, best_agreement, read_marked
from tumen.training.regression import fit, partitions

WEIGHTS = Path(__file__).parent.parent / "assistant" / "writing" / "extracts.json"
REGULARISATION = 0.05
"""C of the regression: 0.01 to 1 lie within 0.012 of F1, 0.05 was best."""
FOLDS, SEEDS = 5, 4


def main(path: Path) -> None:
    """Trains on the whole file; the figure printed and stored is of folds that training did not see."""
    passages = [each for each in read_marked(path) if each.answerable]
    settings = load_settings()
    embedder = open_embedder(settings.embedder, settings.data)
    rows = []
    for each in passages:
        vectors = embedder.embed([each.question, *each.sentences]).astype(np.float64)
        rows.append(features(each.question, each.sentences, vectors[0], vectors[1:]))
    score = cross_validated(passages, rows)
    content = {
        "made_by": "python -m tumen.training.train_extraction",
        "data": {"set": path.parent.name, "passages": len(passages), "titles": len({each.title for each in passages})},
        "sentence_f1_cross_validated": round(score, 4),
        **learned(passages, rows, settings.embedder).to_dict(),
    }
    WEIGHTS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"sentence F1, cross-validated by title: {score:.3f} ({len(passages)} passages)")


def learned(passages: Sequence[MarkedPassage], rows: Sequence[Matrix], trained_with: str = "") -> Regression:
    """A sentence counts as marked by the share of annotators who marked it."""
    columns = np.concatenate(rows)
    marked = np.concatenate(
        [[fmean(place in marks for marks in each.marks) for place in range(len(each.sentences))] for each in passages]
    )
    return fit(
        FEATURES,
        np.concatenate([columns, columns]),
        np.repeat([True, False], len(marked)),
        regularisation=REGULARISATION,
        weights=np.concatenate([marked, 1 - marked]),
        trained_with=trained_with,
    )


def cross_validated(passages: Sequence[MarkedPassage], rows: Sequence[Matrix]) -> float:
    """Mean sentence F1 over the folds of several partitions of the titles."""
    number = {title: n for n, title in enumerate(sorted({each.title for each in passages}))}
    scores = []
    for seen in partitions([number[each.title] for each in passages], FOLDS, SEEDS):
        chosen = np.flatnonzero(seen).tolist()
        regression = learned([passages[n] for n in chosen], [rows[n] for n in chosen])
        for n in np.flatnonzero(~seen).tolist():
            found = best_expected_f1(regression.probabilities(FEATURES, rows[n]))
            scores.append(best_agreement(found, passages[n].marks))
    return fmean(scores)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
