"""The story: a question is read, searched, answered from what was found, and leaves as an answer or a refusal.

Knows the order of the stages and nothing of how any of them works.
"""

import datetime
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from tumen.assistant.dialogue import Evidence, Hit, Reading, Reason, Reply, Setting, Turn
from tumen.assistant.drafting import Listener, Written
from tumen.assistant.replying.composition import compose
from tumen.assistant.replying.refusing import refuse
from tumen.corpus.passages import Contradiction
from tumen.corpus.subject import Subject


@dataclass(frozen=True, slots=True)
class Stages:
    """What happens to a question, in this order; `assembly` chooses each, `timing` holds a watch to them.

    read: (question, history, as of) → reading; raises QuestionError. search: → hits, best first. answers: whether hits
    answer. dispute: the recorded contradiction that a question touches. select: → evidence in reading order. write:
    (reading, evidence, listener) → checked sentences.
    """

    read: Callable[[str, Sequence[Turn], datetime.date | None], Reading]
    search: Callable[[Reading], tuple[Hit, ...]]
    answers: Callable[[Reading, Sequence[Hit]], bool]
    dispute: Callable[[Reading, Sequence[Hit]], Contradiction | None]
    select: Callable[[Reading, Sequence[Hit], Contradiction | None], tuple[Evidence, ...]]
    write: Callable[[Reading, Sequence[Evidence], Listener | None], Written]


class Assistant:
    """Answers questions from one library. Holds no conversation: the history comes with each question."""

    def __init__(self, stages: Stages, setting: Setting, subject: Subject) -> None:
        self.stages = stages
        self.subject = subject
        self.setting = setting
        self._held = ExitStack()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: datetime.date | None = None,
        listener: Listener | None = None,
    ) -> Reply:
        """Raises QuestionError for a question that cannot be read; everything else is an answer or a refusal."""
        reading = self.stages.read(question, history, as_of)
        if reading.obstacle:
            return refuse(reading, reading.obstacle, (), self.setting, self.subject)
        hits = self.stages.search(reading)
        if not self.stages.answers(reading, hits):
            return refuse(reading, reading.reason_without_answer, hits, self.setting, self.subject)
        disputed = self.stages.dispute(reading, hits)
        evidence = self.stages.select(reading, hits, disputed)
        written = self.stages.write(reading, evidence, listener)
        if written.is_empty:
            return refuse(reading, Reason.NOT_IN_CORPUS, hits, self.setting, self.subject)
        return compose(reading, written, hits, disputed, self.setting, self.subject)

    def search(self, question: str, k: int) -> tuple[Hit, ...]:
        """The k best passages for a question, without an answer. Raises QuestionError."""
        return self.find(question)[1][:k]

    def find(
        self, question: str, history: Sequence[Turn] = (), as_of: datetime.date | None = None
    ) -> tuple[Reading, tuple[Hit, ...]]:
        """The first half of the story alone: how a question is read, and what is found for it, best first."""
        reading = self.stages.read(question, history, as_of)
        return reading, self.stages.search(reading)

    def closing(self, close: Callable[[], None]) -> Self:
        """Itself, having taken over what this closes."""
        self._held.callback(close)
        return self

    def close(self) -> None:
        """Closes what it has taken over; safe to call twice."""
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
