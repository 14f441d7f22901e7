"""Figures for a reader: tables on a terminal, columns in a pipe.

Knows how figures read; knows neither commands nor how the figures were made.
"""

import sys
from collections.abc import Sequence

from tumen.evaluation.measures import BY_NAME, TOLD_BY_KIND
from tumen.evaluation.outcomes import Figures, Outcome, Run, figures
from tumen.evaluation.reports.comparing import Comparison
from tumen.ui.terminal import write

_MOST_NAMED = 10
"""Questions that are named under a table; the results file has them all."""


def show_run(run: Run, seed: int = 0) -> None:
    """Every figure with its interval, then its mean for each kind of question, then the cases that failed."""
    show_figures(figures(run.outcomes, seed))
    if len(run.kinds) > 1:
        _show_kinds(run)
    _show_failed(run.failed)


def show_figures(found: Figures) -> None:
    """A row for each measure."""
    rows = [
        (
            BY_NAME[name].title,
            f"{each.mean:.3f}",
            f"{each.low:.3f} to {each.high:.3f}",
            str(each.n),
            BY_NAME[name].meaning,
        )
        for name, each in found.items()
    ]
    show_table(("measure", "mean", "95 % interval", "n", "what it is"), rows)


def show_comparison(compared: Comparison) -> None:
    """A row for each measure, with wins and losses by question, then the questions of each."""
    rows = [
        (
            each.measure.title,
            f"{each.first.mean:.3f}",
            f"{each.second.mean:.3f}",
            f"{each.difference.mean:+.3f}",
            f"{each.difference.low:+.3f} to {each.difference.high:+.3f}",
            f"{len(each.wins)}/{len(each.losses)}/{each.ties}",
            "*" if each.difference.is_clear else "",
        )
        for each in compared.measures
    ]
    show_table(("measure", "first", "second", "change", "95 % interval", "wins/losses/ties", ""), rows)
    for each in compared.measures:
        for word, names in (("better", each.wins), ("worse", each.losses)):
            if names:
                write(f"{each.measure.title}, {word}: {_named(names)}")
    if compared.unpaired:
        write(f"Not in both, or asked in other words, and left out: {_named(compared.unpaired)}")


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Ruled on a terminal, aligned columns in a pipe."""
    if not sys.stdout.isatty():
        widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
        write(
            *(
                "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
                for row in (head, *rows)
            ),
            "",
        )
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*head, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table, "")


def _show_kinds(run: Run) -> None:
    by_kind = {kind: figures(run.of_kind(kind), resamples=1) for kind in run.kinds}
    shown = [name for name in TOLD_BY_KIND if any(name in found for found in by_kind.values())]
    rows = [
        (kind, str(len(run.of_kind(kind))), *(f"{found[name].mean:.2f}" if name in found else "-" for name in shown))
        for kind, found in by_kind.items()
    ]
    show_table(("kind", "n", *(BY_NAME[name].title for name in shown)), rows)


def _show_failed(failed: Sequence[Outcome]) -> None:
    if failed:
        write(f"Failed, and in no figure: {len(failed)}")
        write(*(f"  {outcome.id}: {outcome.error}" for outcome in failed[:_MOST_NAMED]))


def _named(names: Sequence[str]) -> str:
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
