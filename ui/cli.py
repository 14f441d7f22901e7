"""The command line: what can be typed, and what the process says when it ends.

Knows commands, options and exit statuses; how things read is `terminal`'s, what they do is the floors'. Everything
dear is imported inside the command that needs it, so that `tumen --help` and `tumen ask` start at once.
"""

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from tumen.ui.corpus_commands import commands as corpus_commands
from tumen.ui.evaluation_commands import evaluate
from tumen.ui.failures import Status, tell, write_json
from tumen.ui.options import AsOf, Json
from tumen.ui.services import Services

MOST_HITS = 100
"""Passages of one search: as many as a reader looks through, and far more than an answer uses."""

app = typer.Typer(
    name="tumen",
    help="Russian and Chinese positions on the Korean Peninsula, with a checkable passage behind every sentence.",
    epilog="Exit status: 0 done or answered, 3 refused, 2 a command line that cannot be read, 1 any other failure.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main(arguments: Sequence[str] | None = None, services: Services | None = None) -> NoReturn:
    """The entry point `tumen`: the one place where a failure becomes a message, a hint and an exit status.

    arguments: the command line without the program's name. services: the floors below; tests give others.
    """
    typed = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        typer.main.get_command(app)(typed, prog_name="tumen", obj=services or Services())
    except Exception as error:
        # Looked up in what was typed, because a failure may come before the command has read its options.
        sys.exit(tell(error, as_json="--json" in typed or "-" in typed, debug="--debug" in typed))
    sys.exit(Status.ANSWERED)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tumen {version('tumen')}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Print the traceback of a failure.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command; `main` and the callback above have already seen to them."""


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question, or - for one a line from standard input.")
    ],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Answer a question, or with `ask -` many.

    `ask -` reads plain questions or JSON lines {"question", "history": [{"role", "content"}], "as_of"} and writes one
    JSON object a line, in order. A line that cannot be answered is an error object with its `line`; the others go on
    and the exit status is 0.
    """
    from tumen.assistant.dialogue import Refusal
    from tumen.ui import batch

    assistant = context.obj.timed_assistant()
    if question == "-":
        from tumen.ui.terminal import progress_bar

        with progress_bar("Answering", quiet=sys.stdout.isatty()) as progress:
            for done, record in enumerate(batch.replies(sys.stdin.buffer, assistant.ask, as_of), start=1):
                write_json(record)
                progress(done, 0)
        return
    timed = assistant.ask(batch.encodable(question), (), as_of)
    if as_json:
        write_json(timed.to_dict())
    else:
        from tumen.ui.terminal import show_reply

        show_reply(timed.reply)
    raise typer.Exit(Status.REFUSED if isinstance(timed.reply, Refusal) else Status.ANSWERED)


@app.command()
def search(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Words or a question.")],
    k: Annotated[int, typer.Option("-k", metavar="N", min=1, max=MOST_HITS, help="How many passages.")] = 10,
    as_json: Json = False,
) -> None:
    """Show the passages that fit a question best, without an answer."""
    from tumen.ui.batch import encodable

    hits = context.obj.assistant().search(encodable(question), k)
    if as_json:
        from tumen.ui.records import hit_record

        write_json({"question": question, "hits": [hit_record(hit) for hit in hits]})
    else:
        from tumen.ui.terminal import show_hits

        show_hits(hits)


@app.command()
def chat(
    context: typer.Context,
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="Port on this machine.")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Serve the page without opening it.")] = False,
) -> None:
    """Open the page in the browser."""
    context.obj.serve(port, open_browser=not no_browser)


app.add_typer(corpus_commands)
app.add_typer(evaluate)

if __name__ == "__main__":
    main()
