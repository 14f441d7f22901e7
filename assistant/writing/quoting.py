"""The writer that needs no model: each sentence is a stored statement, word for word, with who says so and when.

Of an original, the sentences that answer the question are quoted. Knows headings and sentence form; invents nothing, so
that every quote is found where it is cited from. Knows no chat model and no network.
"""

from collections.abc import Iterator, Sequence

from tumen.assistant.attribution import quoted
from tumen.assistant.dialogue import DraftSentence, Evidence, Reading
from tumen.assistant.writing.extracts import extract
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Embedder
from tumen.corpus.passages import Passage
from tumen.corpus.sentences import sentences
from tumen.corpus.subject import shipped_subject

_GAP = " … "
"""Between quoted sentences that do not follow each other in the original."""


class QuotingWriter:
    """A Writer: one sentence for each piece of evidence that is not a repetition of another."""

    def __init__(self, embedder: Embedder, names: Names | None = None) -> None:
        """embedder: compares the question with the sentences of an original. names: the shipped ones if None."""
        self._embedder = embedder
        self._names = names or shipped_subject().names

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
            quotes = {each.number: self._words(reading, each.passage) for each in cited}
            yield DraftSentence(
                text=quoted(lead.passage, quotes[lead.number]),
                quotes=quotes,
                heading=heading(reading, lead.actor, self._names),
                actor=lead.actor,
            )

    def _words(self, reading: Reading, passage: Passage) -> str:
        """A statement whole; of a span of an original the sentences that answer, neighbours as they stand there."""
        if passage.span is None:
            return passage.text
        spans = sentences(passage.text)
        chosen = extract(reading.standalone, [passage.text[start:end] for start, end in spans], self._embedder)
        runs: list[tuple[int, int]] = []
        for place in chosen:
            start, end = spans[place]
            if runs and place - 1 in chosen:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        return _GAP.join(passage.text[start:end] for start, end in runs)


def heading(reading: Reading, actor: str | None, names: Names) -> str:
    """The heading of the section for an actor, or for all of them where `actor` is None."""
    if actor is not None:
        return names.of(actor)[0]
    sides = reading.sides
    if sides:
        return " and ".join(names.of(side)[0] for side in sides) + " together"
    return "Answer"
