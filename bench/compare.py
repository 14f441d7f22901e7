"""Tumen and the stock pipeline, side by side in one run: times, rates, memory, as one table with the aims.

Knows what is measured and what is aimed at; how a process is measured is `processes`'s. Each measurement runs in a
process of its own; the two take turns (A B A B), so that whatever else the machine does falls on both; medians are
shown. A part that fails is a row that says why, and the others go on.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.processes import PartFailed, Run, run

QUESTION = "How do Russia and China differ on sanctions?"
WARM_UP = 5
"""Questions asked first and not counted."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row should reach. ratio: whether it is the ratio to the peer that counts, not our own figure."""

    most: float = float("inf")
    least: float = 0.0
    ratio: bool = True

    def __str__(self) -> str:
        return f"≤ {self.most:g}" if self.most != float("inf") else f"≥ {self.least:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, ours, the peer's, the aim."""

    what: str
    ours: float | None
    stock: float | None
    aim: Aim | None = None

    def cells(self) -> tuple[str, ...]:
        ratio = self.ours / self.stock if self.ours is not None and self.stock else None
        judged = ratio if self.aim and self.aim.ratio else self.ours
        verdict = ""
        if self.aim and judged is not None:
            verdict = "yes" if self.aim.least <= judged <= self.aim.most else "NO"
        aim = f"{self.aim}{' ×' if self.aim.ratio else ''}" if self.aim else ""
        return self.what, _number(self.ours), _number(self.stock), _number(ratio, 2), aim, verdict


@dataclass
class Bench:
    """The two sides, their data, and the rows so far."""

    folder: Path
    repeats: int
    rows: list[Row] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {"TUMEN_DATA": str(self.folder / "tumen"), "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}

    def tumen(self, *arguments: str) -> Run:
        return run([str(Path(sys.executable).with_name("tumen")), *arguments], self.environment)

    def inside(self, command: str, given: object) -> Run:
        return run([sys.executable, "-m", "bench.tumen_inside", command], self.environment, given)

    def stock(self, command: str, given: object) -> Run:
        folder = [] if command == "embed" else [str(self.folder / "stock")]
        return run([sys.executable, "-m", "bench.stock_langchain", command, *folder], self.environment, given)

    def turns(self, ours: Callable[[], Run], stock: Callable[[], Run]) -> tuple[list[Run], list[Run]]:
        """Each side as often as asked for, in turns. A side that fails is left out from then on."""
        sides: list[tuple[str, Callable[[], Run], list[Run]]] = [("Tumen", ours, []), ("stock", stock, [])]
        failed = set()
        for _ in range(self.repeats):
            for name, side, runs in sides:
                if name not in failed:
                    try:
                        runs.append(side())
                    except PartFailed as error:
                        failed.add(name)
                        self.failures.append(f"{name}: {error}")
        return sides[0][2], sides[1][2]


def built(bench: Bench) -> None:
    """Both indexes from nothing, once; the first build of Tumen also exports the model."""
    passages = [{"id": statement.id, "text": statement.text} for statement in _statements()]
    once = Bench(bench.folder, 1, failures=bench.failures)
    ours, stock = once.turns(lambda: bench.tumen("build"), lambda: bench.stock("build", passages))
    bench.rows.append(Row("first build, s", _median(_seconds(ours)), _median(_seconds(stock))))
    bench.rows.append(Row("  its peak memory, MiB", _median(_peaks(ours)), _median(_peaks(stock))))


def embedded(bench: Bench) -> None:
    """The same texts through both embedders, the model loaded and warm."""
    texts = [statement.text for statement in _statements()]
    ours, stock = bench.turns(lambda: bench.inside("embed", texts), lambda: bench.stock("embed", texts))
    rates = _median([each.output for each in ours]), _median([each.output for each in stock])
    bench.rows.append(Row("passages embedded a second", *rates, Aim(least=3)))
    bench.rows.append(Row("  peak memory, MiB", _median(_peaks(ours)), _median(_peaks(stock))))


def cold(bench: Bench) -> None:
    """From the start of a process to its end: a whole checked answer of ours, the first hit of theirs."""
    ours, stock = bench.turns(lambda: bench.tumen("ask", QUESTION, "--json"), lambda: bench.stock("ask", QUESTION))
    seconds = _median(_seconds(ours)), _median(_seconds(stock))
    bench.rows.append(Row("cold ask, s", *seconds, Aim(most=0.25)))
    bench.rows.append(Row("  peak memory, MiB", _median(_peaks(ours)), _median(_peaks(stock))))


def warm(bench: Bench) -> None:
    """The gold questions, one after the other in one process: whole answers of ours, first hits of theirs."""
    questions = _questions()
    ours, stock = bench.turns(lambda: bench.inside("warm", questions), lambda: bench.stock("warm", questions))
    for name, share, most in (("p50", 0.5, 60), ("p95", 0.95, 150)):
        figures = [_median([_quantile(each.output[WARM_UP:], share) for each in side]) for side in (ours, stock)]
        bench.rows.append(Row(f"warm ask {name}, ms", figures[0], figures[1], Aim(most=most, ratio=False)))
    bench.rows.append(
        Row("  peak memory, MiB", _median(_peaks(ours)), _median(_peaks(stock)), Aim(most=600, ratio=False))
    )


PARTS: tuple[Callable[[Bench], None], ...] = (built, embedded, cold, warm)


def main(arguments: list[str] | None = None) -> int:
    """Prints the table. Exit status 1 if a part failed; a missed aim is told, not punished."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="turns of each side (default 5)")
    repeats: int = parser.parse_args(arguments).repeats
    with tempfile.TemporaryDirectory(prefix="tumen-bench-") as folder:
        bench = Bench(Path(folder), repeats)
        for part in PARTS:
            print(f"{part.__name__} …", file=sys.stderr)
            try:
                part(bench)
            except Exception as error:  # the corpus or the gold questions cannot be read: the other parts still can
                bench.failures.append(f"{part.__name__}: {type(error).__name__}: {error}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, median of {repeats}\n")
    for line in _table(bench.rows):
        print(line)
    for failure in bench.failures:
        print(f"\nnot measured: {failure}")
    return 1 if bench.failures else 0


def _statements() -> Any:
    from tumen.corpus.catalogue import load_catalogue
    from tumen.corpus.settings import SHIPPED_CORPUS

    return load_catalogue(SHIPPED_CORPUS).statements


def _questions() -> list[dict[str, Any]]:
    from tumen.evaluation.gold.cases import load_cases

    cases = load_cases()
    return [
        {
            "question": case.question,
            "history": [{"role": turn.role, "content": turn.content} for turn in case.history],
            "as_of": case.as_of.isoformat() if case.as_of else None,
        }
        for case in (*cases[:WARM_UP], *cases)
    ]


def _seconds(runs: list[Run]) -> list[float]:
    return [each.seconds for each in runs]


def _peaks(runs: list[Run]) -> list[float]:
    return [each.peak for each in runs]


def _median(values: list[float]) -> float | None:
    return statistics.median(values) if values else None


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def _number(value: float | None, digits: int = 0) -> str:
    if value is None:
        return "—"
    return f"{value:,.{digits or (0 if value >= 100 else 1 if value >= 10 else 2)}f}"


def _table(rows: list[Row]) -> Iterator[str]:
    lines = [("", "Tumen", "stock", "ratio", "aim", "met"), *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    for what, *figures in lines:
        yield "  ".join([what.ljust(widths[0]), *(f.rjust(w) for f, w in zip(figures, widths[1:], strict=True))])


if __name__ == "__main__":
    sys.exit(main())
