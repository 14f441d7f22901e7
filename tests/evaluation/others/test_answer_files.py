"""Answers of any system are read, with markers as people write them, and scored by the same ruler."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.made_up import look_up, make_case, make_harness, make_ruler
from tumen.corpus.errors import EvaluationError, StorageError
from tumen.evaluation.gold.journal import Journal
from tumen.evaluation.gold.runner import run_cases
from tumen.evaluation.others.answer_files import AnswerRecord, read_answers
from tumen.evaluation.others.answer_scoring import score_answer, score_answers
from tumen.evaluation.others.answer_text import marked_sentences
from tumen.evaluation.others.ragas_format import sample_of_record, samples_of_run, write_samples
from tumen.evaluation.ruler import Ruler

COAL = "Russia sold 24 cargoes of coal through the port of Rajin in 2017."
SEAFOOD = "China bought seafood worth 190 million dollars in 2016."


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        ("Russia sold coal [1].", [("Russia sold coal.", (1,))]),
        ("Russia sold coal.[1]", [("Russia sold coal.", (1,))]),
        ("Russia sold coal. [1]", [("Russia sold coal.", (1,))]),
        ("Russia sold coal [1, 3].", [("Russia sold coal.", (1, 3))]),
        ("Russia sold coal [1][3].", [("Russia sold coal.", (1, 3))]),
        ("Russia sold coal [2-4].", [("Russia sold coal.", (2, 3, 4))]),
        ("Russia sold coal[^2].", [("Russia sold coal.", (2,))]),
        ("Russia sold coal [1] [1].", [("Russia sold coal.", (1,))]),
        ("Coal was sold. [1] Oil was not. [2]", [("Coal was sold.", (1,)), ("Oil was not.", (2,))]),
        ("Coal was sold [1]. Oil was not.", [("Coal was sold.", (1,)), ("Oil was not.", ())]),
        ("## Russia\n\n- Coal was sold [1].\n- Oil was not [2].", [("Coal was sold.", (1,)), ("Oil was not.", (2,))]),
        ("**Russia**\n1. Coal was **sold** [1].", [("Coal was sold.", (1,))]),
        ("In short:\nCoal was sold [1].", [("Coal was sold.", (1,))]),
        ("Coal was sold, Mr. Li said [1]. So it was.", [("Coal was sold, Mr. Li said.", (1,)), ("So it was.", ())]),
        ("In [2017] coal was sold [1].", [("In [2017] coal was sold.", (1,))]),
        ("Coal was sold [a].", [("Coal was sold [a].", ())]),
        ("煤炭已售出[1]。", [("煤炭已售出。", (1,))]),
        ("", []),
        (" \n [1] \n", []),
    ],
)
def test_markers_as_people_write_them(answer: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert list(marked_sentences(answer)) == sentences


@given(st.text(max_size=60))
def test_any_text_is_read(answer: str) -> None:
    for text, numbers in marked_sentences(answer):
        assert any(letter.isalnum() for letter in text)
        assert all(0 <= number <= 999 for number in numbers)


def written(tmp_path: Path, *rows: Any) -> Path:
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in rows), encoding="utf-8")
    return path


def record(tmp_path: Path, **fields: Any) -> AnswerRecord:
    row = {"question": "What of coal?", "answer": f"{COAL} [1]", "contexts": [COAL, SEAFOOD], **fields}
    (read,) = read_answers(written(tmp_path, row))
    return read


def scores(tmp_path: Path, **fields: Any) -> dict[str, float]:
    return dict(score_answer(record(tmp_path, **fields), make_ruler()).scores)


def test_ragas_names_are_understood(tmp_path: Path) -> None:
    ours = {"question": "What of coal?", "answer": f"{COAL} [1]", "contexts": [COAL], "reference": COAL}
    theirs = {"user_input": "What of coal?", "response": f"{COAL} [1]", "retrieved_contexts": [COAL], "reference": COAL}
    one, other = read_answers(written(tmp_path, ours, theirs))
    assert one.sentences == other.sentences
    assert (one.reference, one.id, other.id) == (other.reference, "1", "2")


def test_right_answer_has_full_marks_and_a_wrong_marker_is_seen(tmp_path: Path) -> None:
    right = scores(tmp_path, reference=COAL)
    assert {name: value for name, value in right.items() if name != "answer_relevance"} == {
        "citation_recall": 1, "citation_precision": 1, "faithfulness": 1,
        "reference_recall": 1, "context_recall": 1, "context_precision": 1,
    }  # fmt: skip
    wrong = scores(tmp_path, answer=f"{COAL} [2]")
    assert (wrong["citation_recall"], wrong["citation_precision"], wrong["faithfulness"]) == (0, 0, 1)
    nowhere = scores(tmp_path, answer=f"{COAL} [1][7]")
    assert (nowhere["citation_recall"], nowhere["citation_precision"]) == (1, 0.5)


def test_answer_without_markers_cites_nothing(tmp_path: Path) -> None:
    found = scores(tmp_path, answer=COAL)
    assert (found["citation_recall"], found["faithfulness"]) == (0, 1)
    assert "citation_precision" not in found


def test_words_in_quotation_marks_are_held_against_what_is_cited(tmp_path: Path) -> None:
    assert scores(tmp_path, answer="It “sold 24 cargoes of coal,” [1]")["quote_exactness"] == 1
    assert scores(tmp_path, answer='It "sold 42 cargoes of coal" [1].')["quote_exactness"] == 0
    assert scores(tmp_path, answer="It “sold 24 cargoes of coal” [2].")["quote_exactness"] == 0
    assert "quote_exactness" not in scores(tmp_path, answer="A “sale” of coal [1].")


def test_what_more_a_line_gives_is_scored_too(tmp_path: Path) -> None:
    voiced = {"text": SEAFOOD, "voice": "analyst", "author": "Jane Doe", "date": "2018-02"}
    found = scores(tmp_path, answer=f"{SEAFOOD} [2]", contexts=[COAL, voiced], actors=["russia", "china"],
                   as_of="2017-12-31", answerable=True)  # fmt: skip
    assert found["attribution_drop"] == 1
    assert (found["both_sides"], found["actor_balance"]) == (0, 0)
    assert found["as_of_violations"] == 1
    assert found["false_refusals"] == 0
    assert scores(tmp_path, answer="", answerable=True) == {"false_refusals": 1}
    assert scores(tmp_path, answer="", answerable=False) == {"right_refusals": 1}


def test_same_number_in_two_answers_is_not_the_same_passage(tmp_path: Path) -> None:
    rows = [{"question": "?", "answer": f"{COAL} [1]", "contexts": [text]} for text in (SEAFOOD, COAL)]
    outcomes = score_answers(read_answers(written(tmp_path, *rows)), make_ruler())
    assert [outcome.scores["citation_recall"] for outcome in outcomes] == [0, 1]


def test_answer_that_cannot_be_scored_is_failed_and_the_others_go_on(tmp_path: Path) -> None:
    def breaks(one: str, other: str) -> float:
        if "broken" in one:
            raise RuntimeError("a made-up fault")
        return 0.5

    ruler = Ruler(make_ruler().judge, breaks)
    rows = [{"question": question, "answer": f"{COAL} [1]", "contexts": [COAL]} for question in ("broken", "whole")]
    broken, whole = score_answers(read_answers(written(tmp_path, *rows)), ruler)
    assert (broken.status, broken.scores, broken.error) == ("failed", {}, "RuntimeError: a made-up fault")
    assert whole.status == "answered"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "Line 2 .*: Expecting"),
        ("[]", "Line 2 .*: `"),
        ('{"answer": ""}', "Line 2 .*: `question`: Field required"),
        ('{"question": "?"}', "Line 2 .*: `answer`: Field required"),
        ('{"question": "?", "answer": "", "contexts": [1]}', r"Line 2 .*: `contexts\.0`"),
        ('{"question": "?", "answer": "", "contexts": [{"text": "", "date": "soon"}]}', "Line 2 .*: 'soon' is not"),
        ('{"question": "?", "answer": "", "as_of": "soon"}', "Line 2 .*: `as_of`"),
        ('{"user_input": [{"content": "?"}], "response": ""}', "Line 2 .*: `user_input`"),
    ],
)
def test_bad_line_is_named_with_its_field(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(EvaluationError, match=problem):
        read_answers(written(tmp_path, {"question": "?", "answer": ""}, line))


def test_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="No such file"):
        read_answers(tmp_path / "absent.jsonl")
    with pytest.raises(EvaluationError, match="holds no answers"):
        read_answers(written(tmp_path, "", " "))
    (tmp_path / "answers.jsonl").write_bytes(b"\xff\xfe{}")
    with pytest.raises(EvaluationError, match="not UTF-8"):
        read_answers(tmp_path / "answers.jsonl")


def test_export_can_be_read_again(tmp_path: Path) -> None:
    before = record(tmp_path, reference=COAL)
    write_samples([sample_of_record(before)], tmp_path / "ragas.jsonl")
    (after,) = read_answers(tmp_path / "ragas.jsonl")
    assert (after.sentences, after.contexts, after.reference) == (before.sentences, before.contexts, before.reference)
    with pytest.raises(StorageError):
        write_samples([], tmp_path)


def test_exported_gold_answers_keep_what_they_cite(tmp_path: Path) -> None:
    question = "Did Russia oppose a ban on deliveries of crude oil to Pyongyang?"
    cases = (make_case(), make_case("direct-002", question=question, keys=("made-up-russia-2#1",)))
    run = run_cases(make_harness(), cases, Journal())
    write_samples(samples_of_run(run, look_up), tmp_path / "ragas.jsonl")
    outcomes = score_answers(read_answers(tmp_path / "ragas.jsonl"), make_ruler())
    assert [each.scores["citation_recall"] for each in outcomes] == [1.0, 1.0]
    assert [each.scores["context_recall"] for each in outcomes] == [1.0, 1.0]
