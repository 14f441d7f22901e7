"""Chooses the concrete parts of an assistant from the settings: the one place where that is done."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tumen.assistant.answering import Assistant, Stages
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.dialogue import Judge, Setting, Writer
from tumen.assistant.drafting import write_checked
from tumen.assistant.evidence.answerability import Gate
from tumen.assistant.evidence.disputes import dispute
from tumen.assistant.evidence.selection import select
from tumen.assistant.reading.question import read
from tumen.assistant.retrieval.cross_encoder import Reranker, open_reranker
from tumen.assistant.retrieval.retriever import Retriever
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Embedder, PassageIndex
from tumen.corpus.errors import ConfigurationError
from tumen.corpus.library import Library, open_library
from tumen.corpus.settings import Settings

if TYPE_CHECKING:
    from tumen.assistant.chat_models import Endpoint


def open_assistant(settings: Settings, writer: Writer | None = None) -> Assistant:
    """Opens the library and everything around it. Raises what open_library raises, and ConfigurationError.

    writer: asked instead of the one that the settings name; the one that needs no model stands behind it too. The
    assistant is a context manager, and closes the library.
    """
    reranker = open_reranker(settings.reranker)
    with ExitStack() as stack:
        library = stack.enter_context(open_library(settings))
        judge = open_judge(settings, library.embedder, library.subject.names)
        quoting = QuotingWriter(library.embedder, library.subject.names)
        writers = (writer, quoting) if writer else open_writers(settings, quoting, library.subject.names)
        return assemble(library, writers, judge, reranker=reranker).closing(stack.pop_all().close)


def assemble(
    library: Library,
    writers: Sequence[Writer],
    judge: Judge,
    index: PassageIndex | None = None,
    reranker: Reranker | None = None,
) -> Assistant:
    """An assistant over an open library, which stays its caller's. index: in the place of the library's own."""
    subject = library.subject
    retriever = Retriever(index or library.index, library.embedder, library.passages, subject, reranker)
    stages = Stages(
        read=partial(read, subject=subject),
        search=retriever.search,
        answers=Gate(library.embedder.fingerprint, subject).answers,
        dispute=partial(dispute, recorded=library.contradictions),
        select=select,
        write=partial(write_checked, writers, judge, subject.names),
    )
    return Assistant(stages, _setting(library, writers[0]), subject)


def open_writers(settings: Settings, quoting: QuotingWriter, names: Names) -> tuple[Writer, ...]:
    """The configured writer first; the one that needs no model always stands behind it. Raises ConfigurationError."""
    if settings.writer == "quoting":
        return (quoting,)
    from tumen.assistant.chat_models import ChatModel
    from tumen.assistant.writing.chat_writer import ChatWriter

    return ChatWriter(ChatModel(_endpoint(settings.writer, settings)), names), quoting


def open_judge(settings: Settings, embedder: Embedder, names: Names | None = None) -> Judge:
    """The support checker of the settings; embedder, names: for the offline one. Raises ConfigurationError.

    A name with a colon is a chat model, `provider:model`; any other but `offline` is a CrossEncoder's.
    """
    name = settings.support
    if name == "offline":
        return OfflineJudge(embedder, names)
    if ":" not in name:
        if "/" not in name and not Path(name).is_dir():
            raise ConfigurationError(
                f"There is no support checker {name!r}.",
                "Set TUMEN_SUPPORT to `offline`, to `provider:model`, or to the name or folder of a CrossEncoder.",
            )
        from tumen.assistant.checking.entailment_judge import EntailmentJudge

        return EntailmentJudge(name)
    from tumen.assistant.chat_models import ChatModel
    from tumen.assistant.checking.chat_judge import ChatJudge

    return ChatJudge(ChatModel(_endpoint(name, settings)), OfflineJudge(embedder, names))


def _endpoint(name: str, settings: Settings) -> "Endpoint":
    from tumen.assistant.chat_models import Endpoint

    key = settings.writer_key.get_secret_value if settings.writer_key else None
    return Endpoint(name, settings.writer_url, key, settings.writer_seconds)


def _setting(library: Library, writer: Writer) -> Setting:
    manifest = library.manifest
    return Setting(f"sha256:{manifest.corpus_sha256}", manifest.passages, manifest.sources, writer.name)
