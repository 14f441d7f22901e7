"""Does a run keep what the committed baseline had? What got worse, by name.

Pure. Knows when a figure counts as worse: its mean, over the questions that both runs share, lies beyond the interval
of the baseline on the wrong side. Knows nothing of how a run is made.
"""

from tumen.corpus.errors import RegressionError
from tumen.evaluation.outcomes import Outcome, Run
from tumen.evaluation.reports.comparing import MeasureComparison, compare

_MOST_NAMED = 10
_ROUNDING = 1e-9


def regressions(baseline: Run, run: Run, seed: int = 0) -> tuple[MeasureComparison, ...]:
    """The measures that got worse, in the order of MEASURES."""
    return tuple(each for each in compare(baseline, run, seed).measures if _is_regression(each))


def hold(baseline: Run, run: Run, seed: int = 0) -> None:
    """Raises RegressionError that names the measures and the questions that got worse, or that failed."""
    problems = [f"  {outcome.id} failed: {outcome.error}" for outcome in run.failed[:_MOST_NAMED]]
    for each in regressions(baseline, run, seed):
        problems += _told(each, baseline, run)
    if problems:
        raise RegressionError(
            "Answers are worse than those of the committed baseline.\n" + "\n".join(problems),
            "Mend what made them worse. Where the change is meant, renew the baseline with `make baseline`, commit it "
            "and say why.",
        )


def _is_regression(each: MeasureComparison) -> bool:
    if each.measure.better == "higher":
        return each.second.mean < each.first.low - _ROUNDING
    return each.second.mean > each.first.high + _ROUNDING


def _told(each: MeasureComparison, baseline: Run, run: Run) -> list[str]:
    """The measure, then the questions that lost, those with the greatest loss first."""
    before = {outcome.id: outcome for outcome in baseline.outcomes}
    after = {outcome.id: outcome for outcome in run.outcomes}
    name = each.measure.name
    lines = [
        f"  {each.measure.title} ({name}): {each.second.mean:.3f}, "
        f"baseline {each.first.mean:.3f} ({each.first.low:.3f} to {each.first.high:.3f})"
    ]
    lines += [_question(before[loss], after[loss], name) for loss in each.losses[:_MOST_NAMED]]
    if (rest := len(each.losses) - _MOST_NAMED) > 0:
        lines.append(f"    and {rest} more")
    return lines


def _question(before: Outcome, after: Outcome, measure: str) -> str:
    return f"    {after.id} ({before.scores[measure]:.2f} → {after.scores[measure]:.2f}): {after.question}"
