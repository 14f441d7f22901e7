"""Learns when the corpus answers a question, from the gold questions, and writes assistant/evidence/answerability.json.

    python -m tumen.training.train_answerability

Trains on every gold question that no obstacle stops, and prints and keeps what folds show that training did not see:
once on all signals, for the embedder of the settings, once on those that need no cosine, for any other. Needs an index;
the same index and questions give the same numbers.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tumen.assistant.answering import Assistant
from tumen.assistant.assembly import open_assistant
from tumen.assistant.evidence.answerability import OF_COSINES, Signals, signals
from tumen.assistant.regression import Matrix, Regression
from tumen.corpus.settings import load_settings
from tumen.evaluation.gold.cases import Case, load_cases
from tumen.evaluation.metrics import auc
from tumen.training.regression import fit, held_out

WEIGHTS = Path(__file__).parent.parent / "assistant" / "evidence" / "answerability.json"
REGULARISATION = 0.3
MOST_FALSE_REFUSALS = 0.05
"""The threshold is the highest at which no larger share of the answerable questions is refused, in unseen folds."""
FOLDS, SEEDS = 5, 10

Flags = NDArray[np.bool_]


def main() -> None:
    """Trains, prints the cross-validated figures, writes the weights."""
    settings = load_settings()
    assistant = open_assistant(settings)
    rows, answered = _table(assistant, load_cases())
    names = [each.name for each in fields(Signals)]
    without = [name for name in names if name not in OF_COSINES]
    gates = [learned(rows, answered, names, settings.embedder), learned(rows, answered, without, "")]
    content = {
        "made_by": "python -m tumen.training.train_answerability",
        "data": {"questions": len(rows), "answerable": int(answered.sum()), "corpus": assistant.setting.version},
        "gates": gates,
    }
    WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    for gate in gates:
        print(f"{len(rows)} questions, {len(gate['names'])} signals, cross-validated: {gate['cross_validated']}")


def learned(
    rows: Sequence[dict[str, float]], answered: Flags, names: Sequence[str], trained_with: str
) -> dict[str, Any]:
    """One gate as the file holds it: the regression over these signals, its threshold and what it does unseen."""
    matrix = np.array([[row[name] for name in names] for row in rows])

    def learn(seen: Flags) -> Callable[[Flags], Matrix]:
        regression = _fitted(names, matrix[seen], answered[seen], trained_with)
        return lambda asked: regression.probabilities(names, matrix[asked])

    unseen = held_out(range(len(rows)), FOLDS, SEEDS, learn)
    threshold = float(np.quantile(unseen[answered], MOST_FALSE_REFUSALS))
    figures = {
        "auc": round(auc(unseen[answered].tolist(), unseen[~answered].tolist()), 4),
        "right_refusals": round(float((unseen[~answered] < threshold).mean()), 4),
        "false_refusals": round(float((unseen[answered] < threshold).mean()), 4),
    }
    whole = _fitted(names, matrix, answered, trained_with)
    return {**whole.to_dict(), "threshold": round(threshold, 4), "cross_validated": figures}


def _fitted(names: Sequence[str], rows: Matrix, answered: Flags, trained_with: str) -> Regression:
    """Both kinds of question weigh alike."""
    return fit(names, rows, answered, regularisation=REGULARISATION, balanced=True, trained_with=trained_with)


def _table(assistant: Assistant, cases: Sequence[Case]) -> tuple[list[dict[str, float]], Flags]:
    """The signals, and (n,) whether an answer is expected, of the questions that no obstacle stops."""
    rows, answered = [], []
    for case in cases:
        reading, hits = assistant.find(case.question, case.history, case.as_of)
        if reading.obstacle is None and hits:
            rows.append(asdict(signals(reading, hits, assistant.subject)))
            answered.append(case.answered)
    return rows, np.array(answered)


if __name__ == "__main__":
    main()
