"""The one script of the page: it brings the latest question into view and says aloud that the reply is there.

Knows how Streamlit serves a component from a folder, so that the script comes from this server as a file and the
content security policy needs no exception.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = "scripts"
_UNSEEN = "p { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }"


def attend(key: str, message: str) -> None:
    """key: of the container to bring into view, once. message: plain text, read aloud when it changes."""
    _component()(key="attendant", data={"key": key, "message": message}, height=1)


@cache
def _component() -> Any:
    # A folder of a component is otherwise found by scanning installed packages for one called as the component is.
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
    from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

    manifest = ComponentManifest("tumen", "1", [ComponentConfig("attendant", asset_dir=_FOLDER)])
    get_bidi_component_manager().register_from_manifest(manifest, Path(__file__).parent)
    return st.components.v2.component("tumen.attendant", css=_UNSEEN, js="attendant.js")
