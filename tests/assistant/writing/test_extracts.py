"""The sentences of a passage that answer a question: which are chosen, and how they are quoted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NAMES, make_passage
from tumen.assistant.attribution import quoted
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.checking.sentence import check
from tumen.assistant.dialogue import Evidence, Kind, QuoteVerdict, Reading
from tumen.assistant.writing.extracts import FEATURES, best_expected_f1, extract, features
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.corpus.passages import Span

EMBEDDER = HashingEmbedder()
PORT = [
    "The weather on the coast is mild in spring.",
    "Russia leases the made-up port of Sandhaven for ten years.",
    "Fishermen complain about the noise.",
]
chances = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def expected_f1(chosen: tuple[int, ...], all_chances: list[float]) -> float:
    return 2 * sum(all_chances[place] for place in chosen) / (len(chosen) + sum(all_chances))


def test_the_sentence_that_answers_is_chosen() -> None:
    assert 1 in extract("Who leases the made-up port of Sandhaven?", PORT, EMBEDDER)


def test_a_single_sentence_is_the_answer_and_none_is_none() -> None:
    assert extract("Who leases it?", PORT[:1], EMBEDDER) == (0,)
    assert extract("Who leases it?", [], EMBEDDER) == ()


@given(chances)
def test_no_other_number_of_best_sentences_has_a_higher_expected_f1(all_chances: list[float]) -> None:
    chosen = best_expected_f1(all_chances)
    order = sorted(range(len(all_chances)), key=lambda place: (-all_chances[place], place))
    best = max(expected_f1(tuple(order[:size]), all_chances) for size in range(1, len(order) + 1))
    assert abs(expected_f1(chosen, all_chances) - best) < 1e-9


@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=6), st.text(max_size=40))
def test_features_are_finite_for_any_text(sentences: list[str], question: str) -> None:
    vectors = EMBEDDER.embed([question, *sentences]).astype(np.float64)
    rows = features(question, sentences, vectors[0], vectors[1:])
    assert rows.shape == (len(sentences), len(FEATURES))
    assert np.isfinite(rows).all()


def test_a_span_is_quoted_by_its_answering_sentences_and_passes_the_gate() -> None:
    text = " ".join(PORT)
    original = make_passage("made-up-2017@0-140", text, span=Span(0, len(text), "0" * 64))
    question = "Who leases the made-up port of Sandhaven?"
    reading = Reading(question, question, ("russia",), (), Kind.POSITION)
    evidence = Evidence(1, original)
    (sentence,) = QuotingWriter(EMBEDDER).write(reading, [evidence])
    assert PORT[1] in sentence.quotes[1]
    assert sentence.text == quoted(original, sentence.quotes[1])
    checked = check(sentence, {1: evidence}, OfflineJudge(), NAMES)
    assert checked.sentence
    assert checked.citations[0].verdict in (QuoteVerdict.EXACT, QuoteVerdict.STITCHED)
