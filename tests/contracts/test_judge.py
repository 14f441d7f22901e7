"""The contract of Judge, held by every implementation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assistant.models import FakeModel
from tests.assistant.tiny_nli import make_tiny_nli
from tests.conftest import make_passage
from tumen.assistant.attribution import attributed
from tumen.assistant.chat_models import ChatModel, Endpoint
from tumen.assistant.checking.chat_judge import ChatJudge
from tumen.assistant.checking.entailment_judge import EntailmentJudge
from tumen.assistant.checking.offline_judge import OfflineJudge, verdict
from tumen.assistant.dialogue import Judge, SupportVerdict
from tumen.corpus.models.embedder import open_embedder
from tumen.evaluation.ruler import RememberingJudge

COAL = make_passage("made-up-1#1", "China may buy 24 ships of coal from the made-up port, Moscow said.")
OIL = make_passage("made-up-2#1", "Oil was not mentioned in 2017.")
LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}


@pytest.fixture(scope="module", params=["offline", "without vectors", "entailment", "chat", "remembering"])
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, exports: Path) -> Iterator[Judge]:
    if request.param == "offline":
        yield OfflineJudge(open_embedder("all-MiniLM-L6-v2", exports))
    elif request.param == "entailment":
        yield EntailmentJudge(str(make_tiny_nli(tmp_path_factory.mktemp("nli") / "model", LABELS, favoured=2)))
    elif request.param == "chat":
        answers = FakeModel(lambda _: '{"supported": "partly", "reason": "no date"}')
        yield ChatJudge(ChatModel(Endpoint("openai:made-up", None, None, 5), answers), OfflineJudge())
    elif request.param == "remembering":
        yield RememberingJudge(OfflineJudge())
    else:
        yield OfflineJudge()


SENTENCES = ("China may buy coal.", "China will buy 42 ships of coal.", "Japan opened a market.", "Oil: no.", "", "…")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_scores_are_probabilities_and_verdicts_follow(judge: Judge, sentence: str) -> None:
    found = judge.support(sentence, [COAL, OIL])
    assert 0 <= found.score <= 1
    assert found.verdict is verdict(found.score)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_same_question_has_the_same_answer(judge: Judge, sentence: str) -> None:
    assert judge.support(sentence, [COAL, OIL]) == judge.support(sentence, [COAL, OIL])


def test_a_passage_supports_itself(judge: Judge) -> None:
    for said in (COAL.text, attributed(COAL)):
        assert judge.support(said, [COAL]).verdict is SupportVerdict.SUPPORTED
    assert judge.support(OIL.text, [COAL, OIL]).score == 1


def test_no_passage_supports_nothing(judge: Judge) -> None:
    found = judge.support(COAL.text, [])
    assert (found.score, found.verdict) == (0, SupportVerdict.UNSUPPORTED)
    assert found.reasons == ("cites no passage",)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(sentence=st.text(max_size=60), passage=st.text(max_size=120))
def test_any_text_can_be_judged(judge: Judge, sentence: str, passage: str) -> None:
    assert 0 <= judge.support(sentence, [make_passage(text=passage)]).score <= 1
