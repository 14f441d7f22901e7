"""A reply laid out: sections, markers, sources and downloads of an answer; the way on from a refusal.

Knows Streamlit's elements and their keys; what is shown was decided in `blocks`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from tumen.assistant.dialogue import Answer, DraftSentence, Refusal, Reply, Sentence
from tumen.assistant.replying.exports import EXPORTS, file_name
from tumen.ui.blocks import Marker, SectionBlock, SentenceBlock, answer_blocks, growing_block, read_as, refusal_blocks
from tumen.ui.markdown import escaped
from tumen.ui.session import Conversation

Place = str
"""Where on the page an element stands: what its key is made of."""


def show(place: int, reply: Reply, talk: Conversation) -> None:
    """The reply of exchange `place`."""
    if understood := read_as(reply):
        st.caption(understood)
    if isinstance(reply, Refusal):
        _show_refusal(place, reply, talk)
    else:
        _show_answer(place, reply, talk)


class Growing:
    """An answer while it is being written: sentences are added, nothing is drawn anew.

    Filling one placeholder again and again breaks the page ("Bad delta path"): messages of the last drawing that were
    not yet sent arrive in a tree that the next one has already replaced.
    """

    def __init__(self) -> None:
        self._whole, self._sides = st.container(), _side_by_side("growing")
        self._sections: dict[str, Any] = {}
        self._first_heading: Callable[[], Any] | None = None

    def add(self, draft: DraftSentence, sentence: Sentence) -> None:
        """Under its heading. The first heading waits for a second one: an answer of one section has none."""
        if draft.heading not in self._sections:
            with self._sides if draft.actor else self._whole, st.container():
                heading, self._sections[draft.heading] = st.empty(), st.container()
            show_heading = partial(heading.subheader, escaped(draft.heading), anchor=False)
            if len(self._sections) == 1:
                self._first_heading = show_heading
            else:
                show_heading()
            if len(self._sections) == 2 and self._first_heading:
                self._first_heading()
        with self._sections[draft.heading]:
            _show_sentence("growing", growing_block(sentence), _no_marker)


def _show_answer(place: int, answer: Answer, talk: Conversation) -> None:
    blocks = answer_blocks(answer)
    show_marker = _marker(place, talk)
    _show_sections(f"{place}", blocks.sections, show_marker)
    for notice in blocks.notices:
        st.info(notice, icon=":material/info:")
    if blocks.balance:
        st.caption(blocks.balance)
    with st.expander(f"Sources ({len(blocks.sources)})", icon=":material/menu_book:"):
        for row, source in enumerate(blocks.sources):
            _show_sentence(f"{place}-source-{row}", SentenceBlock(source.text, source.markers, ""), show_marker)
    _show_downloads(place, answer)


def _show_downloads(place: int, answer: Answer) -> None:
    with st.container(horizontal=True, gap="small", key=f"downloads-{place}"):
        for export in EXPORTS:
            st.download_button(
                export.name,
                # Made when it is asked for: an answer is read far more often than it is taken along.
                partial(export.write, answer),
                file_name=file_name(answer, export),
                mime=export.media_type,
                key=f"download-{place}{export.suffix}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _show_sections(
    where: Place, sections: Sequence[SectionBlock], show_marker: Callable[[Place, Marker], None]
) -> None:
    """Sections of no single actor across the whole width, then those of the actors side by side."""
    for number, section in enumerate(sections):
        if not section.side:
            _show_section(f"{where}-{number}", section, show_marker)
    with _side_by_side(where):
        for number, section in enumerate(sections):
            if section.side:
                with st.container():
                    _show_section(f"{where}-{number}", section, show_marker)


def _side_by_side(where: Place) -> Any:
    """Its children share the width, and stand below each other where there is too little of it (page.css)."""
    return st.container(horizontal=True, gap="large", key=f"sides-{where}")


def _show_section(where: Place, section: SectionBlock, show_marker: Callable[[Place, Marker], None]) -> None:
    if section.heading:
        st.subheader(section.heading, anchor=False)
    for number, sentence in enumerate(section.sentences):
        _show_sentence(f"{where}-{number}", sentence, show_marker)


def _show_sentence(where: Place, sentence: SentenceBlock, show_marker: Callable[[Place, Marker], None]) -> None:
    """The markers flow with the words: page.css makes every box in a container of this key an inline one."""
    with st.container(key=f"sentence-{where}" if sentence.markers else None):
        st.markdown(sentence.text)
        for marker in sentence.markers:
            show_marker(where, marker)
    if sentence.warning:
        st.caption(f":material/warning: {sentence.warning}")


def _marker(place: int, talk: Conversation) -> Callable[[Place, Marker], None]:
    def show_marker(where: Place, marker: Marker) -> None:
        st.button(
            f":primary[\\[{marker.number}\\]]:small[ {escaped(marker.names)}]",
            key=f"marker-{where}-{marker.number}",
            type="tertiary",
            help=escaped(marker.names),
            on_click=talk.open,
            args=(place, marker.number),
        )

    return show_marker


def _no_marker(where: Place, marker: Marker) -> None:
    """Nothing opens before the answer is complete."""


def _show_refusal(place: int, refusal: Refusal, talk: Conversation) -> None:
    blocks = refusal_blocks(refusal)
    st.warning(blocks.message, icon=":material/block:")
    if blocks.nearest:
        st.caption("The nearest passages, for you to judge")
        for number, passage in enumerate(blocks.nearest):
            _show_sentence(f"{place}-nearest-{number}", passage, _marker(place, talk))
    st.caption("You could ask")
    with st.container(key=f"suggestions-{place}", gap="small"):
        for number, question in enumerate(blocks.suggestions):
            key = f"suggestion-{place}-{number}"
            st.button(question, key=key, on_click=talk.ask, args=(question,), width="stretch")
