"""One grammar of citation markers, for what a chat model writes and for what other systems wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.assistant.writing.model_text import lines
from tumen.corpus.markers import WIDEST_RANGE, numbers_in, without_markers
from tumen.evaluation.others.answer_text import marked_sentences

WRITTEN = [
    ("Coal was sold. [1]", (1,)),
    ("Coal was sold [1].", (1,)),
    ("Coal was sold[1][3].", (1, 3)),
    ("Coal was sold [1, 2].", (1, 2)),
    ("Coal was sold [1; 2].", (1, 2)),
    ("Coal was sold [2 and 3].", (2, 3)),
    ("Coal was sold [2-4].", (2, 3, 4)),
    ("Coal was sold [2–4].", (2, 3, 4)),
    ("Coal was sold [1-15].", tuple(range(1, 16))),
    ("Coal was sold [^1].", (1,)),
    ("Coal was sold 【3】.", (3,)),
    ("Coal was sold [2†source].", (2,)),
    ("Coal was sold 【2†L1-L4】.", (2,)),
    ("Coal was sold [1][1].", (1,)),
    ("Coal was sold, see [1](https://example.org).", ()),
    ("Coal was sold in [2017].", ()),
]


@pytest.mark.parametrize(("text", "numbers"), WRITTEN)
def test_a_marker_means_the_same_to_the_writer_and_to_the_ruler(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text) == numbers
    assert [cited for _, cited in marked_sentences(text)] == [numbers]
    assert [line.numbers for line in lines([text])] == [numbers]


@pytest.mark.parametrize(("text", "numbers"), [row for row in WRITTEN if row[1]])
def test_without_its_markers_the_sentence_is_itself(text: str, numbers: tuple[int, ...]) -> None:
    assert without_markers(text).startswith("Coal was sold")
    assert not numbers_in(without_markers(text))


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_range_names_no_more_than_it_may(first: int, last: int) -> None:
    found = numbers_in(f"So [{first}-{last}].")
    assert len(found) <= WIDEST_RANGE
    assert set(found) >= {first, last}


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(numbers_in(text), tuple)
    assert len(without_markers(text)) <= len(text)
