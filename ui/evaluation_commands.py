"""The commands that measure: `tumen evaluate` and what stands under it.

Knows their arguments, what they print and how they end; the measuring is `evaluation`'s. Part of the command line
through `cli.app`.
"""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.failures import Status, write_json
from ui.options import Json, Quiet

evaluate = typer.Typer(name="evaluate", no_args_is_help=False)

Results = Annotated[Path, typer.Argument(metavar="FILE", help="A results file of `tumen evaluate`.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Of the bootstrap intervals.")]
Rows = Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines.")]


@evaluate.callback(invoke_without_command=True)
def gold(
    context: typer.Context,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="KIND", help="Questions of this kind; may be repeated.")
    ] = None,
    seed: Seed = 0,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Ask the gold questions and score the answers; or score other things with the commands below.

    Writes results/<commit>.json. An interrupted run goes on where it stopped. A question that fails is reported as
    failed and makes the exit status 1.
    """
    if context.invoked_subcommand:
        return
    from evaluation.results import FOLDER, run_to_dict
    from evaluation.runner import run_and_keep
    from ui.evaluation_tables import show_run
    from ui.terminal import progress_bar, write

    cases = context.obj.gold_cases(only or ())
    with context.obj.harness(only or ()) as harness, progress_bar("Asking", quiet) as progress:
        run, kept = run_and_keep(harness, cases, FOLDER, seed, progress)
    if as_json:
        write_json(run_to_dict(run, seed))
    elif not quiet:
        show_run(run, seed)
        write(f"Written to {kept}.")
    if run.failed:
        raise typer.Exit(Status.FAILED)


@evaluate.command()
def compare(first: Results, second: Results, seed: Seed = 0, as_json: Json = False) -> None:
    """Compare two runs question by question: the change of each measure, and whether it is more than chance."""
    from evaluation.comparing import compare as compared
    from evaluation.results import read_run
    from ui.evaluation_tables import show_comparison

    comparison = compared(read_run(first), read_run(second), seed)
    if as_json:
        write_json(comparison.to_dict())
    else:
        show_comparison(comparison)


@evaluate.command()
def support(context: typer.Context, file: Rows, as_json: Json = False, quiet: Quiet = False) -> None:
    """Hold the support checker against people's labels.

    A line is {"context", "claim" or "answer", "label"}.
    """
    from ui.terminal import progress_bar

    judge = context.obj.judge()
    with progress_bar("Judging", quiet) as progress:
        scores = import_module("evaluation.support_sets").evaluate_support(file, judge, progress)
    _show(scores.to_dict(), as_json)


@evaluate.command()
def retrieval(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Holds corpus.jsonl, queries.jsonl and qrels.tsv.")],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Score the retrieval on a folder of judged queries."""
    from ui.terminal import progress_bar

    with progress_bar("Embedding", quiet) as progress:
        scores = import_module("evaluation.retrieval_sets").evaluate_retrieval(folder, context.obj.settings, progress)
    _show(scores.to_dict(), as_json)


@evaluate.command()
def rewriting(file: Rows, as_json: Json = False) -> None:
    """Score the stand-alone wording of follow-ups against what people wrote."""
    scores = import_module("evaluation.rewriting").evaluate_rewriting(file)
    _show(scores.to_dict(), as_json)


def _show(figures: dict[str, Any], as_json: bool) -> None:
    """One JSON object, or a line for each figure."""
    from ui.terminal import write

    if as_json:
        write_json(figures)
        return
    width = max(map(len, figures))
    write(*(f"{name:<{width}}  {value}" for name, value in figures.items()))
