"""How well a support checker agrees with people on a file of judged pairs.

Asks any Judge and scores what it says; the file is `support_rows`', the metrics are `metrics`'. Knows nothing of how
a judge decides. The context of a pair is a text without author or date, so nothing but its words can speak for a claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tumen.assistant.checking.offline_judge import SUPPORTED_FROM
from tumen.assistant.dialogue import Judge
from tumen.corpus.contracts import Progress, silent
from tumen.corpus.plain_passages import plain_passage
from tumen.evaluation.judged.support_rows import Pair, read_pairs
from tumen.evaluation.metrics.classification import auc, balanced_accuracy, brier


@dataclass(frozen=True, slots=True)
class SupportScores:
    """balanced_accuracy: at `threshold`. auc, brier: of the scores themselves. n: pairs."""

    balanced_accuracy: float
    auc: float
    brier: float
    n: int
    threshold: float

    def to_dict(self) -> dict[str, float | int]:
        """The keys of the command line."""
        return {
            "balanced_accuracy": round(self.balanced_accuracy, 4),
            "auc": round(self.auc, 4),
            "brier": round(self.brier, 4),
            "n": self.n,
            "threshold": self.threshold,
        }


def evaluate_support(path: Path, judge: Judge, progress: Progress = silent) -> SupportScores:
    """Judges every pair of the file. Raises PairsError, and what the judge raises."""
    pairs = read_pairs(path)
    scores = []
    for done, pair in enumerate(pairs, 1):
        scores.append(judge.support(pair.claim, [plain_passage(f"pair#{done}", pair.context)]).score)
        progress(done, len(pairs))
    return agreement(scores, pairs)


def agreement(scores: Sequence[float], pairs: Sequence[Pair]) -> SupportScores:
    """One score a pair, in order."""
    labels = [pair.supported for pair in pairs]
    return SupportScores(
        balanced_accuracy=balanced_accuracy([score >= SUPPORTED_FROM for score in scores], labels),
        auc=auc(
            [score for score, label in zip(scores, labels, strict=True) if label],
            [score for score, label in zip(scores, labels, strict=True) if not label],
        ),
        brier=brier(scores, labels) or 0.0,
        n=len(pairs),
        threshold=SUPPORTED_FROM,
    )
