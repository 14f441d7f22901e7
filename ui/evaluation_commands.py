"""The commands that measure: `tumen evaluate` and what stands under it.

Knows their arguments, what they print and how they end; the measuring is `evaluation`'s. Part of the command line
through `cli.app`.
"""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.failures import write_json
from ui.options import Json, Quiet

evaluate = typer.Typer(name="evaluate", no_args_is_help=False)

Rows = Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines.")]


@evaluate.callback(invoke_without_command=True)
def gold(context: typer.Context) -> None:
    """Ask the gold questions and score the answers; or score other things with the commands below."""


@evaluate.command()
def support(context: typer.Context, file: Rows, as_json: Json = False, quiet: Quiet = False) -> None:
    """Hold the support checker against people's labels.

    A line is {"context", "claim" or "answer", "label"}.
    """
    from assistant.assembly import open_judge
    from ui.terminal import progress_bar

    judge = open_judge(context.obj.settings.support)
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
