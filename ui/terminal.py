"""Replies, hits, sources and reports for a reader: Markdown and colour on a terminal, plain text in a pipe.

Knows how values read; knows neither commands nor how the values were made. Text of sources and models is data: it
reaches a terminal without control characters, never as markup of it.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tumen.assistant.attribution import cited_words
from tumen.assistant.dialogue import Citation, Hit, QuoteVerdict, Refusal, Reply
from tumen.corpus.passages import Confidence, Passage, Source, Statement

if TYPE_CHECKING:
    from tumen.corpus.contracts import Progress
    from tumen.ingest.adding import Outcome
    from tumen.ingest.digest import Holding
    from tumen.ingest.pipeline import BuildReport

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that reorder what is read: the trick that shows a reader another text than the one that is stored."""


@dataclass(frozen=True, slots=True)
class Card:
    """A labelled block of lines, the first of which is its title."""

    label: str
    lines: tuple[str, ...]


def clean(text: str) -> str:
    """The text without control characters (line breaks and tabs stay) and without changes of direction."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or (unicodedata.category(letter) != "Cc" and letter not in _DIRECTION)
    )


def write(*lines: str) -> None:
    """Plain lines on standard output, cleaned, and flushed so that a reader who has left is noticed here."""
    print("\n".join(clean(line) for line in lines), flush=True)


def show_reply(reply: Reply) -> None:
    """The answer with its numbered sources, or the refusal with what lies nearest."""
    if isinstance(reply, Refusal):
        _show_refusal(reply)
        return
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(clean(reply.text), hyperlinks=False), "")
    else:
        write(reply.text, "\nSources")
    show_cards(Card(f"[{citation.number}]", _citation_lines(citation)) for citation in reply.citations)


def show_hits(hits: Sequence[Hit]) -> None:
    """Ranked passages with score and attribution."""
    show_cards(Card(f"{rank}.", _hit_lines(hit)) for rank, hit in enumerate(hits, start=1))


def show_source(source: Source, statements: Sequence[Statement]) -> None:
    """The whole card of a source, then everything it says."""
    note = (f"Note: {_flat(source.note)}",) if source.note else ()
    made = f"{source.author}, {source.publisher}, {source.published.spoken()} ({source.kind})"
    show_cards([Card(source.id, (source.title, made, source.url, *note))])
    show_cards(Card(f"#{said.n}", (_flat(said.text), labels_line(said))) for said in statements)


def show_cards(cards: Iterable[Card]) -> None:
    """Label, bold title, dim rest on a terminal; indented lines in a pipe."""
    if not sys.stdout.isatty():
        for card in cards:
            title, *rest = card.lines
            write(f"{card.label} {title}", *(f"    {line}" for line in rest))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 1, 0))
    for card in cards:
        title, *rest = (clean(line) for line in card.lines)
        table.add_row(
            Text(card.label, "cyan"), Text.assemble((title, "bold"), *(("\n" + line, "dim") for line in rest))
        )
    Console().print(table)


def source_line(source: Source) -> str:
    """Id, date, author and title, separated by tabs: a table for `cut` and `sort`."""
    return "\t".join((source.id, str(source.published), source.author, source.title))


def build_line(report: "BuildReport") -> str:
    """What a build did, in one sentence."""
    held = f"{report.generation} holds {report.passages:,} passages of {report.sources:,} sources"
    if not report.changed:
        return f"Nothing to do: {held}."
    return f"{held} ({report.embedded:,} embedded, {report.reused:,} reused, {report.removed:,} removed)."


def outcome_lines(outcomes: "Sequence[Outcome]") -> list[str]:
    """One line for what became of each file or address, its hint below it."""
    lines: list[str] = []
    for outcome in outcomes:
        message = f": {outcome.message}" if outcome.message else ""
        lines.append(f"{outcome.status:<9} {outcome.came_from} ({outcome.source}){message}")
        lines += [f"          {outcome.hint}"] if outcome.hint else []
    return lines


def holding_lines(source: Source, holdings: "Sequence[Holding]") -> list[str]:
    """How many statements of a source its original bears out; one line for each that a person should look at."""
    doubtful = [holding for holding in holdings if holding.is_doubtful]
    lines = [f"{source.id}: {len(holdings):,} statements held against the original, {len(doubtful):,} to look at."]
    for holding in doubtful:
        share = "" if holding.share is None else f"{holding.share:.0%} of its words in {holding.at or 'the original'}"
        missing = f"not in the original: {', '.join(holding.missing)}" if holding.missing else ""
        said = f" ({holding.statement.at})" if holding.statement.at else ""
        lines.append(f"    #{holding.statement.n}{said}: {'; '.join(filter(None, (share, missing)))}")
    return lines


def labels_line(said: Passage | Statement) -> str:
    """Whose position, in whose voice, of when, where in the original, and whether to confirm it before print."""
    parts = [" and ".join(said.holder), f"voice: {said.voice}", f"stated {said.stated.spoken()}"]
    parts += [said.at] if said.at else []
    parts += ["confirm before print"] if said.confidence is Confidence.WEAK else []
    return ", ".join(parts)


@contextmanager
def progress_bar(title: str, quiet: bool = False) -> "Iterator[Progress]":
    """Yields the progress of one long step: a bar on standard error where that is a terminal, otherwise nothing."""
    from tumen.corpus.contracts import silent

    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress as Bar

    columns = (*Bar.get_default_columns(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def _show_refusal(refusal: Refusal) -> None:
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.panel import Panel
        from rich.text import Text

        title = f"No answer: {refusal.reason.replace('_', ' ')}"
        Console().print(Panel(Text(clean(refusal.message)), title=title, title_align="left", border_style="yellow"))
    else:
        write(refusal.message)
    if refusal.nearest:
        write("\nNearest in the corpus")
        show_cards(
            Card("-", (passage.source.title, passage.text, labels_line(passage), passage.id))
            for passage in refusal.nearest
        )
    if refusal.try_instead:
        write("\nTry instead", *(f"- {question}" for question in refusal.try_instead))


def _citation_lines(citation: Citation) -> tuple[str, ...]:
    passage, source = citation.passage, citation.passage.source
    found = "" if citation.verdict is QuoteVerdict.EXACT else f" ({citation.verdict})"
    return (
        source.title,
        f"{source.author}, {source.publisher}, {source.published.spoken()}",
        f"{labels_line(passage)} ({passage.id})",
        passage.address,
        f"{cited_words(_flat(citation.quote), passage)}{found}",
    )


def _hit_lines(hit: Hit) -> tuple[str, ...]:
    passage = hit.passage
    title = f"{hit.relevance:.3f}  {passage.source.title} ({passage.id})"
    return title, f"{labels_line(passage)}; {passage.source.publisher}", _flat(passage.text)


def _flat(text: str) -> str:
    return " ".join(text.split())
