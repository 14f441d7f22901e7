"""The story: a question is read, searched, ranked, written and checked, and leaves as an answer or a refusal.

Knows the order of the stages and nothing of how any of them works.
"""

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Self

from assistant.answerability import is_answerable
from assistant.composition import compose, contexts
from assistant.dialogue import (
    Hit,
    Judge,
    Reading,
    Reason,
    Refusal,
    Reply,
    Setting,
    Turn,
    Writer,
)
from assistant.disputes import dispute, raise_positions
from assistant.reading import read
from assistant.refusing import message, nearest, reason_without_answer, try_instead
from assistant.relevance import rerank
from assistant.retrieval import Retriever
from assistant.selection import select
from assistant.writing import Listener, write_checked
from corpus.passages import Contradiction


class Assistant:
    """Answers questions from one library. Holds no conversation: the history comes with each question."""

    def __init__(
        self,
        retriever: Retriever,
        writers: Sequence[Writer],
        judge: Judge,
        contradictions: Sequence[Contradiction],
        setting: Setting,
        answers: Callable[[Reading, Sequence[Hit]], bool] = is_answerable,
    ) -> None:
        """writers: in the order in which they are asked; a later one takes over where an earlier one fails.

        answers: whether hits answer a question. The learned one knows the cosines of the shipped model alone.
        """
        self._retriever = retriever
        self._writers = tuple(writers)
        self._judge = judge
        self._contradictions = tuple(contradictions)
        self.setting = setting
        self._answers = answers
        self._held = ExitStack()

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

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: datetime.date | None = None,
        listener: Listener | None = None,
    ) -> Reply:
        """Raises QuestionError for a question that cannot be read; everything else is an answer or a refusal."""
        clock = _Clock()
        with clock.timing("reading"):
            reading = read(question, history, as_of)
        if reading.obstacle:
            return self._refusal(reading, reading.obstacle, (), clock)
        with clock.timing("retrieval"):
            hits = self._hits(reading)
        if not self._answers(reading, hits):
            return self._refusal(reading, reason_without_answer(reading), hits, clock)
        with clock.timing("ranking"):
            disputed = dispute(reading, hits, self._contradictions)
            evidence = select(reading, raise_positions(hits, disputed) if disputed else hits)
        with clock.timing("writing"):
            written = write_checked(self._writers, reading, evidence, self._judge, listener)
        if written.is_empty:
            return self._refusal(reading, Reason.NOT_IN_CORPUS, hits, clock)
        return compose(reading, written, hits, disputed, self.setting, clock.timings_ms())

    def search(self, question: str, k: int) -> tuple[Hit, ...]:
        """The k best passages for a question, without an answer. Raises QuestionError."""
        return self.find(question)[1][:k]

    def find(
        self, question: str, history: Sequence[Turn] = (), as_of: datetime.date | None = None
    ) -> tuple[Reading, tuple[Hit, ...]]:
        """The first half of the story alone: how a question is read, and what is found for it, best first."""
        reading = read(question, history, as_of)
        return reading, self._hits(reading)

    def _hits(self, reading: Reading) -> tuple[Hit, ...]:
        return rerank(self._retriever.search(reading), reading)

    def _refusal(self, reading: Reading, reason: Reason, hits: Sequence[Hit], clock: "_Clock") -> Refusal:
        return Refusal(
            reading=reading,
            reason=reason,
            message=message(reason, nothing_allowed=not hits),
            nearest=nearest(hits),
            try_instead=try_instead(hits),
            contexts=contexts(hits),
            setting=self.setting,
            timings_ms=clock.timings_ms(),
        )


class _Clock:
    """Milliseconds of each stage, in the order in which they ended."""

    def __init__(self) -> None:
        self._stages: dict[str, float] = {}

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._stages[stage] = (time.perf_counter() - start) * 1000

    def timings_ms(self) -> dict[str, float]:
        return {**self._stages, "total": sum(self._stages.values())}
