"""The report: self-contained, every figure in words, every text escaped, the worst cases first."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.made_up import MADE_BY
from tumen.evaluation.metrics import calibration
from tumen.evaluation.metrics.intervals import Interval
from tumen.evaluation.outcomes import Outcome, Run, ShownPassage, ShownSentence
from tumen.evaluation.reports.charts import interval_plot, percent
from tumen.evaluation.reports.report import report_page
from tumen.evaluation.reports.worst import worst_cases

GOOD = Outcome(
    "direct-001", "direct", "Who sells coal?", True, "answered",
    scores={"cites_a_key": 1.0, "key_recall": 1.0, "citation_recall": 1.0, "false_refusals": 0.0},
)  # fmt: skip
THIN = replace(GOOD, id="direct-002", keys=("a#1", "b#1"), cited=("a#1",), scores={**GOOD.scores, "key_recall": 0.5})
REFUSED = Outcome(
    "direct-003", "direct", "Who buys coal?", True, "refused", reason="not_in_corpus",
    scores={"cites_a_key": 0.0, "key_recall": 0.0, "false_refusals": 1.0},
)  # fmt: skip
HOSTILE = "<script>alert(1)</script><img src=https://example.org/x>"
MISLEADING = Outcome(
    "unanswerable-001", "unanswerable", f"Who {HOSTILE}?", False, "answered",
    sentences=(ShownSentence(f"He {HOSTILE}.", (1,), False, ("number 42 not in passage",)),),
    passages=(ShownPassage(1, "a#1", f"Coal {HOSTILE}.", "official, 2017", "exact"),),
    scores={"right_refusals": 0.0, "citation_recall": 0.0},
)  # fmt: skip
FAILED = Outcome("direct-004", "direct", "Who ships coal?", True, "failed", error="It broke off.")
RUN = Run(MADE_BY, (GOOD, THIN, REFUSED, MISLEADING, FAILED))


class Page(HTMLParser):
    """Tags, their attributes and all the text of a page; complains about tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(run: Run = RUN, **given_: Any) -> Page:
    return Page(report_page(run, given_.pop("key_texts", {}), **given_))


def test_report_asks_nobody_for_anything() -> None:
    read = page(calibration=calibration([0.2, 0.9], [False, True]))
    assert not {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object", "svg"}
    assert not [attributes for _, attributes in read.tags if {"src", "href", "onclick"} & attributes.keys()]
    assert "url(" not in report_page(RUN, {})
    assert "@import" not in report_page(RUN, {})


def test_text_of_questions_answers_and_passages_is_text() -> None:
    read = page()
    assert read.text.count(HOSTILE) == 3


def test_every_figure_is_there_in_words_with_its_interval() -> None:
    read = page()
    labels = [attributes["aria-label"] for _, attributes in read.tags if attributes.get("class") == "plot"]
    assert "Cites a key statement: 67 %, between 0 % and 100 %" in labels
    assert "Lower is better." in read.text
    assert "5 questions. Failed, and in no figure: 1." in read.text


def test_worst_case_shows_what_was_said_and_what_was_missed() -> None:
    read = page(key_texts={"b#1": "China bought the coal."})
    assert "Not carried: number 42 not in passage." in read.text
    assert "China bought the coal." in read.text
    assert "Refused: not in corpus." in read.text


def test_calibration_is_shown_where_it_is_known() -> None:
    assert "How good the ruler is" not in page().text
    known = page(calibration=calibration([0.25, 0.95, 0.95], [False, True, True]))
    assert "How good the ruler is" in known.text
    assert [a["title"] for _, a in known.tags if a.get("class") == "circle"] == [
        "1 sentences at 25 %: 0 % supported",
        "2 sentences at 95 %: 100 % supported",
    ]


def test_run_without_fault_says_so() -> None:
    assert "None lacks anything that counts." in page(Run(MADE_BY, (GOOD,))).text


def test_what_failed_comes_first_and_what_misleads_before_what_is_thin() -> None:
    cases = worst_cases(RUN.outcomes)
    assert [case.outcome.id for case in cases] == ["direct-004", "unanswerable-001", "direct-003", "direct-002"]
    assert cases[1].reasons == ("was answered, though the corpus does not answer it", "Sentences carried: 0%")
    assert cases[2].reasons == ("was refused, though the corpus answers it",), (
        "that it cites nothing goes without saying"
    )


def test_one_fault_does_not_hide_the_others() -> None:
    refused = [replace(REFUSED, id=f"direct-{n:03}") for n in range(100, 120)]
    ids = [case.outcome.id for case in worst_cases([*refused, THIN])]
    assert ids == ["direct-100", "direct-101", "direct-102", "direct-103", "direct-002"]


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 %"), (1, "100 %"), (0.874, "87 %"), (0.996, "99.6 %"), (0.004, "0.4 %"), (0.5, "50 %"), (0.99, "99 %")],
)
def test_percent_hides_no_fault(value: float, words: str) -> None:
    assert percent(value) == words


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted))
def test_plot_lies_within_its_axis(values: list[float]) -> None:
    low, mean, high = values
    plot = interval_plot(Interval(mean, low, high, 9), "A & B")
    places = [float(number) for number in re.findall(r"(?:left|width):([\d.]+)%", plot)]
    assert all(0 <= place <= 100 for place in places)
    assert places[0] + places[1] <= 100.02
    assert "A &amp; B" in plot
