"""Words, content words and stems; the stemmer is one a thread."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tumen.corpus.words import content_words, numbers, stem, stems, words

HEADS = ("nation", "sanction", "negotiat", "vot", "denuclear", "coordinat", "refus", "ship")
TAILS = ("", "s", "ed", "ing", "ion", "ions", "ional", "ally", "er", "ers", "ise", "ised", "ising")
WORDS = [f"{head}{tail}" for head in HEADS for tail in TAILS]


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns after a microsecond, so that a race is run in every test and not once a month."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_twenty_threads_stem_as_one_does(hasty: None) -> None:
    """With one stemmer for all, 22 of 3,461 words came out wrong and stayed so in the cache."""
    expected = [stem(word) for word in WORDS]
    for _ in range(10):
        stem.cache_clear()
        with ThreadPoolExecutor(20) as threads:
            assert list(threads.map(stem, WORDS * 2)) == expected * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [("Russia's 4,000 workers", ("russia", "4,000", "workers")), ("The U.N. said so", ("the", "u", "n", "said", "so"))],
)
def test_words_are_in_small_letters_without_possessives(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


def test_content_words_come_once_in_order_without_the_everyday_ones() -> None:
    assert content_words("What did the Russian envoy say of the envoy?") == ("russian", "envoy")


def test_stems_join_forms_of_a_word() -> None:
    assert stems(["vetoed", "veto", "vetoes"]) == stems(["veto"])


def test_numbers_lose_their_thousands() -> None:
    assert numbers("4,000,000 and 3.5 of 2017") == {"4000000", "3.5", "2017"}
