"""Where sources conflict or a position moved: recognises the question, so that every side is shown.

Pure. Knows the contradictions that the curators recorded and when a question touches one; the words on the page are
the statements' own.
"""

from collections.abc import Sequence

from tumen.assistant.dialogue import Hit, Reading
from tumen.corpus.passages import Contradiction
from tumen.corpus.words import content_words, stems

_LOOKED_AT = 10
"""Best hits among which statements of a contradiction must stand: with 5 or 20 the gold figures differ by 0.001."""
_SHARED_WORDS = 0.4
"""Share of the contradiction's own question that the asked question must repeat, in stems: 0.3 or 0.5, 0.001."""


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


def leading_statements(contradiction: Contradiction, hits: Sequence[Hit]) -> frozenset[str]:
    """The ids of the first statement of each position that is among the hits.

    Only what the question's dates allowed is among them, so an as-of question still sees nothing later.
    """
    found = {hit.passage.id for hit in hits}
    firsts = (next((each for each in one.statements if each in found), None) for one in contradiction.positions)
    return frozenset(first for first in firsts if first)


def _statements(contradiction: Contradiction) -> set[str]:
    return {identity for position in contradiction.positions for identity in position.statements}


def _shared(asked: frozenset[str], contradiction: Contradiction) -> float:
    own = stems(content_words(contradiction.question))
    return len(asked & own) / len(own) if own else 0.0
