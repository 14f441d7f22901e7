"""The story: a question is read, searched, ranked, written and checked, and leaves as an answer or a refusal.

Knows the order of the stages and nothing of how any of them works.
"""

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from assistant.answerability import is_answerable
from assistant.checking import Checked, check
from assistant.dialogue import (
    Answer,
    Citation,
    DraftSentence,
    Evidence,
    Hit,
    Judge,
    Reading,
    Reason,
    Refusal,
    Reply,
    Section,
    Sentence,
    Setting,
    Turn,
    Writer,
)
from assistant.reading import read
from assistant.refusing import message, nearest, try_instead
from assistant.relevance import holds, rerank
from assistant.retrieval import Retriever
from assistant.selection import select
from corpus.actors import names_of

CONTEXTS = 20
"""How many retrieved passages an answer lists in `contexts`."""

Listener = Callable[[DraftSentence, Sentence], None]
"""Called with each sentence as soon as it is checked, before the answer is complete."""


class Assistant:
    """Answers questions from one library. Holds no conversation: the history comes with each question."""

    def __init__(self, retriever: Retriever, writer: Writer, judge: Judge, setting: Setting) -> None:
        self._retriever = retriever
        self._writer = writer
        self._judge = judge
        self.setting = setting

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
            hits = rerank(self._retriever.search(reading), reading)
        with clock.timing("ranking"):
            evidence = select(reading, hits) if is_answerable(reading, hits) else ()
        with clock.timing("writing"):
            checked = self._checked(reading, evidence, listener)
        if not any(each.sentence for _, each in checked):
            return self._refusal(reading, Reason.NOT_IN_CORPUS, hits, clock)
        return self._answer(reading, hits, checked, clock)

    def search(self, question: str, k: int = CONTEXTS) -> tuple[Hit, ...]:
        """The k best passages for a question, without an answer. Raises QuestionError."""
        reading = read(question)
        return rerank(self._retriever.search(reading), reading)[:k]

    def _checked(
        self, reading: Reading, evidence: Sequence[Evidence], listener: Listener | None
    ) -> list[tuple[DraftSentence, Checked]]:
        by_number = {each.number: each for each in evidence}
        checked = []
        for draft in self._writer.write(reading, evidence):
            result = check(draft, by_number, self._judge)
            checked.append((draft, result))
            if listener and result.sentence:
                listener(draft, result.sentence)
        return checked

    def _answer(
        self, reading: Reading, hits: Sequence[Hit], checked: Sequence[tuple[DraftSentence, Checked]], clock: "_Clock"
    ) -> Answer:
        citations = {citation.number: citation for _, each in checked for citation in each.citations}
        balance = _balance(reading, tuple(citations.values()))
        return Answer(
            reading=reading,
            sections=_sections(checked),
            citations=tuple(citations[number] for number in sorted(citations)),
            balance=balance,
            contexts=tuple(hit.passage.id for hit in hits[:CONTEXTS]),
            setting=self.setting,
            notices=_notices(reading, balance, checked),
            timings_ms=clock.timings_ms(),
        )

    def _refusal(self, reading: Reading, reason: Reason, hits: Sequence[Hit], clock: "_Clock") -> Refusal:
        return Refusal(
            reading=reading,
            reason=reason,
            message=message(reason, reading, not hits),
            nearest=nearest(hits),
            try_instead=try_instead(reading, hits),
            contexts=tuple(hit.passage.id for hit in hits[:CONTEXTS]),
            setting=self.setting,
            timings_ms=clock.timings_ms(),
        )


def _sections(checked: Sequence[tuple[DraftSentence, Checked]]) -> tuple[Section, ...]:
    groups: dict[tuple[str, str | None], list[Sentence]] = {}
    for draft, each in checked:
        if each.sentence:
            groups.setdefault((draft.heading, draft.actor), []).append(each.sentence)
    return tuple(Section(heading, actor, tuple(sentences)) for (heading, actor), sentences in groups.items())


def _balance(reading: Reading, citations: Sequence[Citation]) -> dict[str, int]:
    """How many cited passages tell a position of each actor asked about; of Russia and China where none was named."""
    actors = reading.sides or reading.actors or ("russia", "china")
    return {actor: sum(holds(citation.passage, actor) for citation in citations) for actor in actors}


def _notices(
    reading: Reading, balance: dict[str, int], checked: Sequence[tuple[DraftSentence, Checked]]
) -> tuple[str, ...]:
    notices = [
        f"The corpus holds nothing on the position of {names_of(actor)[0]} here."
        for actor in reading.sides
        if balance[actor] == 0
    ]
    dropped = sum(each.sentence is None for _, each in checked)
    if dropped:
        noun = "sentence was" if dropped == 1 else "sentences were"
        notices.append(f"{dropped} {noun} left out because the cited passages do not support it.")
    return tuple(notices)


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
