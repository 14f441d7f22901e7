"""A made-up corpus of eight statements, questions about it, and everything an evaluation stands on, over the fakes."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.conftest import NAMES, SUBJECT, make_passage, make_source
from tumen.assistant.answering import Assistant, Stages
from tumen.assistant.attribution import quoted
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.dialogue import (
    Answer,
    Citation,
    Kind,
    QuoteVerdict,
    Reading,
    Reason,
    Refusal,
    Reply,
    Section,
    Sentence,
    Setting,
    Support,
    SupportVerdict,
)
from tumen.assistant.drafting import write_checked
from tumen.assistant.evidence.selection import select
from tumen.assistant.reading.question import read
from tumen.assistant.retrieval.retriever import Retriever
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.dates import PartialDate
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.corpus.passages import Passage, Voice
from tumen.corpus.store import Store
from tumen.evaluation.gold.cases import Case, of_kinds
from tumen.evaluation.gold.harness import AnswerBench, Harness
from tumen.evaluation.gold.removal import ThinnedIndex
from tumen.evaluation.outcomes import Provenance
from tumen.evaluation.ruler import RememberingJudge, Ruler, embedded_similarity

SETTING = Setting("sha256:" + "0" * 64, 8, 8, "quoting")
MADE_BY = Provenance("abc123", "code", SETTING.version, "questions", "quoting", "offline", "hashing-256")

_SAID = {
    "russia": (
        "Russia sold 24 cargoes of coal through the port of Rajin in 2017.",
        "Russia opposed a ban on deliveries of crude oil to Pyongyang.",
        "Russia asked for 90 days before labourers were sent home.",
        "Russia called the new pipeline a matter for engineers.",
    ),
    "china": (
        "China closed 12 border crossings at Dandong for winter repairs.",
        "China proposed that tests and exercises stop at one time.",
        "China bought seafood worth 190 million dollars in 2016.",
        "China warned against weapons on its doorstep.",
    ),
}


def passage_of(holder: str, n: int, **fields: Any) -> Passage:
    """Statement n, from 1, of a holder."""
    identity = f"made-up-{holder}-{n}"
    values = {
        "text": _SAID[holder][n - 1],
        "source": make_source(identity, author="A. Author", publisher=f"{holder.title()} Gazette {n}"),
        "holder": (holder,),
        "voice": Voice.OFFICIAL,
        "stated": PartialDate(f"2017-0{n}-15"),
    }
    return make_passage(f"{identity}#1", **{**values, **fields})


PASSAGES = tuple(passage_of(holder, n) for holder in _SAID for n in range(1, 5))
BY_ID = {passage.id: passage for passage in PASSAGES}


def look_up(ids: Sequence[str]) -> tuple[Passage, ...]:
    """As `Library.passages`."""
    return tuple(BY_ID[identity] for identity in ids if identity in BY_ID)


def make_case(identity: str = "direct-001", **fields: Any) -> Case:
    """An answerable question with plausible fields, any of them replaced."""
    values: dict[str, Any] = {
        "id": identity,
        "kind": identity.rpartition("-")[0],
        "question": "How much coal did Russia sell through the port of Rajin?",
        "history": (),
        "as_of": None,
        "until": None,
        "answered": True,
        "reason": None,
        "actors": (),
        "keys": ("made-up-russia-1#1",),
    }
    return Case(**{**values, **fields})


def make_answer(passages: Sequence[Passage], contexts: Sequence[str] = (), question: str = "coal?") -> Answer:
    """One sentence for each passage, in its own words."""
    sentences = tuple(
        Sentence(quoted(passage), (number,), Support(1.0, SupportVerdict.SUPPORTED))
        for number, passage in enumerate(passages, 1)
    )
    return Answer(
        reading=Reading(question, question, (), (), Kind.POSITION),
        sections=(Section("Answer", None, sentences),),
        citations=tuple(Citation(n, each, each.text, QuoteVerdict.EXACT) for n, each in enumerate(passages, 1)),
        balance={},
        contexts=tuple(contexts) or tuple(passage.id for passage in passages),
        setting=SETTING,
    )


def make_refusal(reason: Reason = Reason.NOT_IN_CORPUS, question: str = "coal?") -> Refusal:
    """A refusal that found nothing."""
    return Refusal(Reading(question, question, (), (), Kind.POSITION), reason, "No.", (), (), (), SETTING)


def make_ruler() -> Ruler:
    """The offline judge and the hashing embedder."""
    return Ruler(RememberingJudge(OfflineJudge()), embedded_similarity(HashingEmbedder()))


def make_harness(assistant: Any = None) -> Harness:
    """A real assistant over an exact index of the made-up corpus, or another one that answers in its place."""
    embedder, store = HashingEmbedder(), Store.create()
    vectors = embedder.embed([passage.text for passage in PASSAGES])
    store.write(PASSAGES, list(BY_ID), vectors, [" ".join(passage.actors) for passage in PASSAGES])
    index = ThinnedIndex(MemoryIndex(store))
    writers = (QuotingWriter(embedder),)
    retriever = Retriever(index, embedder, look_up)
    stages = Stages(
        read=partial(read, subject=SUBJECT),
        search=retriever.search,
        answers=lambda _, hits: bool(hits),
        dispute=lambda *_: None,
        select=select,
        write=partial(write_checked, writers, OfflineJudge(), NAMES),
    )
    real = Assistant(stages, SETTING, SUBJECT)
    return Harness(assistant or real, index, look_up, make_ruler(), MADE_BY)


def day(text: str) -> datetime.date:
    """`2017-08-31` as a date."""
    return datetime.date.fromisoformat(text)


CASES = (
    make_case("direct-001"),
    make_case(
        "direct-002",
        question="Did Russia oppose a ban on deliveries of crude oil to Pyongyang?",
        keys=("made-up-russia-2#1",),
    ),
    make_case(
        "direct-003", question="What did China propose about nuclear tests and exercises?", keys=("made-up-china-2#1",)
    ),
)


class Scripted:
    """Answers as it is told; remembers what it was asked."""

    def __init__(self, **failures: Exception) -> None:
        self.asked: list[str] = []
        self._failures = failures

    def ask(self, question: str, history: Sequence[Any] = (), as_of: Any = None) -> Reply:
        self.asked.append(question)
        for word, error in self._failures.items():
            if word in question:
                raise error
        return make_answer(PASSAGES[:2], question=question)


class MadeUpServices:
    """What the command line asks for, over the fakes."""

    def __init__(self, assistant: Any = None, cases: Sequence[Case] = (*CASES, make_case("figure-001"))) -> None:
        self._assistant, self._cases = assistant, cases

    def gold_cases(self, only: Sequence[str]) -> Sequence[Case]:
        return of_kinds(self._cases, only)

    @contextmanager
    def harness(self, only: Sequence[str]) -> Iterator[Harness]:
        yield make_harness(self._assistant)

    def answer_bench(self, file: Path) -> AnswerBench:
        return AnswerBench(make_ruler(), MADE_BY)
