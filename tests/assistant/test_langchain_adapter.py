"""Tumen as parts of a chain, as docs/langchain.md tells it."""

import asyncio
import json
import re
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tumen.assistant.answering import Assistant
from tumen.assistant.langchain_adapter import TumenRetriever, TumenRunnable
from tumen.corpus.errors import QuestionError
from tumen.corpus.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "answer.schema.json").read_text(encoding="utf-8"))
QUESTION = "How do Russia and China differ on sanctions?"


@pytest.fixture(scope="module")
def tumen(assistant: Assistant) -> TumenRunnable:
    return TumenRunnable(assistant)


def timeless(reply: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reply.items() if name not in ("timings_ms", "sentences")}


def test_every_block_of_the_page_runs(shipped: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUMEN_DATA", str(shipped.data))
    text = (DOCS / "langchain.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 6
    exec("\n".join(blocks), {})


def test_invoke_gives_the_published_contract(tumen: TumenRunnable) -> None:
    reply = tumen.invoke(QUESTION)
    jsonschema.validate(reply, SCHEMA)
    assert reply["status"] == "answered"


def test_stream_gives_the_sentences_and_then_the_same_reply(tumen: TumenRunnable) -> None:
    *heard, reply = tumen.stream(QUESTION)
    assert timeless(reply) == timeless(tumen.invoke(QUESTION))
    shown = [sentence["text"] for section in reply["sections"] for sentence in section["sentences"]]
    assert [sentence["text"] for chunk in heard for sentence in chunk["sentences"]] == shown
    assert timeless(reduce(add, heard, reply)) == timeless(reply)


def test_async_and_batch_agree_with_invoke(tumen: TumenRunnable) -> None:
    async def asked() -> tuple[dict, list[dict]]:
        return await tumen.ainvoke(QUESTION), [chunk async for chunk in tumen.astream(QUESTION)]

    expected = timeless(tumen.invoke(QUESTION))
    whole, chunks = asyncio.run(asked())
    assert timeless(whole) == timeless(chunks[-1]) == expected
    assert len(chunks) > 1
    first, refused = tumen.batch([QUESTION, "Who will win the next election in Brazil?"])
    assert timeless(first) == expected
    assert refused["status"] == "refused"


def test_what_is_no_question_raises_ours_from_every_way_in(tumen: TumenRunnable) -> None:
    for ask in (tumen.invoke, lambda question: list(tumen.stream(question))):
        with pytest.raises(QuestionError):
            ask("   ")


def test_the_retriever_finds_what_the_search_finds(assistant: Assistant) -> None:
    retriever = TumenRetriever(assistant=assistant, k=5)
    found = retriever.invoke(QUESTION)
    assert [each.id for each in found] == [hit.passage.id for hit in assistant.search(QUESTION, 5)]
    assert [each.id for each in asyncio.run(retriever.ainvoke(QUESTION))] == [each.id for each in found]
