"""Checked sentences → the answer that is shown: sections, citations, balance, notices.

Pure. Knows how an answer is laid out and what a reader must be told about how it was made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.dialogue import Answer, Citation, Hit, Reading, Section, Sentence, Setting
from assistant.disputes import notice
from assistant.relevance import holds
from assistant.writing import CheckedDraft, Written
from corpus.actors import names_of
from corpus.passages import Contradiction

CONTEXTS = 20
"""How many retrieved passages a reply lists in `contexts`."""


def compose(
    reading: Reading,
    written: Written,
    hits: Sequence[Hit],
    disputed: Contradiction | None,
    setting: Setting,
    timings_ms: Mapping[str, float],
) -> Answer:
    """At least one of the written sentences must be one that may be shown."""
    citations = {citation.number: citation for _, each in written.checked for citation in each.citations}
    balance = _balance(reading, tuple(citations.values()))
    return Answer(
        reading=reading,
        sections=_sections(written.checked),
        citations=tuple(citations[number] for number in sorted(citations)),
        balance=balance,
        contexts=contexts(hits, tuple(citations.values())),
        setting=replace(setting, writer=written.writer),
        notices=(*written.notices, *_notices(reading, balance, tuple(citations.values()), disputed)),
        timings_ms=timings_ms,
    )


def contexts(hits: Sequence[Hit], citations: Sequence[Citation] = ()) -> tuple[str, ...]:
    """The ids of the best passages retrieved, best first, and of any cited one from further down."""
    best = (hit.passage.id for hit in hits[:CONTEXTS])
    return tuple(dict.fromkeys((*best, *(citation.passage.id for citation in citations))))


def _sections(checked: Sequence[CheckedDraft]) -> tuple[Section, ...]:
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
    reading: Reading,
    balance: Mapping[str, int],
    citations: Sequence[Citation],
    disputed: Contradiction | None,
) -> list[str]:
    notices = [
        f"The corpus holds nothing on the position of {names_of(actor)[0]} here."
        for actor in reading.sides
        if balance[actor] == 0
    ]
    cited = {citation.passage.id for citation in citations}
    if disputed and sum(bool(cited & set(position.statements)) for position in disputed.positions) > 1:
        notices.append(notice(disputed))
    if reading.latest:
        latest = max((citation.passage.stated for citation in citations), key=lambda date: date.last)
        notices.append(f"The latest statement used is of {latest.spoken()}; the corpus may hold nothing newer.")
    return notices
