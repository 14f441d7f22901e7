"""Asks every gold question and scores the answers.

Knows the order of things: what an earlier, interrupted run has done is not asked again, and a case that fails is
reported as failed. Knows nothing of the command line or of how a score is made.
"""

from collections.abc import Sequence
from pathlib import Path

from tumen.corpus.contracts import Progress, silent
from tumen.corpus.errors import TumenError
from tumen.evaluation.gold.cases import Case
from tumen.evaluation.gold.harness import Harness
from tumen.evaluation.gold.journal import Journal, open_journal
from tumen.evaluation.gold.results import path_of, write_run
from tumen.evaluation.gold.scoring import failed, removed, score
from tumen.evaluation.outcomes import Outcome, Run


def run_and_keep(
    harness: Harness, cases: Sequence[Case], folder: Path, seed: int = 0, progress: Progress = silent
) -> tuple[Run, Path]:
    """Runs the cases and writes `<folder>/<commit>.json`, the second value; goes on where an interrupted run stopped.

    Raises StorageError.
    """
    kept = path_of(harness.made_by, folder)
    journal_path = kept.with_suffix(".jsonl")
    with open_journal(journal_path, harness.made_by) as journal:
        run = run_cases(harness, cases, journal, progress)
    write_run(run, kept, seed)
    if not run.failed:
        journal_path.unlink(missing_ok=True)
    return run, kept


def run_cases(harness: Harness, cases: Sequence[Case], journal: Journal, progress: Progress = silent) -> Run:
    """One outcome a case, in order, each in the journal as soon as it is known."""
    outcomes = []
    for done, case in enumerate(cases, 1):
        outcome = journal.known.get(case.id)
        if outcome is None:
            outcome = run_case(harness, case)
            journal.add(outcome)
        outcomes.append(outcome)
        progress(done, len(cases))
    return Run(harness.made_by, tuple(outcomes))


def run_case(harness: Harness, case: Case) -> Outcome:
    """Asks, takes the first cited passage out of the index, asks again, and scores."""
    try:
        reply = harness.assistant.ask(case.question, case.history, case.as_of)
        passage, without = removed(reply), None
        if passage is not None:
            with harness.index.without([passage]):
                without = harness.assistant.ask(case.question, case.history, case.as_of)
        return score(case, reply, without, harness.passages(reply.contexts), harness.ruler)
    except TumenError as error:
        return failed(case, error.message)
    except Exception as error:  # a fault of ours on one question must not cost the figures of all the others
        return failed(case, f"{type(error).__name__}: {error}")
