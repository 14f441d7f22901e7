"""The verbatim gate accepts a true quote in every form and no invented one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.assistant.checking.verbatim import check_quote, find_quote
from tumen.assistant.dialogue import QuoteVerdict

TEXT = (
    "Moscow, the envoy wrote, “seems wary” of pressure —\nwithout limit. The naïve reading, he added, is not Beijing's."
)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("seems wary", QuoteVerdict.EXACT),
        (TEXT, QuoteVerdict.EXACT),
        ("MOSCOW, the envoy", QuoteVerdict.NORMALISED),
        ('"seems wary" of pressure - without limit', QuoteVerdict.NORMALISED),
        ("is not Beijing’s.", QuoteVerdict.NORMALISED),
        ("the envoy wrote … of pressure", QuoteVerdict.STITCHED),
        ("Moscow, the envoy [...] he added, is not", QuoteVerdict.STITCHED),
        ("he added ... Moscow, the envoy", QuoteVerdict.ABSENT),
        ("Moscow … limit", QuoteVerdict.ABSENT),
        ("seems very wary", QuoteVerdict.ABSENT),
        ("oscow, the env", QuoteVerdict.EXACT),
        ("OSCOW, the env", QuoteVerdict.ABSENT),
        ("", QuoteVerdict.ABSENT),
        ("   ", QuoteVerdict.ABSENT),
    ],
)
def test_verdicts(quote: str, verdict: QuoteVerdict) -> None:
    assert find_quote(quote, TEXT).verdict is verdict


def test_a_quote_of_another_passage_is_elsewhere() -> None:
    assert check_quote("a blockade", TEXT, ["It would be a blockade."]).verdict is QuoteVerdict.ELSEWHERE
    assert check_quote("a blockade", TEXT, ["Nothing."]).verdict is QuoteVerdict.ABSENT


texts = st.text(min_size=1, max_size=80)


@given(texts, st.data())
def test_every_piece_of_a_text_is_exact(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = text[start:end]
    found = find_quote(piece, text)
    if piece.strip():
        assert found.verdict is QuoteVerdict.EXACT
        ((first, last),) = found.spans
        assert text[first:last] == piece


@given(st.lists(st.sampled_from(["alpha", "Beta", "gamma’s", "δέλτα", "—"]), min_size=2, max_size=12), st.data())
def test_spans_of_a_normalised_quote_lie_in_the_text(tokens: list[str], data: st.DataObject) -> None:
    text = "  ".join(tokens)
    start = data.draw(st.integers(0, len(tokens) - 1))
    quote = " ".join(tokens[start:]).upper().replace("’", "'").replace("—", "-")
    found = find_quote(quote, text)
    if found.verdict is not QuoteVerdict.ABSENT:
        for first, last in found.spans:
            assert 0 <= first < last <= len(text)


@given(texts, st.text(alphabet="qxzj", min_size=4, max_size=8))
def test_words_that_are_not_there_are_never_found(text: str, invented: str) -> None:
    if invented not in text.casefold():
        assert find_quote(f"{text} {invented}", text).verdict is QuoteVerdict.ABSENT
