"""Which texts of a passage are embedded."""

from tests.conftest import make_passage
from tumen.corpus.indexed import embedded_pieces, embedded_text

ONE = "A made-up delegation spoke of railways for two days."
OTHER = "It signed nothing and left for the made-up coast again."


def test_a_passage_is_embedded_as_it_stands() -> None:
    assert embedded_text(make_passage(text=ONE)) == ONE


def test_a_long_passage_is_embedded_by_sentence_too() -> None:
    assert embedded_pieces(make_passage(text=f"{ONE} {OTHER}")) == (ONE, OTHER)


def test_one_sentence_has_no_pieces() -> None:
    assert embedded_pieces(make_passage(text=ONE)) == ()


def test_a_few_words_join_the_next_sentence() -> None:
    assert embedded_pieces(make_passage(text=f"{ONE} Not so. {OTHER}")) == (ONE, f"Not so. {OTHER}")


def test_words_left_at_the_end_are_a_piece() -> None:
    assert embedded_pieces(make_passage(text=f"{ONE} {OTHER} Nothing more.")) == (ONE, OTHER, "Nothing more.")
