"""A cited passage → its card: everything that a reader needs to judge it, decided without any page.

Pure. Every text is safe Markdown unless its field says otherwise. Knows nothing of Streamlit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tumen.assistant.attribution import VOICE_NAMES
from tumen.assistant.checking.verbatim import find_quote
from tumen.assistant.dialogue import Citation, QuoteVerdict, Refusal, Reply, Sentence, SupportVerdict
from tumen.corpus.actors import Names
from tumen.corpus.passages import Confidence, Passage
from tumen.ui.blocks import VERDICTS
from tumen.ui.markdown import escaped, highlighted

_QUOTES = {
    QuoteVerdict.EXACT: "Quote checked: word for word in the stored passage",
    QuoteVerdict.NORMALISED: "Quote checked: the same words, typography apart",
    QuoteVerdict.STITCHED: "Quote checked: its pieces stand in this order in the stored passage",
    QuoteVerdict.ELSEWHERE: "Quote found in another passage only",
    QuoteVerdict.ABSENT: "Quote not found in the passage",
}
_SOUND = frozenset({QuoteVerdict.EXACT, QuoteVerdict.NORMALISED, QuoteVerdict.STITCHED})
_OWN_WORDS = "A statement in the curators' words, not a quotation, and not compared with the original here."
_VERBATIM = "Words of the original."

_NO_STATES = {"author": "the author", "curator": "nobody: a remark of the curators"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked, and whether it held."""

    text: str
    held: bool


@dataclass(frozen=True, slots=True)
class CitedFor:
    """A sentence that cites the passage, and what the support check found."""

    text: str
    check: Check


@dataclass(frozen=True, slots=True)
class PassageCard:
    """What the side panel shows. rows: (label, value). url is plain text; notes: what a careful reader must know."""

    number: int
    of: int
    text: str
    nature: str
    quote: Check | None
    cited_for: tuple[CitedFor, ...]
    title: str
    rows: tuple[tuple[str, str], ...]
    url: str
    notes: tuple[str, ...]


def card_of(reply: Reply, number: int, names: Names) -> PassageCard:
    """The card of passage `number`: of an answer the citation of that number, of a refusal the nearest one.

    names: of the corpus' actors. Raises KeyError for a number that the reply does not have.
    """
    if isinstance(reply, Refusal):
        passages = dict(enumerate(reply.nearest, start=1))
        return _card(passages[number], number, len(passages), None, (), names)
    citations = {citation.number: citation for citation in reply.citations}
    sentences = tuple(sentence for sentence in reply.sentences if number in sentence.citations)
    return _card(citations[number].passage, number, len(citations), citations[number], sentences, names)


def _card(
    passage: Passage, number: int, of: int, citation: Citation | None, sentences: Sequence[Sentence], names: Names
) -> PassageCard:
    spans = find_quote(citation.quote, passage.text).spans if citation else ()
    return PassageCard(
        number=number,
        of=of,
        text=highlighted(passage.text, spans),
        nature=_VERBATIM if passage.span else _OWN_WORDS,
        quote=_quote_check(citation) if citation else None,
        cited_for=tuple(map(_cited_for, sentences)),
        title=escaped(passage.source.title),
        rows=tuple((label, escaped(value)) for label, value in _rows(passage, names) if value),
        url=passage.address,
        notes=tuple(escaped(note) for note in _notes(passage)),
    )


def _quote_check(citation: Citation) -> Check | None:
    """None of a statement that is cited as it is stored: that it equals itself is nothing to tick off."""
    sound = citation.verdict in _SOUND
    return None if sound and citation.passage.span is None else Check(_QUOTES[citation.verdict], sound)


def _cited_for(sentence: Sentence) -> CitedFor:
    verdict = sentence.support.verdict
    reasons = ": " + "; ".join(sentence.support.reasons) if sentence.support.reasons else ""
    found = escaped(f"{VERDICTS[verdict].capitalize()}{reasons} ({sentence.support.score:.2f})")
    return CitedFor(escaped(sentence.text), Check(found, verdict is SupportVerdict.SUPPORTED))


def _rows(passage: Passage, names: Names) -> Sequence[tuple[str, str]]:
    source = passage.source
    holders = [_NO_STATES.get(holder) or names.of(holder)[0] for holder in passage.holder]
    return (
        ("Position of", ", ".join(holders)),
        ("Voice", VOICE_NAMES[passage.voice]),
        ("Stated", passage.stated.spoken()),
        ("Place", passage.at or ""),
        ("Read at", passage.address if passage.read_at else ""),
        ("Author", source.author),
        ("Publisher", source.publisher),
        ("Published", source.published.spoken()),
        ("Kind", source.kind.replace("-", " ")),
        ("Symbol", source.symbol or ""),
        ("Also read at", ", ".join(passage.read_at[1:])),
        ("Passage", passage.id),
    )


def _notes(passage: Passage) -> list[str]:
    source = passage.source
    weak = "Rests on a weak or secondary copy: confirm before print."
    seen = "The curators read this at the address of the link."
    unseen = "The curators did not see the document at the address of the link."
    return [
        *([weak] if passage.confidence is Confidence.WEAK else []),
        *filter(None, (passage.note, source.note)),
        seen if passage.is_address_seen else unseen,
    ]
