"""Names mean actors: spelt as people spell them, and never where another's name only holds them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NAMES


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Moscow, Beijing and the North", ["russia", "china", "dprk"]),
        ("the north korean envoy", ["dprk"]),
        ("the South China Sea", []),
        ("South China Morning Post on the Moscow Times", []),
        ("Kim Dae-jung and Kim Jong-il", ["rok", "dprk"]),
        ("tell us what the us said", ["us"]),
        ("let us know", []),
        ("the United Nations and the UN's panel", ["un", "un"]),
        ("Bejing and noth korea", ["china", "dprk"]),
        ("a chain of command being put in order", []),
        ("Nebenzia, Zakharova, Fu Ying, Choe Son Hui", ["russia", "russia", "china", "dprk"]),
        ("the full moon over President Moon's house", ["rok"]),
    ],
)
def test_names_mean_their_actor(text: str, actors: list[str]) -> None:
    assert [mention.actor for mention in NAMES.mentions(text)] == actors


def test_a_slip_counts_in_questions_and_not_in_sources() -> None:
    assert [mention.actor for mention in NAMES.mentions("Rusia")] == ["russia"]
    assert not NAMES.actors_in("Rusia")


def test_the_plain_name_comes_first() -> None:
    assert NAMES.of("dprk")[0] == "North Korea"
    assert NAMES.of("other") == ("other",)


def test_topics_stand_in_order_of_mention() -> None:
    assert NAMES.topics_in("Coal, then THAAD, then a veto") == ("trade", "energy", "thaad", "un-voting")


def test_a_leader_is_no_vote() -> None:
    assert "un-voting" not in NAMES.topics_in("kim jong un's letter")


@given(
    st.text(max_size=300) | st.lists(st.sampled_from("the North Korea russia us UN xi Rusia , -".split())).map(" ".join)
)
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = NAMES.mentions(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
