"""Kill a build at any moment: afterwards the old index answers or the new one, and the next build mends the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ingest.conftest import Writer
from tests.ingest.killed_build import STEPS
from tumen.corpus.errors import BuildInProgressError
from tumen.corpus.library import open_library
from tumen.corpus.passages import ANY
from tumen.corpus.settings import Settings
from tumen.ingest.pipeline import build

ROOT = Path(__file__).parents[2]
BEFORE, AFTER = "Russia sends a made-up envoy.", "Russia recalls a made-up envoy."

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, so that a forgotten one is seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def start_build(small: Settings, temporary: Path) -> Start:
    def start(*kill_at: str) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "TMPDIR": str(temporary),
            "TUMEN_DATA": str(small.data),
            "TUMEN_CORPUS": str(small.corpus),
            "TUMEN_EMBEDDER": small.embedder,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.killed_build", *kill_at],
            env=environment,
            cwd=ROOT,
            start_new_session=True,
        )

    return start


def check_oracle(small: Settings, temporary: Path) -> None:
    """What must hold after a kill at any point, then after the same build run again."""
    with open_library(small) as library:
        assert {passage.text for passage in library.passages(["made-up-2018#1"])} <= {BEFORE, AFTER}
        assert len(library.passages()) == 3
        for passage in library.passages():
            found = library.index.nearest(library.embedder.embed([passage.text])[0], 1, ANY)
            assert found[0].passage == passage.id
    build(small)
    with open_library(small) as library:
        assert library.passages(["made-up-2018#1"])[0].text == AFTER
        left = sorted(path.name for path in small.data.iterdir())
        assert left == ["current", library.name]
    assert not list(temporary.iterdir())
    assert not build(small).changed


@pytest.mark.parametrize("step", STEPS)
def test_a_build_killed_at_each_step(
    small: Settings, write_source: Writer, start_build: Start, temporary: Path, step: str
) -> None:
    build(small)
    write_source("made-up-2018", AFTER)
    assert start_build(step).wait() == -signal.SIGKILL
    check_oracle(small, temporary)


@pytest.mark.parametrize("seed", range(4))
def test_a_build_killed_at_a_random_moment(
    small: Settings, write_source: Writer, start_build: Start, temporary: Path, seed: int
) -> None:
    """With its children, as when a terminal is closed or memory runs out."""
    build(small)
    write_source("made-up-2018", AFTER)
    process = start_build()
    time.sleep(random.Random(seed).uniform(0.2, 3.0))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    check_oracle(small, temporary)


def test_a_first_build_that_is_killed_leaves_a_second_one_free(small: Settings, start_build: Start) -> None:
    assert start_build("tumen.ingest.pipeline:fill_chroma:after").wait() == -signal.SIGKILL
    assert build(small).passages == 3
    assert len(list(small.data.iterdir())) == 2


def test_a_second_build_is_refused_at_once_and_told_who_builds(small: Settings, start_build: Start) -> None:
    build(small)
    holding = "import sys, time; from pathlib import Path; from tumen.ingest.build_lock import build_lock\n"
    holding += f"with build_lock(Path({str(small.data)!r})): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        started = time.monotonic()
        with pytest.raises(BuildInProgressError, match=f"process {holder.pid}, since 20"):
            build(small)
        assert time.monotonic() - started < 1
        with open_library(small) as library:
            assert library.name == "gen-1"
        holder.kill()
    assert not build(small).changed
