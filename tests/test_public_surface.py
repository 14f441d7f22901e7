"""`import tumen`: the names that a program may rely on, documented and typed."""

import inspect
from pathlib import Path
from typing import get_type_hints

import pytest

import tumen
from tumen import Answer, Support, Tumen, TumenError

SURFACE = {"Answer", "Hit", "Passage", "Refusal", "Reply", "Support", "Tumen", "TumenError", "Turn"}
METHODS = [method for name, method in inspect.getmembers(Tumen, callable) if not name.startswith("_")]


def test_the_surface_is_what_is_listed() -> None:
    assert set(tumen.__all__) == SURFACE
    assert {name for name in vars(tumen) if not name.startswith("_")} - SURFACE <= {
        "assistant", "client", "corpus", "evaluation", "ingest", "training", "ui",
    }  # fmt: skip
    assert [each.__name__ for each in METHODS] == ["ask", "check", "close", "open", "search"]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
def test_each_method_is_documented_and_typed(method: object) -> None:
    assert inspect.getdoc(method)
    assert (Path(tumen.__file__).parent / "py.typed").exists()
    signature = inspect.signature(method)  # type: ignore[arg-type]
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for name, each in signature.parameters.items()
               if name != "self")  # fmt: skip


def test_the_vocabulary_is_typed_to_the_last_field() -> None:
    assert all(get_type_hints(each) for each in (tumen.Hit, tumen.Passage, Support, tumen.Turn))


def test_without_an_index_the_error_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(TumenError) as raised:
        Tumen.open(data=tmp_path)
    assert "tumen build" in raised.value.hint


def test_it_asks_searches_and_checks(shipped: object) -> None:
    with Tumen.open(data=shipped.data) as opened:  # type: ignore[attr-defined]
        reply = opened.ask("What did China say about THAAD?")
        assert isinstance(reply, Answer)
        (hit,) = opened.search("THAAD", 1)
        assert opened.check(hit.passage.text, [hit.passage.id]).score == 1
        assert opened.check("China bought 40 ships.", ["China bought 24 ships of coal in May."]).score < 1
        assert opened.check("China bought coal.", []).score == 0
