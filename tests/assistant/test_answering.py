"""The story: which stage is asked, in which order, and where it ends early."""

from dataclasses import replace
from typing import Any

import pytest

from tests.assistant.small_desk import desk, said
from tumen.assistant.answering import Assistant
from tumen.assistant.dialogue import Answer, Reason, Refusal
from tumen.assistant.drafting import Written
from tumen.assistant.timing import TimedAssistant
from tumen.corpus.errors import QuestionError

COAL = said("coal", "Russia ships coal through the port of Rason.")
STORY = ["read", "search", "answers", "dispute", "select", "write"]


def times(question: str, **stages: Any) -> tuple[list[str], Any]:
    real = desk([COAL])
    timed = TimedAssistant(Assistant(replace(real.stages, **stages), real.setting, real.subject)).ask(question)
    return list(timed.timings_ms), timed.reply


def test_every_stage_is_asked_once_in_order() -> None:
    asked, reply = times("What did Russia ship through Rason?")
    assert asked == [*STORY, "total"]
    assert isinstance(reply, Answer)


def test_an_obstacle_ends_it_before_anything_is_searched() -> None:
    asked, reply = times("Will Russia close the port of Rason?")
    assert asked == ["read", "total"]
    assert reply.reason is Reason.PREDICTION


def test_hits_that_do_not_answer_end_it_before_anything_is_chosen() -> None:
    asked, reply = times("What did Russia ship through Rason?", answers=lambda *_: False)
    assert asked == [*STORY[:3], "total"]
    assert (reply.reason, [each.id for each in reply.nearest]) == (Reason.NOT_IN_CORPUS, [COAL.id])


def test_nothing_that_may_be_shown_is_a_refusal_not_an_empty_answer() -> None:
    _, reply = times("What did Russia ship through Rason?", write=lambda *_: Written((), "quoting"))
    assert isinstance(reply, Refusal)


def test_what_is_off_the_subject_and_not_answered_is_out_of_scope() -> None:
    _, reply = times("Who painted the ceiling?", answers=lambda *_: False)
    assert reply.reason is Reason.OUT_OF_SCOPE


def test_times_are_beside_the_answer_and_not_in_it() -> None:
    assistant = desk([COAL])
    timed = TimedAssistant(assistant).ask("What did Russia ship through Rason?")
    assert timed.reply == assistant.ask("What did Russia ship through Rason?")
    assert timed.reply.to_dict()["timings_ms"] == {}
    assert set(timed.to_dict()["timings_ms"]) == {*STORY, "total"}
    assert {**timed.to_dict(), "timings_ms": {}} == timed.reply.to_dict()


def test_a_question_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(QuestionError):
        desk([COAL]).ask("  ?")


def test_what_it_took_over_is_closed_once() -> None:
    closed: list[str] = []
    with desk([COAL]).closing(lambda: closed.append("library")) as assistant:
        assistant.close()
    assert closed == ["library"]
