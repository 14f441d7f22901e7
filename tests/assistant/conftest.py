"""The shipped corpus, built once for all the processes of a run."""

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.assembly import open_assistant
from corpus.embedder import open_embedder
from corpus.settings import Settings
from ingest.pipeline import build


@pytest.fixture(scope="session")
def shipped(exports: Path) -> Settings:
    """Settings of a data directory that holds a generation of the shipped corpus: the first builds, the others wait."""
    settings = Settings(data=exports.parent / "shipped")
    with (exports.parent / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not settings.data.exists():
            open_embedder(settings.embedder, exports)
            shutil.copytree(exports, settings.data)
        build(settings)
    return settings


@pytest.fixture(scope="session")
def assistant(shipped: Settings) -> Iterator[Assistant]:
    """The quoting assistant over the shipped corpus."""
    with open_assistant(shipped) as opened:
        yield opened
