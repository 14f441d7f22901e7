"""Opens the current generation, checked before anything in it is opened.

Knows how a generation, an embedder and an index belong together, and what to do when a part is damaged: a damaged
Chroma directory is replaced by exact search over the stored vectors, a damaged truth is an error. Builds nothing.
"""

import logging
from collections.abc import Sequence
from functools import cached_property
from typing import Self

from tumen.corpus.contracts import Embedder, PassageIndex
from tumen.corpus.errors import IndexDamagedError, IndexIncompatibleError
from tumen.corpus.generation import DERIVED, TRUTH, Generation, Manifest
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.passages import Contradiction, Passage
from tumen.corpus.settings import Settings
from tumen.corpus.store import Store
from tumen.corpus.subject import Subject

log = logging.getLogger("tumen")


class Library:
    """One generation, open for reading. Frozen in time: a later build makes a later library."""

    def __init__(self, generation: Generation, store: Store, index: PassageIndex, embedder: Embedder) -> None:
        self._generation = generation
        self._store = store
        self.index = index
        self.embedder = embedder

    @property
    def manifest(self) -> Manifest:
        """What the generation is made of."""
        return self._generation.manifest

    @property
    def name(self) -> str:
        """`gen-7`."""
        return self._generation.folder.name

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """In order of id."""
        return self._store.contradictions()

    @cached_property
    def subject(self) -> Subject:
        """What the corpus is about."""
        return self._store.subject()

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self._store.passages()}

    def passages(self, ids: Sequence[str] | None = None) -> tuple[Passage, ...]:
        """In the order of `ids`, unknown ones left out; all of them where `ids` is None."""
        if ids is None:
            return tuple(self._passages.values())
        return tuple(self._passages[identity] for identity in ids if identity in self._passages)

    def close(self) -> None:
        """Closes the index and lets the generation go."""
        self.index.close()
        self._generation.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_library(settings: Settings) -> Library:
    """Raises IndexMissingError, IndexIncompatibleError, IndexDamagedError, EmbedderError: each names what mends it."""
    generation = Generation.current(settings.data)
    try:
        embedder = open_embedder(settings.embedder, settings.data)
        if generation.manifest.embedder != embedder.fingerprint:
            raise IndexIncompatibleError(
                f"The index was made by the embedder {generation.manifest.embedder}, "
                f"but the settings name {embedder.fingerprint}.",
                "Run `tumen build` to make it anew, or set TUMEN_EMBEDDER back.",
            )
        damaged = generation.damaged()
        if TRUTH in damaged:
            raise IndexDamagedError(
                f"{generation.folder.name}/{TRUTH} is damaged.", "Run `tumen build` to make the index anew."
            )
        store = Store.open(generation.folder / TRUTH)
        return Library(generation, store, _open_index(generation, store, damaged), embedder)
    except BaseException:
        generation.release()
        raise


def _open_index(generation: Generation, store: Store, damaged: tuple[str, ...]) -> PassageIndex:
    if not damaged:
        from tumen.corpus.chroma_index import ChromaIndex

        try:
            return ChromaIndex(generation.folder / DERIVED, store)
        except IndexDamagedError as error:
            damaged = (str(error),)
    log.warning("Chroma is damaged (%s): searching exactly instead. `tumen build` mends it.", ", ".join(damaged))
    return MemoryIndex(store)
