"""The kinds of the golden rules of sentence splitting (Pragmatic Segmenter), in sentences of our own.

What is not done, and why, is marked: a test that begins to pass says so.
"""

import pytest

from tumen.corpus.sentences import sentences

RULES = [
    ("full stop", ["The port is open.", "Ships come."]),
    ("question mark", ["Who voted?", "Moscow did."]),
    ("exclamation mark", ["It passed!", "Nobody left."]),
    ("initial of a name", ["The envoy is Anna E. Petrova."]),
    ("page number", ["It stands on p. 55."]),
    ("company inside a sentence", ["Did Coal and Co. sell the ship?"]),
    ("company before a verb in lower case", ["The ship belongs to Coal, Ore & Co. at last."]),
    ("company at the end", ["The ship belongs to Coal, Ore & Co.", "It left in May."]),
    ("mountain", ["The border runs over Mt. Paektu in the north."]),
    ("saint and street", ["St. Petersburg is far from Lenin st. near the port."]),
    ("possessive of an abbreviation", ["That is Kim Jr.'s draft."]),
    ("three initials", ["They flew to the U.S.A. last year."]),
    ("initials at the end", ["They traded with the E.U.", "How long did it last?"]),
    ("initials before a name", ["The U.S. Government objected in Virginia."]),
    ("initials before lower case", ["It has been in the U.S. for 20 years."]),
    ("an hour before a title, in the middle", ["At 5 a.m. Mr. Kim went to the port."]),
    ("an hour before a title, at the end", ["The delegation left the port at 6 p.m.", "Mr. Kim then went home."]),
    ("a sum", ["It paid $100.00 in cash."]),
    ("a sum at the end", ["It paid $100.00.", "The cash was counted."]),
    ("a sentence in brackets", ["He heads the port (He had led the mine for five years.) at Rason."]),
    ("an address of mail", ["Write to port.office@example.org.", "Nobody answers."]),
    ("a web address", ["It stands at https://www.example.org/new-port/coal_2017.html.", "Read it."]),
    ("speech in single quotes", ["She told him, 'This is over.' he wrote."]),
    ("speech in double quotes", ['She told him, "This is over." he wrote.']),
    ("speech at the end", ['She told him, "This is over."', "She left the room."]),
    ("two exclamation marks", ["No!!", "Not again."]),
    ("two question marks", ["No??", "Who says so?"]),
    ("mixed marks", ["No!?", "Is that so?"]),
    ("a numbered list with full stops", ["1. The parties agree.", "2. The parties sign."]),
    ("a numbered list with brackets", ["1) The parties agree.", "2) The parties sign."]),
    ("a pronoun that looks like an initial", ["It was signed by you and I.", "Did you read it?"]),
    ("an initial that looks like a pronoun", ["Did you meet Albert I. Jones in Rason?"]),
    ("four dots", ["It never meant that....", "It left the talks."]),
]
NOT_DONE = [
    ("items on one line without full stops", ["1.) The coal", "2.) The iron"], "a list is split by lines"),
    ("letters as numbers on one line", ["a. The coal", "b. The iron"], "a list is split by lines"),
    ("a name that ends in a mark", ["She works at Yahoo! in the accounts."], None),
    (
        "spaced dots at the end",
        ["The laws will seem less complex. . . .", "He left."],
        "dots set apart are left-out words",
    ),
]


@pytest.mark.parametrize(("rule", "expected"), RULES, ids=[rule for rule, _ in RULES])
def test_rule(rule: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("expected", "why"),
    [pytest.param(each, why, marks=pytest.mark.xfail(strict=True, reason=why) if why else [], id=rule)
     for rule, each, why in NOT_DONE],
)  # fmt: skip
def test_rule_of_lists_and_dots(expected: list[str], why: str | None) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected
