"""Whether hits answer a question: what makes the probability rise and fall."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SUBJECT, make_passage
from tumen.assistant.dialogue import Hit, Kind, Reading
from tumen.assistant.evidence.answerability import Gate, answerability_of_texts, shipped_gates
from tumen.assistant.evidence.answerability import signals as signals_of
from tumen.corpus.models.embedder import HashingEmbedder

PORT = make_passage(text="Russia leases the made-up port of Sandhaven for ten years.")


def reading(question: str) -> Reading:
    return Reading(question, question, ("russia",), (), Kind.POSITION)


GATES = [Gate("all-MiniLM-L6-v2@1", SUBJECT), Gate("hashing-256", SUBJECT)]
signals = partial(signals_of, subject=SUBJECT)


def hit(cosine: float = 0.7, score: float = 1.0) -> Hit:
    return Hit(PORT, cosine, 5.0, score, score)


def test_nothing_found_answers_nothing() -> None:
    assert not any(gate.answers(reading("Who leases Sandhaven?"), ()) for gate in GATES)


def test_a_gate_that_knows_other_cosines_is_not_used() -> None:
    """0.40 of the answerable gold questions were refused when the shipped model's gate judged another's cosines."""
    shipped, foreign = shipped_gates()
    assert shipped.regression.fits("all-MiniLM-L6-v2@1")
    assert not shipped.regression.fits("hashing-256")
    assert foreign.regression.fits("hashing-256")
    assert not {"nearest", "best"} & set(foreign.regression.names)


def test_a_word_that_no_hit_holds_is_missing() -> None:
    found = signals(reading("Does Russia lease the lighthouse of Sandhaven?"), [hit()])
    assert (found.missing, found.asked) == (1.0, 3.0)
    assert found.coverage == 2 / 3


def test_the_names_of_an_actor_are_never_missing() -> None:
    assert signals(reading("Did Moscow lease Sandhaven?"), [hit()]).missing == 0.0


def test_a_country_that_the_hits_do_not_name_makes_an_answer_less_likely() -> None:
    foreign, own = reading("Did Mongolia lease Sandhaven?"), reading("Did Russia lease Sandhaven?")
    assert signals(foreign, [hit()]).foreign == 1.0
    assert all(gate.probability(foreign, [hit()]) < gate.probability(own, [hit()]) for gate in GATES)


@given(st.floats(0, 0.99), st.floats(0, 1.3))
def test_nearer_and_better_hits_make_an_answer_more_likely(cosine: float, score: float) -> None:
    asked = reading("Who leases Sandhaven?")
    base = GATES[0].probability(asked, [hit(cosine, score)])
    assert GATES[0].probability(asked, [hit(cosine + 0.01, score)]) > base
    assert GATES[0].probability(asked, [hit(cosine, score + 0.01)]) > base
    assert 0 <= base <= 1


def test_texts_stand_for_hits() -> None:
    texts = [PORT.text, "Fishermen complain about the noise."]
    near = answerability_of_texts("Who leases the port of Sandhaven?", texts, HashingEmbedder())
    assert near > answerability_of_texts("How tall is the lighthouse?", texts, HashingEmbedder())
    assert answerability_of_texts("Who?", [], HashingEmbedder()) == 0.0
