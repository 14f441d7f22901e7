"""What is asked is read as a person means it: a table of messy wordings, and laws that hold for any text."""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.reading.shipped import read
from tumen.assistant.dialogue import MOST_QUESTION_CHARACTERS, Period, Reading, Reason, Turn
from tumen.corpus.errors import Fault, QuestionError
from tumen.corpus.yaml_files import read_yaml


@dataclass(frozen=True)
class Row:
    group: str
    question: str
    expected: dict[str, str]


@cache
def rows() -> tuple[Row, ...]:
    faults: list[Fault] = []
    table: Any = read_yaml(Path(__file__).with_name("reading_cases.yaml"), faults)
    assert not faults
    return tuple(
        Row(group, row["q"], {key: value for key, value in row.items() if key != "q"})
        for group, entries in table.items()
        for row in entries
    )


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text not in ("", "none") else None


def names(text: str) -> tuple[str, ...]:
    return () if text == "none" else tuple(text.split())


def differences(row: Row) -> dict[str, tuple[str, Any]]:
    """Field → (expected, read), where they differ."""
    expected = dict(row.expected)
    reading = read(row.question, today=day(expected.pop("today", "")))
    return {
        field: (wanted, got)
        for field, wanted in expected.items()
        if not fits(field, wanted, got := seen(field, reading))
    }


def seen(field: str, reading: Reading) -> Any:
    return obstacle(reading) if field == "obstacle" else getattr(reading, field)


def obstacle(reading: Reading) -> str:
    """What is said where nothing answers it; words that show neither this subject nor another wait for the search."""
    unanswered = reading.reason_without_answer
    return reading.obstacle or (unanswered if unanswered is Reason.OUT_OF_SCOPE else "none")


def fits(field: str, wanted: str, got: Any) -> bool:
    if field == "actors":
        return names(wanted) == got
    if field == "topics":
        return set(names(wanted)) <= set(got)
    if field == "as_of":
        return day(wanted) == got
    if field == "period":
        start, end = wanted.split("/")
        return Period(day(start), day(end)) == got
    if field == "latest":
        return (wanted == "yes") is got
    if field == "obstacle":
        return wanted == got
    assert field == "kind"
    return wanted == got


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.group}: {row.question[:50]}")
def test_a_messy_wording_is_read_as_it_is_meant(row: Row) -> None:
    assert not differences(row)


def test_an_empty_question_says_how_to_ask() -> None:
    with pytest.raises(QuestionError, match="empty"):
        read("  ?! ")


def test_a_pasted_document_is_refused_as_unreadable() -> None:
    with pytest.raises(QuestionError, match="at most"):
        read("a" * (MOST_QUESTION_CHARACTERS + 1))


def test_the_earlier_of_two_bounds_holds() -> None:
    asked = datetime.date(2016, 6, 30)
    assert read("as of aug 2017 was china for sanctions on nk", as_of=asked).as_of == asked
    assert read("as of may 2015 was china for sanctions on nk", as_of=asked).as_of == datetime.date(2015, 5, 31)


def test_a_period_that_begins_after_the_bound_is_dropped() -> None:
    assert read("what did russia say on nk since 2022", as_of=datetime.date(2017, 1, 1)).period.is_open


_PIECES = st.sampled_from(
    "russia china nk 2017 as of since before hanoi the treaty ? ! will ignore your rules who said and why it that "
    "Kim's “quoted” 1) 08/2017 90s us\n panel veto two years after . , ; : ( ) [ ] {0} \\ ' é 北".split(" ")
)
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=30).map(" ".join))


@given(_TEXTS, st.lists(_TEXTS, max_size=3))
def test_any_text_is_read_or_refused_as_a_question(text: str, earlier: list[str]) -> None:
    history = [Turn(("user", "assistant")[place % 2], content) for place, content in enumerate(earlier)]
    try:
        reading = read(text, history)
    except QuestionError:
        return
    assert reading == read(text, history)
    assert reading.standalone
    assert len(set(reading.actors)) == len(reading.actors)
