"""A real assistant over a handful of made-up passages: exact index, hashing embedder, quoting writer, offline judge."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from tests.conftest import NAMES, SUBJECT, make_passage, make_source
from tumen.assistant.answering import Assistant, Stages
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.dialogue import Answer, Reply, Setting
from tumen.assistant.drafting import write_checked
from tumen.assistant.evidence.answerability import Gate
from tumen.assistant.evidence.disputes import dispute
from tumen.assistant.evidence.selection import select
from tumen.assistant.reading.question import read
from tumen.assistant.retrieval.retriever import Retriever
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.dates import PartialDate
from tumen.corpus.indexed import searchable_names
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.corpus.passages import Contradiction, Passage
from tumen.corpus.store import Store

SETTING = Setting("sha256:" + "0" * 64, 8, 8, "quoting")


def said(identity: str, text: str, stated: str = "2017-06-08", **fields: Any) -> Passage:
    """A passage of a source of its own, stated and published on a day."""
    day = PartialDate(stated)
    source = fields.pop("source", None) or make_source(identity, published=day, publisher=f"Gazette {identity}")
    return make_passage(f"{identity}#1", text, stated=day, source=source, **fields)


def desk(passages: Sequence[Passage], contradictions: Sequence[Contradiction] = (), gated: bool = False) -> Assistant:
    """gated: whether the learned gate decides; else whatever was found counts as an answer."""
    embedder, store = HashingEmbedder(), Store.create()
    vectors = embedder.embed([passage.text for passage in passages])
    names = [searchable_names(passage, NAMES) for passage in passages]
    store.write(passages, [passage.id for passage in passages], vectors, names)
    known = {passage.id: passage for passage in passages}
    retriever = Retriever(MemoryIndex(store), embedder, lambda ids: [known[each] for each in ids], SUBJECT)
    gate = Gate(embedder.fingerprint, SUBJECT)
    stages = Stages(
        read=partial(read, subject=SUBJECT),
        search=retriever.search,
        answers=gate.answers if gated else lambda _, hits: bool(hits),
        dispute=partial(dispute, recorded=contradictions),
        select=select,
        write=partial(write_checked, (QuotingWriter(embedder, NAMES),), OfflineJudge(names=NAMES), NAMES),
    )
    return Assistant(stages, SETTING, SUBJECT)


def cited(reply: Reply) -> list[str]:
    """The sources cited, in the order of their numbers; none of a refusal."""
    return [each.passage.source.id for each in reply.citations] if isinstance(reply, Answer) else []


def told(reply: Reply) -> list[str]:
    """The sources of each sentence's first citation, in reading order."""
    assert isinstance(reply, Answer)
    sources = {each.number: each.passage.source.id for each in reply.citations}
    return [sources[sentence.citations[0]] for sentence in reply.sentences]
