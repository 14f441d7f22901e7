"""The contract of Writer, held by every implementation."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assistant.models import EVIDENCE, GOOD, READING, FakeModel
from tests.conftest import make_passage
from tumen.assistant.chat_models import ChatModel, Endpoint
from tumen.assistant.dialogue import Evidence, Kind, Reading, Writer
from tumen.assistant.writing.chat_writer import ChatWriter
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.errors import WriterError
from tumen.corpus.models.embedder import HashingEmbedder

OUTSIDE = "Russia shuts the port. [1][9]\nChina has the port. [8]\n"


def chat(answer: str) -> ChatWriter:
    return ChatWriter(ChatModel(Endpoint("openai:made-up", None, None, 5), FakeModel(lambda _: answer)))


@pytest.fixture(params=["quoting", "chat", "chat that cites what is not there"])
def writer(request: pytest.FixtureRequest) -> Writer:
    if request.param == "quoting":
        return QuotingWriter(HashingEmbedder())
    return chat("".join(GOOD) if request.param == "chat" else OUTSIDE)


def test_every_sentence_cites_evidence_that_it_was_given_and_only_that(writer: Writer) -> None:
    drafts = list(writer.write(READING, EVIDENCE))
    given_texts = {each.number: each.passage.text for each in EVIDENCE}
    assert any(draft.quotes for draft in drafts)
    assert all(given_texts.get(number) == words for draft in drafts for number, words in draft.quotes.items())


def test_sentences_of_one_heading_stand_together(writer: Writer) -> None:
    headings = [draft.heading for draft in writer.write(READING, [*EVIDENCE])]
    changes = sum(one != other for one, other in pairwise(headings))
    assert changes == len(set(headings)) - 1


def test_no_evidence_gives_no_sentence(writer: Writer) -> None:
    assert list(writer.write(READING, ())) == []


def test_the_same_evidence_gives_the_same_sentences(writer: Writer) -> None:
    assert list(writer.write(READING, EVIDENCE)) == list(writer.write(READING, EVIDENCE))


def test_a_writer_names_itself(writer: Writer) -> None:
    assert writer.name == "quoting" or ":" in writer.name


@pytest.mark.parametrize("answer", ["", "I cannot say.\n", "NOT IN EVIDENCE\n"])
def test_a_writer_that_cannot_go_on_says_so(answer: str) -> None:
    with pytest.raises(WriterError):
        list(chat(answer).write(READING, EVIDENCE))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4), question=st.text(max_size=60))
def test_any_passage_is_quoted_word_for_word(texts: list[str], question: str) -> None:
    evidence = [Evidence(n, make_passage(f"any-{n}#1", text)) for n, text in enumerate(texts, 1)]
    reading = Reading(question, question, (), (), Kind.POSITION)
    drafts = list(QuotingWriter(HashingEmbedder()).write(reading, evidence))
    assert [draft.quotes for draft in drafts] == [{each.number: each.passage.text} for each in evidence]
