"""A run asks every question, survives what fails, and goes on where it stopped."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.evaluation.made_up import CASES, MADE_BY, Scripted, make_case, make_harness
from tumen.assistant.dialogue import Answer
from tumen.corpus.errors import EvaluationError, StorageError, WriterError
from tumen.evaluation.gold.cases import Case, of_kinds
from tumen.evaluation.gold.journal import Journal, open_journal
from tumen.evaluation.gold.results import latest_run, path_of, read_run, run_to_dict, write_baseline, write_run
from tumen.evaluation.gold.runner import run_and_keep, run_case, run_cases
from tumen.evaluation.outcomes import figures


def test_real_assistant_over_the_fakes_is_scored() -> None:
    run = run_cases(make_harness(), CASES, Journal())
    found = figures(run.outcomes)
    assert found["citation_recall"].mean == found["rests_on_citations"].mean == 1.0
    assert [outcome.status for outcome in run.outcomes] == ["answered"] * 3
    assert found["key_recall"].mean == 1.0


def test_passage_is_taken_out_for_the_second_answer_only() -> None:
    harness = make_harness()
    before = harness.assistant.ask(CASES[0].question)
    outcome = run_case(harness, CASES[0])
    assert outcome.scores["rests_on_citations"] == 1.0
    again = harness.assistant.ask(CASES[0].question)
    assert isinstance(before, Answer)
    assert isinstance(again, Answer)
    assert again.text == before.text
    with harness.index.without([before.citations[0].passage.id]):
        without = harness.assistant.ask(CASES[0].question)
    assert before.citations[0].passage.id not in without.contexts


def test_answer_that_knows_without_reading_is_found_out() -> None:
    outcome = run_case(make_harness(Scripted()), CASES[0])
    assert outcome.scores["rests_on_citations"] == 0.0


def test_case_that_fails_is_reported_as_failed_and_in_no_figure() -> None:
    failing = Scripted(Dandong=WriterError("It broke off.", "Nothing to do."), Rajin=RuntimeError("a made-up fault"))
    cases = (*CASES, make_case("direct-004", question="Why Dandong?"))
    run = run_cases(make_harness(failing), cases, Journal())
    assert [(outcome.id, outcome.error) for outcome in run.failed] == [
        ("direct-001", "RuntimeError: a made-up fault"),
        ("direct-004", "It broke off."),
    ]
    assert figures(run.outcomes)["key_recall"].n == 2
    assert run_to_dict(run)["failed"] == 2


def test_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first = Scripted(nuclear=KeyboardInterrupt())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        run_and_keep(make_harness(first), CASES, tmp_path)
    second = Scripted()
    run, kept = run_and_keep(make_harness(second), CASES, tmp_path)
    assert set(second.asked) == {CASES[2].question}
    assert [outcome.id for outcome in run.outcomes] == [case.id for case in CASES]
    assert kept == tmp_path / "abc123.json"
    assert run == read_run(kept)
    assert [path.name for path in tmp_path.iterdir()] == ["abc123.json"], "the journal is done with"


def test_what_failed_is_asked_again_and_the_rest_is_not(tmp_path: Path) -> None:
    run_and_keep(make_harness(Scripted(nuclear=RuntimeError("once"))), CASES, tmp_path)
    second = Scripted()
    run, _ = run_and_keep(make_harness(second), CASES, tmp_path)
    assert set(second.asked) == {CASES[2].question}
    assert not run.failed


@pytest.mark.parametrize(
    "field", ["code", "corpus", "questions", "writer", "support", "embedder", "reranker", "commit"]
)
def test_journal_of_another_setting_is_not_taken_up(tmp_path: Path, field: str) -> None:
    path = tmp_path / "run.jsonl"
    with open_journal(path, MADE_BY) as journal:
        journal.add(run_case(make_harness(Scripted()), CASES[0]))
    with open_journal(path, MADE_BY) as journal:
        assert list(journal.known) == ["direct-001"]
    with open_journal(path, replace(MADE_BY, **{field: "another"})) as journal:
        assert not journal.known


def test_line_that_was_cut_short_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with open_journal(path, MADE_BY) as journal:
        for case in CASES[:2]:
            journal.add(run_case(make_harness(Scripted()), case))
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    with open_journal(path, MADE_BY) as journal:
        assert list(journal.known) == ["direct-001"]


def test_results_that_cannot_be_written_say_so(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="results"):
        run_and_keep(make_harness(Scripted()), CASES, tmp_path / "results")


def test_same_questions_give_the_same_file_to_the_last_byte(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        run_and_keep(make_harness(), CASES, tmp_path / folder, seed=3)
    one, other = (tmp_path / folder / "abc123.json" for folder in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    assert json.loads(one.read_text(encoding="utf-8"))["figures"]["key_recall"]["n"] == 3


def test_baseline_keeps_figures_and_no_text_of_an_answer(tmp_path: Path) -> None:
    run = run_cases(make_harness(), CASES, Journal())
    write_baseline(run, tmp_path / "baseline.json")
    kept = read_run(tmp_path / "baseline.json")
    assert figures(kept.outcomes) == figures(run.outcomes)
    assert "cargoes" not in (tmp_path / "baseline.json").read_text(encoding="utf-8")


def test_latest_whole_run_is_shown_and_the_baseline_where_there_is_none(tmp_path: Path) -> None:
    run = run_cases(make_harness(Scripted()), CASES, Journal())
    baseline = replace(run, made_by=replace(MADE_BY, commit="baseline"))
    write_baseline(baseline, tmp_path / "baseline.json")
    folder = tmp_path / "results"
    assert latest_run(folder, tmp_path / "baseline.json").made_by.commit == "baseline"
    write_run(run, path_of(MADE_BY, folder))
    partial = replace(MADE_BY, commit="newer", only=("direct",))
    write_run(replace(run, made_by=partial), path_of(partial, folder))
    (folder / "torn.json").write_text("{", encoding="utf-8")
    assert latest_run(folder, tmp_path / "baseline.json").made_by.commit == "abc123"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "No such file"), ("{", "Expecting"), ("[]", "list"), ('{"format": 9}', "its format is 9"),
     ('{"format": 1}', "outcomes"), ('{"format": 1, "outcomes": [{"id": "a"}], "made_by": {}}', "validation error")],
)  # fmt: skip
def test_file_that_is_no_results_file_says_what_is_wrong(tmp_path: Path, content: str | None, reason: str) -> None:
    path = tmp_path / "run.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=reason) as raised:
        read_run(path)
    assert str(path) in raised.value.message


def test_kinds_are_chosen_by_name() -> None:
    cases: tuple[Case, ...] = (*CASES, make_case("comparison-001"))
    assert of_kinds(cases, ()) == cases
    assert [case.id for case in of_kinds(cases, ("comparison",))] == ["comparison-001"]
    with pytest.raises(EvaluationError, match="'comparisons'") as raised:
        of_kinds(cases, ("comparisons",))
    assert "direct, comparison" in raised.value.hint
