"""What the ways in ask of the floors below, each imported when it is first asked for.

Knows which function does each job and that importing them is dear; knows neither arguments nor output. Tests hand the
command line another object of this shape.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tumen.assistant.answering import Assistant
    from tumen.assistant.dialogue import Judge
    from tumen.assistant.timing import TimedAssistant
    from tumen.corpus.catalogue import Catalogue
    from tumen.corpus.contracts import Embedder, Progress
    from tumen.corpus.passages import Source
    from tumen.corpus.settings import Settings
    from tumen.evaluation.gold.cases import Case
    from tumen.evaluation.gold.harness import AnswerBench, Harness
    from tumen.ingest.adding import Outcome
    from tumen.ingest.digest import Holding
    from tumen.ingest.pipeline import BuildReport


class Services:
    """The real floors. Every method may raise any TumenError."""

    @cached_property
    def settings(self) -> "Settings":
        """Read once, when the first service needs them."""
        from tumen.corpus.settings import load_settings

        return load_settings()

    def assistant(self) -> "Assistant":
        """Opens the current generation of the index for questions."""
        from tumen.assistant.assembly import open_assistant

        return open_assistant(self.settings)

    def timed_assistant(self) -> "TimedAssistant":
        """The same, with the milliseconds of each stage beside each reply."""
        from tumen.assistant.timing import TimedAssistant

        return TimedAssistant(self.assistant())

    def catalogue(self) -> "Catalogue":
        """Every source and statement of the corpus folder, checked."""
        from tumen.corpus.catalogue import load_catalogue

        return load_catalogue(self.settings.corpus)

    def hold_against_originals(self, catalogue: "Catalogue") -> "Sequence[tuple[Source, Sequence[Holding]]]":
        """Each source that has an original, with every statement held against it."""
        from tumen.ingest.digest import hold_against_originals
        from tumen.ingest.originals import Originals

        return hold_against_originals(catalogue, Originals(self.settings.data).all())

    def build(self, progress: "Progress") -> "BuildReport":
        """Makes a new generation where the current one is missing or stale."""
        from tumen.ingest.pipeline import build

        return build(self.settings, progress)

    def add(self, files: Sequence[Path], source: str) -> "Sequence[Outcome]":
        """Takes files as originals of one source: one outcome a file."""
        from tumen.ingest.adding import add_files
        from tumen.ingest.originals import Originals
        from tumen.ingest.reading import ReadingLimits

        card = self.catalogue().source(source)
        return add_files(files, card, Originals(self.settings.data), ReadingLimits.of(self.settings))

    def fetch(self, sources: Sequence[str], progress: "Progress") -> "Sequence[Outcome]":
        """Takes originals from the addresses of their sources: one outcome a source; no ids means every source."""
        from tumen.ingest.adding import fetch_originals
        from tumen.ingest.originals import Originals
        from tumen.ingest.reading import ReadingLimits

        catalogue = self.catalogue()
        wanted = [catalogue.source(each) for each in sources] or catalogue.sources
        return fetch_originals(wanted, Originals(self.settings.data), ReadingLimits.of(self.settings), progress)

    def gold_cases(self, only: Sequence[str]) -> "Sequence[Case]":
        """The gold questions of these kinds, all where none is named; their keys name statements of the corpus."""
        from tumen.evaluation.gold.cases import load_cases, of_kinds

        return of_kinds(load_cases(statement_ids={each.id for each in self.catalogue().statements}), only)

    def harness(self, only: Sequence[str]) -> "AbstractContextManager[Harness]":
        """What an evaluation stands on, open for a block."""
        from tumen.evaluation.gold.harness import open_harness

        return open_harness(self.settings, only=tuple(only))

    def answer_bench(self, file: Path) -> "AnswerBench":
        """What the answers in a file are scored with."""
        from tumen.evaluation.gold.harness import open_answer_bench

        return open_answer_bench(self.settings, file)

    def embedder(self) -> "Embedder":
        """The embedding model of the settings."""
        from tumen.corpus.models.embedder import open_embedder

        return open_embedder(self.settings.embedder, self.settings.data)

    def judge(self) -> "Judge":
        """The support checker of the settings."""
        from tumen.assistant.assembly import open_judge

        return open_judge(self.settings, self.embedder())

    def remove(self, sources: Sequence[str]) -> "Sequence[Outcome]":
        """Forgets the originals of sources: one outcome a source."""
        from tumen.ingest.adding import remove_originals
        from tumen.ingest.originals import Originals

        return remove_originals(sources, Originals(self.settings.data))

    def serve(self, port: int, open_browser: bool) -> None:
        """Serves the page until it is stopped."""
        from tumen.ui.server import serve

        serve(port, open_browser)
