"""A sentence says whose voice it is in, and when."""

import dataclasses

import pytest

from tests.conftest import make_passage, make_source
from tumen.assistant.attribution import attribution, quoted
from tumen.assistant.checking.verbatim import find_quote
from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Confidence, Passage, Span, Voice

SOURCE = make_source(author="G. Analyst", publisher="A Journal", published=PartialDate("2017-06-08"))


def passage(**fields: object) -> Passage:
    return make_passage(source=SOURCE, **{"stated": PartialDate("2017-06-08"), **fields})


def test_each_voice_is_named() -> None:
    assert attribution(passage(voice=Voice.ANALYST)) == "analyst G. Analyst, A Journal, 8 June 2017"
    assert attribution(passage(voice=Voice.OFFICIAL)) == "official, A Journal, 8 June 2017"
    assert attribution(passage(voice=Voice.STATE_MEDIA)) == "state media, A Journal, 8 June 2017"
    assert attribution(passage(voice=Voice.PRESS)) == "press, A Journal, 8 June 2017"


def test_a_remark_of_the_curators_is_credited_to_nobody_else() -> None:
    remark = passage(voice=Voice.CURATOR, holder=("curator",), about=("russia",), read_at=("https://example.com/a",))
    assert attribution(remark) == "curators’ note, 8 June 2017"
    assert not remark.holds("russia")
    assert remark.actors == {"russia"}


def test_hindsight_and_doubt_are_said() -> None:
    assert attribution(passage(stated=PartialDate("2006-10"))).endswith("October 2006, published 2017")
    assert attribution(passage(confidence=Confidence.WEAK)).endswith("confirm before print")


def test_what_was_read_elsewhere_is_given_to_the_site_where_it_was_read() -> None:
    elsewhere = passage(read_at=("https://www.example.com/copy",))
    assert attribution(elsewhere) == "official, read at example.com, 8 June 2017"
    assert attribution(passage(read_at=(SOURCE.url,))) == attribution(passage())


def test_the_date_is_said_where_it_is_not_that_of_the_document() -> None:
    assert "published 2017" in quoted(passage(text="In October 2006 it tested.", stated=PartialDate("2006-10")))


def test_several_publishers_and_an_institute_that_writes_itself_read_well() -> None:
    two = dataclasses.replace(passage(), source=make_source(author="B", publisher="One; Two"))
    assert attribution(two) == "official, One, 8 June 2017"
    institute = dataclasses.replace(
        passage(voice=Voice.ANALYST), source=make_source(author="A Tank", publisher="A Tank")
    )
    assert attribution(institute) == "analyst, A Tank, 8 June 2017"


def test_the_passage_stays_word_for_word_in_its_sentence() -> None:
    statement = passage(text="Russia trades with a port.")
    original = dataclasses.replace(statement, span=Span(0, 26, "0" * 64))
    assert quoted(statement) == "Russia trades with a port (official, A Journal, 8 June 2017)."
    assert quoted(passage(text="In June 2017 Russia traded.")) == "In June 2017 Russia traded (official, A Journal)."
    assert quoted(passage(text="In June Russia traded.")).endswith("(official, A Journal, 8 June 2017).")
    assert "“Russia trades with a port.”" in quoted(original)
    assert find_quote(original.text, quoted(original)).spans


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("report", "analyst A. Author, Made-up Press, 8 June 2017"),
        ("news", "analyst, Made-up Press, 8 June 2017"),
        ("treaty", "analyst’s comment on “A made-up report”, 8 June 2017"),
    ],
)
def test_an_analyst_on_an_official_text_is_never_named_as_its_author(kind: str, said: str) -> None:
    passage = make_passage(voice=Voice.ANALYST, source=make_source(kind=kind))
    assert attribution(passage) == said
