"""Everything that an evaluation stands on, opened from the settings: the one place where that is done.

Knows which parts belong together; how they are used is the runner's.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tumen.assistant.answering import Assistant
from tumen.assistant.assembly import assemble, open_judge, open_writers
from tumen.assistant.dialogue import Judge, Writer
from tumen.assistant.retrieval.cross_encoder import open_reranker
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.library import Library, open_library
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.settings import Settings
from tumen.evaluation.gold.cases import SHIPPED_QUESTIONS
from tumen.evaluation.gold.provenance import code_digest, commit, digest_of
from tumen.evaluation.gold.removal import ThinnedIndex
from tumen.evaluation.outcomes import Provenance
from tumen.evaluation.ruler import Lookup, RememberingJudge, Ruler, embedded_similarity


@dataclass(frozen=True, slots=True)
class Harness:
    """index: the one that the assistant searches, from which passages can be taken out. passages: ids → passages."""

    assistant: Assistant
    index: ThinnedIndex
    passages: Lookup
    ruler: Ruler
    made_by: Provenance


@dataclass(frozen=True, slots=True)
class AnswerBench:
    """What answers of other systems are scored with, and what is said of how they were."""

    ruler: Ruler
    made_by: Provenance


def open_answer_bench(settings: Settings, file: Path) -> AnswerBench:
    """For the answers in a file; needs no index. Raises ConfigurationError, EmbedderError, StorageError."""
    embedder = open_embedder(settings.embedder, settings.data)
    judge = RememberingJudge(open_judge(settings, embedder))
    made_by = Provenance(
        commit=commit(),
        code=code_digest(),
        corpus="",
        questions=digest_of([file]),
        writer=file.name,
        support=settings.support,
        embedder=embedder.fingerprint,
    )
    return AnswerBench(Ruler(judge, embedded_similarity(embedder)), made_by)


@contextmanager
def open_harness(
    settings: Settings, questions: Path = SHIPPED_QUESTIONS, only: tuple[str, ...] = ()
) -> Iterator[Harness]:
    """Open until the end of the block. Raises what open_assistant raises."""
    with open_library(settings) as library:
        names = library.subject.names
        judge = RememberingJudge(open_judge(settings, library.embedder, names))
        writers = open_writers(settings, QuotingWriter(library.embedder, names), names)
        yield _harness(settings, library, writers, judge, questions, only)


def _harness(
    settings: Settings,
    library: Library,
    writers: Sequence[Writer],
    judge: Judge,
    questions: Path,
    only: tuple[str, ...],
) -> Harness:
    index = ThinnedIndex(library.index)
    assistant = assemble(library, writers, judge, index, open_reranker(settings.reranker))
    made_by = Provenance(
        commit=commit(),
        code=code_digest(),
        corpus=assistant.setting.version,
        questions=digest_of(questions.glob("*.yaml")),
        writer=assistant.setting.writer,
        support=settings.support,
        embedder=library.embedder.fingerprint,
        reranker=settings.reranker,
        only=only,
    )
    return Harness(assistant, index, library.passages, Ruler(judge, embedded_similarity(library.embedder)), made_by)
