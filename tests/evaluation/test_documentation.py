"""docs/evaluation.md says what the code does: its examples are run, its tables name every measure."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.made_up import MadeUpServices
from tumen.evaluation.gold.results import BASELINE, read_run
from tumen.evaluation.measures import MEASURES
from tumen.evaluation.others.answer_files import read_answers
from tumen.ui.cli import main

TEXT = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
ANSWERS, RAGAS = re.findall(r"```jsonl\n(.*?)```", TEXT, re.S)
(CONSOLE,) = re.findall(r"```console\n(.*?)```", TEXT, re.S)


def test_every_measure_is_explained_under_its_name_and_title() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", TEXT, re.M)
    assert rows == [(measure.name, measure.title) for measure in MEASURES]


def test_example_gives_what_the_page_shows(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.jsonl").write_text(ANSWERS, encoding="utf-8")
    command, *shown = CONSOLE.strip().splitlines()
    with pytest.raises(SystemExit) as ended:
        main(command.split()[2:], MadeUpServices())
    assert not ended.value.code
    assert [_comparable(line) for line in capsys.readouterr().out.strip().splitlines()] == list(map(_comparable, shown))
    assert read_run(tmp_path / "theirs.json").outcomes
    assert (tmp_path / "theirs.html").stat().st_size > 5_000


def _comparable(line: str) -> str:
    """The nearness of question and answer depends on the embedder, which is a fake here."""
    return re.sub(r"[\d.]+ +[\d.]+ to [\d.]+", "", line) if line.startswith("Answer near question") else line


def test_example_of_ragas_is_read(tmp_path: Path) -> None:
    (tmp_path / "ragas.jsonl").write_text(RAGAS, encoding="utf-8")
    (record,) = read_answers(tmp_path / "ragas.jsonl")
    assert record.sentences[0].passages == record.contexts


def test_committed_baseline_is_a_whole_run_without_failures() -> None:
    run = read_run(BASELINE)
    assert not run.failed
    assert not run.made_by.only
    assert not any(outcome.sentences or outcome.passages for outcome in run.outcomes)
