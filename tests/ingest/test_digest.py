"""Statements held against originals: what is borne out passes, what was changed is named, with its place."""

from pathlib import Path

import pytest

from tests.conftest import SUBJECT, make_source
from tumen.corpus.catalogue import Catalogue, load_catalogue
from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Confidence, Statement, Voice
from tumen.corpus.settings import SHIPPED_CORPUS
from tumen.ingest.digest import Holding, hold_against_originals
from tumen.ingest.originals import Original

TEXT = """\
A port on the river

Moscow reopened the harbour of Rajin for coal trains in the spring, after eleven years of negotiations about the tracks.

Beijing's customs officers turned away 1,250 lorries loaded with iron ore, and Chairman Petrov protested in vain.
"""
ORIGINAL = Path(__file__).parents[3] / "shared" / "corpus" / "originals" / "38n-axis-2017.txt"


def original(text: str, source: str = "port-2014") -> Original:
    return Original(source, text, "0" * 64, "a.txt", "txt", "0" * 64, len(text))


def held(statement: str, text: str = TEXT) -> Holding:
    said = Statement(
        "port-2014", 1, statement, ("russia",), (), Voice.PRESS, ("trade",), PartialDate("2014-05"), None,
        Confidence.VERIFIED,
    )  # fmt: skip
    catalogue = Catalogue(
        (make_source("port-2014", published=PartialDate("2014-06-08")),), (said,), (), "0" * 64, SUBJECT
    )
    ((_, (holding,)),) = hold_against_originals(catalogue, [original(text)])
    return holding


@pytest.mark.parametrize(
    "statement",
    [
        "In the spring Russia reopened Rajin harbour to trains with coal.",
        "After 11 years of negotiation, the Kremlin opened the harbour again for coal trains.",
        "The customs officers of China turned away 1250 lorries of iron ore; Petrov protested.",
        "A. Author reported in June 2014 that the chairman protested when lorries with iron ore were turned away.",
    ],
)
def test_what_the_original_says_is_borne_out(statement: str) -> None:
    assert not held(statement).is_doubtful


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("Customs officers turned away 1,520 lorries loaded with iron ore.", ("1520",)),
        ("In 2015 Moscow reopened the harbour for coal trains.", ("2015",)),
        ("Customs officers turned away lorries of iron ore, and Chairman Ivanov protested.", ("Ivanov",)),
        ("Customs officers turned away lorries of iron ore, and Japan protested in vain.", ("japan",)),
    ],
)
def test_a_number_or_name_that_is_nowhere_is_named(statement: str, missing: tuple[str, ...]) -> None:
    assert held(statement).missing == missing
    assert held(statement).is_doubtful


def test_words_of_another_text_are_doubtful() -> None:
    assert held("The delegates signed a treaty on fisheries and toasted friendship at a banquet.").is_doubtful


def test_the_best_paragraph_is_named_with_its_exact_place() -> None:
    holding = held("The officers turned away lorries with ore.")
    assert holding.at == "¶2"
    assert TEXT[holding.start : holding.end].startswith("Beijing's customs")
    assert TEXT[holding.start : holding.end].endswith("in vain.")


def test_a_text_in_another_script_is_held_by_its_numbers_alone() -> None:
    russian = "Таможня Китая не пропустила 1250 грузовиков с железной рудой."
    assert not held("China's customs turned away 1,250 lorries, and Petrov protested.", russian).is_doubtful
    assert held("China's customs turned away 1,300 lorries.", russian).missing == ("1300",)


def test_an_original_without_passages_or_without_a_source_is_no_fault() -> None:
    assert held("The officers turned away lorries.", "Share this").is_doubtful
    assert hold_against_originals(Catalogue((), (), (), "", SUBJECT), [original(TEXT)]) == ()


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the original belongs to its publisher and is not here")
def test_the_digest_of_the_article_is_borne_out_where_it_says() -> None:
    text = original(ORIGINAL.read_text("utf-8"), "38n-axis-2017")
    ((_, holdings),) = hold_against_originals(load_catalogue(SHIPPED_CORPUS), [text])
    assert len(holdings) == 66
    assert sum(holding.is_doubtful for holding in holdings) <= 3
    assert sum(holding.at == holding.statement.at for holding in holdings) >= 60
