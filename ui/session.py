"""What the page remembers: the assistant, shared by all; the conversation and the open passage, of one tab.

Knows Streamlit's cache and session state; lays nothing out.
"""

from dataclasses import dataclass, field

import streamlit as st

from tumen.assistant.answering import Assistant
from tumen.assistant.assembly import open_assistant
from tumen.assistant.dialogue import Reply, Turn
from tumen.corpus.errors import TumenError
from tumen.corpus.generation import current_name
from tumen.corpus.settings import load_settings


@dataclass(slots=True)
class Exchange:
    """A question and what became of it: a reply, a failure, or nothing yet.

    started: whether an answer was begun. Begun without an outcome in a later run of the page means: stopped.
    """

    question: str
    outcome: Reply | TumenError | None = None
    started: bool = False


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """The passage in the side panel: number `number` of the reply of exchange `place`."""

    place: int
    number: int


@dataclass(slots=True)
class Conversation:
    """One tab's conversation."""

    exchanges: list[Exchange] = field(default_factory=list)
    opened: OpenPassage | None = None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The history that a follow-up is read against: every question that got a reply, with it."""
        return tuple(
            turn
            for exchange in self.exchanges
            if exchange.outcome is not None and not isinstance(exchange.outcome, TumenError)
            for turn in (Turn("user", exchange.question), Turn("assistant", exchange.outcome.text))
        )

    def ask(self, question: str) -> None:
        """Takes a question for the next run of the page, and closes the panel."""
        self.exchanges.append(Exchange(question))
        self.opened = None

    def open(self, place: int, number: int) -> None:
        """Opens a passage in the side panel."""
        self.opened = OpenPassage(place, number)

    def close(self) -> None:
        """Closes the side panel."""
        self.opened = None

    def clear(self) -> None:
        """Forgets everything."""
        self.exchanges, self.opened = [], None


def conversation() -> Conversation:
    """The conversation of this tab."""
    if "conversation" not in st.session_state:
        st.session_state.conversation = Conversation()
    held: Conversation = st.session_state.conversation
    return held


def assistant() -> Assistant:
    """The assistant over the current generation; a later build is seen at the next question. Raises TumenError."""
    settings = load_settings()
    opened: Assistant = _opened(current_name(settings.data), settings.model_dump_json())
    return opened


# Two: the generation in use and the one before it, which another tab may still be asking.
@st.cache_resource(max_entries=2, show_spinner=False, on_release=Assistant.close)
def _opened(generation: str | None, settings: str) -> Assistant:
    """The arguments are what a cached assistant is known by."""
    return open_assistant(load_settings())
