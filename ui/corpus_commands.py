"""The commands of whoever keeps the corpus: build, add, fetch, remove, sources, check.

Knows their arguments and what they print; the work is the floors'. Part of the command line through `cli.app`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tumen.ui.failures import Status, write_json
from tumen.ui.options import Json, Quiet

if TYPE_CHECKING:
    from tumen.ingest.adding import Outcome

commands = typer.Typer()


@commands.command()
def build(context: typer.Context, quiet: Quiet = False, as_json: Json = False) -> None:
    """Bring the index up to date; nothing is done when it already is.

    The index is made from the corpus folder and from the originals that were added or fetched.
    """
    from tumen.ui.terminal import build_line, progress_bar, write

    with progress_bar("Embedding", quiet) as progress:
        report = context.obj.build(progress)
    if as_json:
        write_json(asdict(report))
    elif not quiet:
        write(build_line(report))


@commands.command()
def add(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Texts: .txt .md .html .pdf .docx.")],
    source: Annotated[str, typer.Option("--source", metavar="ID", help="The source they are the original of.")],
    as_json: Json = False,
) -> None:
    """Take files as the original of a source.

    `tumen build` then brings them into the index. One bad file does not stop the others; it makes the exit status 1.
    """
    _report(context.obj.add(files, source), as_json)


@commands.command()
def fetch(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Sources; all where none is named.")] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take originals from the web addresses of their sources.

    `tumen build` then brings them into the index. One that fails does not stop the others; it makes the exit status 1.
    """
    from tumen.ui.terminal import progress_bar

    with progress_bar("Fetching", quiet) as progress:
        outcomes = context.obj.fetch(sources or (), progress)
    _report(outcomes, as_json, quiet)


@commands.command()
def remove(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="ID", help="Sources whose originals are to go.")],
    as_json: Json = False,
) -> None:
    """Forget the originals of sources; their statements stay.

    `tumen build` then takes them out of the index and off the disk.
    """
    _report(context.obj.remove(sources), as_json)


@commands.command()
def sources(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(metavar="ID", help="One source, with its statements.")] = None,
    as_json: Json = False,
) -> None:
    """List the sources, or show one with everything it says."""
    from tumen.ui import records, terminal

    catalogue = context.obj.catalogue()
    if source is None:
        if as_json:
            write_json({"sources": [records.source_record(each) for each in catalogue.sources]})
        else:
            terminal.write(*(terminal.source_line(each) for each in catalogue.sources))
        return
    card, said = catalogue.source(source), catalogue.statements_of(source)
    if as_json:
        write_json(records.source_with_statements(card, said))
    else:
        terminal.show_source(card, said)


@commands.command()
def check(context: typer.Context, as_json: Json = False) -> None:
    """Name every fault of the corpus folder, and every statement that its original does not seem to bear out.

    A statement is held against the original that was added or fetched for its source: its numbers, its names, and its
    other words. One that is doubtful is for you to read; only a fault makes the exit status 1.
    """
    from tumen.ui import records, terminal

    found = context.obj.catalogue()
    held = context.obj.hold_against_originals(found)
    if as_json:
        write_json(records.check_record(found, held))
        return
    sizes = (len(found.sources), len(found.statements), len(found.contradictions))
    terminal.write("{:,} sources, {:,} statements, {:,} contradictions: no faults.".format(*sizes))
    for source, holdings in held:
        terminal.write(*terminal.holding_lines(source, holdings))


def _report(outcomes: "Sequence[Outcome]", as_json: bool, quiet: bool = False) -> None:
    """Says of each what became of it; one that failed fails the command, after all the others were taken."""
    from tumen.ui.terminal import outcome_lines, write

    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if as_json:
        write_json({"outcomes": [asdict(outcome) for outcome in outcomes]})
    elif failed or not quiet:
        write(*outcome_lines(failed if quiet else outcomes))
    if failed:
        raise typer.Exit(Status.FAILED)
