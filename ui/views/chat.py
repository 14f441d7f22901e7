"""The page to ask on: a conversation, with the cited passage one click away from every sentence.

Knows the order of a conversation and what becomes of a question; how a reply is laid out is `reply`'s, how it is made
the assistant's.
"""

import streamlit as st

from tumen.assistant.answering import Assistant
from tumen.assistant.dialogue import MOST_QUESTION_CHARACTERS
from tumen.corpus.errors import TumenError
from tumen.ui import session
from tumen.ui.blocks import announcement
from tumen.ui.failures import understood
from tumen.ui.markdown import escaped
from tumen.ui.views import failure, passage, reply
from tumen.ui.views.attendant import attend


def show() -> None:
    """One run of the page, from the conversation as it stands."""
    talk = session.conversation()
    _header(talk)
    try:
        assistant = session.assistant()
    except TumenError as error:
        failure.show_without_index(error)
        return
    with st.bottom:
        question = st.chat_input(
            "Ask about Russian and Chinese positions on Korea",
            max_chars=MOST_QUESTION_CHARACTERS,
            submit_mode="stop",
        )
    if question:
        talk.ask(question)
    if talk.exchanges:
        _attend(talk)
    else:
        _show_starters(assistant, talk)
    for place, exchange in enumerate(talk.exchanges):
        with st.container(key=f"exchange-{place}"):
            _show_exchange(place, exchange, talk, assistant)
    if talk.opened:
        passage.show_panel()


def _header(talk: session.Conversation) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="header"):
        st.title("Tumen", anchor=False, width="content")
        if talk.exchanges:
            st.button("New conversation", icon=":material/edit_square:", type="tertiary", on_click=talk.clear)


def _show_starters(assistant: Assistant, talk: session.Conversation) -> None:
    st.markdown(
        f"{assistant.subject.about}, from {assistant.setting.sources} curated sources. "
        "Every sentence of an answer ends in a marker like **[1]**: press it and read the passage behind it."
    )
    st.caption("Questions to begin with")
    with st.container(key="starters", gap="small"):
        for place, question in enumerate(assistant.subject.starters):
            st.button(question, key=f"starter-{place}", on_click=talk.ask, args=(question,), width="stretch")


def _show_exchange(place: int, exchange: session.Exchange, talk: session.Conversation, assistant: Assistant) -> None:
    with st.chat_message("user"):
        st.markdown(escaped(exchange.question))
    with st.chat_message("assistant", avatar=":material/water:"):
        if exchange.outcome is None and not exchange.started:
            _answer(exchange, talk, assistant)
        elif exchange.outcome is None:
            st.warning("Stopped before the answer was complete.", icon=":material/stop_circle:")
            st.button("Ask it again", key=f"again-{place}", on_click=talk.ask, args=(exchange.question,))
        elif isinstance(exchange.outcome, TumenError):
            failure.show(exchange.outcome)
        else:
            reply.show(place, exchange.outcome, talk)


def _answer(exchange: session.Exchange, talk: session.Conversation, assistant: Assistant) -> None:
    """Asks the waiting question; each sentence appears as soon as it is checked.

    Whatever goes wrong becomes the outcome: this is the one catch of the page.
    """
    exchange.started = True
    with st.spinner("Searching the corpus"):
        growing = reply.Growing()
        try:
            exchange.outcome = assistant.ask(exchange.question, talk.turns, listener=growing.add)
        except Exception as error:
            exchange.outcome = understood(error)
    st.rerun()


def _attend(talk: session.Conversation) -> None:
    """Brings the latest question into view, and says aloud that its reply is there."""
    latest = talk.exchanges[-1].outcome
    message = "Searching the corpus"
    if isinstance(latest, TumenError):
        message = latest.message
    elif latest is not None:
        message = announcement(latest)
    attend(f"exchange-{len(talk.exchanges) - 1}", message)
