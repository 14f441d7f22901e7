"""The Quality page shows the latest run of the working directory, and the baseline that ships where there is none."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.evaluation.made_up import CASES, MADE_BY, make_harness
from tumen.evaluation.gold.journal import Journal
from tumen.evaluation.gold.results import BASELINE, path_of, read_run, write_run
from tumen.evaluation.gold.runner import run_cases


def _page() -> None:
    from tumen.ui.views import latest_run

    latest_run.show()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.chdir(tmp_path)
    return AppTest.from_function(_page, default_timeout=20)


def _shown(page: AppTest) -> str:
    page.run()
    assert not page.exception
    return "".join(element.proto.body for element in page.get("html"))


def test_baseline_is_shown_before_anything_was_run(page: AppTest) -> None:
    shown = _shown(page)
    assert "How good the answers are" in shown
    assert read_run(BASELINE).made_by.commit in shown


def test_latest_run_takes_its_place(page: AppTest, tmp_path: Path) -> None:
    write_run(run_cases(make_harness(), CASES, Journal()), path_of(MADE_BY, tmp_path / "results"))
    shown = _shown(page)
    assert "3 questions." in shown
    assert MADE_BY.commit in shown
    assert "<svg" not in shown, "Streamlit takes SVG out of any HTML"
