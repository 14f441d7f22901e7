"""The assistant as LangChain parts: a Runnable that answers, a retriever that finds.

The one adapter that offers Tumen to LangChain users; nothing else imports it. Knows no model.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda
from pydantic import ConfigDict

from assistant.answering import Assistant
from assistant.dialogue import Hit, Turn


class TumenRetriever(BaseRetriever):
    """Passages as documents: the text, and all that a citation needs as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.assistant.search(query, self.k)]


def answering_runnable(assistant: Assistant) -> RunnableLambda[str | dict[str, Any], dict[str, Any]]:
    """`invoke`, `stream`, `batch`: a question or {"question", "history": [{"role", "content"}]} → the JSON contract."""

    def answer(task: str | dict[str, Any]) -> dict[str, Any]:
        if isinstance(task, str):
            return assistant.ask(task).to_dict()
        history = [Turn(turn["role"], turn["content"]) for turn in task.get("history", ())]
        return assistant.ask(task["question"], history).to_dict()

    return RunnableLambda(answer, name="tumen")


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
            "url": source.url,
            "score": hit.score,
        },
    )
