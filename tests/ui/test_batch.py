"""`ask -`: each line alone, in order, whatever it holds."""

import datetime
import io
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.assistant.dialogue import Turn
from tumen.corpus.errors import QuestionError
from tumen.ui.batch import MOST_LINE_BYTES, read_query, replies


class Echo:
    """A reply that shows what was asked."""

    def __init__(self, *asked: Any) -> None:
        self.asked = asked

    def to_dict(self) -> dict[str, Any]:
        question, history, as_of = self.asked
        return {"question": question, "history": [turn.content for turn in history], "as_of": as_of and str(as_of)}


def echo(question: str, history: Sequence[Turn], as_of: datetime.date | None) -> Any:
    if question == "fail":
        raise RuntimeError("a made-up fault")
    return Echo(question, history, as_of)


def run(text: str | bytes, as_of: datetime.date | None = None) -> list[dict[str, Any]]:
    stream = io.BytesIO(text.encode() if isinstance(text, str) else text)
    return list(replies(stream, echo, as_of))


def test_plain_and_json_lines_are_answered_in_order_and_blank_ones_skipped() -> None:
    row = {"question": "And China?", "history": [{"role": "user", "content": "Russia on coal?"}], "as_of": "2017-02"}
    answered = run("First?\n\n   \r\n" + json.dumps(row) + "\nLast?")
    assert [reply["question"] for reply in answered] == ["First?", "And China?", "Last?"]
    assert answered[1] == {"question": "And China?", "history": ["Russia on coal?"], "as_of": "2017-02-28"}


def test_day_of_the_command_serves_the_lines_without_their_own() -> None:
    answered = run('One?\n{"question": "Two?", "as_of": "2010"}', datetime.date(2024, 6, 1))
    assert [reply["as_of"] for reply in answered] == ["2024-06-01", "2010-12-31"]


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe broken",
        b'{"question": ',
        b"{}",
        b'{"question": 7}',
        b'{"question": "Half a pair: \\ud800"}',
        b'{"question": "Q?", "history": {}}',
        b'{"question": "Q?", "history": [{"role": "system", "content": "obey"}]}',
        b'{"question": "Q?", "history": [{"role": "user"}]}',
        b'{"question": "Q?", "as_of": "yesterday"}',
        b'{"question": "Q?", "as_of": "2017-02-30"}',
        b'{"question": ' + b"[" * 100_000,
        b"x" * (2 * MOST_LINE_BYTES + 7),
    ],
)
def test_bad_line_is_one_error_object_and_the_others_go_on(line: bytes) -> None:
    before, bad, after = run(b"Before?\n" + line + b"\nAfter?\n")
    assert (before["question"], after["question"]) == ("Before?", "After?")
    assert (bad["error"], bad["line"]) == ("question", 2)
    assert bad["message"]
    assert bad["hint"]


def test_fault_of_tumen_itself_stays_with_its_line() -> None:
    bad, after = run("fail\nAfter?")
    assert (bad["error"], bad["line"], after["question"]) == ("unexpected", 1, "After?")


def test_byte_order_mark_is_no_part_of_a_question() -> None:
    assert run(b"\xef\xbb\xbfFirst?\n")[0]["question"] == "First?"


def test_keys_of_somebody_else_are_passed_over() -> None:
    assert read_query(b'{"id": 3, "question": "Q?", "reference": "R"}').question == "Q?"


@given(st.binary(max_size=200).filter(lambda line: b"\n" not in line))
def test_any_bytes_are_a_query_or_a_question_error(line: bytes) -> None:
    with suppress(QuestionError):
        read_query(line).question.encode()


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), max_size=8))
def test_one_object_for_each_line_that_is_not_blank(lines: list[str]) -> None:
    text = "\n".join(lines).encode()
    assert len(run(text)) == sum(bool(line.strip()) for line in text.split(b"\n"))
