"""Checked sentences become sections, citations, balance and notices."""

from typing import Any

import pytest

from tests.assistant.small_desk import SETTING, said
from tests.conftest import SUBJECT
from tumen.assistant.checking.sentence import Checked
from tumen.assistant.dialogue import (
    CONTEXTS,
    Citation,
    DraftSentence,
    Hit,
    Kind,
    QuoteVerdict,
    Reading,
    Sentence,
    Support,
    SupportVerdict,
)
from tumen.assistant.drafting import Written
from tumen.assistant.replying.composition import compose
from tumen.corpus.passages import Contradiction, Position

RUSSIA = said("one", "Russia sells coal.", "2017-03-04")
CHINA = said("two", "China buys coal.", "2019-03-04", holder=("china",))
SURE = Support(1.0, SupportVerdict.SUPPORTED)


def checked(number: int, passage: Any, actor: str | None, heading: str = "Answer") -> Any:
    draft = DraftSentence(passage.text, {number: passage.text}, heading, actor)
    citation = Citation(number, passage, passage.text, QuoteVerdict.EXACT)
    return draft, Checked(Sentence(passage.text, (number,), SURE), (citation,))


DROPPED = DraftSentence("No.", {}, "Answer"), Checked(None, why="it says nothing")
WRITTEN = Written((checked(2, CHINA, "china", "China"), DROPPED, checked(1, RUSSIA, "russia", "Russia")), "fake:model")


def reading(**fields: Any) -> Reading:
    return Reading("q", "q", fields.pop("actors", ("russia", "china")), (), Kind.COMPARISON, **fields)


def test_citations_come_by_number_and_sections_as_they_were_written() -> None:
    answer = compose(reading(), WRITTEN, (), None, SETTING, SUBJECT)
    assert [each.number for each in answer.citations] == [1, 2]
    assert [section.heading for section in answer.sections] == ["China", "Russia"]
    assert len(answer.sentences) == 2
    assert answer.setting.writer == "fake:model"


@pytest.mark.parametrize(
    ("fields", "balance"),
    [
        ({}, {"russia": 1, "china": 1}),
        ({"actors": ("us",)}, {"us": 0}),
        ({"actors": ()}, {"russia": 1, "china": 1}),
        ({"sides": ("china", "russia")}, {"china": 1, "russia": 1}),
    ],
)
def test_the_balance_is_of_those_asked_about_or_of_the_sides(fields: dict[str, Any], balance: dict[str, int]) -> None:
    assert dict(compose(reading(**fields), WRITTEN, (), None, SETTING, SUBJECT).balance) == balance


def test_what_a_cited_passage_was_found_behind_is_listed_too() -> None:
    many = [Hit(said(f"hit-{n}", "Coal."), 0.5, 1.0, 0.5, 0.5) for n in range(30)]
    contexts = compose(reading(), WRITTEN, many, None, SETTING, SUBJECT).contexts
    assert contexts == (*(f"hit-{n}#1" for n in range(CONTEXTS)), "two#1", "one#1")


@pytest.mark.parametrize(
    ("kind", "told"), [("change-over-time", "moved"), ("conflict", "disagree"), ("wording", "word or date")]
)
def test_a_contradiction_is_told_where_two_of_its_positions_are_cited(kind: str, told: str) -> None:
    both = Contradiction("c", "q", kind, (Position("", (), "", ("one#1",)), Position("", (), "", ("two#1",))))
    one = Contradiction("c", "q", kind, (Position("", (), "", ("one#1",)), Position("", (), "", ("other#1",))))
    assert told in compose(reading(), WRITTEN, (), both, SETTING, SUBJECT).notices[0]
    assert compose(reading(), WRITTEN, (), one, SETTING, SUBJECT).notices == ()


def test_the_latest_date_is_told_only_where_now_is_asked_for() -> None:
    assert "4 March 2019" in compose(reading(latest=True), WRITTEN, (), None, SETTING, SUBJECT).notices[0]
    assert compose(reading(), WRITTEN, (), None, SETTING, SUBJECT).notices == ()
