"""The page without a browser: what Streamlit's own test driver sees of it, failures of the index included."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.page_server import hashing_settings, made_up_corpus
from tumen.corpus.generation import TRUTH
from tumen.corpus.settings import Settings
from tumen.ingest.pipeline import build
from tumen.ui.session import Exchange

APP = Path(__file__).parents[2] / "ui" / "app.py"
COMPARISON = "How do Russia and China differ on sanctions?"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Settings], AppTest]]:
    """The page over an index, run once."""

    def run(settings: Settings) -> AppTest:
        monkeypatch.setenv("TUMEN_DATA", str(settings.data))
        monkeypatch.setenv("TUMEN_EMBEDDER", settings.embedder)
        monkeypatch.setenv("TUMEN_CORPUS", str(settings.corpus))
        return AppTest.from_file(APP, default_timeout=30).run()

    yield run
    st.cache_resource.clear()


Open = Callable[[Settings], AppTest]


def button(page: AppTest, label: str) -> object:
    return next(each for each in page.button if each.label.startswith(label))


def test_a_suggested_question_is_answered_with_markers_that_open_passages(shipped: Settings, opened: Open) -> None:
    page = opened(shipped)
    button(page, COMPARISON).click().run()
    assert not page.exception
    assert [heading.value for heading in page.subheader] == ["Russia and China together", "Russia", "China"]
    button(page, ":primary[\\[2\\]]").click().run()
    assert page.session_state.conversation.opened.number == 2
    assert not page.exception


def test_history_stays_and_a_new_conversation_forgets_it(shipped: Settings, opened: Open) -> None:
    page = opened(shipped)
    page.chat_input[0].set_value("What is Russia's position on THAAD?").run()
    page.chat_input[0].set_value("And China?").run()
    assert [message.name for message in page.chat_message] == ["user", "assistant"] * 2
    assert any("Understood as" in caption.value and "THAAD" in caption.value for caption in page.caption)
    button(page, "New conversation").click().run()
    assert not page.chat_message
    assert button(page, COMPARISON)


def test_an_unreadable_question_stays_in_the_conversation_as_message_and_hint(shipped: Settings, opened: Open) -> None:
    page = opened(shipped)
    page.chat_input[0].set_value(" \u200b ").run()
    (error,) = page.error
    assert "The question is empty" in error.value
    assert "How do Russia and China differ" in error.value
    assert not page.warning
    assert not page.exception


def test_a_stopped_question_can_be_asked_again(shipped: Settings, opened: Open) -> None:
    page = opened(shipped)
    page.session_state.conversation.exchanges.append(Exchange(COMPARISON, started=True))
    page.run()
    assert "Stopped" in page.warning[0].value
    button(page, "Ask it again").click().run()
    assert [heading.value for heading in page.subheader][-1] == "China"


def test_without_an_index_the_page_offers_to_build_one_and_does(tmp_path: Path, opened: Open) -> None:
    page = opened(hashing_settings(tmp_path, made_up_corpus(tmp_path)))
    assert not page.chat_input
    assert "tumen build" in page.info[0].value.replace("\\", "")
    button(page, "Build the index now").click().run()
    assert not page.exception
    assert page.chat_input


def test_a_damaged_index_is_named_and_mended(tmp_path: Path, opened: Open) -> None:
    settings = hashing_settings(tmp_path, made_up_corpus(tmp_path))
    build(settings)
    store = settings.data / "gen-1" / TRUTH
    store.write_bytes(store.read_bytes()[:-4096])
    page = opened(settings)
    assert "damaged" in page.error[0].value
    button(page, "Build the index now").click().run()
    assert page.chat_input


def test_a_setting_that_cannot_be_used_is_no_matter_of_building(
    shipped: Settings, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUMEN_SUPPORT", "made-up")
    page = opened(shipped)
    assert "made" in page.error[0].value
    assert [each.label for each in page.button] == ["Try again"]
