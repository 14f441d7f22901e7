"""The measurements of Tumen that the command line cannot give, each in a process of its own.

    python -m bench.tumen_inside warm      questions (JSON, standard input) → milliseconds of each whole answer
    python -m bench.tumen_inside embed     texts (JSON) → passages a second

Settings come from the environment, as everywhere.
"""

import datetime
import json
import sys
import time
from collections.abc import Callable
from typing import Any


def warm(questions: list[dict[str, Any]]) -> list[float]:
    from tumen.assistant.assembly import open_assistant
    from tumen.assistant.dialogue import Turn
    from tumen.corpus.settings import load_settings

    assistant, taken = open_assistant(load_settings()), []
    for asked in questions:
        history = tuple(Turn(**turn) for turn in asked["history"])
        as_of = datetime.date.fromisoformat(asked["as_of"]) if asked["as_of"] else None
        start = time.perf_counter()
        assistant.ask(asked["question"], history, as_of)
        taken.append(1_000 * (time.perf_counter() - start))
    return taken


def embed(texts: list[str]) -> float:
    from tumen.corpus.models.embedder import open_embedder
    from tumen.corpus.settings import load_settings

    settings = load_settings()
    embedder = open_embedder(settings.embedder, settings.data)
    embedder.embed(texts[:32])
    start = time.perf_counter()
    embedder.embed(texts)
    return len(texts) / (time.perf_counter() - start)


COMMANDS: dict[str, Callable[..., object]] = {"warm": warm, "embed": embed}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]](json.load(sys.stdin))))
