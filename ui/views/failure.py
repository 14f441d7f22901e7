"""Failures on the page: a message and a hint, and a button where a build mends it.

Knows which failures a build mends; how a build works is the pipeline's.
"""

import streamlit as st

from tumen.corpus.errors import IndexDamagedError, IndexIncompatibleError, IndexMissingError, TumenError
from tumen.corpus.settings import load_settings
from tumen.ui.failures import understood
from tumen.ui.markdown import message

_MENDED_BY_BUILDING = (IndexMissingError, IndexDamagedError, IndexIncompatibleError)


def show(error: TumenError) -> None:
    """What went wrong, and what mends it."""
    st.error(f"{message(error.message)}\n\n{message(error.hint)}", icon=":material/error:")


def show_without_index(error: TumenError) -> None:
    """The page when there is nothing to ask."""
    if isinstance(error, IndexMissingError):
        st.info(f"{message(error.message)}\n\n{message(error.hint)}", icon=":material/database:")
    else:
        show(error)
    if not isinstance(error, _MENDED_BY_BUILDING):
        st.button("Try again")
    elif st.button("Build the index now", type="primary"):
        _build()


def _build() -> None:
    from tumen.ingest.pipeline import build

    bar = st.progress(0.0, "Embedding the passages")

    def advance(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), f"Embedding the passages: {done:,} of {total:,}")

    try:
        build(load_settings(), advance)
    except Exception as error:
        show(understood(error))
        return
    st.rerun()
