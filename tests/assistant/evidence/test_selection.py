"""Evidence is balanced, free of repetition, dated in order, and the same every time."""

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import make_passage, make_source
from tumen.assistant.dialogue import Hit, Kind, Reading
from tumen.assistant.evidence.selection import BUDGET, BUDGET_EACH, BUDGET_TOGETHER, select
from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Passage


def reading(*actors: str, kind: Kind = Kind.POSITION) -> Reading:
    return Reading("q", "q", actors, (), kind, sides=actors if len(actors) > 1 else ())


def hit(passage: Passage, score: float = 1.0) -> Hit:
    return Hit(passage, score, score, score, score)


def distinct(n: int, **fields: object) -> Passage:
    return make_passage(f"made-up-{n}#1", f"Word{n} item{n} thing{n} note{n}.", **fields)


holders = st.sampled_from([("russia",), ("china",), ("russia", "china"), ("author",), ("us",)])
hits = st.lists(st.tuples(holders, st.floats(0.1, 1.0), st.integers(2000, 2026)), max_size=30).map(
    lambda rows: sorted(
        (
            hit(distinct(n, holder=holder, about=("russia",) if n % 2 else (), stated=PartialDate(str(year))), score)
            for n, (holder, score, year) in enumerate(rows)
        ),
        key=lambda each: (-each.relevance, each.passage.id),
    )
)


@given(hits)
def test_a_comparison_gives_each_actor_the_same_budget_and_only_its_own_positions(found: list[Hit]) -> None:
    evidence = select(reading("russia", "china", kind=Kind.COMPARISON), found)
    for actor in ("russia", "china"):
        own = [each for each in evidence if each.actor == actor]
        assert len(own) <= BUDGET_EACH
        for each in own:
            assert actor in each.passage.holder or (each.passage.holder == ("author",) and actor in each.passage.about)
    assert len([each for each in evidence if each.actor is None]) <= BUDGET_TOGETHER


@given(hits, st.sampled_from(list(Kind)))
def test_numbers_follow_reading_order_and_no_passage_comes_twice(found: list[Hit], kind: Kind) -> None:
    for actors in ((), ("russia",), ("russia", "china")):
        evidence = select(reading(*actors, kind=kind), found)
        assert [each.number for each in evidence] == list(range(1, len(evidence) + 1))
        assert len({each.passage.id for each in evidence}) == len(evidence)
        assert select(reading(*actors, kind=kind), found) == evidence


@given(hits)
def test_a_change_is_told_from_the_first_date_on(found: list[Hit]) -> None:
    dates = [each.passage.stated.first for each in select(reading("russia", kind=Kind.CHANGE), found)]
    assert dates == sorted(dates)


@given(hits)
def test_a_position_is_told_from_the_latest_date_back(found: list[Hit]) -> None:
    dates = [each.passage.stated.first for each in select(reading("russia"), found)]
    assert dates == sorted(dates, reverse=True)


def test_the_side_with_fewer_documents_is_not_crowded_out() -> None:
    crowd = [hit(distinct(n, holder=("russia",)), 1.0 - n / 100) for n in range(20)]
    few = [hit(distinct(n, holder=("china",)), 0.3) for n in range(20, 22)]
    evidence = select(reading("russia", "china", kind=Kind.COMPARISON), crowd + few)
    assert sum(each.actor == "china" for each in evidence) == 2


def test_reports_of_one_event_count_once_and_are_cited_together() -> None:
    text = "Russia voted against the made-up draft on the panel of experts."
    one = make_passage("made-up-a#1", text, source=make_source("made-up-a"))
    reprint = make_passage("made-up-b#1", text, source=make_source("made-up-b"))
    later = make_passage("made-up-c#1", text, source=make_source("made-up-c"), stated=PartialDate("2024-03"))
    evidence = select(reading("russia"), [hit(one), hit(reprint, 0.9), hit(later, 0.8)])
    repeats = {each.passage.id: each.same_as for each in evidence}
    assert repeats["made-up-b#1"] is not None
    assert repeats["made-up-c#1"] is None


def test_what_only_shares_a_word_is_left_out() -> None:
    evidence = select(reading("russia"), [hit(distinct(1), 1.0), hit(distinct(2), 0.2)])
    assert [each.passage.id for each in evidence] == ["made-up-1#1"]


def test_nothing_found_is_no_evidence() -> None:
    assert select(reading("russia", "china"), []) == ()
    assert len(select(reading(), [hit(distinct(n)) for n in range(30)])) == BUDGET
