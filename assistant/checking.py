"""Draft → checked sentences and citations: the verbatim gate and the support check, sentence by sentence.

Knows what is shown, what is marked and what is dropped; the gate itself is `quotes`, the support check a Judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.dialogue import Citation, DraftSentence, Evidence, Judge, QuoteVerdict, Sentence, SupportVerdict
from assistant.quotes import check_quote

_SHOWN = frozenset({QuoteVerdict.EXACT, QuoteVerdict.NORMALISED, QuoteVerdict.STITCHED})


@dataclass(frozen=True, slots=True)
class Checked:
    """One draft sentence after both checks. sentence is None where it may not be shown; then `why` says why not."""

    sentence: Sentence | None
    citations: tuple[Citation, ...] = ()
    why: str = ""


def check(draft: DraftSentence, evidence: Mapping[int, Evidence], judge: Judge) -> Checked:
    """Quotes that are nowhere in their passage lose their citation; a sentence without support is not shown."""
    citations = tuple(
        citation
        for number, quote in draft.quotes.items()
        if number in evidence and (citation := _cited(number, quote, evidence)).verdict in _SHOWN
    )
    if not citations:
        return Checked(None, why="no quote of it is in the passage that it cites")
    lead, *others = citations
    # A further citation stands only where its passage carries the sentence by itself: a reader may open that one alone.
    kept = (lead, *(each for each in others if _carries(judge, draft.text, each)))
    support = judge.support(draft.text, [citation.passage for citation in kept])
    if support.verdict is SupportVerdict.UNSUPPORTED:
        return Checked(None, why="; ".join(support.reasons))
    return Checked(Sentence(draft.text, tuple(citation.number for citation in kept), support), kept)


def _cited(number: int, quote: str, evidence: Mapping[int, Evidence]) -> Citation:
    passage = evidence[number].passage
    others = [each.passage.text for each in evidence.values() if each.number != number]
    return Citation(number, passage, quote, check_quote(quote, passage.text, others).verdict)


def _carries(judge: Judge, text: str, citation: Citation) -> bool:
    return judge.support(text, [citation.passage]).verdict is not SupportVerdict.UNSUPPORTED
