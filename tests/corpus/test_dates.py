"""Dates known to the day, month or year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.corpus.dates import PartialDate


@given(st.dates(datetime.date(1900, 1, 1)))
def test_every_day_lies_in_its_month_and_year(day: datetime.date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        date = PartialDate.parse(text)
        assert date.first <= day <= date.last
        assert str(date) == text


@pytest.mark.parametrize("text", ["", "17", "2017-13", "2017-00", "2017-02-30", "2017/06", "June 2017", "2017-6"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "spoken"), [("2017", "2017"), ("2017-06", "June 2017"), ("2017-06-08", "8 June 2017")]
)
def test_dates_are_spoken_as_precisely_as_they_are_known(text: str, spoken: str) -> None:
    assert PartialDate(text).spoken() == spoken
