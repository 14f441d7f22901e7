"""Metrics of citation, by hand: a passage is a set of letters, and entails a sentence whose letters it holds."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NAMES, make_passage, make_source
from tumen.assistant.attribution import quoted
from tumen.assistant.dialogue import QuoteVerdict
from tumen.corpus.passages import Passage, Voice
from tumen.evaluation.metrics import (
    attribution_drop,
    citation_precision,
    citation_recall,
    faithfulness,
    quote_exactness,
    rests_on,
    supported_share,
)
from tumen.evaluation.metrics.citations import CitedSentence

Said = list[tuple[str, list[str]]]
"""Sentences, each with the letters of the passages that it cites."""


def passage(letters: str) -> Passage:
    return make_passage(f"made-up-{letters or 'empty'}#1", letters)


def said(rows: Said) -> list[CitedSentence]:
    return [CitedSentence(text, tuple(passage(letters) for letters in cited)) for text, cited in rows]


def holds_letters(sentence: str, passages: Sequence[Passage]) -> bool:
    return bool(passages) and set(sentence) <= {letter for each in passages for letter in each.text}


@pytest.mark.parametrize(
    ("rows", "recall"),
    [
        ([("a", ["a"])], 1),
        ([("a", ["b"])], 0),
        ([("a", [])], 0),
        ([("ab", ["a", "b"])], 1),
        ([("ab", ["a"])], 0),
        ([("abc", ["a", "b"])], 0),
        ([("a", ["a"]), ("b", ["b"])], 1),
        ([("a", ["a"]), ("b", ["a"])], 1 / 2),
        ([("a", ["a"]), ("b", [])], 1 / 2),
        ([("a", ["b"]), ("b", ["a"])], 0),
        ([("a", ["ab"]), ("b", ["ab"]), ("c", ["ab"])], 2 / 3),
        ([("ab", ["a", "b", "c"]), ("c", ["", "c"]), ("d", ["c"]), ("e", ["e"])], 3 / 4),
        ([], None),
    ],
)
def test_citation_recall_by_hand(rows: Said, recall: float | None) -> None:
    assert citation_recall(said(rows), holds_letters) == (None if recall is None else pytest.approx(recall))


@pytest.mark.parametrize(
    ("rows", "precision"),
    [
        ([("a", ["a"])], 1),
        ([("a", ["b"])], 0),
        ([("a", [])], None),
        ([("ab", ["a", "b"])], 1),  # neither alone, both needed
        ([("a", ["a", "b"])], 1 / 2),  # the second is no help
        ([("a", ["a", "a"])], 1),  # each carries it alone
        ([("ab", ["a", "b", "c"])], 2 / 3),
        ([("ab", ["ab", "a"])], 1 / 2),  # the second alone does not, and without it the first still does
        ([("ab", ["a"])], 0),  # not entailed: no citation of it counts
        ([("a", ["a"]), ("b", ["a"])], 1 / 2),
        ([("a", ["a"]), ("b", [])], 1),  # a sentence without citations has none that could be wrong
        ([("a", ["a", "b"]), ("bc", ["b", "c"])], 3 / 4),
        ([("abc", ["ab", "bc"])], 1),
        ([], None),
    ],
)
def test_citation_precision_by_hand(rows: Said, precision: float | None) -> None:
    assert citation_precision(said(rows), holds_letters) == (None if precision is None else pytest.approx(precision))


@pytest.mark.parametrize(
    ("rows", "contexts", "faithful"),
    [
        ([("a", ["a"])], ["a"], 1),
        ([("a", [])], ["a"], 1),  # whatever it cites
        ([("a", ["b"])], ["a", "b"], 1),
        ([("a", ["b"])], ["b", "c"], 0),
        ([("ab", ["a", "b"])], ["a", "b"], 1),  # its own passages together
        ([("ab", [])], ["a", "b"], 0),  # not patched together from what it does not cite
        ([("ab", [])], ["a", "ab"], 1),
        ([("a", []), ("b", [])], ["a"], 1 / 2),
        ([("a", []), ("b", []), ("c", [])], ["c", "b"], 2 / 3),
        ([("a", ["a"]), ("z", ["a"])], ["a"], 1 / 2),
        ([("a", [])], [], 0),
        ([("a", ["a"]), ("b", ["b"]), ("c", ["a"]), ("d", [])], ["a", "b"], 1 / 2),
        ([], ["a"], None),
    ],
)
def test_faithfulness_by_hand(rows: Said, contexts: list[str], faithful: float | None) -> None:
    found = faithfulness(said(rows), [passage(letters) for letters in contexts], holds_letters)
    assert found == (None if faithful is None else pytest.approx(faithful))


@pytest.mark.parametrize(
    ("wanted", "held", "share"),
    [
        (["a"], ["a"], 1),
        (["a"], ["b"], 0),
        (["a"], [], 0),
        (["a", "b"], ["a"], 1 / 2),
        (["a", "b"], ["ab"], 1),
        (["ab"], ["a", "b"], 0),
        (["ab"], ["b", "cab"], 1),
        (["a", "b", "c"], ["ab"], 2 / 3),
        (["a", "b", "c", "d"], ["d"], 1 / 4),
        (["a", "a"], ["a"], 1),
        (["abc", "d"], ["abcd"], 1),
        ([], ["a"], None),
    ],
)
def test_supported_share_by_hand(wanted: list[str], held: list[str], share: float | None) -> None:
    found = supported_share(wanted, [passage(letters) for letters in held], holds_letters)
    assert found == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("verdicts", "share"),
    [
        ("E", 1), ("N", 1), ("S", 0), ("L", 0), ("A", 0), ("EE", 1), ("EN", 1), ("ES", 1 / 2), ("EA", 1 / 2),
        ("NNA", 2 / 3), ("EEEA", 3 / 4), ("SLA", 0), ("", None),
    ],
)  # fmt: skip
def test_quote_exactness_by_hand(verdicts: str, share: float | None) -> None:
    letter = dict(zip("ENSLA", QuoteVerdict, strict=True))
    found = quote_exactness([letter[each] for each in verdicts])
    assert found == (None if share is None else pytest.approx(share))


ANALYST = make_passage(
    "made-up-toloraya#1",
    "Moscow would not follow Beijing.",
    source=make_source("made-up-toloraya", author="Georgy Toloraya", publisher="38 North"),
    holder=("russia",),
    voice=Voice.ANALYST,
)
OFFICIAL = make_passage(
    "made-up-mfa#1",
    "Russia condemns the test.",
    source=make_source("made-up-mfa", author="Maria Zakharova", publisher="Russian Foreign Ministry"),
    voice=Voice.OFFICIAL,
)
XINHUA = make_passage(
    "made-up-xinhua#1",
    "China wants talks.",
    source=make_source("made-up-xinhua", author="Xinhua", publisher="Xinhua"),
    holder=("china",),
    voice=Voice.STATE_MEDIA,
)


@pytest.mark.parametrize(
    ("text", "cited", "is_kept"),
    [
        ("Toloraya judged that Moscow would not follow Beijing.", [ANALYST], True),
        ("In 38 North it was judged that Moscow would not follow.", [ANALYST], True),
        ("One analyst thought that Moscow would not follow.", [ANALYST], True),
        ("Moscow would not follow Beijing.", [ANALYST], False),  # an opinion turned into fact
        ("Russia would not follow.", [ANALYST], False),  # the holder of an analyst's view does not speak
        ("Russia condemns the test.", [OFFICIAL], True),
        ("The test was condemned.", [OFFICIAL], False),
        ("Zakharova condemned the test.", [OFFICIAL], True),
        ("China wants talks.", [XINHUA], False),  # state media are not the government
        ("Xinhua said that China wants talks.", [XINHUA], True),
        ("Chinese state media called for talks.", [XINHUA], True),
        ("Moscow would not follow, state media said.", [ANALYST, XINHUA], True),  # one of them is enough
        (quoted(ANALYST), [ANALYST], True),
        (quoted(XINHUA), [XINHUA], True),
    ],
)
def test_attribution_is_kept_or_dropped(text: str, cited: list[Passage], is_kept: bool) -> None:
    assert attribution_drop([CitedSentence(text, tuple(cited))], NAMES) == (0.0 if is_kept else 1.0)


def test_attribution_of_sentences_that_cite_nothing_is_not_asked_for() -> None:
    assert attribution_drop([CitedSentence("Moscow would not follow.", ())], NAMES) is None
    two = [CitedSentence("Moscow would not follow.", (ANALYST,)), CitedSentence("Toloraya thinks so.", (ANALYST,))]
    assert attribution_drop([*two, CitedSentence("So.", ())], NAMES) == 0.5


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("a", "b", 1), ("a", "a", 0), ("a", "", 1), ("ab", "a", 1 / 2), ("ab", "ab", 0), ("ab", "cd", 1),
        ("abc", "b", 2 / 3), ("abcd", "da", 1 / 2), ("a", "ba", 0), ("aa", "b", 1), ("ab", "xa", 1 / 2),
        ("", "a", None),
    ],
)  # fmt: skip
def test_rests_on_by_hand(before: str, after: str, share: float | None) -> None:
    assert rests_on(list(before), list(after)) == (None if share is None else pytest.approx(share))


LETTERS = st.text("abcd", min_size=1, max_size=3)
SENTENCES = st.lists(st.tuples(LETTERS, st.lists(LETTERS, max_size=3)), min_size=1, max_size=5)


@given(SENTENCES)
def test_citation_metrics_are_shares_and_fall_together(rows: Said) -> None:
    sentences = said(rows)
    recall, precision = citation_recall(sentences, holds_letters), citation_precision(sentences, holds_letters)
    assert recall is not None
    assert 0 <= recall <= 1
    if precision is not None:
        assert 0 <= precision <= 1
        assert recall > 0 or precision == 0, "where nothing is carried no citation counts"


@given(SENTENCES, st.lists(LETTERS, max_size=3))
def test_more_contexts_never_make_an_answer_less_faithful(rows: Said, more: list[str]) -> None:
    sentences, cited = said(rows), [passage(letters) for _, all_cited in rows for letters in all_cited]
    few = faithfulness(sentences, cited, holds_letters)
    many = faithfulness(sentences, [*cited, *map(passage, more)], holds_letters)
    recall = citation_recall(sentences, holds_letters)
    assert few is not None
    assert many is not None
    assert recall is not None
    assert recall <= few <= many


@given(SENTENCES)
def test_a_citation_that_is_no_help_lowers_precision_and_never_recall(rows: Said) -> None:
    padded = [(text, [*cited, "z"]) for text, cited in rows]
    assert citation_recall(said(padded), holds_letters) == citation_recall(said(rows), holds_letters)
    without, padding = citation_precision(said(rows), holds_letters), citation_precision(said(padded), holds_letters)
    assert padding is not None
    assert padding <= (1.0 if without is None else without)
    assert padding < 1


@given(SENTENCES, st.randoms(use_true_random=False))
def test_order_of_sentences_does_not_matter(rows: Said, random: Random) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)
    for metric in (citation_recall, citation_precision):
        assert metric(said(shuffled), holds_letters) == pytest.approx(metric(said(rows), holds_letters), nan_ok=True)
