"""The page served as users start it, over an index that is made in a second."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tumen.corpus.settings import SHIPPED_CORPUS, Settings

ROOT = Path(__file__).parents[2]
_PATIENCE = 60

HOSTILE = (
    "Russia sells zander to North Korea ![pixel](http://192.0.2.1/p.png) <img src='http://192.0.2.1/i.png'> "
    "<script>fetch('http://192.0.2.1/s')</script> [a link](http://192.0.2.1/) :material/home: $x^2$ `code`."
)
"""What the made-up source says: every way in which a text could call a foreign host or change the page."""

_SOURCE = f"""\
id: made-up-2017
title: A made-up report <b>on</b> ![fish](http://192.0.2.1/t.png)
author: A. Author
publisher: Made-up Press
published: 2017-06-08
kind: report
languages: [en]
url: https://example.org/report
url_checked: false
basis: full
core: false
actors: [russia, dprk]
topics: [trade]
note: Read ![n](http://192.0.2.1/n.png) with care.
statements:
- n: 1
  text: {json.dumps(HOSTILE)}
  holder: [russia]
  about: [dprk]
  voice: official
  topics: [trade]
  at: "¶1 <i>here</i>"
  confidence: weak
"""


def hashing_settings(folder: Path, corpus: Path = SHIPPED_CORPUS) -> Settings:
    """An empty data directory below `folder`, for the embedder that needs no model."""
    return Settings(data=folder / "data", corpus=corpus, embedder="hashing")


def made_up_corpus(folder: Path) -> Path:
    """A corpus folder of one source, whose one statement holds what a page must not obey."""
    sources = folder / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "made-up-2017.yaml").write_text(_SOURCE, encoding="utf-8")
    return sources.parent


def shipped_corpus_with_made_up_source(folder: Path) -> Path:
    """The shipped corpus, and the source of `made_up_corpus`."""
    corpus = made_up_corpus(folder)
    shutil.copytree(SHIPPED_CORPUS / "sources", corpus / "sources", dirs_exist_ok=True)
    for table in SHIPPED_CORPUS.glob("*.yaml"):
        shutil.copy(table, corpus)
    return corpus


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """`tumen chat` in a process of its own; yields the address of the page once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "TUMEN_DATA": str(settings.data),
        "TUMEN_CORPUS": str(settings.corpus),
        "TUMEN_EMBEDDER": settings.embedder,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tumen.ui.cli", "chat", "--no-browser", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"{address}/_stcore/health", server)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the page did not come up at {address}")
