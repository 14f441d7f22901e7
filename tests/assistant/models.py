"""Evidence to write from, and chat models that answer without a network."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import make_passage, make_source
from tumen.assistant.chat_models import ChatModel, Endpoint
from tumen.assistant.dialogue import Evidence, Kind, Reading
from tumen.assistant.writing.chat_writer import ChatWriter
from tumen.corpus.passages import Voice

READING = Reading(
    "how do they differ?",
    "How do Russia and China differ?",
    ("russia", "china"),
    (),
    Kind.COMPARISON,
    ("russia", "china"),
)
EVIDENCE = (
    Evidence(
        1,
        make_passage(
            "made-up-1#1",
            "Moscow, A. Author wrote, seems wary of a full blockade of the port.",
            voice=Voice.ANALYST,
            source=make_source("made-up-1"),
        ),
        "russia",
    ),
    Evidence(2, make_passage("made-up-2#1", "China closed the harbour to coal in 2017.", holder=("china",)), "china"),
)
GOOD = (
    "## Rus",
    "sia\nMoscow, A. Author wrote, seems wary of a full blockade of the port [",
    "1",
    "].\n## China\n- China closed the harbour to coal",
    " in 2017. [2]\n",
)


@dataclass
class Piece:
    """What a LangChain model streams, as far as it is used."""

    text: str


@dataclass
class FakeModel:
    """A chat model in LangChain's shape whose answer follows from the messages that it was sent."""

    answer: Callable[[list[tuple[str, str]]], str]
    piece: int = 7
    asked: list[list[tuple[str, str]]] = field(default_factory=list)

    def stream(self, messages: list[tuple[str, str]]) -> Iterator[Piece]:
        self.asked.append(messages)
        text = self.answer(messages)
        yield from (Piece(text[start : start + self.piece]) for start in range(0, len(text), self.piece))


def writer(answer: str | Callable[[list[tuple[str, str]]], str], name: str = "fake:made-up") -> ChatWriter:
    """A chat writer over a model that says this, or what this makes of the messages."""
    model: Any = FakeModel(answer if callable(answer) else lambda _: answer)
    return ChatWriter(ChatModel(Endpoint(name, None, None, 20), model))
