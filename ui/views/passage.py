"""The side panel: the cited passage with its quote marked, what was checked, and the card of its source.

Knows Streamlit's drawer; what it shows was decided in `cards`.
"""

import streamlit as st

from tumen.corpus.errors import TumenError
from tumen.ui import session
from tumen.ui.cards import Check, PassageCard, card_of


def _close() -> None:
    session.conversation().close()


@st.dialog("Passage", position="right", width=520, on_dismiss=_close)
def show_panel() -> None:
    """The passage that the conversation has open. Esc, the cross or a press beside the panel closes it."""
    talk = session.conversation()
    if talk.opened is None:
        return
    reply = talk.exchanges[talk.opened.place].outcome
    if reply is None or isinstance(reply, TumenError):
        return
    card = card_of(reply, talk.opened.number, session.assistant().subject.names)
    _show_turning(card, talk, talk.opened.place)
    _show_passage(card)
    _show_source(card)


def _show_turning(card: PassageCard, talk: session.Conversation, place: int) -> None:
    """On to the passages before and after it, without going back to the answer."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"\\[{card.number}\\] of {card.of}")
        with st.container(horizontal=True, width="content", gap="small"):
            for label, icon, number in (
                ("Previous", ":material/chevron_left:", card.number - 1),
                ("Next", ":material/chevron_right:", card.number + 1),
            ):
                st.button(
                    label,
                    icon=icon,
                    type="tertiary",
                    disabled=not 1 <= number <= card.of,
                    on_click=talk.open,
                    args=(place, number),
                )


def _show_passage(card: PassageCard) -> None:
    st.markdown(f"> {card.text}")
    st.caption(card.nature)
    if card.quote:
        _show_check(card.quote)
    for cited in card.cited_for:
        with st.container(border=True):
            st.caption("Cited for")
            st.markdown(cited.text)
            _show_check(cited.check)


def _show_check(check: Check) -> None:
    if check.held:
        st.markdown(f":green[:material/check_circle:] {check.text}")
    else:
        st.markdown(f":orange[:material/warning:] {check.text}")


def _show_source(card: PassageCard) -> None:
    st.subheader(card.title, anchor=False)
    st.link_button("Open where it was read", card.url, icon=":material/open_in_new:")
    st.markdown("\n".join(["| | |", "|---|---|", *(f"| {label} | {value} |" for label, value in card.rows)]))
    for note in card.notes:
        st.caption(note)
