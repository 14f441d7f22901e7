"""The first writer that succeeds, what it forgot filled in, and everything that was replaced or left out reported."""

from tests.assistant.models import EVIDENCE, READING, writer
from tests.conftest import NAMES
from tumen.assistant.attribution import quoted
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.drafting import Written, write_checked
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.models.embedder import HashingEmbedder

RUSSIA, CHINA = (each.passage.text for each in EVIDENCE)

QUOTING = QuotingWriter(HashingEmbedder())


def written(answer: str) -> Written:
    return write_checked((writer(answer), QUOTING), OfflineJudge(), NAMES, READING, EVIDENCE)


def shown(result: Written) -> list[tuple[str | None, str]]:
    return [(draft.actor, each.sentence.text) for draft, each in result.checked if each.sentence]


def test_a_side_that_was_forgotten_is_told_by_the_passages() -> None:
    result = written(f"{CHINA} [2]\n")
    assert [actor for actor, _ in shown(result)] == ["russia", "china"]
    assert shown(result)[0] == ("russia", quoted(EVIDENCE[0].passage))
    assert result.writer == "fake:made-up"
    assert result.notices == (
        "fake:made-up told nothing of Russia that passed the checks. The passages themselves are shown instead.",
    )


def test_a_side_without_evidence_is_not_made_up() -> None:
    result = write_checked((writer(f"{CHINA} [2]"), QUOTING), OfflineJudge(), NAMES, READING, EVIDENCE[1:])
    assert [actor for actor, _ in shown(result)] == ["china"]
    assert result.notices == ()


def test_whose_evidence_it_is_decides_whose_section_it_is() -> None:
    result = written(f"## China\n{RUSSIA} [1]\n{CHINA} [2]\n")
    assert [actor for actor, _ in shown(result)] == ["russia", "china"]


def test_a_sentence_that_names_neither_voice_nor_date_is_given_both() -> None:
    result = written("Moscow seems wary of a full blockade [1].\nThe harbour to coal closed. [2]")
    assert [text for _, text in shown(result)] == [
        "Moscow seems wary of a full blockade (analyst A. Author, Made-up Press, 8 June 2017).",
        "The harbour to coal closed (official, Made-up Press, 8 June 2017).",
    ]


def test_a_sentence_that_names_them_itself_is_left_as_it_is() -> None:
    own = "Author (Made-up Press, June 2017) wrote that Moscow seems wary of a full blockade."
    assert ("russia", own) in shown(written(f"{own} [1]"))


def test_a_misquotation_is_left_out_and_reported() -> None:
    result = written(f"{RUSSIA} [1]\n{CHINA} [2]\nChina “opened” the harbour to coal in 2017. [2]")
    assert len(shown(result)) == 2
    assert result.notices == (
        "1 sentence was left out: it puts words in quotation marks that are not in the passage it cites.",
    )


def test_a_sentence_said_twice_is_shown_once() -> None:
    assert len(shown(written(f"{RUSSIA} [1]\n{CHINA} [2]\n{CHINA} [2]"))) == 2
