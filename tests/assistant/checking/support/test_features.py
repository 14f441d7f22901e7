"""Reading and comparing, piece by piece, on examples worked out by hand."""

import numpy as np
import pytest

from tests.conftest import NAMES
from tumen.assistant.checking.support.comparison import MOST_CONTEXT_CHARACTERS, compare, units
from tumen.assistant.checking.support.edits import align, changes_actor, is_turned
from tumen.assistant.checking.support.features import cosine_features
from tumen.assistant.checking.support.model import Forest, SupportModel, shipped_models
from tumen.assistant.checking.support.tokens import split, tokenise


def even(key: str) -> float:
    return 1.0


def test_names_of_one_state_are_one_token() -> None:
    assert tokenise("Moscow and the Kremlin", NAMES).keys == ("@russia", "and", "the", "@russia")


def test_persons_keep_their_names() -> None:
    putin, lavrov = tokenise("Putin", NAMES).tokens[0], tokenise("Lavrov", NAMES).tokens[0]
    assert putin.actor == lavrov.actor == "russia"
    assert putin.key != lavrov.key


@pytest.mark.parametrize(("one", "other"), [("4,000", "4000"), ("two", "2"), ("the 1990s", "the 1990"), ("5th", "5")])
def test_numbers_have_one_spelling(one: str, other: str) -> None:
    assert tokenise(one, NAMES).numbers == tokenise(other, NAMES).numbers != frozenset()


def test_the_month_of_may_is_no_hedge() -> None:
    assert tokenise("It may rain.", NAMES).hedges == {"may"}
    assert tokenise("It rained in May 2017.", NAMES).hedges == frozenset()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("China backs it, Toloraya wrote in 2017.", {"toloraya"}),
        ("Beijing said that Moscow agrees.", {"@china"}),
        ("According to Beijing, Moscow agrees.", {"@china", "@russia"}),
        ("China backs it.", set()),
    ],
)
def test_who_speaks(text: str, speakers: set[str]) -> None:
    assert tokenise(text, NAMES).speakers == speakers


def test_a_line_that_goes_on_in_lower_case_is_one_sentence() -> None:
    assert split("A heading\nChina buys\ncoal.") == ("A heading", "China buys\ncoal.")


def test_the_nearest_sentences_cover_the_claim_together() -> None:
    context = "Coal came by sea. Oil came by sea. Coal came by rail from Rason. Nothing else happened in the year."
    ((_, found),) = units("Coal by sea, and oil from Rason.", [context], even, NAMES)
    assert {sentence.text for sentence in found.nearest[:2]} <= set(split(context)[:3])
    assert found.window.text in context


def test_edits_name_what_was_changed() -> None:
    window = tokenise("China backs the draft of 2017.", NAMES)
    (actor,) = align(tokenise("Russia backs the draft of 2017.", NAMES), window).edits
    (turn,) = align(tokenise("China opposes the draft of 2017.", NAMES), window).edits
    assert changes_actor(actor)
    assert not is_turned(actor)
    assert is_turned(turn)
    assert align(tokenise("China backs the draft.", NAMES), window).copied == 1


def test_a_piece_of_the_text_has_no_fault_feature() -> None:
    text = "China backs the draft, Moscow said. Nobody else did in 2017."
    found = compare(units("China backs the draft, Moscow said.", [text], even, NAMES), even, None)
    faults = [name for name in found if name.startswith(("swap_", "lost_", "won_", "new_", "missing", "numbers_lost"))]
    assert [name for name in faults if found[name]] == []
    assert found["cov_all"] == found["copied"] == found["bigrams"] == 1


def test_cosines_are_best_first() -> None:
    sentences = np.array([[0, 1], [1, 0]], np.float32)
    found = cosine_features(np.array([0.8, 0.6], np.float32), sentences)
    assert found["cos_best"] == pytest.approx(0.8)
    assert found["cos_lexical"] == found["cos_third"] == pytest.approx(0.6)
    assert found["cos_all"] == pytest.approx(1.4 / 2**0.5)


def test_what_lies_beyond_the_bound_is_not_read() -> None:
    ((_, found),) = units("China buys coal.", ["x" * MOST_CONTEXT_CHARACTERS, "China buys coal."], even, NAMES)
    assert "coal" not in found.whole.key_set


def test_a_forest_sums_one_leaf_of_each_tree() -> None:
    forest = Forest(0.5, (0, 3), (0, -1, -1, -1), (1.0, 0, 0, 0), (1, 0, 0, 0), (2, 0, 0, 0), (0, 2.0, -2.0, 0.25))
    assert forest.logit([1.0]) == 2.75
    assert forest.logit([1.1]) == -1.25


@pytest.mark.parametrize("model", shipped_models(), ids=("with vectors", "without"))
def test_the_shipped_numbers_fit_the_features(model: SupportModel) -> None:
    embed = (lambda texts: np.ones((len(texts), 4), np.float32)) if model.sees_vectors else None
    found = compare(units("China buys coal.", ["China sells coal."], model.weigh, NAMES), model.weigh, embed)
    assert tuple(found) == model.features
    assert 0 < model.probability(found) < 1
