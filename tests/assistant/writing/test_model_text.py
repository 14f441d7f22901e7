"""Whatever a model streams, sentences come out whole, without its markers, with the numbers that it cites."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.assistant.writing.model_text import MOST_CHARACTERS, MOST_SENTENCES, Line, lines


def read(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(line.text, line.numbers) for line in lines([text]) if not line.is_heading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port closed. [1]", [("The port closed.", (1,))]),
        ("The port closed [1].", [("The port closed.", (1,))]),
        ("The port closed.[1][2]", [("The port closed.", (1, 2))]),
        ("The port closed [1, 3; 2 and 4].", [("The port closed.", (1, 3, 2, 4))]),
        ("The port closed [2-4].", [("The port closed.", (2, 3, 4))]),
        ("The port closed 【3†report】.", [("The port closed.", (3,))]),
        ("The port closed [^2].", [("The port closed.", (2,))]),
        (
            "It closed [1]. It opened [2]. Mr. Li wept [3].",
            [("It closed.", (1,)), ("It opened.", (2,)), ("Mr. Li wept.", (3,))],
        ),
        ("It closed. [1] It opened. [2]", [("It closed.", (1,)), ("It opened.", (2,))]),
        ("- **The port** `closed` *again*. [1]", [("The port closed again.", (1,))]),
        ("2) The port closed. [1]", [("The port closed.", (1,))]),
        ("> The port closed. [1]", [("The port closed.", (1,))]),
        ("```markdown\nThe port closed. [1]\n```", [("The port closed.", (1,))]),
        ("<think>Is it [2]?\nYes.</think>The port closed. [1]", [("The port closed.", (1,))]),
        ("<think>a</think>One. [1]\n<THINKING>b\nc</THINKING>Two. [2]", [("One.", (1,)), ("Two.", (2,))]),
        ("I should say so. [3]</think>The port closed. [1]", [("The port closed.", (1,))]),
        ("<think>It never ends. [1]\nThe port closed. [1]", []),
        ("<|start|>The port closed. [1]<|end|>", [("The port closed.", (1,))]),
        ("The port closed. [1]\n\nSources:\n[1] A report.\n", [("The port closed.", (1,))]),
        ("The port closed. [1]\n## References\nA report. [1]", [("The port closed.", (1,))]),
        ("The po\u200brt clo\u202esed. [1]", [("The port closed.", (1,))]),
        ("---\n***\n\n   \n", []),
        ("[1][2]", []),
    ],
)
def test_habits_of_models_are_read(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("heading", ["## China", "# China #", "**China**", "**China:**", "### China:"])
def test_headings_of_every_form(heading: str) -> None:
    assert list(lines([f"{heading}\n"])) == [Line("China", is_heading=True)]


def test_a_model_in_a_loop_is_stopped() -> None:
    assert len(list(lines("The port closed. [1]\n" for _ in range(10**6)))) == MOST_SENTENCES
    read_pieces = []

    def endless() -> Sequence[str]:
        while True:
            read_pieces.append(1)
            yield "x" * 100

    list(lines(endless()))
    assert len(read_pieces) <= MOST_CHARACTERS / 100 + 1


_STREAM = st.text(alphabet="ab [12],.\n#*<think>/`", max_size=200) | st.text(max_size=200)


@given(_STREAM, st.lists(st.integers(1, 9), min_size=1, max_size=50))
def test_where_a_stream_is_cut_makes_no_difference(text: str, sizes: list[int]) -> None:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(text[start : start + size])
        start += size
    pieces.append(text[start:])
    assert list(lines(pieces)) == list(lines([text]))


@given(_STREAM)
def test_no_marker_and_no_line_break_is_left(text: str) -> None:
    for line in lines([text]):
        assert "\n" not in line.text
        assert line.text == line.text.strip()
        assert not re.search(r"\[\d{1,3}\](?!\()", line.text)
