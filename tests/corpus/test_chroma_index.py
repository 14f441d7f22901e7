"""Chroma, when it can search no longer: the store's own vectors go on answering."""

from pathlib import Path

import pytest

from tests.contracts.test_index import filled, unit_rows
from tumen.corpus.chroma_index import ChromaIndex, fill_chroma
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.passages import ANY, Passage
from tumen.corpus.store import Store


def test_a_chroma_that_fails_later_is_replaced_by_exact_search(
    some_passages: tuple[Passage, ...], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = filled(Store.create(), some_passages)
    fill_chroma(tmp_path / "chroma", store)
    index = ChromaIndex(tmp_path / "chroma", store)
    index._client.delete_collection("passages")  # as if its files had been swept while it was open
    vector = unit_rows(1, seed=3)[0]
    found = index.nearest(vector, 5, ANY)
    assert [each.passage for each in found] == [each.passage for each in MemoryIndex(store).nearest(vector, 5, ANY)]
    assert "searching exactly" in caplog.text
    index.close()
