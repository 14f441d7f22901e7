"""The shipped corpus, built once with the embedder that needs no model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.assembly import open_assistant
from corpus.settings import Settings
from ingest.pipeline import build


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data directory that holds a generation of the shipped corpus."""
    folder: Path = tmp_path_factory.mktemp("data")
    settings = Settings(data=folder, embedder="hashing")
    build(settings)
    return settings


@pytest.fixture(scope="session")
def assistant(shipped: Settings) -> Iterator[Assistant]:
    """The quoting assistant over the shipped corpus."""
    with open_assistant(shipped) as opened:
        yield opened
