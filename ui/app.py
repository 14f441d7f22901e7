"""The frame of the page: its name, its style, and the pages that a reader can turn to. Run by `ui.server`.

Knows which pages there are and nothing of what they show.
"""

from pathlib import Path

import streamlit as st

from tumen.ui.views import chat, latest_run

_HERE = Path(__file__).parent

# The icon is a file of ours: Streamlit would fetch a named one from another host.
st.set_page_config(page_title="Tumen", page_icon=_HERE / "icon.svg", layout="wide")
st.html(_HERE / "page.css")
st.navigation(
    [
        st.Page(chat.show, title="Ask", icon=":material/forum:", default=True),
        st.Page(latest_run.show, title="Quality", icon=":material/straighten:", url_path="quality"),
    ],
    position="top",
).run()
