"""Checked sentences → the answer that is shown: sections, citations, balance, notices.

Knows how an answer is laid out and what a reader must be told about how it was made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tumen.assistant.dialogue import CONTEXTS, Answer, Citation, Hit, Reading, Section, Sentence, Setting
from tumen.assistant.drafting import CheckedDraft, Written
from tumen.corpus.passages import Contradiction
from tumen.corpus.subject import Subject

_DISPUTED = {
    "change-over-time": "The position moved over time: each sentence holds for its own date.",
    "conflict": "The sources disagree here: their accounts stand side by side.",
    "wording": "The sources word or date this differently.",
}
"""What a reader is told of a recorded contradiction, by its kind; the positions themselves are cited in the answer."""


def compose(
    reading: Reading,
    written: Written,
    hits: Sequence[Hit],
    disputed: Contradiction | None,
    setting: Setting,
    subject: Subject,
) -> Answer:
    """At least one of the written sentences must be one that may be shown."""
    citations = {citation.number: citation for _, each in written.checked for citation in each.citations}
    balance = _balance(reading, tuple(citations.values()), subject)
    return Answer(
        reading=reading,
        sections=_sections(written.checked),
        citations=tuple(citations[number] for number in sorted(citations)),
        balance=balance,
        contexts=_contexts(hits, tuple(citations.values())),
        setting=replace(setting, writer=written.writer),
        notices=(*written.notices, *_notices(reading, balance, tuple(citations.values()), disputed, subject)),
    )


def _contexts(hits: Sequence[Hit], citations: Sequence[Citation]) -> tuple[str, ...]:
    """The ids of the best passages retrieved, best first, and of any cited one from further down."""
    best = (hit.passage.id for hit in hits[:CONTEXTS])
    return tuple(dict.fromkeys((*best, *(citation.passage.id for citation in citations))))


def _sections(checked: Sequence[CheckedDraft]) -> tuple[Section, ...]:
    groups: dict[tuple[str, str | None], list[Sentence]] = {}
    for draft, each in checked:
        if each.sentence:
            groups.setdefault((draft.heading, draft.actor), []).append(each.sentence)
    return tuple(Section(heading, actor, tuple(sentences)) for (heading, actor), sentences in groups.items())


def _balance(reading: Reading, citations: Sequence[Citation], subject: Subject) -> dict[str, int]:
    """How many cited passages tell a position of each actor asked about; of the sides where none was named."""
    actors = reading.sides or reading.actors or subject.sides
    return {actor: sum(citation.passage.holds(actor) for citation in citations) for actor in actors}


def _notices(
    reading: Reading,
    balance: Mapping[str, int],
    citations: Sequence[Citation],
    disputed: Contradiction | None,
    subject: Subject,
) -> list[str]:
    notices = [
        f"The corpus holds nothing on the position of {subject.names.of(actor)[0]} here."
        for actor in reading.sides
        if balance[actor] == 0
    ]
    cited = {citation.passage.id for citation in citations}
    if disputed and sum(bool(cited & set(position.statements)) for position in disputed.positions) > 1:
        notices.append(_DISPUTED[disputed.kind])
    if reading.latest:
        latest = max((citation.passage.stated for citation in citations), key=lambda date: date.last)
        notices.append(f"The latest statement used is of {latest.spoken()}; the corpus may hold nothing newer.")
    return notices
