"""`build` makes a generation of what has changed, and of nothing else."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.conftest import Writer
from tumen.corpus.errors import (
    BuildInProgressError,
    CatalogueError,
    IndexIncompatibleError,
    IndexMissingError,
    StorageError,
)
from tumen.corpus.library import open_library
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.corpus.passages import ANY
from tumen.corpus.settings import Settings
from tumen.ingest.build_lock import build_lock
from tumen.ingest.pipeline import build


def test_before_the_first_build_the_command_is_named(small: Settings) -> None:
    with pytest.raises(IndexMissingError) as caught:
        open_library(small)
    assert "tumen build" in caught.value.hint


def test_a_build_holds_every_statement_with_its_attribution(small: Settings) -> None:
    report = build(small)
    assert (report.passages, report.sources, report.embedded, report.changed) == (3, 2, 3, True)
    with open_library(small) as library:
        (passage,) = library.passages(["made-up-2017#2"])
        assert passage.text == "Russia votes for a made-up text."
        assert passage.source.publisher == "Made-up Press"
        assert passage.actors == {"russia", "dprk"}
        assert library.manifest.passages == 3


def test_nothing_changed_takes_no_model_call(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(small)

    def called(*_: object) -> None:
        raise AssertionError("the model was called")

    monkeypatch.setattr(HashingEmbedder, "embed", called)
    second = build(small)
    assert (second.changed, second.embedded, second.generation) == (False, 0, first.generation)


def test_only_new_texts_are_embedded(small: Settings, write_source: Writer) -> None:
    build(small)
    write_source("made-up-2018", "Russia sends a made-up envoy.", "Russia recalls the made-up envoy.")
    report = build(small)
    assert (report.passages, report.embedded, report.reused, report.removed) == (4, 1, 3, 0)


def test_what_left_the_corpus_leaves_the_index_and_the_disk(small: Settings, corpus_folder: Path) -> None:
    build(small)
    (corpus_folder / "sources" / "made-up-2018.yaml").unlink()
    report = build(small)
    assert (report.passages, report.removed) == (2, 1)
    with open_library(small) as library:
        assert {passage.source.id for passage in library.passages()} == {"made-up-2017"}
    kept = b"".join(path.read_bytes() for path in small.data.rglob("*") if path.is_file())
    assert b"made-up envoy" not in kept


def test_a_broken_corpus_leaves_the_old_index_answering(small: Settings, corpus_folder: Path) -> None:
    build(small)
    (corpus_folder / "sources" / "made-up-2018.yaml").write_text("id: [")
    with pytest.raises(CatalogueError):
        build(small)
    with open_library(small) as library:
        assert len(library.passages()) == 3


def test_two_builds_at_once_one_is_told_who_builds(small: Settings) -> None:
    with build_lock(small.data), pytest.raises(BuildInProgressError, match=r"process \d+, since 20"):
        build(small)
    assert build(small).changed


def test_a_reader_keeps_its_generation_while_others_are_built(small: Settings, write_source: Writer) -> None:
    build(small)
    with open_library(small) as reader:
        vector = reader.embedder.embed(["Russia sends a made-up envoy."])[0]
        for text in ("Russia waits.", "Russia waits longer."):
            write_source("made-up-2018", text)
            build(small)
        assert reader.index.nearest(vector, 1, ANY)[0].passage == "made-up-2018#1"
        assert reader.passages(["made-up-2018#1"])[0].text == "Russia sends a made-up envoy."
        assert len(list(small.data.glob("gen-*"))) == 2
    write_source("made-up-2018", "Russia is here.")
    build(small)
    assert len(list(small.data.glob("gen-*"))) == 1


def test_another_embedder_is_refused_with_the_command_that_mends_it(
    small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(small)
    monkeypatch.setattr(HashingEmbedder, "fingerprint", "another")
    with pytest.raises(IndexIncompatibleError) as caught:
        open_library(small)
    assert "tumen build" in caught.value.hint
    assert build(small).embedded == 3


def test_a_data_folder_that_cannot_be_made_is_a_storage_error(small: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as caught:
        build(small.model_copy(update={"data": tmp_path / "file" / "data"}))
    assert "TUMEN_DATA" in caught.value.hint


def _limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_fills_up_leaves_nothing_behind(small: Settings) -> None:
    code = (
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from tumen.corpus.settings import load_settings\n"
        "from tumen.corpus.errors import StorageError\n"
        "from tumen.ingest.pipeline import build\n"
        "try: build(load_settings())\n"
        "except StorageError as error: print(error.hint)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        # Without the last one Python itself would leave cut-off .pyc files behind under the limit.
        env={
            "TUMEN_DATA": str(small.data),
            "TUMEN_CORPUS": str(small.corpus),
            "TUMEN_EMBEDDER": "hashing",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        preexec_fn=_limit_files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TUMEN_DATA" in run.stdout, run.stderr
    assert [path.name for path in small.data.iterdir()] == []
