"""Chooses the concrete parts of an assistant from the settings: the one place where that is done."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from assistant.dialogue import Judge, Setting, Writer
from assistant.quoting import QuotingWriter
from assistant.reranking import Reranker, open_reranker
from assistant.retrieval import Retriever
from assistant.support import OfflineJudge
from corpus.contracts import Embedder, PassageIndex
from corpus.library import Library, open_library
from corpus.settings import Settings

if TYPE_CHECKING:
    from assistant.chat_models import Endpoint


def open_assistant(settings: Settings, writer: Writer | None = None) -> Assistant:
    """Opens the library and everything around it. Raises what open_library raises, and ConfigurationError.

    writer: asked instead of the one that the settings name; the one that needs no model stands behind it too. The
    assistant is a context manager, and closes the library.
    """
    reranker = open_reranker(settings.reranker)
    with ExitStack() as stack:
        library = stack.enter_context(open_library(settings))
        judge = open_judge(settings, library.embedder)
        quoting = QuotingWriter(library.embedder)
        writers = (writer, quoting) if writer else open_writers(settings, quoting)
        return assemble(library, writers, judge, reranker=reranker).closing(stack.pop_all().close)


def assemble(
    library: Library,
    writers: Sequence[Writer],
    judge: Judge,
    index: PassageIndex | None = None,
    reranker: Reranker | None = None,
) -> Assistant:
    """An assistant over an open library, which stays its caller's. index: in the place of the library's own."""
    retriever = Retriever(index or library.index, library.embedder, library.passages, reranker)
    return Assistant(retriever, writers, judge, library.contradictions, _setting(library, writers[0]))


def open_writers(settings: Settings, quoting: QuotingWriter) -> tuple[Writer, ...]:
    """The configured writer first; the one that needs no model always stands behind it. Raises ConfigurationError."""
    if settings.writer == "quoting":
        return (quoting,)
    from assistant.chat_models import ChatModel
    from assistant.chat_writer import ChatWriter

    return ChatWriter(ChatModel(_endpoint(settings.writer, settings))), quoting


def open_judge(settings: Settings, embedder: Embedder) -> Judge:
    """The support checker of the settings; embedder: for the offline one. Raises ConfigurationError.

    A name with a colon is a chat model, `provider:model`; any other but `offline` is a CrossEncoder's.
    """
    name = settings.support
    if name == "offline":
        return OfflineJudge(embedder)
    if ":" not in name:
        from assistant.entailment import EntailmentJudge

        return EntailmentJudge(name)
    from assistant.chat_judge import ChatJudge
    from assistant.chat_models import ChatModel

    return ChatJudge(ChatModel(_endpoint(name, settings)), OfflineJudge(embedder))


def _endpoint(name: str, settings: Settings) -> "Endpoint":
    from assistant.chat_models import Endpoint

    key = settings.writer_key.get_secret_value if settings.writer_key else None
    return Endpoint(name, settings.writer_url, key, settings.writer_seconds)


def _setting(library: Library, writer: Writer) -> Setting:
    manifest = library.manifest
    return Setting(f"sha256:{manifest.corpus_sha256}", manifest.passages, manifest.sources, writer.name)
