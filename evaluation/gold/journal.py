"""What a run has done so far, a line for each outcome, so that an interrupted run goes on where it stopped.

Knows a file whose first line says what made the run; a journal of another code, corpus or setting is begun anew. Knows
nothing of asking or scoring.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

from tumen.corpus.durable_files import storage_error
from tumen.evaluation.outcomes import (
    Outcome,
    Provenance,
    outcome_from_dict,
    outcome_to_dict,
    provenance_from_dict,
    provenance_to_dict,
)


class Journal:
    """known: case id → what an earlier run found."""

    def __init__(self, file: IO[str] | None = None, known: Mapping[str, Outcome] = MappingProxyType({})) -> None:
        """file: None keeps nothing."""
        self._file = file
        self.known = known

    def add(self, outcome: Outcome) -> None:
        """Written at once; one that failed is not, so that it is asked again the next time. Raises StorageError."""
        if self._file is None or outcome.status == "failed":
            return
        try:
            self._file.write(json.dumps(outcome_to_dict(outcome), ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as error:
            raise storage_error(Path(self._file.name), error) from error


@contextmanager
def open_journal(path: Path, made_by: Provenance) -> Iterator[Journal]:
    """A journal in a file, which is there until the caller removes it. Raises StorageError."""
    known = _known(path, made_by)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            journal = Journal(file, known)
            file.write(json.dumps(provenance_to_dict(made_by)) + "\n")
            for outcome in known.values():
                journal.add(outcome)
            yield journal
    except OSError as error:
        raise storage_error(path, error) from error


def _known(path: Path, made_by: Provenance) -> dict[str, Outcome]:
    """What the file holds of a run made by the same; a last line that was cut short is passed over."""
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        if provenance_from_dict(json.loads(head)) != made_by:
            return {}
    except (OSError, ValueError):
        return {}
    outcomes: dict[str, Outcome] = {}
    for line in lines:
        try:
            outcome = outcome_from_dict(json.loads(line))
        except ValueError:
            break
        outcomes[outcome.id] = outcome
    return outcomes
