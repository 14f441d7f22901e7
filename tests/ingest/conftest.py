"""A small corpus folder and the settings that point at it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tumen.corpus.settings import Settings

Writer = Callable[..., None]

_SOURCE = """\
id: {id}
title: A made-up report on {id}
author: A. Author
publisher: Made-up Press
published: 2017-06-08
kind: report
languages: [en]
url: https://example.org/{id}
url_checked: true
basis: full
core: false
actors: [russia, dprk]
topics: [sanctions]
statements:
"""
_STATEMENT = """\
- n: {n}
  text: {text}
  holder: [russia]
  about: [dprk]
  voice: official
  topics: [sanctions]
  confidence: verified
"""


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sources").mkdir(parents=True)
    return folder


@pytest.fixture
def write_source(corpus_folder: Path) -> Writer:
    """Writes one source file with the given statements."""

    def write(identity: str, *texts: str) -> None:
        body = "".join(_STATEMENT.format(n=n, text=text) for n, text in enumerate(texts, 1))
        (corpus_folder / "sources" / f"{identity}.yaml").write_text(_SOURCE.format(id=identity) + body, "utf-8")

    return write


@pytest.fixture
def small(corpus_folder: Path, write_source: Writer, tmp_path: Path) -> Settings:
    """Settings of a corpus of two sources and three statements, with the hashing embedder and an empty data folder."""
    write_source("made-up-2017", "Russia trades coal with a made-up port.", "Russia votes for a made-up text.")
    write_source("made-up-2018", "Russia sends a made-up envoy.")
    return Settings(data=tmp_path / "data", corpus=corpus_folder, embedder="hashing")
