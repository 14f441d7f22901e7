"""Learns when the corpus answers a question, from the gold questions, and writes assistant/answerability.json.

    python -m evaluation.train_answerability

Trains on the odd-numbered gold questions and prints how the even-numbered ones fare; what an obstacle already refuses
is left out. Needs an index, and scikit-learn, which comes with sentence-transformers; the same index and questions give
the same numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answerability import Signals, signals
from assistant.answering import Assistant
from assistant.assembly import open_assistant
from corpus.settings import load_settings
from evaluation.cases import Case, load_cases
from evaluation.metrics import auc

WEIGHTS = Path(__file__).parent.parent / "assistant" / "answerability.json"
REGULARISATION = 0.3
MOST_FALSE_REFUSALS = 0.05
"""The threshold is the highest at which no larger share of the answerable training questions is refused."""

Rows = NDArray[np.float64]


def main() -> None:
    """Trains, prints both halves, writes the weights."""
    from sklearn.linear_model import LogisticRegression

    assistant = open_assistant(load_settings())
    cases = load_cases()
    rows, answered = _table(assistant, [case for case in cases if _number(case) % 2])
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=REGULARISATION, max_iter=2000, class_weight="balanced")
    model.fit((rows - mean) / deviation, answered)
    chances = model.predict_proba((rows - mean) / deviation)[:, 1]
    threshold = float(np.quantile(chances[answered], MOST_FALSE_REFUSALS))
    _tell("odd", chances, answered, threshold)
    others, expected = _table(assistant, [case for case in cases if not _number(case) % 2])
    _tell("even", model.predict_proba((others - mean) / deviation)[:, 1], expected, threshold)
    learned = {
        "made_by": "python -m evaluation.train_answerability",
        "data": {"questions": len(rows), "answerable": int(answered.sum()), "corpus": assistant.setting.version},
        "signals": [each.name for each in fields(Signals)],
        "mean": mean.round(6).tolist(),
        "deviation": deviation.round(6).tolist(),
        "weights": model.coef_[0].round(6).tolist(),
        "bias": round(float(model.intercept_[0]), 6),
        "threshold": round(threshold, 4),
    }
    WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def _table(assistant: Assistant, cases: Sequence[Case]) -> tuple[Rows, NDArray[np.bool_]]:
    """(n, 9) signals and (n,) whether an answer is expected, of the questions that no obstacle stops."""
    rows, answered = [], []
    for case in cases:
        reading, hits = assistant.find(case.question, case.history, case.as_of)
        if reading.obstacle is None and hits:
            rows.append(astuple(signals(reading, hits)))
            answered.append(case.answered)
    return np.array(rows), np.array(answered)


def _tell(half: str, chances: Rows, answered: NDArray[np.bool_], threshold: float) -> None:
    right, wrong = float((chances[~answered] < threshold).mean()), float((chances[answered] < threshold).mean())
    area = auc(chances[answered].tolist(), chances[~answered].tolist())
    print(f"{half}: {len(chances)} questions, AUC {area:.3f}, right refusals {right:.2f}, false refusals {wrong:.2f}")


def _number(case: Case) -> int:
    return int(case.id.rsplit("-", 1)[1])


if __name__ == "__main__":
    main()
