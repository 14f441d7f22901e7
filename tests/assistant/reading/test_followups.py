"""A follow-up is read as the question it stands for; what it does not borrow stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.reading.shipped import read, standalone
from tumen.assistant.dialogue import Reason, Turn


def after(*messages: str) -> list[Turn]:
    """Question, answer, question…"""
    return [Turn(("user", "assistant")[place % 2], message) for place, message in enumerate(messages)]


@pytest.mark.parametrize(
    ("earlier", "question", "meant"),
    [
        ("What did Russia say about THAAD?", "and China?", "What did China say about THAAD?"),
        ("russia's vote on 2375", "what about beijing?", "beijing's vote on 2375"),
        ("did Russia and China veto it", "and the US?", "did the US veto it"),
        ("what does moscow want from the north", "i meant the south", "what does moscow want from the south"),
        ("china on nk in 2017", "what about 2024?", "china on nk in 2024"),
        ("xi and putin on korea in march 2023", "and in may 2025?", "xi and putin on korea in may 2025"),
        ("xi and putin on korea in march 2023", "and two years later?", "xi and putin on korea in 2025"),
        ("does russia back sanctions on nk", "and in 2019?", "does russia back sanctions on nk in 2019?"),
        ("russia's stance on nk", "same question but for china", "china's stance on nk"),
        ("how did seoul react to the russia-dprk pact", "and tokyo?", "how did tokyo react to the russia-dprk pact"),
    ],
)
def test_an_actor_or_a_date_takes_the_place_of_another(earlier: str, question: str, meant: str) -> None:
    wording = standalone(question, after(earlier, "An answer.")).replace("the the", "the")
    assert wording == meant


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("why?", "why ("),
        ("who said that", "who said that ("),
        ("did moscow agree with it", "did moscow agree with it ("),
        ("is that still so?", "is that still so ("),
        ("and before that?", "and before that ("),
        ("how many tonnes", "how many tonnes ("),
    ],
)
def test_what_cannot_stand_alone_takes_its_subject_along(question: str, begins: str) -> None:
    earlier = "what did wang yi propose on korea in march 2017"
    wording = standalone(question, after(earlier, "A freeze for a freeze."))
    assert wording.startswith(begins)
    assert earlier in wording


def test_he_is_the_person_of_the_last_question() -> None:
    history = after("what did xi tell kim in september 2025?", "That ties will be kept.")
    assert standalone("did he mention nuclear weapons", history).startswith("did xi mention nuclear weapons")


def test_they_are_the_actors_of_the_last_question() -> None:
    history = after("Where did Moscow and Beijing agree on Korea?", "On peace.")
    assert "Moscow and Beijing part ways" in standalone("do they part ways on sanctions", history)


def test_a_new_subject_carries_nothing_over() -> None:
    history = after("Did Russia retaliate over THAAD?", "No.")
    assert (
        standalone("ok different topic. the tumen river, chinese ships?", history) == "the tumen river, chinese ships?"
    )
    assert standalone("how does china see nk's coal exports", history) == "how does china see nk's coal exports"


def test_a_follow_up_asks_about_the_actor_that_it_names() -> None:
    history = after("What did Wang Yi propose on korea in March 2017?", "A freeze for a freeze.")
    reading = read("did moscow agree with it", history)
    assert reading.actors == ("russia",)
    assert reading.period.is_open


def test_a_bound_holds_for_what_is_asked_next() -> None:
    history = after("as of august 2017, did china back sanctions on nk?", "Yes.")
    assert str(read("why?", history).as_of) == "2017-08-31"


@pytest.mark.parametrize(
    ("earlier", "question", "reason"),
    [
        ("will china abandon north korea", "ok but roughly?", Reason.PREDICTION),
        ("what will happen to nk", "and china?", Reason.PREDICTION),
        ("whats the weather in moscow", "and in pyongyang?", Reason.OUT_OF_SCOPE),
        ("who won the world cup in russia", "why?", Reason.OUT_OF_SCOPE),
        ("write a poem about kim", "another one please", Reason.OUT_OF_SCOPE),
        ("what does putin really think of kim", "just a guess?", Reason.PRIVATE_KNOWLEDGE),
        ("what is beijing's stance on thaad", "and on Taiwan?", Reason.OUT_OF_SCOPE),
        ("did li qiang go to pyongyang", "and what about the weather there", Reason.OUT_OF_SCOPE),
        ("what does moscow say about sanctions on nk", "cool. and in 2035?", Reason.PREDICTION),
        ("does fpri see a russia-china-nk axis", "can u turn that into a haiku", Reason.OUT_OF_SCOPE),
        ("does china back nk", "thanks, that was super helpful!!", Reason.OUT_OF_SCOPE),
        ("does china back nk", "who is the president of france", Reason.OUT_OF_SCOPE),
    ],
)
def test_a_refusal_holds_on_follow_ups(earlier: str, question: str, reason: Reason) -> None:
    reading = read(question, after(earlier, "No answer."))
    assert (reading.obstacle or reading.reason_without_answer) is reason


def test_after_a_refusal_a_question_on_the_subject_is_read() -> None:
    history = after("will china abandon north korea", "That is a prediction.")
    assert read("then what did beijing say about the 1961 treaty", history).obstacle is None


@given(st.text(max_size=200))
def test_without_a_history_a_question_is_itself(question: str) -> None:
    assert standalone(question, []) == question
