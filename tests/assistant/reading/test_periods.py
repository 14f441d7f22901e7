"""Dates in questions: each way of writing one, and what its introduction makes of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.reading.shipped import dates_in
from tumen.assistant.dialogue import Period
from tumen.assistant.reading.written_dates import Span, written_dates


def span(first: str, last: str) -> Span:
    return Span(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def period(first: str, last: str) -> Period:
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-08-29", "2017-08-29", "2017-08-29"),
        ("29.8.2017", "2017-08-29", "2017-08-29"),
        ("8/29/2017", "2017-08-29", "2017-08-29"),
        ("29th of August 2017", "2017-08-29", "2017-08-29"),
        ("Aug. 29, 2017", "2017-08-29", "2017-08-29"),
        ("31 february 2017", "2017-02-01", "2017-02-28"),
        ("sept '17", "2017-09-01", "2017-09-30"),
        ("08/2017", "2017-08-01", "2017-08-31"),
        ("Q2 2016", "2016-04-01", "2016-06-30"),
        ("third quarter of 2016", "2016-07-01", "2016-09-30"),
        ("H1 2017", "2017-01-01", "2017-06-30"),
        ("fall of 2006", "2006-09-01", "2006-11-30"),
        ("mid-2017", "2017-05-01", "2017-08-31"),
        ("the '90s", "1990-01-01", "1999-12-31"),
        ("2016–18", "2016-01-01", "2018-12-31"),
        ("2019, 23, 24 and 26", "2019-01-01", "2026-12-31"),
        ("new year 2018", "2018-01-01", "2018-01-01"),
        ("1961", "1961-01-01", "1961-12-31"),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(text: str, first: str, last: str) -> None:
    assert [written.span for written in written_dates(text)] == [span(first, last)]


@pytest.mark.parametrize(
    "text", ["resolution 2017", "S/RES/2017 (2011)", "2000 workers", "$2010", "no. 2014", "38 north", "2397", "1718"]
)
def test_a_number_of_that_shape_is_no_date(text: str) -> None:
    assert not written_dates(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("before the sixth nuclear test", "2017-09-02"),
        ("before the february 2019 hanoi summit", "2019-02-26"),
        ("until 2270", "2016-03-02"),
        ("prior to the invasion of Ukraine in 2022", "2022-02-23"),
        ("as of 2017 and before 2016", "2015-12-31"),
    ],
)
def test_a_bound_is_the_last_day_that_may_be_used(text: str, day: str) -> None:
    assert dates_in(text).as_of == datetime.date.fromisoformat(day)


def test_an_event_that_nothing_is_dated_by_bounds_nothing() -> None:
    assert dates_in("what did moscow say about the hanoi summit") == dates_in("")


def test_the_year_of_a_document_is_its_name() -> None:
    assert dates_in("article 4 of the 1961 friendship treaty").period.is_open
    assert dates_in("the treaty of 1961").period.is_open
    assert not dates_in("since the 1961 treaty").period.is_open


def test_words_that_count_from_today_wait_for_it() -> None:
    assert dates_in("last year").period.is_open
    assert dates_in("last year", today=datetime.date(2026, 11, 24)).period == period("2025-01-01", "2025-12-31")
    assert dates_in("three months ago", today=datetime.date(2026, 1, 24)).period == period("2025-10-01", "2025-10-31")


@given(st.text(alphabet="0123456789/.- 'qhaugsept", max_size=40))
def test_dates_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for written in written_dates(text):
        assert end <= written.start < written.end <= len(text)
        assert written.span.start is not None
        assert written.span.end is not None
        assert written.span.start <= written.span.end
        end = written.end
