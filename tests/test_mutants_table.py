"""Each planted fault of `make mutants` still fits the code that it is planted in."""

from tests.mutants.__main__ import planted


def test_every_fault_stands_where_it_says() -> None:
    assert len(planted()) >= 50
