"""The gold questions that ship: well-formed, of every kind, and no echo of the statements they ask about."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tumen.corpus.catalogue import Catalogue, load_catalogue
from tumen.corpus.errors import CatalogueError
from tumen.corpus.passages import Statement
from tumen.corpus.settings import SHIPPED_CORPUS
from tumen.evaluation.gold.cases import Case, load_cases

LEAST_OF_KIND = {
    "as-of": 20,
    "change": 15,
    "comparison": 30,
    "contradiction": 15,
    "date": 10,
    "direct": 35,
    "false-premise": 12,
    "figure": 20,
    "follow-up": 22,
    "injection": 12,
    "out-of-scope": 15,
    "unanswerable": 25,
    "who-said": 20,
    "yes-no": 20,
}
"""A share of right answers over fewer than a dozen questions says little: one question would move it by a tenth."""

LONGEST_RUN = 6
"""Words in a row that a question may share with a key: the names of texts reach six, copied wording goes beyond."""

_WORD = re.compile(r"[a-z0-9]+")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED_CORPUS)


@pytest.fixture(scope="module")
def statements(catalogue: Catalogue) -> dict[str, Statement]:
    return {statement.id: statement for statement in catalogue.statements}


@pytest.fixture(scope="module")
def cases(statements: dict[str, Statement]) -> tuple[Case, ...]:
    return load_cases(statement_ids=statements)


def test_at_least_150_cases_and_enough_of_every_kind(cases: tuple[Case, ...]) -> None:
    counts = Counter(case.kind for case in cases)
    assert counts.keys() == LEAST_OF_KIND.keys()
    assert {kind: number for kind, number in counts.items() if number < LEAST_OF_KIND[kind]} == {}
    assert counts.total() >= 150


def test_ids_count_up_within_their_kind(cases: tuple[Case, ...]) -> None:
    """The odd ones are for development and the even ones are held out: a gap would tilt the halves."""
    of_kind = Counter[str]()
    for case in cases:
        of_kind[case.kind] += 1
        assert case.id == f"{case.kind}-{of_kind[case.kind]:03d}"


def test_no_question_is_asked_twice(cases: tuple[Case, ...]) -> None:
    asked = Counter((_words(case.question), case.history, case.as_of) for case in cases)
    assert [question for question, times in asked.items() if times > 1] == []


def test_refusals_say_why_and_answers_do_not(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases if case.answered == (case.reason is not None)] == []


def test_keys_name_no_statement_twice(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases if len(set(case.keys)) < len(case.keys)] == []


def test_keys_come_from_most_of_the_sources(cases: tuple[Case, ...], catalogue: Catalogue) -> None:
    named = {key.partition("#")[0] for case in cases for key in case.keys}
    assert len(named) >= 0.9 * len(catalogue.sources)


def test_comparisons_have_keys_on_each_side(cases: tuple[Case, ...], statements: dict[str, Statement]) -> None:
    for case in (case for case in cases if case.kind == "comparison"):
        sides = {actor for key in case.keys for actor in _told_of(statements[key])}
        assert len(case.actors) > 1, case.id
        assert set(case.actors) <= sides, case.id


def test_every_as_of_case_names_its_last_day(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in cases if case.kind == "as-of" and case.until is None] == []


def test_no_key_may_be_later_than_the_day_asked_about(
    cases: tuple[Case, ...], statements: dict[str, Statement]
) -> None:
    """By the last day that a key's date can mean, as the index's filter reads it."""
    late = [
        (case.id, key)
        for case in cases
        for key in case.keys
        if case.until is not None and statements[key].stated.last > case.until
    ]
    assert late == []


def test_follow_ups_have_turns_before_them(cases: tuple[Case, ...]) -> None:
    """The user speaks first, in turns with the assistant, and the assistant had the last word."""
    for case in cases:
        assert bool(case.history) == (case.kind == "follow-up"), case.id
        assert [turn.role for turn in case.history] == ["user", "assistant"] * (len(case.history) // 2), case.id


def test_no_question_repeats_the_words_of_its_keys(cases: tuple[Case, ...], statements: dict[str, Statement]) -> None:
    """A question in the statement's own words measures string matching and not understanding."""
    echoes = [
        (case.id, key)
        for case in cases
        for key in case.keys
        if _runs(case.question, LONGEST_RUN + 1) & _runs(statements[key].text, LONGEST_RUN + 1)
    ]
    assert echoes == []


def test_all_faults_of_a_set_are_found_at_once(tmp_path: Path) -> None:
    (tmp_path / "direct.yaml").write_text(
        """
- {id: direct-001, question: a key that is no statement, expect: answered, keys: ["none#1"]}
- {id: direct-001, question: an id given twice, expect: refused, reason: not_in_corpus}
- {id: direct-002, question: refused and yet a key, expect: refused, keys: ["known#1"]}
- {id: direct-003, question: answered by nothing, expect: answered}
- {id: direct-004, question: no such outcome, expect: perhaps}
- {id: direct-005, question: too many keys, expect: answered, keys: [a#1, a#2, a#3, a#4, a#5, a#6, a#7]}
""",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError) as caught:
        load_cases(tmp_path, statement_ids={"known#1"})
    places = [fault.place for fault in caught.value.faults]
    for case in ("direct-001", "direct-002", "direct-003", "direct-004", "direct-005"):
        assert any(case in place for place in places), case


def _told_of(statement: Statement) -> set[str]:
    """Whose position it tells: its holder's, or that of those an author writes about."""
    return set(statement.about if statement.holder == ("author",) else statement.holder)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = _words(text)
    return {words[start : start + length] for start in range(len(words) - length + 1)}
