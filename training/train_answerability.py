"""Learns when the corpus answers a question, from the gold questions, and writes assistant/evidence/answerability.json.

    python -m tumen.training.train_answerability

Trains on every gold question that no obstacle stops, and prints and keeps what folds show that training did not see.
Needs an index, and scikit-learn, which comes with sentence-transformers; the same index and questions give the same
numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tumen.assistant.answering import Assistant
from tumen.assistant.assembly import open_assistant
from tumen.assistant.evidence.answerability import Signals, signals
from tumen.corpus.settings import load_settings
from tumen.evaluation.gold.cases import Case, load_cases
from tumen.evaluation.metrics import auc

WEIGHTS = Path(__file__).parent.parent / "assistant" / "evidence" / "answerability.json"
REGULARISATION = 0.3
MOST_FALSE_REFUSALS = 0.05
"""The threshold is the highest at which no larger share of the answerable questions is refused, in unseen folds."""
FOLDS, SEEDS = 5, 10

Rows = NDArray[np.float64]
Flags = NDArray[np.bool_]


def main() -> None:
    """Trains, prints the cross-validated figures, writes the weights."""
    assistant = open_assistant(load_settings())
    rows, answered = _table(assistant, load_cases())
    unseen = cross_validated(rows, answered)
    threshold = float(np.quantile(unseen[answered], MOST_FALSE_REFUSALS))
    figures = {
        "auc": round(auc(unseen[answered].tolist(), unseen[~answered].tolist()), 4),
        "right_refusals": round(float((unseen[~answered] < threshold).mean()), 4),
        "false_refusals": round(float((unseen[answered] < threshold).mean()), 4),
    }
    mean, deviation, weights, bias = fit(rows, answered)
    learned = {
        "made_by": "python -m tumen.training.train_answerability",
        "data": {"questions": len(rows), "answerable": int(answered.sum()), "corpus": assistant.setting.version},
        "cross_validated": figures,
        "signals": [each.name for each in fields(Signals)],
        "mean": mean.round(6).tolist(),
        "deviation": deviation.round(6).tolist(),
        "weights": weights.round(6).tolist(),
        "bias": round(bias, 6),
        "threshold": round(threshold, 4),
    }
    WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} questions, cross-validated: {figures}")


def fit(rows: Rows, answered: Flags) -> tuple[Rows, Rows, Rows, float]:
    """Mean, deviation, weights and bias of a regression in which both kinds of question weigh alike."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=REGULARISATION, max_iter=2000, class_weight="balanced")
    model.fit((rows - mean) / deviation, answered)
    return mean, deviation, model.coef_[0], float(model.intercept_[0])


def cross_validated(rows: Rows, answered: Flags) -> Rows:
    """(n,) probabilities, each the mean of those from folds that did not see the question."""
    total = np.zeros(len(rows))
    for seed in range(SEEDS):
        fold_of = np.random.default_rng(seed).permutation(len(rows)) % FOLDS
        for fold in range(FOLDS):
            seen = fold_of != fold
            mean, deviation, weights, bias = fit(rows[seen], answered[seen])
            total[~seen] += 1 / (1 + np.exp(-((rows[~seen] - mean) / deviation @ weights + bias)))
    return total / SEEDS


def _table(assistant: Assistant, cases: Sequence[Case]) -> tuple[Rows, Flags]:
    """(n, 9) signals and (n,) whether an answer is expected, of the questions that no obstacle stops."""
    rows, answered = [], []
    for case in cases:
        reading, hits = assistant.find(case.question, case.history, case.as_of)
        if reading.obstacle is None and hits:
            rows.append(astuple(signals(reading, hits)))
            answered.append(case.answered)
    return np.array(rows), np.array(answered)


if __name__ == "__main__":
    main()
