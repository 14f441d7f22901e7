"""Every rule of the reading finds its example, and the table finds it by that rule's reading."""

import re

import pytest

from tumen.assistant.dialogue import Kind
from tumen.assistant.reading import kinds, obstacles, periods
from tumen.assistant.reading.injected_orders import ORDERS
from tumen.corpus.word_patterns import Rule

TABLES = {
    **{f"kind {kind}": rules for kind, rules in kinds.RULES.items()},
    "compared": kinds.COMPARED,
    **{f"date {bound}": rules for bound, rules in periods.INTRODUCED.items()},
    **{f"order: {name}": rules for name, rules in ORDERS.items()},
    "harm": obstacles.HARM,
    "future": obstacles.FUTURE,
    "forecast": obstacles.FORECAST,
    "secret": obstacles.SECRET,
}
ROWS = [(table, rule) for table, rules in TABLES.items() for rule in rules]


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=[f"{table}: {rule.example}" for table, rule in ROWS])
def test_a_rule_finds_its_example(table: str, rule: Rule) -> None:
    assert re.search(rule.pattern, rule.example, re.IGNORECASE)


@pytest.mark.parametrize("kind", kinds.RULES)
def test_an_example_of_a_kind_is_of_that_kind_or_of_one_before_it(kind: Kind) -> None:
    order = list(kinds.RULES)
    for rule in kinds.RULES[kind]:
        found = kinds.kind_of(rule.example, (), ())
        assert found in order[: order.index(kind) + 1]
