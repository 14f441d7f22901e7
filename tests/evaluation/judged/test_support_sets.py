"""A file of judged pairs → how well a judge agrees with it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tumen.assistant.checking.offline_judge import SUPPORTED_FROM, OfflineJudge, verdict
from tumen.assistant.checking.support.model import SHIPPED
from tumen.assistant.dialogue import Support
from tumen.corpus.errors import PairsError
from tumen.corpus.passages import Passage
from tumen.evaluation.judged.support_rows import Pair, read_pairs
from tumen.evaluation.judged.support_sets import evaluate_support
from tumen.training.support_figures import BEGIN, END, PAGE, report
from tumen.training.support_folds import FOLDS, folds

Write = Callable[[Sequence[Any]], Path]


class ByLength:
    """A judge that is as sure as its context is long, in tenths."""

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        score = len(passages[0].text) / 10
        return Support(score, verdict(score))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(rows: Sequence[Any]) -> Path:
        path = tmp_path / "pairs.jsonl"
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
        return path

    return written


def row(label: Any, context: str = "China sells coal.", **claim: str) -> dict[str, Any]:
    return {"context": context, "label": label, **(claim or {"claim": "China sells."})}


def test_scores_worked_out_by_hand(write: Write) -> None:
    path = write([row(True, "x" * 9), row(True, "x" * 3), row(False, "x" * 6), row(False, "x" * 1)])
    seen: list[tuple[int, int]] = []
    found = evaluate_support(path, ByLength(), lambda done, total: seen.append((done, total)))
    assert found.to_dict() == {
        "balanced_accuracy": 0.5,
        "auc": 0.75,
        "brier": round((0.01 + 0.49 + 0.36 + 0.01) / 4, 4),
        "n": 4,
        "threshold": SUPPORTED_FROM,
    }
    assert seen[-1] == (4, 4)


@pytest.mark.parametrize("label", [True, 1, 1.0, "1", "supported", "Supported", "SUPPORT", "yes", "true"])
def test_every_spelling_of_yes(write: Write, label: Any) -> None:
    assert [pair.supported for pair in read_pairs(write([row(label)]))] == [True]


@pytest.mark.parametrize(
    "label", [False, 0, "0", "unsupported", "not_supported", "partially supported", "refute", "no"]
)
def test_every_spelling_of_no(write: Write, label: Any) -> None:
    assert [pair.supported for pair in read_pairs(write([row(label)]))] == [False]


def test_an_answer_is_a_claim_and_a_generic_one_is_left_out(write: Write) -> None:
    (pair,) = read_pairs(write([row("supported", answer="It sells."), row("generic"), ""]))
    assert pair.claim == "It sells."


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(True), "{"], "Line 2 of .* is no JSON"),
        ([row(True), "[]"], "Line 2 of .* is no JSON object"),
        ([{"claim": "x", "label": 1}], "Line 1 of .* has no text `context`"),
        ([{"context": "x", "label": 1}], "Line 1 of .* has no text `claim`"),
        ([row("perhaps")], "Line 1 of .* has the label 'perhaps'"),
        ([{"context": "x", "claim": "y"}], "Line 1 of .* has the label None"),
        ([], "holds no pair"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(write: Write, rows: list[Any], message: str) -> None:
    with pytest.raises(PairsError, match=message):
        read_pairs(write(rows))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PairsError, match="nowhere"):
        read_pairs(tmp_path / "nowhere.jsonl")


def test_the_shipped_judge_tells_a_copy_from_a_stranger(write: Write) -> None:
    path = write([row(1, claim="China sells coal."), row(0, claim="Japan bought nine tunnels in 1998.")])
    assert evaluate_support(path, OfflineJudge()).balanced_accuracy == 1


def test_pairs_that_share_a_document_share_a_fold() -> None:
    pairs = [Pair(f"context {n // 2}", "x", True, {"question": f"q{n // 3}"}) for n in range(60)]
    found = folds(pairs, seed=0)
    assert set(found) <= set(range(FOLDS))
    for field in (lambda n: n // 2, lambda n: n // 3):
        assert all(len({found[n] for n in range(60) if field(n) == group}) <= 1 for group in range(30))
    apart = folds([Pair(f"context {n}", "x", True, {}) for n in range(60)], seed=0)
    assert set(apart) == set(range(FOLDS))


def test_the_page_shows_the_figures_of_the_shipped_numbers() -> None:
    provenance = json.loads(SHIPPED.read_text("utf-8"))["provenance"]
    assert f"{BEGIN}{report(provenance)}{END}" in PAGE.read_text("utf-8")


def test_the_shipped_numbers_are_good_enough() -> None:
    """What issue 4 asks of them; 0.72 is its aim, 0.69 its floor."""
    found = json.loads(SHIPPED.read_text("utf-8"))["provenance"]["with_vectors"]
    assert found["mean"]["balanced_accuracy"] > 0.71
    assert found["planted"]["recall"] >= 0.9
    assert found["planted"]["false_alarms"] <= 0.05
