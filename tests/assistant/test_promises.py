"""What README and DESIGN promise, one test each, over passages small enough to be read here."""

import datetime

import pytest

from tests.assistant.small_desk import cited, desk, said, told
from tests.conftest import make_passage, make_source
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.dialogue import Answer, Hit, Kind, Reading, Reason, Refusal, SupportVerdict
from tumen.assistant.evidence.selection import BUDGET, BUDGET_EACH, select
from tumen.corpus.passages import Confidence, Contradiction, Position

EARLY = said("early", "Russia rejected a blockade of the made-up port of Rason.", "2016-03-02")
LATE = said("late", "Russia accepted a blockade of the made-up port of Rason.", "2019-10-11")
CHINA = said("china", "China proposed to reopen the made-up port of Rason.", "2018-05-05", holder=("china",))


@pytest.mark.parametrize("question", ["As of June 2016, what did Russia say about the port of Rason?",
                                      "What did Russia say about the port of Rason before 2017?"])  # fmt: skip
def test_as_of_a_day_nothing_later_is_used(question: str) -> None:
    assert cited(desk([EARLY, LATE]).ask(question)) == ["early"]


def test_as_of_may_also_stand_beside_the_question() -> None:
    reply = desk([EARLY, LATE]).ask("What did Russia say about the port of Rason?", as_of=datetime.date(2016, 6, 30))
    assert cited(reply) == ["early"]


def test_the_period_of_a_question_bounds_what_is_told() -> None:
    nearer = said("nearer", "What was said about the port of Rason, Russia said.", "2020-02-02")
    assistant = desk([EARLY, CHINA, LATE, nearer])
    assert cited(assistant.ask("What was said about the port of Rason in 2018?")) == ["china"]
    assert "china" not in cited(assistant.ask("What was said about the port of Rason since 2019?"))


def test_a_comparison_tells_both_sides_under_their_names() -> None:
    reply = desk([EARLY, LATE, CHINA]).ask("How do Russia and China differ on the port of Rason?")
    assert isinstance(reply, Answer)
    assert [section.heading for section in reply.sections] == ["Russia", "China"]
    assert dict(reply.balance) == {"russia": 2, "china": 1}


def test_one_loud_side_does_not_crowd_out_the_other() -> None:
    loud = [said(f"loud-{n}", f"Russia rejected blockade number {n} of the port of Rason.", f"2017-01-{n:02}")
            for n in range(1, 21)]  # fmt: skip
    reply = desk([*loud, CHINA]).ask("How do Russia and China differ on the port of Rason?")
    assert "china" in cited(reply)


def test_each_side_gets_the_same_room() -> None:
    both = [said(f"{holder}-{n}", f"{word} of {holder}.", holder=(holder,)) for holder in ("russia", "china")
            for n, word in enumerate(("Coal", "Timber", "Steel", "Grain", "Fish", "Cement", "Cloth"))]  # fmt: skip
    hits = [Hit(each, 0.9, 1.0, 0.9, 0.9) for each in both]
    sides = ("russia", "china")
    evidence = select(Reading("q", "q", sides, (), Kind.COMPARISON, sides), hits)
    assert [sum(each.actor == side for each in evidence) for side in sides] == [BUDGET_EACH, BUDGET_EACH]


def test_a_side_without_evidence_is_said_to_be_missing() -> None:
    reply = desk([EARLY]).ask("How do Russia and China differ on the port of Rason?")
    assert isinstance(reply, Answer)
    assert "The corpus holds nothing on the position of China here." in reply.notices


MOVED = Contradiction(
    "rason-port",
    "Does Russia accept a blockade of the port of Rason?",
    "change-over-time",
    (Position("2016", ("russia",), "No.", ("early#1",)), Position("2019", ("russia",), "Yes.", ("late#1",))),
)
CROWD = [said(f"crowd-{n}", f"Russia on the blockade of the port of Rason: a blockade, remark {n}.", f"2017-02-{n:02}")
         for n in range(1, 15)]  # fmt: skip


def test_of_a_recorded_contradiction_every_position_is_shown_with_its_notice() -> None:
    reply = desk([*CROWD, EARLY, LATE], [MOVED]).ask("Does Russia accept a blockade of the port of Rason?")
    assert isinstance(reply, Answer)
    assert {"early", "late"} <= set(cited(reply))
    assert "The position moved over time: each sentence holds for its own date." in reply.notices


def test_a_contradiction_about_something_else_is_not_raised() -> None:
    reply = desk([*CROWD, EARLY, LATE], [MOVED]).ask("What did Russia remark on the port?")
    assert isinstance(reply, Answer)
    assert not reply.notices


def test_an_as_of_question_is_not_shown_the_later_position_of_a_contradiction() -> None:
    reply = desk([EARLY, LATE], [MOVED]).ask("As of 2017, does Russia accept a blockade of the port of Rason?")
    assert isinstance(reply, Answer)
    assert cited(reply) == ["early"]
    assert not reply.notices


def test_a_weak_statement_says_confirm_before_print() -> None:
    weak = said("weak", "Russia leased the made-up port of Rason.", confidence=Confidence.WEAK)
    reply = desk([weak]).ask("What did Russia do with the port of Rason?")
    assert "confirm before print" in reply.text


def test_of_two_equal_statements_the_weak_one_comes_last() -> None:
    text = "Russia leased the made-up port of Rason."
    hits = desk([said("a", text, confidence=Confidence.WEAK), said("b", text)]).search("Rason port lease", 2)
    assert [hit.passage.source.id for hit in hits] == ["b", "a"]


def test_a_question_about_now_is_told_of_when_the_latest_statement_is() -> None:
    reply = desk([EARLY, LATE]).ask("What does Russia say about the port of Rason today?")
    assert isinstance(reply, Answer)
    assert "The latest statement used is of 11 October 2019; the corpus may hold nothing newer." in reply.notices
    assert not desk([EARLY]).ask("What did Russia say about the port of Rason?").to_dict()["notices"]


@pytest.mark.parametrize(
    ("statement", "unhedged"),
    [
        ("Russia may reopen the port of Rason in 2018.", "Russia reopens the port of Rason in 2018, it holds."),
        ("China reportedly closed the crossing at Dandong.", "China has closed the Dandong crossing for good."),
        ("Moscow seems wary of a full blockade.", "Moscow is wary of a full blockade, always."),
    ],
)
def test_an_unhedged_rewording_of_a_hedged_statement_is_never_called_supported(statement: str, unhedged: str) -> None:
    found = OfflineJudge().support(unhedged, [make_passage(text=statement)])
    assert found.verdict is not SupportVerdict.SUPPORTED


def test_where_nothing_answers_it_is_refused_and_said_why() -> None:
    reply = desk([EARLY, CHINA], gated=True).ask("How many submarines did Pyongyang paint purple?")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_IN_CORPUS
    assert reply.message == "The corpus holds nothing that answers this question."
    assert reply.nearest


def test_where_the_dates_leave_nothing_that_is_said() -> None:
    reply = desk([LATE]).ask("As of 2012, what did Russia say about the port of Rason?")
    assert isinstance(reply, Refusal)
    assert reply.message == "The corpus holds nothing from the dates that this question allows."


def test_another_subject_is_refused_as_that() -> None:
    reply = desk([EARLY]).ask("What did Germany say about Nord Stream 2?")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUT_OF_SCOPE
    assert "Russian and Chinese positions on the Korean Peninsula" in reply.message
    assert reply.try_instead


def test_a_change_is_told_in_the_order_of_its_dates() -> None:
    reply = desk([LATE, EARLY]).ask("How did Russia's line on the port of Rason change over time?")
    assert told(reply) == ["early", "late"]


def test_the_same_claim_of_two_sources_is_one_sentence_with_both_citations() -> None:
    text = "Russia leased the made-up port of Rason for ten years."
    reply = desk([said("wire", text), said("reprint", text)]).ask("What did Russia do with the port of Rason?")
    assert isinstance(reply, Answer)
    (sentence,) = reply.sentences
    assert len(sentence.citations) == 2
    assert set(cited(reply)) == {"wire", "reprint"}


def test_the_same_words_of_two_holders_are_two_claims() -> None:
    text = "The made-up port of Rason has to be reopened."
    reply = desk([said("one", text), said("two", text, holder=("china",))]).ask(
        "What was said about the port of Rason?"
    )
    assert isinstance(reply, Answer)
    assert len(reply.sentences) == 2


def test_a_passage_that_repeats_what_is_chosen_gives_way_to_one_that_adds() -> None:
    source = make_source("one-report")
    repeated = "Russia leased the made-up port of Rason for ten years, it wrote in part"
    same = [make_passage(f"one-report#{n}", f"{repeated} {n}.", source=source) for n in range(1, BUDGET + 2)]
    other = said("other", "Coal moves by rail alone.")
    hits = [*(Hit(each, 0.9, 1.0, 0.9, 0.90) for each in same), Hit(other, 0.9, 1.0, 0.9, 0.85)]
    evidence = select(Reading("q", "q", ("russia",), (), Kind.YES_NO), hits)
    assert "other" in {each.passage.source.id for each in evidence}


def test_no_predictions() -> None:
    reply = desk([EARLY]).ask("Will Russia close the port of Rason next year?")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.PREDICTION
