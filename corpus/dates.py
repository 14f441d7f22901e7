"""Dates as sources know them: to the day, the month or the year.

Knows how such a date spans real days and how it reads aloud; knows nothing of sources or questions.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Ordered by text, so that 2017 < 2017-06 < 2017-06-08."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Raises ValueError unless `text` is a real day, month or year in ISO form."""
        match = _SHAPE.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part or 1) for part in match.groups())
        datetime.date(year, month, day)
        return cls(text)

    @property
    def first(self) -> datetime.date:
        """The earliest day it can mean."""
        year, month, day = ([int(part) for part in self.text.split("-")] + [1, 1])[:3]
        return datetime.date(year, month, day)

    @property
    def last(self) -> datetime.date:
        """The latest day it can mean."""
        start = self.first
        if len(self.text) == 4:
            return datetime.date(start.year, 12, 31)
        if len(self.text) == 7:
            return datetime.date(start.year, start.month, calendar.monthrange(start.year, start.month)[1])
        return start

    def spoken(self) -> str:
        """As a reader says it: `8 June 2017`, `June 2017`, `2017`."""
        start = self.first
        if len(self.text) == 4:
            return self.text
        month = f"{calendar.month_name[start.month]} {start.year}"
        return month if len(self.text) == 7 else f"{start.day} {month}"

    def __str__(self) -> str:
        return self.text
