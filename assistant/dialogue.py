"""The vocabulary of a dialogue: question, reading, evidence, draft, answer, refusal.

    Question ─reading→ Reading ─retrieval→ Hit ─evidence→ Evidence ─writing→ DraftSentence ─checking→ Sentence
        ─replying→ Answer | Refusal

Each stage has its own frozen type; no stage fills in a field of an earlier one. Knows no model, no index, no page.
The dictionaries of `to_dict` are the public JSON contract (docs/answer.schema.json); `timing` adds its `timings_ms`.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from tumen.corpus.passages import Passage

MOST_QUESTION_CHARACTERS = 4_000
"""A longer question is refused as unreadable: it is a pasted document, not a question."""

CONTEXTS = 20
"""How many retrieved passages a reply lists in `contexts`."""


class Kind(StrEnum):
    """What a question asks for."""

    POSITION = "position"
    COMPARISON = "comparison"
    CHANGE = "change"
    FIGURE = "figure"
    DATE = "date"
    WHO_SAID = "who_said"
    YES_NO = "yes_no"


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_CORPUS = "not_in_corpus"
    OUT_OF_SCOPE = "out_of_scope"
    PREDICTION = "prediction"
    PRIVATE_KNOWLEDGE = "private_knowledge"
    UNSAFE = "unsafe"


class SupportVerdict(StrEnum):
    """Whether the cited passages say what the sentence says."""

    SUPPORTED = "supported"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"


class QuoteVerdict(StrEnum):
    """How a quote was found in the passage it is cited from, best first.

    exact: character for character. normalised: after folding white space, quotation marks, dashes and case.
    stitched: its pieces, in order, with an ellipsis between. elsewhere: in another passage of the evidence.
    absent: nowhere.
    """

    EXACT = "exact"
    NORMALISED = "normalised"
    STITCHED = "stitched"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"


SHOWN_SUPPORT = (SupportVerdict.SUPPORTED, SupportVerdict.WEAK)
SHOWN_QUOTES = (QuoteVerdict.EXACT, QuoteVerdict.NORMALISED, QuoteVerdict.STITCHED)
"""The verdicts that an answer can hold: what has any other is left out of it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message. role: user | assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days; None is open."""

    start: datetime.date | None = None
    end: datetime.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it bounds nothing."""
        return self.start is None and self.end is None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks.

    standalone: the question with everything that a follow-up borrows from earlier turns. actors and topics: ids of the
    corpus format, in the order of mention. sides: the actors that get a section each, none or at least two. as_of:
    nothing later may be used. period: when the things asked about happened. latest: the question says "now", "today",
    "still". obstacle: why it cannot be answered whatever the corpus holds (out of scope, unsafe, prediction, private
    knowledge), or None. on_subject: whether its words show that it is about the subject of the corpus.
    """

    question: str
    standalone: str
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    kind: Kind
    sides: tuple[str, ...] = ()
    as_of: datetime.date | None = None
    period: Period = Period()
    latest: bool = False
    obstacle: Reason | None = None
    on_subject: bool = True

    @property
    def reason_without_answer(self) -> Reason:
        """Why nothing answers: the corpus lacks it, or not even the question's words show that it is on the subject."""
        return Reason.NOT_IN_CORPUS if self.on_subject else Reason.OUT_OF_SCOPE

    def to_dict(self) -> dict[str, Any]:
        """The `reading` object of the JSON contract."""
        return {
            "actors": list(self.actors),
            "topics": list(self.topics),
            "as_of": _iso(self.as_of),
            "period": [_iso(self.period.start), _iso(self.period.end)],
            "kind": self.kind.value,
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores, each written once; higher is better.

    cosine: of question and whole passage. words: BM25 as searched. fused: both searches and the passage's source, in
    [0, 1]; with a cross-encoder the mean of that and its judgement. relevance: fused, and what the labels add: the one
    order of hits.
    """

    passage: Passage
    cosine: float
    words: float
    fused: float
    relevance: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage chosen for this answer.

    number: the [n] it is cited by. actor: the section it was chosen for. same_as: the number of the evidence whose
    claim it repeats, to be cited together with it.
    """

    number: int
    passage: Passage
    actor: str | None = None
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence as a writer made it. quotes: evidence number → the words it rests on, as the writer gave them."""

    text: str
    quotes: Mapping[int, str]
    heading: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence bound to the sentences that cite it, with the quote and the verdict of the verbatim gate."""

    number: int
    passage: Passage
    quote: str
    verdict: QuoteVerdict

    def to_dict(self) -> dict[str, Any]:
        """One row of `citations` of the JSON contract."""
        passage, source = self.passage, self.passage.source
        return {
            "number": self.number,
            "passage": passage.id,
            "source": source.id,
            "title": source.title,
            "author": source.author,
            "publisher": source.publisher,
            "published": str(source.published),
            "stated": str(passage.stated),
            "voice": passage.voice.value,
            "holder": list(passage.holder),
            "at": passage.at,
            "url": passage.address,
            "url_seen": passage.is_address_seen,
            "also_at": list(passage.read_at[1:]),
            "quote": self.quote,
            "verdict": self.verdict.value,
        }


@dataclass(frozen=True, slots=True)
class Support:
    """Whether passages support a sentence: probability in [0, 1], verdict, and reasons that a reader understands."""

    score: float
    verdict: SupportVerdict
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer: checked, with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]
    support: Support

    def to_dict(self) -> dict[str, Any]:
        """One row of `sentences` of the JSON contract."""
        return {
            "text": self.text,
            "citations": list(self.citations),
            "support": round(self.support.score, 4),
            "verdict": self.support.verdict.value,
        }

    @property
    def marked(self) -> str:
        """The text with its [n] markers, Markdown."""
        return self.text + "".join(f" [{number}]" for number in self.citations)


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading: of one actor, one date, or the whole answer. actor is None where it is not one's."""

    heading: str
    actor: str | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an answer was made from and by: the same setting and question give the same answer.

    version: `sha256:` of the corpus. passages, sources: how many the index holds. writer: `quoting` or
    `provider:model`.
    """

    version: str
    passages: int
    sources: int
    writer: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer.

    balance: actor → how many pieces of evidence are cited for it. contexts: ids of the passages retrieved, best first.
    notices: what a reader must be told about how it was made (a side without evidence, a fallback, a dropped
    sentence).
    """

    reading: Reading
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    balance: Mapping[str, int]
    contexts: tuple[str, ...]
    setting: Setting
    notices: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Of all sections, in reading order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @property
    def text(self) -> str:
        """The answer as Markdown with [n] markers; headings only where there is more than one section."""
        blocks: list[str] = []
        for section in self.sections:
            if len(self.sections) > 1:
                blocks.append(f"**{section.heading}**")
            blocks.append("\n".join(f"- {sentence.marked}" for sentence in section.sentences))
        blocks += [f"*{notice}*" for notice in self.notices]
        return "\n\n".join(blocks)

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract, status `answered`."""
        return {
            "status": "answered",
            **_question_fields(self.reading),
            "text": self.text,
            "sections": [
                {
                    "heading": section.heading,
                    "actor": section.actor,
                    "sentences": [sentence.to_dict() for sentence in section.sentences],
                }
                for section in self.sections
            ],
            "citations": [citation.to_dict() for citation in self.citations],
            "refusal": None,
            "balance": dict(self.balance),
            "contexts": list(self.contexts),
            "notices": list(self.notices),
            **_setting_fields(self.setting),
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, as a value: why, what lies nearest, what could be asked instead."""

    reading: Reading
    reason: Reason
    message: str
    nearest: tuple[Passage, ...]
    try_instead: tuple[str, ...]
    contexts: tuple[str, ...]
    setting: Setting

    @property
    def text(self) -> str:
        """The message alone: a refusal cites nothing."""
        return self.message

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract, status `refused`."""
        return {
            "status": "refused",
            **_question_fields(self.reading),
            "text": self.text,
            "sections": [],
            "citations": [],
            "refusal": {
                "reason": self.reason.value,
                "message": self.message,
                "nearest": [passage.id for passage in self.nearest],
                "try_instead": list(self.try_instead),
            },
            "balance": {},
            "contexts": list(self.contexts),
            "notices": [],
            **_setting_fields(self.setting),
        }


Reply = Answer | Refusal


class Writer(Protocol):
    """Evidence → sentences.

    Laws: every sentence cites evidence that it was given, and only that; sentences come in reading order, those of one
    heading together; no evidence gives no sentence; a writer that cannot go on raises WriterError.
    """

    @property
    def name(self) -> str:
        """`quoting` or `provider:model`."""

    def write(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """The sentences of an answer, one at a time as they are ready."""


class Judge(Protocol):
    """Does a passage support a sentence?

    Laws: deterministic; a sentence equal to a passage is supported; no passages is unsupported; the score is in
    [0, 1] and the verdict follows from it.
    """

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        """The joint support of one sentence by the passages it cites."""


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _question_fields(reading: Reading) -> dict[str, Any]:
    return {
        "question": reading.question,
        "standalone_question": reading.standalone,
        "reading": reading.to_dict(),
    }


def _setting_fields(setting: Setting) -> dict[str, Any]:
    return {
        "corpus": {"version": setting.version, "passages": setting.passages, "sources": setting.sources},
        "writer": setting.writer,
        "timings_ms": {},
    }
