"""Planted faults: each kind does what its name says, and chance is seeded."""

import random

import pytest

from tests.conftest import make_passage, make_source
from tumen.corpus.passages import Voice
from tumen.training.honest_rewordings import HONEST
from tumen.training.planted_faults import FAULTS, planted

STRANGER = "Smugglers dug nine tunnels under the made-up border."
SOURCE = make_source("made-up-1", publisher="38 North")
ANALYST = make_passage("made-up-1#1", "Filler.", voice=Voice.ANALYST, source=SOURCE)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("number changed", "China sent 24 ships in 2017.",
         {f"China sent {new} ships in 2017." for new in (48, 27, 240, 41)}),
        ("number changed", "Resolution 2375 passed on 11 September 2017.", {None}),
        ("negation turned", "China did not agree.", {"China did agree."}),
        ("negation turned", "China would agree.", {"China would not agree."}),
        ("hedge dropped", "China may sell coal.", {"China will sell coal."}),
        ("hedge dropped", "China sells coal.", {None}),
        ("roles exchanged", "China told the envoy of Russia to wait.", {"Russia told the envoy of China to wait."}),
        ("roles exchanged", "China and Russia waited.", {None}),
        ("direction flipped", "Trade rose.", {"Trade fell."}),
        ("clause grafted", "China waited.", {
            f"China waited{joint}{STRANGER[0]}{STRANGER[1:-1]}." for joint in (", and ", ", while ", "; ")}),
    ],
)  # fmt: skip
def test_a_fault_is_what_its_name_says(kind: str, text: str, expected: set[str | None]) -> None:
    assert FAULTS[kind](text, ANALYST, STRANGER, random.Random(0)) in expected


def test_an_analyst_s_word_becomes_a_government_s() -> None:
    found = FAULTS["attribution changed"]("China waits, Toloraya judged in 2017.", ANALYST, STRANGER, random.Random(1))
    assert found is not None
    assert "Toloraya" not in found
    assert found.endswith(" judged in 2017.")
    official = make_passage(voice=Voice.OFFICIAL)
    assert FAULTS["attribution changed"]("It waits, Toloraya judged.", official, STRANGER, random.Random(1)) is None


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("publisher named", "China waits.", "According to 38 North, China waits."),
        ("clause dropped", "China waits for the next talks in Beijing; nobody else does so.",
         "China waits for the next talks in Beijing."),
        ("reordered", "China waits, Toloraya wrote in 2017.", "Toloraya wrote in 2017 that China waits."),
        ("date written otherwise", "On 8 May 2025 they met.", "On May 8, 2025 they met."),
        ("synonyms", "China waits.", "Beijing waits."),
    ],
)  # fmt: skip
def test_an_honest_rewording_keeps_the_meaning(kind: str, text: str, expected: str) -> None:
    assert HONEST[kind](text, ANALYST, STRANGER, random.Random(0)) == expected


def test_the_seed_decides_and_nothing_is_said_twice() -> None:
    passages = [
        make_passage("made-up-1#1", "China did not send 24 ships to Russia in May 2017, A. Author said."),
        make_passage("made-up-2#1", "Trade rose, and ports that had closed in 2016 may open again."),
    ]
    first = planted(passages, 1)
    assert first == planted(passages, 1)
    assert first != planted(passages, 2)
    assert all(each.sentence != each.passage.text for each in first)
    assert {each.kind for each in first if each.faulty} >= {"number changed", "date changed", "clause grafted"}
