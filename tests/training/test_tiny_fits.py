"""Every learned file is made by the steps that serve it: one tiny fit of each, read back by the code that uses it."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import NAMES
from tumen.assistant.checking.support.comparison import compare, units
from tumen.assistant.checking.support.model import SupportModel, weigher
from tumen.assistant.evidence.answerability import OF_COSINES
from tumen.assistant.regression import Regression
from tumen.assistant.writing.extracts import FEATURES, features
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.evaluation.judged.marked_sentences import MarkedPassage
from tumen.training import train_answerability, train_extraction
from tumen.training.regression import fit, held_out, partitions
from tumen.training.support_training import PLANTED, Examples, train

ROWS = np.array([[0.0, 5.0], [0.2, 5.0], [0.8, 5.0], [1.0, 5.0]] * 5)
LABELS = np.array([False, False, True, True] * 5)


def test_a_regression_learns_what_separates_and_forgets_what_does_not() -> None:
    learned = fit(("tells", "constant"), ROWS, LABELS, regularisation=1.0, trained_with="a model")
    assert learned.weights[0] > 0 == learned.weights[1]
    assert (
        learned.probability({"tells": 1.0, "constant": 5.0})
        > 0.5
        > learned.probability({"tells": 0.0, "constant": 5.0})
    )
    assert Regression.of(json.loads(json.dumps(learned.to_dict()))) == learned
    assert learned == fit(("tells", "constant"), ROWS, LABELS, regularisation=1.0, trained_with="a model")


def test_folds_never_split_a_group_and_see_everything_once() -> None:
    groups = [n // 2 for n in range(20)]
    for seen in partitions(groups, 5, 2):
        assert len({(group, flag) for group, flag in zip(groups, seen.tolist(), strict=True)}) == len(set(groups))
    asked = held_out(groups, 5, 2, lambda seen: lambda rows: np.ones(int(rows.sum())))
    assert asked == pytest.approx(np.ones(20))


def test_the_gate_is_learned_with_and_without_cosines() -> None:
    rows = [{"nearest": value, "best": value, "missing": 1 - value, "asked": 3.0} for value, _ in ROWS.tolist()]
    names = ["nearest", "best", "missing", "asked"]
    whole = train_answerability.learned(rows, LABELS, names, "a model")
    without = train_answerability.learned(rows, LABELS, [each for each in names if each not in OF_COSINES], "")
    assert whole["cross_validated"]["auc"] > 0.9
    assert Regression.of(whole).fits("a model") > Regression.of(whole).fits("another")
    assert Regression.of(without).fits("another")


def test_extracts_are_learned_from_the_features_that_are_served() -> None:
    embedder, passages, rows = HashingEmbedder(), [], []
    for n in range(8):
        said = (f"Port {n} ships coal.", "The weather is fine.", "Nobody came.")
        asked = f"What does port {n} ship?"
        passages.append(MarkedPassage(asked, f"Title {n}", said, (frozenset({0}),), True))
        vectors = embedder.embed([asked, *said]).astype(np.float64)
        rows.append(features(asked, said, vectors[0], vectors[1:]))
    learned = train_extraction.learned(passages, rows, "hashing")
    assert learned.names == FEATURES
    assert int(np.argmax(learned.probabilities(FEATURES, rows[0]))) == 0
    assert train_extraction.cross_validated(passages, rows) >= 0.5


def test_the_support_model_is_learned_from_the_features_that_are_served(tmp_path: Path) -> None:
    pairs = [(f"Port {n} ships coal to China.", f"Port {n} ships coal to China.", True) for n in range(20)]
    pairs += [(f"Port {n} ships {n + 40} cars to Japan.", f"Port {n} ships coal to China.", False) for n in range(20)]
    rows = tuple(compare(units(claim, [text], weigher({}), NAMES), weigher({}), None) for claim, text, _ in pairs)
    sets = np.array(["people", PLANTED] * 20)
    examples = Examples(
        rows=rows,
        supported=np.array([label for *_, label in pairs]),
        sets=sets,
        kinds=np.array(["" if name == "people" else "number" for name in sets]),
        folds=np.array([[n % 4 for n in range(40)]]),
    )
    trained = train(examples, {})
    assert isinstance(trained.model, SupportModel)
    assert trained.model.features == tuple(rows[0])
    scores = [trained.model.probability(row) for row in rows]
    assert min(scores[:20]) > max(scores[20:])
    assert trained.held_out.shape == (1, 40)
