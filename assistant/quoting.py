"""The writer that needs no model: each sentence is a stored statement, word for word, with who says so and when.

Knows headings and sentence form; invents nothing, so that every quote is exact. Knows no model and no network.
"""

from collections.abc import Iterator, Sequence

from assistant.attribution import quoted
from assistant.dialogue import DraftSentence, Evidence, Reading
from corpus.actors import names_of


class QuotingWriter:
    """A Writer: one sentence for each piece of evidence that is not a repetition of another."""

    @property
    def name(self) -> str:
        """`quoting`."""
        return "quoting"

    def write(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """In the order of the evidence; statements that say the same are cited together."""
        for lead in evidence:
            if lead.same_as is not None:
                continue
            cited = [lead, *(each for each in evidence if each.same_as == lead.number)]
            yield DraftSentence(
                text=quoted(lead.passage),
                quotes={each.number: each.passage.text for each in cited},
                heading=heading(reading, lead.actor),
                actor=lead.actor,
            )


def heading(reading: Reading, actor: str | None) -> str:
    """The heading of the section for an actor, or for all of them where `actor` is None."""
    if actor is not None:
        return names_of(actor)[0]
    sides = reading.sides
    if sides:
        return " and ".join(names_of(side)[0] for side in sides) + " together"
    return "Answer"
