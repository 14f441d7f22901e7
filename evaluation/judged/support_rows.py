"""Files of judged pairs: a context, a claim, and whether people say that the one supports the other.

Knows the format and its spellings of yes and no; knows no judge. A row that cannot be used is named, not skipped.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tumen.corpus.errors import PairsError

SUPPORTED = frozenset({"supported", "support", "true", "yes", "1", "attributable", "entailment", "faithful"})
UNSUPPORTED = frozenset(
    {"unsupported", "not_supported", "partially_supported", "false", "no", "0", "refute", "contradict", "contradiction"}
    | {"not_enough_info", "neutral", "irrelevant", "not_attributable", "unfaithful"}
)
NOT_SCORED = frozenset({"generic"})
"""Labels of rows that claim nothing (BEGIN): left out, and counted."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One judged pair. row: as it was read, for the fields that a set has beside these."""

    context: str
    claim: str
    supported: bool
    row: Mapping[str, Any]


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a `.jsonl` file in order: `context`, `claim` or `answer`, `label` (true, 1, "supported"…).

    Raises PairsError that names the line and what is wrong with it.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise PairsError(f"{path} cannot be read: {error.strerror}.", "Name a JSON Lines file of pairs.") from error
    except UnicodeDecodeError as error:
        raise PairsError(f"{path} is no UTF-8 text.", "Save the file as UTF-8.") from error
    pairs = tuple(pair for number, line in enumerate(lines, 1) if line.strip() for pair in _pair(path, number, line))
    if not pairs:
        raise PairsError(f"{path} holds no pair.", "Give one JSON object a line: context, claim or answer, label.")
    return pairs


def _pair(path: Path, number: int, line: str) -> Iterator[Pair]:
    """The pair of a line; none where its label is not scored."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _fault(path, number, "is no JSON") from error
    if not isinstance(row, dict):
        raise _fault(path, number, "is no JSON object")
    context, claim = row.get("context"), row.get("claim", row.get("answer"))
    if not isinstance(context, str):
        raise _fault(path, number, "has no text `context`")
    if not isinstance(claim, str) or not claim.strip():
        raise _fault(path, number, "has no text `claim` or `answer`")
    label = str(row.get("label")).strip().lower().replace(" ", "_")
    label = {"1.0": "1", "0.0": "0"}.get(label, label)
    if label in NOT_SCORED:
        return
    if label not in SUPPORTED | UNSUPPORTED:
        raise _fault(path, number, f"has the label {row.get('label')!r}")
    yield Pair(context, claim, label in SUPPORTED, row)


def _fault(path: Path, number: int, problem: str) -> PairsError:
    return PairsError(
        f"Line {number} of {path} {problem}.",
        'Each line is {"context": text, "claim": text, "label": "supported" or "unsupported"}.',
    )
