"""`tumen evaluate` and what stands under it: arguments in, tables, files or JSON out, over the made-up corpus."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.evaluation.made_up import MadeUpServices, Scripted
from tumen.evaluation.gold.results import read_run, write_baseline
from tumen.ui.cli import main
from tumen.ui.failures import Status


@pytest.fixture
def evaluate(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, services: Any = None) -> Any:
        with pytest.raises(SystemExit) as ended:
            main(["evaluate", *arguments], services or MadeUpServices())
        captured = capsys.readouterr()
        return SimpleNamespace(status=ended.value.code or 0, out=captured.out, err=captured.err)

    return run


def test_gold_set_is_a_table_and_a_file(evaluate: Any, tmp_path: Path) -> None:
    ended = evaluate()
    assert ended.status == Status.ANSWERED
    assert "Sentences carried        1.000  1.000 to 1.000  4" in ended.out
    assert "direct" in ended.out
    assert "Written to results/abc123.json." in ended.out
    assert len(read_run(tmp_path / "results" / "abc123.json").outcomes) == 4
    assert ended.err == ""


def test_json_is_the_results_file(evaluate: Any, tmp_path: Path) -> None:
    ended = evaluate("--json", "--seed", "3")
    assert json.loads(ended.out) == json.loads((tmp_path / "results" / "abc123.json").read_text(encoding="utf-8"))


def test_one_kind_alone_or_an_unknown_one(evaluate: Any) -> None:
    assert json.loads(evaluate("--only", "figure", "--json").out)["cases"] == 1
    ended = evaluate("--only", "figures", "--json")
    assert (ended.status, json.loads(ended.out)["error"]) == (Status.FAILED, "evaluation")


def test_question_that_fails_is_named_and_makes_the_status_1(evaluate: Any) -> None:
    ended = evaluate(services=MadeUpServices(Scripted(nuclear=RuntimeError("a made-up fault"))))
    assert ended.status == Status.FAILED
    assert "Failed, and in no figure: 1\n  direct-003: RuntimeError: a made-up fault" in ended.out


def test_report_and_ragas_file_are_written(evaluate: Any, tmp_path: Path) -> None:
    evaluate("--quiet", "--html", "report.html", "--export-ragas", "ragas.jsonl")
    assert "How good the answers are" in (tmp_path / "report.html").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (tmp_path / "ragas.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [set(row) for row in rows] == [{"user_input", "response", "retrieved_contexts", "reference"}] * 4


def test_gate_passes_the_baseline_and_stops_what_is_worse(evaluate: Any, tmp_path: Path) -> None:
    assert evaluate("--quiet", "--write-baseline", "--baseline", "baseline.json").status == Status.ANSWERED
    assert evaluate("--quiet", "--gate", "--baseline", "baseline.json").status == Status.ANSWERED
    worse = evaluate("--quiet", "--gate", "--baseline", "baseline.json", services=MadeUpServices(Scripted()))
    assert worse.status == Status.FAILED
    assert "Made from its citations (rests_on_citations): 0.000, baseline 1.000" in worse.err
    assert "direct-001 (1.00 → 0.00)" in worse.err
    assert "make baseline" in worse.err


def test_gate_without_a_baseline_says_what_is_missing(evaluate: Any) -> None:
    ended = evaluate("--quiet", "--gate", "--baseline", "baseline.json")
    assert ended.status == Status.FAILED
    assert "baseline.json cannot be read" in ended.err


def test_two_runs_are_compared(evaluate: Any, tmp_path: Path) -> None:
    evaluate("--quiet", "--write-baseline", "--baseline", "baseline.json")
    write_baseline(read_run(tmp_path / "baseline.json"), tmp_path / "one.json")
    evaluate("--quiet", services=MadeUpServices(Scripted()))
    ended = evaluate("compare", "one.json", "results/abc123.json")
    assert ended.status == Status.ANSWERED
    assert "Made from its citations, worse: direct-001" in ended.out
    as_json = json.loads(evaluate("compare", "one.json", "results/abc123.json", "--json").out)
    assert as_json["measures"]["rests_on_citations"]["clear"] is True
    assert evaluate("compare", "one.json", "absent.json").status == Status.FAILED


def test_answers_of_another_system_are_scored_and_kept(evaluate: Any, tmp_path: Path) -> None:
    row = {"question": "What of coal?", "answer": "Russia sold coal [1].", "contexts": ["Russia sold coal."]}
    (tmp_path / "answers.jsonl").write_text(json.dumps(row), encoding="utf-8")
    ended = evaluate("answers", "answers.jsonl", "--results", "theirs.json", "--json")
    assert json.loads(ended.out)["figures"]["citation_recall"]["mean"] == 1.0
    assert read_run(tmp_path / "theirs.json").outcomes[0].status == "answered"
    assert "Sentences carried" in evaluate("answers", "answers.jsonl").out


def test_bad_line_is_a_message_and_a_hint(evaluate: Any, tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").write_text("{", encoding="utf-8")
    ended = evaluate("answers", "answers.jsonl", "--json")
    assert (ended.status, json.loads(ended.out)["error"]) == (Status.FAILED, "evaluation")
    assert "Line 1 of answers.jsonl" in ended.err


@pytest.mark.parametrize("arguments", ["--seed -1", "answers", "compare one.json", "nothing", "support"])
def test_command_line_that_cannot_be_read(evaluate: Any, arguments: str) -> None:
    assert evaluate(*arguments.split()).status == Status.USAGE
