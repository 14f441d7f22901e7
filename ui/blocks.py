"""A reply → the plain blocks of a page: what is shown where, decided without any page.

Pure. Every text in a block is safe Markdown unless its field says otherwise; a page only lays blocks out. Knows nothing
of Streamlit.
"""

from dataclasses import dataclass

from tumen.assistant.dialogue import Answer, Refusal, Reply, Section, Sentence, SupportVerdict
from tumen.corpus.passages import Passage
from tumen.ui.markdown import escaped

VERDICTS = {
    SupportVerdict.SUPPORTED: "supported by the passage",
    SupportVerdict.WEAK: "weakly supported",
    SupportVerdict.UNSUPPORTED: "not supported",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """The [number] behind a sentence. names: whom it cites, for whoever points at it or hears it read."""

    number: int
    names: str


@dataclass(frozen=True, slots=True)
class SentenceBlock:
    """A sentence, its markers, and a warning where its support is not full."""

    text: str
    markers: tuple[Marker, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """heading is empty where the answer has only one section; side: whether it stands beside others of its kind."""

    heading: str
    side: bool
    sentences: tuple[SentenceBlock, ...]


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A source under an answer, and the markers of its passages."""

    text: str
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class AnswerBlocks:
    """A whole answer. balance: how much evidence each side got, empty where there are no sides."""

    sections: tuple[SectionBlock, ...]
    notices: tuple[str, ...]
    balance: str
    sources: tuple[SourceBlock, ...]


@dataclass(frozen=True, slots=True)
class RefusalBlocks:
    """A whole refusal. suggestions are questions in plain text, not Markdown."""

    message: str
    nearest: tuple[SentenceBlock, ...]
    suggestions: tuple[str, ...]


def answer_blocks(answer: Answer) -> AnswerBlocks:
    """What is shown of an answer."""
    markers = {each.number: Marker(each.number, names(each.passage)) for each in answer.citations}
    several = len(answer.sections) > 1
    return AnswerBlocks(
        sections=tuple(_section(section, several, markers) for section in answer.sections),
        notices=tuple(escaped(notice) for notice in answer.notices),
        balance=_balance(answer),
        sources=_sources(answer, markers),
    )


def refusal_blocks(refusal: Refusal) -> RefusalBlocks:
    """What is shown of a refusal; the nearest passages are numbered from 1."""
    nearest = tuple(
        SentenceBlock(escaped(passage.text), (Marker(number, names(passage)),), "")
        for number, passage in enumerate(refusal.nearest, start=1)
    )
    return RefusalBlocks(escaped(refusal.message), nearest, refusal.try_instead)


def growing_block(sentence: Sentence) -> SentenceBlock:
    """A sentence of an answer that is still being written: its markers stand in the text, for nothing opens yet."""
    return SentenceBlock(escaped(sentence.marked), (), _warning(sentence))


def read_as(reply: Reply) -> str:
    """How a follow-up was understood; empty where the question stood alone."""
    reading = reply.reading
    if " ".join(reading.question.split()) == " ".join(reading.standalone.split()):
        return ""
    return f"Understood as: {escaped(reading.standalone)}"


def announcement(reply: Reply) -> str:
    """What somebody who does not see the page is told once a reply is there. Plain text."""
    if isinstance(reply, Refusal):
        return f"No answer. {reply.message}"
    sentences = sum(len(section.sentences) for section in reply.sections)
    return f"Answer complete: {_counted(sentences, 'sentence')}, {_counted(len(reply.citations), 'passage')} cited."


def names(passage: Passage) -> str:
    """`Georgy Toloraya, 38 North, 8 June 2017`: who, where, when. Plain text."""
    author, publisher = _first(passage.source.author), _first(passage.source.publisher)
    who = publisher if author == publisher else f"{author}, {publisher}"
    return f"{who}, {passage.stated.spoken()}"


def _first(several: str) -> str:
    """`A; B; C` in short."""
    first, *others = several.split("; ")
    return f"{first} and others" if others else first


def _section(section: Section, several: bool, markers: dict[int, Marker]) -> SectionBlock:
    sentences = tuple(
        SentenceBlock(
            escaped(sentence.text), tuple(markers[number] for number in sentence.citations), _warning(sentence)
        )
        for sentence in section.sentences
    )
    return SectionBlock(escaped(section.heading) if several else "", section.actor is not None, sentences)


def _warning(sentence: Sentence) -> str:
    support = sentence.support
    if support.verdict is SupportVerdict.SUPPORTED:
        return ""
    reasons = ": " + "; ".join(support.reasons) if support.reasons else ""
    return escaped(f"{VERDICTS[support.verdict]}{reasons}")


def _balance(answer: Answer) -> str:
    if len(answer.reading.sides) < 2:
        return ""
    headings = {section.actor: section.heading for section in answer.sections}
    sides = [(headings.get(actor, actor), count) for actor, count in answer.balance.items()]
    return "Passages cited: " + ", ".join(f"{name} {count}" for name, count in sides)


def _sources(answer: Answer, markers: dict[int, Marker]) -> tuple[SourceBlock, ...]:
    """One line a source, in the order of first citation."""
    cited: dict[str, list[int]] = {}
    sources = {each.passage.source.id: each.passage.source for each in answer.citations}
    for each in answer.citations:
        cited.setdefault(each.passage.source.id, []).append(each.number)
    return tuple(
        SourceBlock(
            f"**{escaped(source.title)}** — {escaped(source.author)}, {escaped(source.published.spoken())}",
            tuple(markers[number] for number in cited[identity]),
        )
        for identity, source in sources.items()
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
