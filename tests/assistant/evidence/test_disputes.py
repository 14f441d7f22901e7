"""When a question touches a recorded contradiction, and which statements lead its positions."""

from tests.assistant.small_desk import said
from tumen.assistant.dialogue import Hit, Kind, Reading
from tumen.assistant.evidence.disputes import dispute, leading_statements
from tumen.corpus.passages import Contradiction, Position

EARLY, LATE = said("early", "Russia rejected a blockade."), said("late", "Russia accepted a blockade.")
HITS = [Hit(each, 0.9, 1.0, 0.9, 0.9) for each in (EARLY, LATE)]


def moved(identity: str = "blockade", question: str = "Does Russia accept a blockade of Rason?") -> Contradiction:
    return Contradiction(
        identity,
        question,
        "conflict",
        (
            Position("2016", ("russia",), "No.", ("gone#1", "early#1")),
            Position("2019", ("russia",), "Yes.", ("late#1",)),
        ),
    )


def asked(question: str) -> Reading:
    return Reading(question, question, (), (), Kind.YES_NO)


def test_the_contradiction_that_shares_most_words_is_the_one() -> None:
    other = moved("other", "Does Russia accept a hedgehog in Rason?")
    assert dispute(asked("does russia accept a blockade of rason"), HITS, [other, moved()]) == moved()


def test_one_that_shares_few_words_is_none() -> None:
    assert dispute(asked("what does moscow want of the blockade"), HITS, [moved()]) is None


def test_one_whose_statements_were_not_found_is_none() -> None:
    stranger = [Hit(said("stranger", "Fish."), 0.9, 1.0, 0.9, 0.9)]
    assert dispute(asked("does russia accept a blockade of rason"), stranger, [moved()]) is None
    assert dispute(asked("does russia accept a blockade of rason"), HITS, []) is None


def test_of_each_position_the_first_statement_that_was_found_leads() -> None:
    assert leading_statements(moved(), HITS) == {"early#1", "late#1"}
    assert leading_statements(moved(), HITS[:1]) == {"early#1"}
