"""A gold question and its reply become scores; a bad answer lowers exactly what it should."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.evaluation.made_up import (
    BY_ID,
    day,
    look_up,
    make_answer,
    make_case,
    make_refusal,
    make_ruler,
    passage_of,
)
from tumen.assistant.attribution import attribution
from tumen.assistant.dialogue import Answer, Citation, QuoteVerdict, Reason
from tumen.corpus.passages import Passage, Voice
from tumen.evaluation.gold.scoring import removed, score
from tumen.evaluation.measures import BY_NAME
from tumen.evaluation.ruler import RememberingJudge, Ruler

KEYS = ("made-up-russia-1#1", "made-up-russia-2#1", "made-up-china-1#1", "made-up-china-2#1")
CITED = [BY_ID[key] for key in KEYS]
OTHER = passage_of("china", 4)
CASE = make_case("comparison-001", actors=("russia", "china"), keys=KEYS, until=day("2017-12-31"))
GOOD = make_answer(CITED, contexts=(*KEYS, OTHER.id))


def scores(answer: Answer, ruler: Ruler | None = None) -> dict[str, float]:
    outcome = score(CASE, answer, make_refusal(), look_up(answer.contexts), ruler or make_ruler())
    # How near the answer is to the question moves with every word; it is no part of what is shown here.
    return {name: value for name, value in outcome.scores.items() if name != "answer_relevance"}


def with_text(answer: Answer, place: int, change: Callable[[str], str]) -> Answer:
    (section,) = answer.sections
    sentences = list(section.sentences)
    text = change(sentences[place].text)
    assert text != sentences[place].text
    sentences[place] = replace(sentences[place], text=text)
    return replace(answer, sections=(replace(section, sentences=tuple(sentences)),))


def with_shuffled_citations(answer: Answer) -> Answer:
    (section,) = answer.sections
    numbers = [sentence.citations for sentence in section.sentences]
    rotated = [*numbers[1:], numbers[0]]
    sentences = tuple(replace(each, citations=n) for each, n in zip(section.sentences, rotated, strict=True))
    return replace(answer, sections=(replace(section, sentences=sentences),))


def with_passage(answer: Answer, place: int, passage: Passage) -> Answer:
    """As if it had always been this one: contexts stay."""
    cited = [citation.passage for citation in answer.citations]
    cited[place] = passage
    return make_answer(cited, answer.contexts)


def with_quote(answer: Answer, place: int, verdict: QuoteVerdict) -> Answer:
    citations = list(answer.citations)
    citations[place] = replace(citations[place], verdict=verdict)
    return replace(answer, citations=tuple(citations))


def test_good_answer_has_full_marks() -> None:
    found = scores(GOOD)
    assert found == {name: (1.0 if BY_NAME[name].better == "higher" else 0.0) for name in found}
    assert len(found) == 14


@pytest.mark.parametrize(
    ("bad", "lowered"),
    [
        (with_shuffled_citations(GOOD), {"citation_recall", "citation_precision"}),
        (
            with_text(GOOD, 0, lambda text: text.replace("24", "42")),
            {"citation_recall", "citation_precision", "faithfulness"},
        ),
        (
            with_text(GOOD, 1, lambda text: text.replace("Russia opposed", "China opposed")),
            {"citation_recall", "citation_precision", "faithfulness"},
        ),
        (make_answer(CITED[:3], contexts=(*KEYS[:3], OTHER.id)), {"key_recall", "context_recall", "actor_balance"}),
        (make_answer(CITED[:2], contexts=(*KEYS, OTHER.id)), {"key_recall", "actor_balance", "both_sides"}),
        (replace(GOOD, contexts=(OTHER.id, *KEYS)), {"context_precision"}),
        (with_quote(GOOD, 2, QuoteVerdict.STITCHED), {"quote_exactness"}),
        (
            with_passage(GOOD, 3, replace(CITED[3], stated=type(CITED[3].stated)("2018-01-02"))),
            {"as_of_violations"},
        ),
    ],
    ids=["shuffled", "number", "actor", "passage-gone", "side-gone", "useless-first", "stitched", "later"],
)
def test_bad_answer_lowers_exactly_what_it_should(bad: Answer, lowered: set[str]) -> None:
    good, found = scores(GOOD), scores(bad)
    assert good.keys() == found.keys()
    assert {name for name in good if BY_NAME[name].is_worse(found[name], good[name])} == lowered
    assert {name for name in good if found[name] != good[name]} == lowered


def test_an_opinion_told_as_fact_lowers_attribution_alone() -> None:
    analyst = replace(CITED[0], voice=Voice.ANALYST)
    good = with_passage(GOOD, 0, analyst)
    bad = with_text(good, 0, lambda text: text.replace(f" ({attribution(analyst)})", ""))
    before, after = scores(good), scores(bad)
    assert {name for name in before if before[name] != after[name]} == {"attribution_drop"}
    assert after["attribution_drop"] == 0.25


def test_answer_that_stays_the_same_was_not_made_from_its_passage() -> None:
    outcome = score(CASE, GOOD, GOOD, look_up(GOOD.contexts), make_ruler())
    assert outcome.scores["rests_on_citations"] == 0.0
    without_it = make_answer([OTHER])
    assert score(CASE, GOOD, without_it, (), make_ruler()).scores["rests_on_citations"] == 1.0
    assert removed(GOOD) == KEYS[0]
    assert removed(make_refusal()) is None


def test_refusal_of_an_answerable_question_scores_nothing_and_is_a_false_one() -> None:
    outcome = score(CASE, make_refusal(), None, (), make_ruler())
    assert outcome.status == "refused"
    assert outcome.scores == {
        "cites_a_key": 0.0,
        "key_recall": 0.0,
        "context_recall": 0.0,
        "both_sides": 0.0,
        "actor_balance": 0.0,
        "false_refusals": 1.0,
    }


def test_right_refusal_is_asked_for_its_reason() -> None:
    case = make_case("unanswerable-001", answered=False, keys=(), reason=Reason.PREDICTION)
    right = score(case, make_refusal(Reason.PREDICTION), None, (), make_ruler())
    other = score(case, make_refusal(Reason.UNSAFE), None, (), make_ruler())
    assert right.scores == {"right_refusals": 1.0, "right_reasons": 1.0}
    assert other.scores == {"right_refusals": 1.0, "right_reasons": 0.0}
    answered = score(case, GOOD, None, look_up(GOOD.contexts), make_ruler())
    assert answered.scores["right_refusals"] == 0.0
    assert "right_reasons" not in answered.scores


def test_outcome_shows_what_a_reader_needs_to_judge_it() -> None:
    bad = with_text(GOOD, 0, lambda text: text.replace("24", "42"))
    outcome = score(CASE, bad, None, look_up(bad.contexts), make_ruler())
    assert [sentence.carried for sentence in outcome.sentences] == [False, True, True, True]
    assert any("42" in reason for reason in outcome.sentences[0].reasons)
    assert outcome.passages[0].text == CITED[0].text
    assert "Russia Gazette 1" in outcome.passages[0].attribution


def test_judge_is_asked_the_same_thing_once() -> None:
    class Counting:
        def __init__(self) -> None:
            self.asked: list[str] = []

        def support(self, sentence: str, passages: object) -> object:
            self.asked.append(sentence)
            return make_ruler().judge.support(sentence, list(passages))  # type: ignore[call-overload]

    counting = Counting()
    judge = RememberingJudge(counting)  # type: ignore[arg-type]
    first = judge.support("Russia sold coal.", CITED)
    assert judge.support("Russia sold coal.", CITED) is first
    same_ids = [replace(passage, text="Another text.") for passage in CITED]
    judge.support("Russia sold coal.", same_ids)
    assert len(counting.asked) == 2, "another system may give its passages the same ids"


def test_citation_is_bound_to_its_own_number() -> None:
    sparse = replace(
        GOOD,
        citations=tuple(Citation(each.number * 10, each.passage, each.quote, each.verdict) for each in GOOD.citations),
        sections=tuple(
            replace(
                section,
                sentences=tuple(
                    replace(sentence, citations=tuple(number * 10 for number in sentence.citations))
                    for sentence in section.sentences
                ),
            )
            for section in GOOD.sections
        ),
    )
    assert scores(sparse) == scores(GOOD)
