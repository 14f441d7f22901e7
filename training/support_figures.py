"""How well the support checker agrees with people, as figures with intervals beside the word-overlap baseline.

Knows how cross-validated scores become figures and a page; knows nothing of how they were learned.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tumen.assistant.checking.offline_judge import SUPPORTED_FROM
from tumen.corpus.words import content_words, stems
from tumen.evaluation.judged.support_rows import Pair
from tumen.evaluation.metrics.classification import auc, balanced_accuracy
from tumen.training.support_training import PLANTED, Examples

Scores = NDArray[np.float64]
MAIN_SETS = ("wice", "expertqa", "factcheck_gpt", "scifact_claims", "mtrag_faithfulness")
OVERLAP_FROM = 0.7
"""Share of its content stems from which a claim counts as supported by word overlap: the rule shipped first."""

SURELY_NOT = 0.25
RESAMPLES = 1_000
PAGE = Path(__file__).parent.parent / "docs" / "support.md"
BEGIN, END = "<!-- figures: made by training/train_support -->\n", "<!-- end of figures -->\n"


def figures(examples: Examples, scores: Scores, pairs: Sequence[Pair]) -> dict[str, Any]:
    """Per set, their mean over the five main sets, and the planted faults by kind; all means over the partitions.

    scores: (partitions, n). pairs: those that people judged, the first of the examples.
    """
    overlaps = np.array([overlap(pair) for pair in pairs])
    by_set = {}
    for name in dict.fromkeys(examples.sets.tolist()):
        if name != PLANTED:
            chosen = np.flatnonzero(examples.sets == name)
            by_set[name] = _of_set(scores[:, chosen], overlaps[chosen], examples.supported[chosen])
    mean = {
        key: round(fmean(by_set[name][key] for name in MAIN_SETS), 4)
        for key in ("balanced_accuracy", "auc", "brier", "word_overlap")
    }
    return {"mean": mean, "sets": by_set, "planted": _of_faults(examples, scores)}


def overlap(pair: Pair) -> float:
    """The baseline: share of the claim's content stems that stand anywhere in the context."""
    wanted = stems(content_words(pair.claim))
    return len(wanted & stems(content_words(pair.context))) / len(wanted) if wanted else 0.0


def _of_set(scores: Scores, overlaps: Scores, supported: NDArray[np.bool_]) -> dict[str, Any]:
    labels = supported.tolist()
    right = ((scores >= SUPPORTED_FROM) == supported).mean(axis=0)
    low, high = _interval(right, supported)
    return {
        "n": len(labels),
        "balanced_accuracy": round(float(right[supported].mean() + right[~supported].mean()) / 2, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "auc": round(fmean(auc(row[supported].tolist(), row[~supported].tolist()) for row in scores), 4),
        "brier": round(float(((scores - supported) ** 2).mean()), 4),
        "word_overlap": round(balanced_accuracy((overlaps >= OVERLAP_FROM).tolist(), labels), 4),
    }


def _interval(right: Scores, supported: NDArray[np.bool_]) -> tuple[float, float]:
    """95 % percentile bootstrap of the balanced accuracy, pairs resampled within each label."""
    generator = np.random.default_rng(0)
    shares = []
    for label in (True, False):
        of_label = right[supported == label]
        shares.append(of_label[generator.integers(0, len(of_label), (RESAMPLES, len(of_label)))].mean(axis=1))
    low, high = np.percentile((shares[0] + shares[1]) / 2, (2.5, 97.5))
    return float(low), float(high)


def _of_faults(examples: Examples, scores: Scores) -> dict[str, Any]:
    """Caught: not shown as supported. By kind, with how many of them are not shown at all."""
    chosen = examples.sets == PLANTED
    faulty = chosen & ~examples.supported
    caught = (scores < SUPPORTED_FROM).mean(axis=0)
    dropped = (scores < SURELY_NOT).mean(axis=0)
    kinds = {
        kind: {
            "n": int((chosen & (examples.kinds == kind)).sum()),
            "faulty": bool((faulty & (examples.kinds == kind)).any()),
            "caught": round(float(caught[chosen & (examples.kinds == kind)].mean()), 4),
            "dropped": round(float(dropped[chosen & (examples.kinds == kind)].mean()), 4),
        }
        for kind in sorted(set(examples.kinds[chosen].tolist()))
    }
    return {
        "recall": round(float(caught[faulty].mean()), 4),
        "false_alarms": round(float(caught[chosen & examples.supported].mean()), 4),
        "kinds": kinds,
    }


def write_report(provenance: Mapping[str, Any]) -> None:
    """Puts the tables into docs/support.md."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{report(provenance)}{END}{after}", "utf-8")


def report(provenance: Mapping[str, Any]) -> str:
    """The tables, from the provenance of the shipped numbers."""
    return "\n".join(report_lines(provenance)) + "\n"


def report_lines(provenance: Mapping[str, Any]) -> list[str]:
    """Markdown: one table of sets, one of planted faults."""
    found, plain = provenance["with_vectors"], provenance["without_vectors"]["mean"]
    lines = [
        "| set | pairs | balanced accuracy | 95 % | AUC | Brier | word overlap |",
        "| --- | --: | --: | --- | --: | --: | --: |",
    ]
    for name, row in found["sets"].items():
        lines.append(
            f"| {name} | {row['n']:,} | {row['balanced_accuracy']:.3f} | {row['low']:.3f} to {row['high']:.3f} "
            f"| {row['auc']:.3f} | {row['brier']:.3f} | {row['word_overlap']:.3f} |"
        )
    mean = found["mean"]
    lines.append(
        f"| **mean of the first five** | | **{mean['balanced_accuracy']:.3f}** | | {mean['auc']:.3f} "
        f"| {mean['brier']:.3f} | {mean['word_overlap']:.3f} |"
    )
    lines.append(
        f"| the same without vectors | | {plain['balanced_accuracy']:.3f} | | {plain['auc']:.3f} "
        f"| {plain['brier']:.3f} | |"
    )
    lines += [
        "",
        "| planted | sentences | marked or dropped | below 0.25 |",
        "| --- | --: | --: | --: |",
    ]
    for kind, row in sorted(found["planted"]["kinds"].items(), key=lambda each: (not each[1]["faulty"], each[0])):
        mark = "" if row["faulty"] else " (honest)"
        lines.append(f"| {kind}{mark} | {row['n']:,} | {row['caught']:.3f} | {row['dropped']:.3f} |")
    faults = found["planted"]
    lines.append(f"| **all faults** | | **{faults['recall']:.3f}** | |")
    lines.append(f"| **all honest rewordings** | | **{faults['false_alarms']:.3f}** | |")
    return lines
