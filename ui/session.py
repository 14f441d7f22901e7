"""What the page remembers: the assistant, shared by all; the conversation and the open passage, of one tab.

Streamlit's caches and session state have their one home here and in the page itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from assistant.answering import Assistant
from assistant.assembly import open_assistant
from assistant.dialogue import Citation, Reply, Turn
from corpus.generation import current_name
from corpus.passages import Passage
from corpus.settings import Settings, load_settings


@dataclass(slots=True)
class Exchange:
    """A question and its reply."""

    question: str
    reply: Reply


@dataclass(slots=True)
class Conversation:
    """One tab's conversation. opened: the passage in the side panel, with its citation where it is a cited one."""

    exchanges: list[Exchange] = field(default_factory=list)
    asked: str | None = None
    opened: tuple[Passage, Citation | None] | None = None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The history that a follow-up is read against."""
        return tuple(
            turn
            for exchange in self.exchanges
            for turn in (Turn("user", exchange.question), Turn("assistant", exchange.reply.text))
        )

    def ask(self, question: str) -> None:
        """Takes a question for the next run of the page, and closes the panel."""
        self.asked, self.opened = question, None

    def open(self, passage: Passage, citation: Citation | None = None) -> None:
        """Opens a passage in the side panel."""
        self.opened = (passage, citation)

    def close(self) -> None:
        """Closes the side panel."""
        self.opened = None

    def clear(self) -> None:
        """Forgets everything."""
        self.exchanges, self.asked, self.opened = [], None, None


def conversation() -> Conversation:
    """The conversation of this tab."""
    if "conversation" not in st.session_state:
        st.session_state.conversation = Conversation()
    held: Conversation = st.session_state.conversation
    return held


def assistant(opener: Callable[[Settings], Assistant] = open_assistant) -> Assistant:
    """The assistant over the current generation; a later build is seen at the next question. Raises TumenError."""
    settings = load_settings()
    opened: Assistant = _opened(current_name(settings.data), settings.model_dump_json(), opener)
    return opened


# Two: the generation in use and the one before it, which another tab may still be asking.
@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(generation: str | None, settings: str, _opener: Callable[[Settings], Assistant]) -> Assistant:
    """The first two arguments are what a cached assistant is known by."""
    return _opener(load_settings())
