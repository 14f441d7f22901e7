"""The page: a conversation, with the cited passage one click away from every sentence.

Lays out the blocks of `blocks`; knows nothing of how an answer is made. Run by `ui.server`.
"""

import streamlit as st

from assistant.answering import Assistant
from assistant.dialogue import Answer, DraftSentence, Sentence
from assistant.exports import footnotes
from assistant.refusing import STARTERS
from corpus.errors import IndexMissingError, TumenError
from corpus.settings import load_settings
from ui import session
from ui.blocks import ReplyBlocks, SectionBlock, SentenceBlock, passage_card, reply_blocks, sentence_block, source_line
from ui.markdown import escaped

_STYLE = """
<style>
.block-container { max-width: 72rem; padding-top: 2.5rem; }
div[data-testid="stMarkdownContainer"] p { line-height: 1.55; }
.st-key-starters button, [class*="st-key-suggest"] button { text-align: left; }
[class*="st-key-marker"] button { padding: 0 .3rem; min-height: 1.6rem; font-variant-numeric: tabular-nums; }
</style>
"""


def page() -> None:
    """One run of the page, from the conversation as it stands."""
    st.set_page_config(page_title="Tumen", page_icon=":material/water:", layout="wide")
    st.html(_STYLE)
    talk = session.conversation()
    _header(talk)
    try:
        assistant = session.assistant()
    except IndexMissingError as error:
        _offer_build(error)
        return
    except TumenError as error:
        _show_error(error)
        return
    if not talk.exchanges and not talk.asked:
        _show_starters(assistant.setting.sources, talk)
    for place, exchange in enumerate(talk.exchanges):
        with st.chat_message("user"):
            st.markdown(escaped(exchange.question))
        with st.chat_message("assistant"):
            _show_reply(place, exchange, talk)
    if talk.asked:
        _answer(talk, assistant)
    if talk.opened:
        _passage_panel()
    with st.bottom:
        if question := st.chat_input("Ask about Russian and Chinese positions on Korea"):
            talk.ask(question)
            st.rerun()


def _header(talk: session.Conversation) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("## Tumen")
        if talk.exchanges:
            st.button("New conversation", icon=":material/add:", on_click=talk.clear)


def _show_starters(sources: int, talk: session.Conversation) -> None:
    st.markdown(
        f"Russian and Chinese positions on the Korean Peninsula, from {sources} curated sources, 1961 to 2026. "
        "Every sentence carries a marker: press it to read the passage behind it."
    )
    with st.container(key="starters"):
        for place, question in enumerate(STARTERS):
            st.button(question, key=f"starter-{place}", on_click=talk.ask, args=(question,))


def _answer(talk: session.Conversation, assistant: Assistant) -> None:
    """Asks the waiting question; each sentence appears as soon as it is checked."""
    question, talk.asked = talk.asked or "", None
    with st.chat_message("user"):
        st.markdown(escaped(question))
    with st.chat_message("assistant"):
        waiting = st.status("Searching the corpus", expanded=True)

        def show(_: DraftSentence, sentence: Sentence) -> None:
            waiting.markdown(sentence_block(sentence).text)

        try:
            reply = assistant.ask(question, talk.turns, listener=show)
        except TumenError as error:
            _show_error(error)
            return
    talk.exchanges.append(session.Exchange(question, reply))
    st.rerun()


def _show_reply(place: int, exchange: session.Exchange, talk: session.Conversation) -> None:
    blocks = reply_blocks(exchange.reply)
    if blocks.refusal:
        _show_refusal(place, blocks, talk)
        return
    assert isinstance(exchange.reply, Answer)
    together = [section for section in blocks.sections if not section.side]
    sides = [section for section in blocks.sections if section.side]
    for section in together:
        _show_section(place, section, exchange.reply, talk)
    if sides:
        for column, section in zip(st.columns(len(sides), gap="large"), sides, strict=True):
            with column:
                _show_section(place, section, exchange.reply, talk)
    for notice in blocks.notices:
        st.info(notice, icon=":material/info:")
    if blocks.balance:
        st.caption(blocks.balance)
    with st.expander(f"Sources ({len(blocks.sources)})"):
        st.markdown("\n".join(f"- \\[{line.number}\\] {line.text}" for line in blocks.sources))
        st.download_button(
            "Download with footnotes",
            footnotes(exchange.reply),
            file_name="tumen-answer.md",
            mime="text/markdown",
            key=f"download-{place}",
            on_click="ignore",
        )


def _show_section(place: int, section: SectionBlock, answer: Answer, talk: session.Conversation) -> None:
    if section.heading:
        st.markdown(f"#### {section.heading}")
    for sentence in section.sentences:
        _show_sentence(place, sentence, answer, talk)


def _show_sentence(place: int, sentence: SentenceBlock, answer: Answer, talk: session.Conversation) -> None:
    cited = {citation.number: citation for citation in answer.citations}
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.markdown(sentence.text, width="stretch")
        with st.container(horizontal=True, width="content", gap=None):
            for number in sentence.markers:
                st.button(
                    f"[{number}]",
                    key=f"marker-{place}-{number}",
                    type="tertiary",
                    help=f"Open passage {number}",
                    on_click=talk.open,
                    args=(cited[number].passage, cited[number]),
                )
    if sentence.warning:
        st.caption(f":material/warning: {sentence.warning}")


def _show_refusal(place: int, blocks: ReplyBlocks, talk: session.Conversation) -> None:
    st.warning(blocks.refusal, icon=":material/block:")
    if blocks.nearest:
        st.caption("The nearest passages, which do not answer it:")
        for number, passage in enumerate(blocks.nearest):
            with st.container(horizontal=True, vertical_alignment="top"):
                st.markdown(f"{escaped(passage.text)} — {source_line(passage)}", width="stretch")
                st.button("Open", key=f"nearest-{place}-{number}", type="tertiary", on_click=talk.open, args=(passage,))
    with st.container(key=f"suggest-{place}"):
        st.caption("You could ask:")
        for number, question in enumerate(blocks.suggestions):
            st.button(question, key=f"suggestion-{place}-{number}", on_click=talk.ask, args=(question,))


def _close_panel() -> None:
    session.conversation().close()


@st.dialog("Passage", position="right", width="medium", on_dismiss=_close_panel)
def _passage_panel() -> None:
    opened = session.conversation().opened
    if opened is None:
        return
    passage, citation = opened
    card = passage_card(passage, citation)
    if citation:
        st.caption(f"Passage \\[{citation.number}\\]")
    st.markdown(f"> {card.text}")
    if card.badge:
        if card.is_sound:
            st.badge(card.badge, icon=":material/check:", color="green")
        else:
            st.badge(card.badge, icon=":material/warning:", color="orange")
    st.markdown(f"#### {card.title}")
    st.markdown("\n".join(f"- **{label}:** {value}" for label, value in card.rows))
    st.link_button("Open the original", card.url, icon=":material/open_in_new:")
    if card.url_note:
        st.caption(card.url_note)
    if card.note:
        st.caption(f"Note: {card.note}")


def _show_error(error: TumenError) -> None:
    st.error(f"{escaped(error.message)}\n\n{escaped(error.hint)}", icon=":material/error:")


def _offer_build(error: IndexMissingError) -> None:
    st.info(f"{escaped(error.message)} {escaped(error.hint)}", icon=":material/database:")
    if st.button("Build the index now", type="primary"):
        from ingest.pipeline import build

        bar = st.progress(0.0, "Embedding the passages")

        def advance(done: int, total: int) -> None:
            bar.progress(done / total)

        try:
            build(load_settings(), advance)
        except TumenError as failure:
            _show_error(failure)
            return
        st.rerun()


page()
