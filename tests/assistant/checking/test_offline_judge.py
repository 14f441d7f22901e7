"""What the offline judge finds in near copies of a passage, and what it says about it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import make_passage
from tumen.assistant.attribution import quoted
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.dialogue import SupportVerdict
from tumen.corpus.models.embedder import HashingEmbedder, open_embedder
from tumen.corpus.passages import Span, Voice

PASSAGE = make_passage(
    text="Moscow could bring strong leverage to bear to stop a Korean war, A. Author judged in June 2017. "
    "China backs 24 of its proposals.",
    voice=Voice.ANALYST,
)


@pytest.fixture(scope="module", params=["with vectors", "without vectors"])
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OfflineJudge:
    if request.param == "with vectors":
        return OfflineJudge(open_embedder("all-MiniLM-L6-v2", tmp_path_factory.mktemp("data")))
    return OfflineJudge()


@pytest.mark.parametrize(
    "sentence",
    [
        "Moscow could bring strong leverage to bear to stop a Korean war, A. Author judged.",
        "Russia could bring strong leverage to bear to stop a Korean war, A. Author judged in June 2017.",
        "Beijing backs 24 of its proposals.",
        "In June 2017 A. Author judged that Moscow could bring strong leverage to bear to stop a Korean war.",
    ],
)
def test_an_honest_rewording_is_supported(judge: OfflineJudge, sentence: str) -> None:
    assert judge.support(sentence, [PASSAGE]).verdict is SupportVerdict.SUPPORTED


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("China backs 42 of its proposals.", "number 42 not in passage"),
        ("Japan backs 24 of its proposals.", "passage speaks of China and Russia, sentence of Japan"),
        ("China does not back 24 of its proposals.", "negation differs"),
        ("China opposes 24 of its proposals.", "direction differs: “opposes” for “backs”"),
        (
            "Moscow will bring strong leverage to bear to stop a Korean war, A. Author judged in June 2017.",
            "hedge dropped: “could”",
        ),
        (
            "Moscow could bring strong leverage to bear to stop a Korean war, China judged in June 2017.",
            "passage does not give it as the word of China",
        ),
        ("China backs 24 of its proposals, and smugglers dug nine tunnels.", "not in passage: smugglers, dug, tunnels"),
    ],
)
def test_a_planted_fault_is_not_supported_and_named(judge: OfflineJudge, sentence: str, reason: str) -> None:
    found = judge.support(sentence, [PASSAGE])
    assert found.verdict is not SupportVerdict.SUPPORTED
    assert reason in found.reasons


def test_a_supported_sentence_has_no_reasons(judge: OfflineJudge) -> None:
    assert judge.support("Beijing backs 24 of its proposals.", [PASSAGE]).reasons == ()


def test_an_attribution_from_the_card_is_no_claim(judge: OfflineJudge) -> None:
    sentence = quoted(PASSAGE).replace("Moscow", "Russia")
    assert judge.support(sentence, [PASSAGE]).verdict is SupportVerdict.SUPPORTED


def test_a_passage_with_its_attribution_is_a_plain_quote(judge: OfflineJudge) -> None:
    span = make_passage("made-up-1@0-4", PASSAGE.text, voice=Voice.ANALYST, span=Span(0, len(PASSAGE.text), "0"))
    for passage in (PASSAGE, span):
        assert judge.support(quoted(passage), [passage]).score == 1


def test_two_passages_support_together_what_neither_says_alone(judge: OfflineJudge) -> None:
    ports = make_passage("made-up-1#1", "The made-up port opened in 2014.")
    coal = make_passage("made-up-1#2", "The made-up port ships 5 million tonnes of coal a year.")
    sentence = "The made-up port opened in 2014 and ships 5 million tonnes of coal a year."
    together = judge.support(sentence, [ports, coal]).score
    assert together > max(judge.support(sentence, [each]).score for each in (ports, coal))
    assert together >= 0.5


def test_a_context_of_any_length_is_judged(judge: OfflineJudge) -> None:
    filler = " ".join(f"Ship {n} carried made-up goods to harbour {n}." for n in range(30_000))
    found = judge.support("Beijing backs 24 of its proposals.", [make_passage(text=f"{PASSAGE.text} {filler}")])
    assert found.score > judge.support("Beijing backs 24 of its proposals.", [make_passage(text=filler)]).score


def test_vectors_of_another_model_are_not_used() -> None:
    assert OfflineJudge(HashingEmbedder()).model is OfflineJudge().model


def test_a_sentence_is_embedded_once(tmp_path: Path) -> None:
    asked: list[str] = []

    class Counting(HashingEmbedder):
        @property
        def fingerprint(self) -> str:
            return "all-MiniLM-L6-v2-made-up"

        def embed(self, texts, progress=None):  # type: ignore[no-untyped-def]
            asked.extend(texts)
            return super().embed(texts)

    judge = OfflineJudge(Counting())
    for _ in range(2):
        judge.support("Beijing backs 24 of its proposals.", [PASSAGE])
    assert len(asked) == len(set(asked)) > 0


def test_the_checker_needs_neither_torch_nor_scikit_learn() -> None:
    script = (
        "import sys; from tumen.assistant.checking.offline_judge import OfflineJudge;"
        "from tests.conftest import make_passage;"
        "OfflineJudge().support('China buys coal.', [make_passage()]);"
        "print([name for name in ('torch', 'sklearn', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
