"""What the labels of a passage add: whose position it is, what it speaks of, its topic, and how sure it is."""

import pytest

from tests.conftest import make_passage
from tumen.assistant.dialogue import Kind, Reading
from tumen.assistant.retrieval.labels import label_score
from tumen.corpus.passages import Confidence

SIDES = ("russia", "china")
ASKED = Reading("q", "q", ("russia", "dprk"), ("trade",), Kind.POSITION)
PLAIN = make_passage(holder=("us",), topics=("sanctions",))


@pytest.mark.parametrize(
    "better",
    [
        make_passage(holder=("russia",), topics=("sanctions",)),
        make_passage(holder=("author",), about=("russia",), topics=("sanctions",)),
        make_passage(holder=("us",), about=("dprk",), topics=("sanctions",)),
        make_passage(holder=("us",), topics=("trade",)),
    ],
    ids=["whose position", "an author's account of it", "what it speaks of", "topic"],
)
def test_a_label_that_fits_adds(better: object) -> None:
    assert label_score(better, ASKED, SIDES) > label_score(PLAIN, ASKED, SIDES)  # type: ignore[arg-type]


def test_a_weak_statement_loses() -> None:
    weak = make_passage(holder=("us",), topics=("sanctions",), confidence=Confidence.WEAK)
    assert label_score(weak, ASKED, SIDES) < label_score(PLAIN, ASKED, SIDES) == 0


def test_of_a_side_and_a_third_actor_the_position_of_the_side_is_asked_for() -> None:
    north, russia = make_passage(holder=("dprk",)), make_passage(holder=("russia",))
    assert label_score(russia, ASKED, SIDES) > label_score(north, ASKED, SIDES)
