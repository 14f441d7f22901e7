"""The commands that measure: `tumen evaluate` and what stands under it.

Knows their arguments, what they print and how they end; the measuring is `evaluation`'s. Part of the command line
through `cli.app`.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tumen.ui.failures import Status, write_json
from tumen.ui.options import Json, Quiet

if TYPE_CHECKING:
    from tumen.evaluation.outcomes import Run
    from tumen.evaluation.ruler import Lookup

evaluate = typer.Typer(name="evaluate")

Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Another baseline than the one that ships.")
]
Gate = Annotated[bool, typer.Option("--gate", help="Fail where a figure is worse than the baseline's.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a report to read in a browser.")]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="KIND", help="Questions of this kind; may be repeated.")
]
Ragas = Annotated[
    Path | None, typer.Option("--export-ragas", metavar="FILE", help="Write the answers in the format of RAGAS.")
]
Results = Annotated[Path, typer.Argument(metavar="FILE", help="A results file of `tumen evaluate`.")]
Rows = Annotated[Path, typer.Argument(metavar="FILE", help="One JSON object a line; docs/evaluation.md.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Of the bootstrap intervals.")]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Make this run the baseline that the gate holds later ones against.")
]


@evaluate.callback(invoke_without_command=True)
def gold(
    context: typer.Context,
    only: Only = None,
    seed: Seed = 0,
    html: Html = None,
    export_ragas: Ragas = None,
    baseline: Baseline = None,
    gate: Gate = False,
    write_baseline: WriteBaseline = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Ask the gold questions and score the answers; or score other things with the commands below.

    Writes results/<commit>.json. An interrupted run goes on where it stopped. A question that fails is reported as
    failed and makes the exit status 1.
    """
    if context.invoked_subcommand:
        return
    from tumen.evaluation.gold import results
    from tumen.evaluation.gold.runner import run_and_keep
    from tumen.evaluation.others.ragas_format import samples_of_run, write_samples
    from tumen.evaluation.reports import gate as keeper
    from tumen.ui.terminal import progress_bar, write

    cases = context.obj.gold_cases(only or ())
    with context.obj.harness(only or ()) as harness, progress_bar("Asking", quiet) as progress:
        run, kept = run_and_keep(harness, cases, results.FOLDER, seed, progress)
        if export_ragas:
            write_samples(samples_of_run(run, harness.passages), export_ragas)
        if html:
            _write_report(run, html, seed, harness.passages)
    _show_run(run, seed, as_json, quiet)
    if not (as_json or quiet):
        write(f"Written to {kept}.")
    if gate:
        keeper.hold(results.read_run(baseline or results.BASELINE), run, seed)
    if write_baseline:
        results.write_baseline(run, baseline or results.BASELINE)
    if run.failed:
        raise typer.Exit(Status.FAILED)


@evaluate.command()
def answers(
    context: typer.Context,
    file: Rows,
    kept: Annotated[
        Path | None, typer.Option("--results", metavar="FILE", help="Write the figures, for `evaluate compare`.")
    ] = None,
    seed: Seed = 0,
    html: Html = None,
    export_ragas: Ragas = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Score the answers of any system.

    A line is {"question", "answer" with [n] markers, "contexts"}, or what RAGAS calls them.
    """
    from tumen.evaluation.gold.results import write_run
    from tumen.evaluation.others.answer_files import read_answers
    from tumen.evaluation.others.answer_scoring import score_answers
    from tumen.evaluation.others.ragas_format import sample_of_record, write_samples
    from tumen.evaluation.outcomes import Run
    from tumen.ui.terminal import progress_bar

    records = read_answers(file)
    if export_ragas:
        write_samples(map(sample_of_record, records), export_ragas)
    bench = context.obj.answer_bench(file)
    with progress_bar("Scoring", quiet) as progress:
        run = Run(bench.made_by, score_answers(records, bench.ruler, progress))
    if kept:
        write_run(run, kept, seed)
    if html:
        _write_report(run, html, seed)
    _show_run(run, seed, as_json, quiet)
    if run.failed:
        raise typer.Exit(Status.FAILED)


@evaluate.command()
def support(context: typer.Context, file: Rows, as_json: Json = False, quiet: Quiet = False) -> None:
    """Hold the support checker against people's labels.

    A line is {"context", "claim" or "answer", "label"}.
    """
    from tumen.evaluation.judged.support_sets import evaluate_support
    from tumen.ui.terminal import progress_bar

    judge = context.obj.judge()
    with progress_bar("Judging", quiet) as progress:
        scores = evaluate_support(file, judge, progress)
    _show(scores.to_dict(), as_json)


@evaluate.command()
def retrieval(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Holds corpus.jsonl, queries.jsonl and qrels.tsv.")],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Score the retrieval on a folder of judged queries."""
    from tumen.evaluation.judged.retrieval_sets import evaluate_retrieval
    from tumen.ui.terminal import progress_bar

    with progress_bar("Embedding", quiet) as progress:
        scores = evaluate_retrieval(folder, context.obj.settings, progress)
    _show(scores.to_dict(), as_json)


@evaluate.command()
def extraction(context: typer.Context, file: Rows, as_json: Json = False, quiet: Quiet = False) -> None:
    """Score which sentences of a passage are quoted, and whether it answers at all, against people's marks.

    A line is {"question", "context" with a sentence a line, "answer_sentences": [[0, 2], …], "answerable"}.
    """
    from tumen.evaluation.judged.marked_sentences import evaluate_extraction
    from tumen.ui.terminal import progress_bar

    embedder = context.obj.embedder()
    with progress_bar("Extracting", quiet) as progress:
        scores = evaluate_extraction(file, embedder, progress)
    _show(scores.to_dict(), as_json)


@evaluate.command()
def rewriting(file: Rows, as_json: Json = False) -> None:
    """Score the stand-alone wording of follow-ups against what people wrote."""
    from tumen.evaluation.judged.rewriting import evaluate_rewriting

    _show(evaluate_rewriting(file).to_dict(), as_json)


@evaluate.command()
def compare(first: Results, second: Results, seed: Seed = 0, as_json: Json = False) -> None:
    """Compare two runs question by question: the change of each measure, and whether it is more than chance."""
    from tumen.evaluation.gold.results import read_run
    from tumen.evaluation.reports.comparing import compare as compared
    from tumen.ui.evaluation_tables import show_comparison

    comparison = compared(read_run(first), read_run(second), seed)
    if as_json:
        write_json(comparison.to_dict())
    else:
        show_comparison(comparison)


def _write_report(run: "Run", path: Path, seed: int, passages: "Lookup | None" = None) -> None:
    """The page, with the texts of the key statements where there is a corpus to take them from."""
    from tumen.corpus.durable_files import write_durably
    from tumen.evaluation.reports.calibration_file import read_calibration
    from tumen.evaluation.reports.report import report_page

    keys = dict.fromkeys(key for outcome in run.outcomes for key in outcome.keys)
    texts = {passage.id: passage.text for passage in passages(list(keys))} if passages else {}
    write_durably(path, report_page(run, texts, read_calibration(), seed))


def _show_run(run: "Run", seed: int, as_json: bool, quiet: bool) -> None:
    """One JSON object, or tables."""
    from tumen.evaluation.gold.results import run_to_dict
    from tumen.ui.evaluation_tables import show_run

    if as_json:
        write_json(run_to_dict(run, seed))
    elif not quiet:
        show_run(run, seed)


def _show(figures: dict[str, Any], as_json: bool) -> None:
    """One JSON object, or a line for each figure."""
    from tumen.ui.terminal import write

    if as_json:
        write_json(figures)
        return
    width = max(map(len, figures))
    write(*(f"{name:<{width}}  {value}" for name, value in figures.items()))
