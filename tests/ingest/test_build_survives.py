"""Kill a build at any moment: afterwards the old index answers or the new one, and the next build mends the rest."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ingest.pipeline
from corpus.library import open_library
from corpus.passages import ANY
from corpus.settings import Settings
from ingest.pipeline import build
from tests.ingest.conftest import Writer

CRASH_POINTS = re.findall(r'crash_point\("(\w+)"\)', Path(ingest.pipeline.__file__).read_text("utf-8"))
BEFORE, AFTER = "Russia sends a made-up envoy.", "Russia recalls a made-up envoy."
BUILD = "from corpus.settings import load_settings; from ingest.pipeline import build; build(load_settings())"


def start_build(small: Settings, crash_at: str = "") -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "TUMEN_DATA": str(small.data),
        "TUMEN_CORPUS": str(small.corpus),
        "TUMEN_EMBEDDER": small.embedder,
        "TUMEN_CRASH_AT": crash_at,
    }
    return subprocess.Popen([sys.executable, "-c", BUILD], env=environment)


def check_oracle(small: Settings, write_source: Writer) -> None:
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


@pytest.mark.parametrize("point", CRASH_POINTS)
def test_a_build_killed_at_each_step(small: Settings, write_source: Writer, point: str) -> None:
    build(small)
    write_source("made-up-2018", AFTER)
    assert start_build(small, point).wait() == -9
    check_oracle(small, write_source)


@pytest.mark.parametrize("seed", range(4))
def test_a_build_killed_at_a_random_moment(small: Settings, write_source: Writer, seed: int) -> None:
    build(small)
    write_source("made-up-2018", AFTER)
    process = start_build(small)
    time.sleep(random.Random(seed).uniform(0.2, 3.0))
    process.kill()
    process.wait()
    check_oracle(small, write_source)


def test_a_first_build_that_is_killed_leaves_a_second_one_free(small: Settings) -> None:
    assert start_build(small, "filled").wait() == -9
    assert build(small).passages == 3
    assert len(list(small.data.iterdir())) == 2
