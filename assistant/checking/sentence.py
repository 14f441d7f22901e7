"""Draft → checked sentences and citations: the verbatim gate, the form and the support check, sentence by sentence.

Knows what is shown, what is marked and what is dropped; the gate itself is `quotes`, the form `phrasing`, the support
check a Judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tumen.assistant.attribution import credited, quoted
from tumen.assistant.checking.sentence_form import form_fault, statements
from tumen.assistant.checking.verbatim import check_quote
from tumen.assistant.dialogue import SHOWN_QUOTES, Citation, DraftSentence, Evidence, Judge, Sentence, SupportVerdict
from tumen.corpus.actors import Names
from tumen.corpus.passages import Passage


@dataclass(frozen=True, slots=True)
class Checked:
    """One draft sentence after every check. sentence is None where it may not be shown; then `why` says why not."""

    sentence: Sentence | None
    citations: tuple[Citation, ...] = ()
    why: str = ""


def check(draft: DraftSentence, evidence: Mapping[int, Evidence], judge: Judge, names: Names) -> Checked:
    """Quotes that are nowhere in their passage lose their citation; a sentence without support is not shown.

    A sentence in the writer's own words must also have the form of a statement, and is shown with the attributions
    that it lacks. They are added after the support check, which judges what the writer wrote.
    """
    citations = tuple(
        citation
        for number, quote in draft.quotes.items()
        if number in evidence and (citation := _cited(number, quote, evidence)).verdict in SHOWN_QUOTES
    )
    if not citations:
        cites = any(number in evidence for number in draft.quotes)
        return Checked(None, why="its quote is not in the passage" if cites else "it cites none of the evidence")
    own_words = not any(draft.text == quoted(citation.passage, citation.quote) for citation in citations)
    said = {each.number: _stating(each.passage) if own_words else each.passage for each in citations}
    lead, *others = citations
    # A further citation stands only where its passage carries the sentence by itself: a reader may open that one alone.
    kept = (lead, *(each for each in others if _carries(judge, draft.text, said[each.number])))
    passages = [citation.passage for citation in kept]
    fault = form_fault(draft.text, passages, names) if own_words else None
    if fault:
        return Checked(None, why=fault)
    support = judge.support(draft.text, [said[citation.number] for citation in kept])
    if support.verdict is SupportVerdict.UNSUPPORTED:
        return Checked(None, why=f"the cited passages do not support it ({'; '.join(support.reasons)})")
    text = credited(draft.text, passages, names) if own_words else draft.text
    return Checked(Sentence(text, tuple(citation.number for citation in kept), support), kept)


def _stating(passage: Passage) -> Passage:
    """The passage without what it orders, which may not carry a sentence in other words."""
    text = statements(passage.text)
    return passage if len(text) == len(passage.text) else replace(passage, text=text)


def _cited(number: int, quote: str, evidence: Mapping[int, Evidence]) -> Citation:
    passage = evidence[number].passage
    others = [each.passage.text for each in evidence.values() if each.number != number]
    return Citation(number, passage, quote, check_quote(quote, passage.text, others).verdict)


def _carries(judge: Judge, text: str, passage: Passage) -> bool:
    return judge.support(text, [passage]).verdict is not SupportVerdict.UNSUPPORTED
