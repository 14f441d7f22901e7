"""Where sources conflict or a position moved: recognises the question, so that every side is shown.

Pure. Knows the contradictions that the curators recorded and when a question touches one; the words on the page are
the statements' own.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue import Hit, Reading
from assistant.wording import content_words, stems
from corpus.passages import Contradiction

_LOOKED_AT = 10
"""Best hits among which statements of a contradiction must stand."""
_SHARED_WORDS = 0.4
"""Share of the contradiction's own question that the asked question must repeat, in stems."""
_RAISED = 0.35
"""What the leading statement of each position gains: enough to pass the best hits that only share words."""


def dispute(reading: Reading, hits: Sequence[Hit], recorded: Sequence[Contradiction]) -> Contradiction | None:
    """The recorded contradiction that the question touches most, or None. Ties go to the first id."""
    best = {hit.passage.id for hit in hits[:_LOOKED_AT]}
    asked = stems(content_words(reading.standalone))
    scored = [
        (shared, each)
        for each in recorded
        if best & _statements(each) and (shared := _shared(asked, each)) >= _SHARED_WORDS
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def raise_positions(hits: Sequence[Hit], contradiction: Contradiction) -> tuple[Hit, ...]:
    """The same hits with the leading statement of each position raised; best first, ties by id.

    Only what the question's dates allowed is among the hits, so an as-of question still sees nothing later.
    """
    found = {hit.passage.id for hit in hits}
    leading = {
        next((identity for identity in position.statements if identity in found), None)
        for position in contradiction.positions
    }
    raised = [replace(hit, score=hit.score + _RAISED) if hit.passage.id in leading else hit for hit in hits]
    return tuple(sorted(raised, key=lambda hit: (-hit.score, hit.passage.id)))


def notice(contradiction: Contradiction) -> str:
    """What a reader is told; the positions themselves are cited in the answer."""
    if contradiction.kind == "change-over-time":
        return "The position moved over time: each sentence holds for its own date."
    if contradiction.kind == "conflict":
        return "The sources disagree here: their accounts stand side by side."
    return "The sources word or date this differently."


def _statements(contradiction: Contradiction) -> set[str]:
    return {identity for position in contradiction.positions for identity in position.statements}


def _shared(asked: frozenset[str], contradiction: Contradiction) -> float:
    own = stems(content_words(contradiction.question))
    return len(asked & own) / len(own) if own else 0.0
