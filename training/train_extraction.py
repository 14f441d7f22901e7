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
from numpy.typing import NDArray

from tumen.assistant.writing.extracts import FEATURES, best_expected_f1, features
from tumen.corpus.embedder import open_embedder
from tumen.corpus.settings import load_settings
from tumen.evaluation.judged.marked_sentences import MarkedPassage, best_agreement, read_marked

WEIGHTS = Path(__file__).parent.parent / "assistant" / "writing" / "extracts.json"
REGULARISATION = 0.05
"""C of the regression: 0.01 to 1 lie within 0.012 of F1, 0.05 was best."""
FOLDS, SEEDS = 5, 4

Rows = NDArray[np.float64]
Fitted = tuple[Rows, Rows, Rows, float]


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
    mean, deviation, weights, bias = fit(passages, rows)
    learned = {
        "made_by": "python -m tumen.training.train_extraction",
        "data": {"set": path.parent.name, "passages": len(passages), "titles": len({each.title for each in passages})},
        "sentence_f1_cross_validated": round(score, 4),
        "features": FEATURES,
        "mean": mean.round(6).tolist(),
        "deviation": deviation.round(6).tolist(),
        "weights": weights.round(6).tolist(),
        "bias": round(bias, 6),
    }
    WEIGHTS.write_text(json.dumps(learned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"sentence F1, cross-validated by title: {score:.3f} ({len(passages)} passages)")


def fit(passages: Sequence[MarkedPassage], rows: Sequence[Rows]) -> Fitted:
    """Mean, deviation, weights and bias. A sentence counts as marked by the share of annotators who marked it."""
    from sklearn.linear_model import LogisticRegression

    columns = np.concatenate(rows)
    marked = np.concatenate(
        [[fmean(place in marks for marks in each.marks) for place in range(len(each.sentences))] for each in passages]
    )
    mean, deviation = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    scaled = (columns - mean) / deviation
    model = LogisticRegression(C=REGULARISATION, max_iter=2000).fit(
        np.concatenate([scaled, scaled]),
        np.repeat([1, 0], len(marked)),
        sample_weight=np.concatenate([marked, 1 - marked]),
    )
    return mean, deviation, model.coef_[0], float(model.intercept_[0])


def cross_validated(passages: Sequence[MarkedPassage], rows: Sequence[Rows]) -> float:
    """Mean sentence F1 over the folds of several partitions of the titles."""
    titles = sorted({each.title for each in passages})
    scores = []
    for seed in range(SEEDS):
        order = np.random.default_rng(seed).permutation(len(titles))
        fold_of = {title: int(place) % FOLDS for title, place in zip(titles, order, strict=True)}
        for fold in range(FOLDS):
            seen = [n for n, each in enumerate(passages) if fold_of[each.title] != fold]
            mean, deviation, weights, bias = fit([passages[n] for n in seen], [rows[n] for n in seen])
            for n in set(range(len(passages))) - set(seen):
                chances = 1 / (1 + np.exp(-((rows[n] - mean) / deviation @ weights + bias)))
                scores.append(best_agreement(best_expected_f1(chances), passages[n].marks))
    return fmean(scores)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
