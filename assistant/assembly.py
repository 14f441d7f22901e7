"""Chooses the concrete parts of an assistant from the settings: the one place where that is done."""

from collections.abc import Sequence

from assistant.answering import Assistant
from assistant.dialogue import Judge, Setting, Writer
from assistant.quoting import QuotingWriter
from assistant.retrieval import Retriever
from assistant.support import OfflineJudge
from corpus.contracts import PassageIndex
from corpus.errors import ConfigurationError
from corpus.library import Library, open_library
from corpus.settings import Settings


def open_assistant(settings: Settings, writer: Writer | None = None) -> Assistant:
    """Opens the library and everything around it. Raises what open_library raises, and ConfigurationError.

    writer: asked instead of the one that the settings name; the one that needs no model stands behind it too. The
    assistant is a context manager, and closes the library.
    """
    writers = (writer, QuotingWriter()) if writer else open_writers(settings)
    judge = open_judge(settings.support)
    library = open_library(settings)
    return assemble(library, writers, judge).closing(library.close)


def assemble(library: Library, writers: Sequence[Writer], judge: Judge, index: PassageIndex | None = None) -> Assistant:
    """An assistant over an open library, which stays its caller's. index: in the place of the library's own."""
    retriever = Retriever(index or library.index, library.embedder, library.passages)
    return Assistant(retriever, writers, judge, library.contradictions, _setting(library, writers[0]))


def open_writers(settings: Settings) -> tuple[Writer, ...]:
    """The configured writer first; the one that needs no model always stands behind it."""
    if settings.writer == "quoting":
        return (QuotingWriter(),)
    from assistant.chat_models import ChatModel, Endpoint
    from assistant.chat_writer import ChatWriter

    key = settings.writer_key.get_secret_value if settings.writer_key else None
    endpoint = Endpoint(settings.writer, settings.writer_url, key, settings.writer_seconds)
    return ChatWriter(ChatModel(endpoint)), QuotingWriter()


def open_judge(name: str) -> Judge:
    """The support checker of this name. Raises ConfigurationError."""
    if name == "offline":
        return OfflineJudge()
    raise ConfigurationError(f"There is no support checker {name!r}.", "Set TUMEN_SUPPORT to `offline`.")


def _setting(library: Library, writer: Writer) -> Setting:
    manifest = library.manifest
    return Setting(f"sha256:{manifest.corpus_sha256}", manifest.passages, manifest.sources, writer.name)
