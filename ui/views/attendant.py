"""The one script of the page: it brings the latest question into view and says aloud that the reply is there.

Knows how Streamlit serves a component from a folder, so that the script comes from this server as a file and the
content security policy needs no exception.
"""

from pathlib import Path

import streamlit as st

_NAME = "attendant"
_UNSEEN = "p { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }"


def attend(key: str, message: str) -> None:
    """key: of the container to bring into view, once. message: plain text, read aloud when it changes."""
    _register()
    component = st.components.v2.component(f"tumen.{_NAME}", css=_UNSEEN, js="attendant.js")
    component(key=_NAME, data={"key": key, "message": message}, height=1)


def _register() -> None:
    """Tells Streamlit the folder of the script. It would find that of an installed package called `tumen` by itself."""
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
    from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

    manager = get_bidi_component_manager()
    if manager.get_metadata(f"tumen.{_NAME}") is None:
        manifest = ComponentManifest("tumen", "1", [ComponentConfig(_NAME, asset_dir="scripts")])
        manager.register_from_manifest(manifest, Path(__file__).parent)
