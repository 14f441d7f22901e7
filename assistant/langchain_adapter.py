"""The assistant as LangChain parts: a Runnable that answers, a retriever that finds.

The one adapter that offers Tumen to LangChain users; nothing else imports it. Knows no model. docs/langchain.md shows
its use.
"""

import datetime
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypedDict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import run_in_executor
from langchain_core.runnables.utils import AddableDict
from pydantic import ConfigDict

from tumen.assistant.answering import Assistant
from tumen.assistant.dialogue import DraftSentence, Hit, Reply, Sentence, Turn
from tumen.assistant.threaded_stream import relayed


class Task(TypedDict, total=False):
    """A question that comes with more: history is the earlier messages, as_of a day in ISO form."""

    question: str
    history: list[dict[str, str]]
    as_of: str


Reported = dict[str, Any]


class TumenRetriever(BaseRetriever):
    """Passages as documents: the text, and all that a citation needs as metadata. k: how many."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.assistant.search(query, self.k)]


class TumenRunnable(Runnable[str | Task, Reported]):
    """A question → the JSON contract (docs/answer.schema.json). Every method raises QuestionError where it is none.

    `stream` gives each sentence as soon as it is checked, as {"sentences": [{"text", "citations", "support",
    "verdict", "heading", "actor"}]}, then the whole reply. The reply is what counts: where a chat model failed midway,
    its sentences were heard but are not in it. Async and batch methods do the same.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.name = "tumen"
        self._assistant = assistant

    def invoke(self, input: str | Task, config: RunnableConfig | None = None, **_: Any) -> Reported:
        """The whole reply."""
        return self._call_with_config(lambda task: self._ask(task).to_dict(), input, config)

    def stream(self, input: str | Task, config: RunnableConfig | None = None, **_: Any) -> Iterator[Reported]:
        """Sentences, then the reply."""
        yield from self._transform_stream_with_config(iter([input]), self._stream, config)

    async def astream(
        self, input: str | Task, config: RunnableConfig | None = None, **_: Any
    ) -> AsyncIterator[Reported]:
        """As `stream`, without blocking the event loop."""
        chunks = self.stream(input, config)
        while (chunk := await run_in_executor(config, next, chunks, None)) is not None:
            yield chunk

    def _stream(self, tasks: Iterator[str | Task]) -> Iterator[Reported]:
        for task in tasks:

            def work(give: Callable[[Reported], None], task: str | Task = task) -> None:
                reply = self._ask(task, lambda draft, sentence: give(_heard(draft, sentence)))
                give(AddableDict(reply.to_dict()))

            yield from relayed(work)

    def _ask(self, task: str | Task, listener: Callable[[DraftSentence, Sentence], None] | None = None) -> Reply:
        if isinstance(task, str):
            return self._assistant.ask(task, listener=listener)
        history = [Turn(turn["role"], turn["content"]) for turn in task.get("history", ())]
        as_of = datetime.date.fromisoformat(task["as_of"]) if "as_of" in task else None
        return self._assistant.ask(task["question"], history, as_of, listener)


def _heard(draft: DraftSentence, sentence: Sentence) -> Reported:
    return AddableDict(sentences=[{**sentence.to_dict(), "heading": draft.heading, "actor": draft.actor}])


def _document(hit: Hit) -> Document:
    passage, source = hit.passage, hit.passage.source
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "source": source.id,
            "title": source.title,
            "author": source.author,
            "publisher": source.publisher,
            "published": str(source.published),
            "stated": str(passage.stated),
            "voice": passage.voice.value,
            "holder": list(passage.holder),
            "at": passage.at,
            "url": passage.address,
            "score": hit.relevance,
        },
    )
