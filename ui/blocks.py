"""A reply → the plain blocks of a page: what is shown where, decided without any page.

Pure. Every text in a block is safe Markdown; a page only lays blocks out. Knows nothing of Streamlit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.attribution import VOICE_NAMES
from assistant.dialogue import Answer, Citation, QuoteVerdict, Refusal, Reply, Section, Sentence, SupportVerdict
from assistant.quotes import find_quote
from corpus.actors import names_of
from corpus.passages import Confidence, Passage
from ui.markdown import escaped, highlighted

_QUOTES = {
    QuoteVerdict.EXACT: "Quote checked: word for word in the stored passage",
    QuoteVerdict.NORMALISED: "Quote checked: the same words, typography apart",
    QuoteVerdict.STITCHED: "Quote checked: its pieces stand in this order in the stored passage",
    QuoteVerdict.ELSEWHERE: "Quote found in another passage",
    QuoteVerdict.ABSENT: "Quote not found",
}
_SUPPORT = {
    SupportVerdict.SUPPORTED: "",
    SupportVerdict.WEAK: "weakly supported",
    SupportVerdict.UNSUPPORTED: "not supported",
}


@dataclass(frozen=True, slots=True)
class SentenceBlock:
    """A sentence, the numbers of its markers, and a warning where its support is not full."""

    text: str
    markers: tuple[int, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """heading is empty where the answer has only one section; side: whether it stands beside others of its kind."""

    heading: str
    side: bool
    sentences: tuple[SentenceBlock, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One numbered source under an answer."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ReplyBlocks:
    """A whole reply. refusal is empty for an answer; suggestions are questions in plain text, not Markdown."""

    sections: tuple[SectionBlock, ...]
    notices: tuple[str, ...]
    balance: str
    sources: tuple[SourceLine, ...]
    refusal: str
    nearest: tuple[Passage, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageCard:
    """A cited passage with all that a reader needs to judge it. rows: (label, value). url is plain text, checked."""

    title: str
    text: str
    badge: str
    is_sound: bool
    rows: tuple[tuple[str, str], ...]
    url: str
    url_note: str
    note: str


def reply_blocks(reply: Reply) -> ReplyBlocks:
    """The blocks of an answer or of a refusal."""
    if isinstance(reply, Refusal):
        return ReplyBlocks((), (), "", (), escaped(reply.message), reply.nearest, reply.try_instead)
    return ReplyBlocks(
        sections=tuple(_section(section, reply) for section in reply.sections),
        notices=tuple(escaped(notice) for notice in reply.notices),
        balance=_balance(reply),
        sources=tuple(SourceLine(each.number, source_line(each.passage)) for each in reply.citations),
        refusal="",
        nearest=(),
        suggestions=(),
    )


def sentence_block(sentence: Sentence) -> SentenceBlock:
    """One sentence, as it is shown alone while an answer is still being written."""
    reasons = ": " + "; ".join(sentence.support.reasons) if sentence.support.reasons else ""
    warning = _SUPPORT[sentence.support.verdict]
    return SentenceBlock(escaped(sentence.text), sentence.citations, escaped(warning + reasons) if warning else "")


def passage_card(passage: Passage, citation: Citation | None = None) -> PassageCard:
    """The card of a passage; with a citation its quote is marked and its verdict told."""
    source = passage.source
    spans = find_quote(citation.quote, passage.text).spans if citation else ()
    sound = citation is None or citation.verdict in (QuoteVerdict.EXACT, QuoteVerdict.NORMALISED)
    return PassageCard(
        title=escaped(source.title),
        text=highlighted(passage.text, spans),
        badge=_QUOTES[citation.verdict] if citation else "",
        is_sound=sound,
        rows=tuple((label, escaped(value)) for label, value in _rows(passage) if value),
        url=source.url,
        url_note="" if source.url_checked else "This address was not checked when the source was curated.",
        note=escaped(" ".join(filter(None, (passage.note, source.note)))),
    )


def source_line(passage: Passage) -> str:
    """Author, title, publisher, date: one line under an answer."""
    source = passage.source
    names = source.author if source.author == source.publisher else f"{source.author}, {source.publisher}"
    return f"{escaped(source.title)} — {escaped(names)}, {escaped(source.published.spoken())}"


def _section(section: Section, answer: Answer) -> SectionBlock:
    heading = escaped(section.heading) if len(answer.sections) > 1 else ""
    return SectionBlock(heading, section.actor is not None, tuple(map(sentence_block, section.sentences)))


def _balance(answer: Answer) -> str:
    if len(answer.reading.sides) < 2:
        return ""
    return "Evidence cited: " + ", ".join(f"{names_of(actor)[0]} {count}" for actor, count in answer.balance.items())


def _rows(passage: Passage) -> Sequence[tuple[str, str]]:
    source = passage.source
    holders = ["the author" if holder == "author" else names_of(holder)[0] for holder in passage.holder]
    return (
        ("Position of", ", ".join(holders)),
        ("Voice", VOICE_NAMES[passage.voice]),
        ("Stated", passage.stated.spoken()),
        ("Place", passage.at or ""),
        ("Author", source.author),
        ("Publisher", source.publisher),
        ("Published", source.published.spoken()),
        ("Kind", source.kind.replace("-", " ")),
        ("Symbol", source.symbol or ""),
        ("Confidence", "weak: confirm before print" if passage.confidence is Confidence.WEAK else ""),
        ("Passage", passage.id),
    )
