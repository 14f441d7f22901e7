"""A refusal says why, shows what lies nearest, and what could be asked instead."""

import pytest

from tests.assistant.small_desk import SETTING, said
from tests.conftest import SUBJECT
from tumen.assistant.dialogue import Hit, Kind, Reading, Reason
from tumen.assistant.replying.refusing import refuse

ASKED = Reading("q", "q", (), (), Kind.POSITION)
HITS = [
    Hit(said("one", "Russia sells coal.", topics=("un-voting",)), 0.5, 1.0, 0.5, 0.5),
    Hit(said("two", "The US sells coal.", holder=("us",), topics=("trade",)), 0.5, 1.0, 0.5, 0.5),
    Hit(
        said("three", "China buys coal.", holder=("author",), about=("china",), topics=("humanitarian",)), 0.5, 1, 1, 1
    ),
    Hit(said("four", "Russia sells oil.", topics=("un-voting",)), 0.5, 1.0, 0.5, 0.5),
]


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_words_of_its_own(reason: Reason) -> None:
    texts = {each: refuse(ASKED, each, HITS, SETTING, SUBJECT).message for each in Reason}
    assert len(set(texts.values())) == len(Reason)
    assert texts[reason].endswith(".")


def test_the_nearest_are_three_in_order() -> None:
    nearest = refuse(ASKED, Reason.NOT_IN_CORPUS, HITS, SETTING, SUBJECT).nearest
    assert [each.source.id for each in nearest] == ["one", "two", "three"]


def test_suggestions_are_about_the_sides_each_once() -> None:
    assert refuse(ASKED, Reason.NOT_IN_CORPUS, HITS, SETTING, SUBJECT).try_instead == (
        "What has Russia said about votes in the Security Council?",
        "What has China said about humanitarian aid to North Korea?",
    )


def test_where_nothing_is_near_the_starters_are_suggested() -> None:
    assert refuse(ASKED, Reason.UNSAFE, (), SETTING, SUBJECT).try_instead == SUBJECT.starters[:3]


def test_dates_that_allow_nothing_are_another_message() -> None:
    empty, some = (refuse(ASKED, Reason.NOT_IN_CORPUS, hits, SETTING, SUBJECT).message for hits in ((), HITS))
    assert empty != some
    assert "dates" in empty
