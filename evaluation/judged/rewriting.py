"""How close the stand-alone wording of follow-ups comes to what people wrote.

Knows the rows of a file: `{"history": [question, answer, …], "question": …, "rewrite": …}`, one JSON object a line, as
CANARD (Elgohary et al. 2019) has them; a row whose `history_kind` begins with "user" has questions only, as TREC CAsT.
Only the history is used, never a row's topic or title.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from pydantic import BaseModel, ValidationError

from tumen.assistant.dialogue import Turn
from tumen.assistant.reading.followups import standalone
from tumen.corpus.errors import StorageError
from tumen.corpus.subject import shipped_subject
from tumen.evaluation.metrics import unigram_f1


@dataclass(frozen=True, slots=True)
class RewritingScores:
    """unigram_f1: mean over rows, in [0, 1]. copy_f1: the same for the question left as it is. n: rows."""

    unigram_f1: float
    copy_f1: float
    n: int

    def to_dict(self) -> dict[str, float | int]:
        """The JSON object of `tumen evaluate rewriting --json`."""
        return {"unigram_f1": round(self.unigram_f1, 4), "copy_f1": round(self.copy_f1, 4), "n": self.n}


class _Row(BaseModel):
    history: list[str]
    question: str
    rewrite: str
    history_kind: str = ""

    @property
    def turns(self) -> tuple[Turn, ...]:
        roles = ("user", "user") if self.history_kind.startswith("user") else ("user", "assistant")
        return tuple(Turn(roles[place % 2], content) for place, content in enumerate(self.history))


def evaluate_rewriting(path: Path) -> RewritingScores:
    """Raises StorageError for a file that cannot be read or holds no rows."""
    rows = _read(path)
    return RewritingScores(
        unigram_f1=fmean(_f1(standalone(row.question, row.turns, shipped_subject()), row.rewrite) for row in rows),
        copy_f1=fmean(_f1(row.question, row.rewrite) for row in rows),
        n=len(rows),
    )


def _f1(wording: str, reference: str) -> float:
    return unigram_f1(_tokens(wording), _tokens(reference))


def _tokens(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text.lower())


def _read(path: Path) -> list[_Row]:
    hint = "One JSON object a line, with `history`, `question` and `rewrite`."
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [_Row.model_validate(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.", hint) from error
    except (ValidationError, ValueError) as error:
        raise StorageError(f"{path} does not hold rewriting rows.", hint) from error
    if not rows:
        raise StorageError(f"{path} holds no rows.", hint)
    return rows
