"""The contract of Reranker, held by every implementation."""

from collections.abc import Sequence

import pytest

from tests.assistant.retrieval.test_cross_encoder import saved_model
from tests.conftest import make_passage
from tumen.assistant.retrieval.cross_encoder import Reranker, open_reranker
from tumen.corpus.passages import Passage

PASSAGES = [make_passage(f"a#{n}", text) for n, text in enumerate(("coal", "oil port", "ships which oil", ""), 1)]


class LongestFirst:
    """A Reranker that needs no model: the longer the text, the better."""

    def judge(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        return [len(passage.text) / (1 + len(passage.text)) for passage in passages]


@pytest.fixture(scope="module", params=["cross-encoder", "by length"])
def reranker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    if request.param == "by length":
        return LongestFirst()
    opened = open_reranker(saved_model(tmp_path_factory.mktemp("reranker") / "tiny", labels=1))
    assert opened is not None
    return opened


def test_each_passage_gets_one_number_between_0_and_1(reranker: Reranker) -> None:
    judged = reranker.judge("which port ships coal", PASSAGES)
    assert len(judged) == len(PASSAGES)
    assert all(0 <= value <= 1 for value in judged)


def test_numbers_come_in_the_order_of_the_passages(reranker: Reranker) -> None:
    judged = reranker.judge("which port ships coal", PASSAGES)
    assert reranker.judge("which port ships coal", PASSAGES[::-1]) == pytest.approx(judged[::-1], abs=1e-5)


def test_the_same_question_has_the_same_judgement(reranker: Reranker) -> None:
    assert reranker.judge("coal", PASSAGES) == reranker.judge("coal", PASSAGES)


def test_no_passages_give_no_judgement(reranker: Reranker) -> None:
    assert list(reranker.judge("coal", [])) == []
