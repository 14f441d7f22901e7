"""Runs as files: results/<commit>.json, and the committed baseline.

Knows the shape of the file (docs/evaluation.md) and where the latest one is; knows nothing of asking or scoring.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tumen.corpus.durable_files import storage_error, write_durably
from tumen.corpus.errors import EvaluationError
from tumen.evaluation.outcomes import (
    Figures,
    Provenance,
    Run,
    figures,
    outcome_from_dict,
    outcome_to_dict,
    provenance_from_dict,
    provenance_to_dict,
)

FORMAT = 1
FOLDER = Path("results")
"""In the working directory, beside the work that it measures; ignored by git."""
BASELINE = Path(__file__).with_name("baseline.json")


def run_to_dict(run: Run, seed: int = 0) -> dict[str, Any]:
    """The whole file: what made the run, figures over all and by kind, and a row for each question."""
    return {
        "format": FORMAT,
        "made_by": provenance_to_dict(run.made_by),
        "cases": len(run.outcomes),
        "failed": len(run.failed),
        "figures": figures_to_dict(figures(run.outcomes, seed)),
        "kinds": {kind: figures_to_dict(figures(run.of_kind(kind), seed)) for kind in run.kinds},
        "outcomes": [outcome_to_dict(outcome) for outcome in run.outcomes],
    }


def figures_to_dict(found: Figures) -> dict[str, dict[str, float | int]]:
    """Measure → mean, 95 % interval, number of questions."""
    return {
        name: {"mean": round(each.mean, 4), "low": round(each.low, 4), "high": round(each.high, 4), "n": each.n}
        for name, each in found.items()
    }


def path_of(made_by: Provenance, folder: Path = FOLDER) -> Path:
    """`results/<commit>.json`; a run of some kinds only has them in its name."""
    return folder / ("-".join((made_by.commit, *made_by.only)) + ".json")


def write_run(run: Run, path: Path, seed: int = 0) -> None:
    """One line for each question, so that a difference between two files can be read. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(path, error) from error
    write_durably(path, _laid_out(run_to_dict(run, seed)))


def write_baseline(run: Run, path: Path) -> None:
    """The figures of every question without the texts of the answers. Raises StorageError."""
    write_run(replace(run, outcomes=tuple(outcome.without_texts() for outcome in run.outcomes)), path)


def read_run(path: Path) -> Run:
    """Raises EvaluationError that names the file and what is wrong with it."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.get("format") != FORMAT:
            raise ValueError(f"its format is {content.get('format')!r}, not {FORMAT}")
        outcomes = tuple(outcome_from_dict(row) for row in content["outcomes"])
        return Run(provenance_from_dict(content["made_by"]), outcomes)
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
    raise EvaluationError(
        f"{path} cannot be read as the results of a run: {reason}.", "Make it anew: `tumen evaluate`."
    )


def latest_run(folder: Path = FOLDER, otherwise: Path = BASELINE) -> Run:
    """The newest whole run of the folder, the committed baseline where there is none. Raises EvaluationError."""
    files = sorted(folder.glob("*.json"), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    for path in files:
        try:
            run = read_run(path)
        except EvaluationError:
            continue
        if not run.made_by.only:
            return run
    return read_run(otherwise)


def _laid_out(content: Mapping[str, Any]) -> str:
    head = {name: value for name, value in content.items() if name != "outcomes"}
    rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in content["outcomes"])
    return json.dumps(head, indent=1, ensure_ascii=False).removesuffix("\n}") + f',\n "outcomes": [\n{rows}\n ]\n}}\n'
