"""A damaged file of a generation is found before it is opened, and made anew from the truth."""

import itertools
from pathlib import Path

import pytest

from tumen.corpus.chroma_index import ChromaIndex
from tumen.corpus.errors import IndexDamagedError
from tumen.corpus.generation import TRUTH, Generation
from tumen.corpus.library import open_library
from tumen.corpus.memory_index import MemoryIndex
from tumen.corpus.passages import ANY
from tumen.corpus.settings import Settings
from tumen.ingest.pipeline import build

DAMAGES = ("delete", "truncate", "flip", "empty")


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "delete":
        path.unlink()
    elif how == "truncate":
        path.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    else:
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])


def derived_files(small: Settings) -> list[Path]:
    with Generation.current(small.data) as generation:
        names = [name for name in generation.manifest.files if name != TRUTH]
        return sorted(path for name in names if (path := generation.folder / name).stat().st_size)


def test_a_damaged_derived_file_is_searched_around_and_rebuilt_without_the_model(
    small: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    build(small)
    with open_library(small) as library:
        vector = library.embedder.embed(["Russia sends a made-up envoy."])[0]
        expected = [hit.passage for hit in library.index.nearest(vector, 3, ANY)]
        assert isinstance(library.index, ChromaIndex)
    for path, how in itertools.product(derived_files(small), DAMAGES):
        content = path.read_bytes()
        damage(path, how)
        caplog.clear()
        with open_library(small) as library:
            assert isinstance(library.index, MemoryIndex)
            assert [hit.passage for hit in library.index.nearest(vector, 3, ANY)] == expected
        assert path.name in caplog.text
        assert "tumen build" in caplog.text
        path.write_bytes(content)
    damage(path, "flip")
    report = build(small)
    assert (report.changed, report.embedded) == (True, 0)
    with open_library(small) as library:
        assert isinstance(library.index, ChromaIndex)


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("name", ["passages.sqlite", "manifest.json"])
def test_a_damaged_truth_is_an_error_and_the_next_build_mends_it(small: Settings, how: str, name: str) -> None:
    folder = small.data / build(small).generation
    damage(folder / name, how)
    with pytest.raises(IndexDamagedError) as caught:
        open_library(small)
    assert "tumen build" in caught.value.hint
    assert build(small).changed
    with open_library(small) as library:
        assert len(library.passages()) == 3


def test_a_lost_chroma_folder_is_searched_around(small: Settings) -> None:
    folder = small.data / build(small).generation
    for path in sorted((folder / "chroma").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with open_library(small) as library:
        assert library.index.nearest(library.embedder.embed(["Russia"])[0], 3, ANY)
