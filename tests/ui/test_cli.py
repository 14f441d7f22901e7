"""The command line: arguments in, text or JSON and an exit status out, over made-up services."""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from tests.conftest import SUBJECT, make_passage, make_source
from tumen.assistant.dialogue import (
    Answer,
    Citation,
    Hit,
    Kind,
    QuoteVerdict,
    Reading,
    Reason,
    Refusal,
    Section,
    Sentence,
    Setting,
    Support,
    SupportVerdict,
    Turn,
)
from tumen.assistant.timing import TimedReply
from tumen.corpus.catalogue import Catalogue
from tumen.corpus.dates import PartialDate
from tumen.corpus.errors import CatalogueError, Fault, IndexMissingError, QuestionError
from tumen.corpus.passages import Confidence, Source, Statement, Voice
from tumen.ingest import originals
from tumen.ingest.adding import Outcome
from tumen.ingest.digest import Holding
from tumen.ingest.pipeline import BuildReport
from tumen.ui.cli import main
from tumen.ui.failures import Status

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "answer.schema.json").read_text(encoding="utf-8"))
SETTING = Setting("sha256:" + "0" * 64, 1218, 112, "quoting")
PASSAGE = make_passage(text="Russia sells\n coal.", confidence=Confidence.WEAK)


def reading(question: str, as_of: datetime.date | None = None) -> Reading:
    return Reading(question, question, ("russia",), ("trade",), Kind.POSITION, as_of=as_of)


def answer(question: str, as_of: datetime.date | None = None) -> Answer:
    sentence = Sentence("Russia sold coal in 2017.", (1,), Support(0.971234, SupportVerdict.SUPPORTED))
    return Answer(
        reading=reading(question, as_of),
        sections=(Section("Russia", "russia", (sentence,)),),
        citations=(Citation(1, PASSAGE, "sells coal", QuoteVerdict.NORMALISED),),
        balance={"russia": 1},
        contexts=(PASSAGE.id,),
        setting=SETTING,
        notices=("The corpus holds nothing on China's position here.",),
    )


def refusal(question: str) -> Refusal:
    return Refusal(
        reading(question),
        Reason.NOT_IN_CORPUS,
        "Nothing here answers that.",
        (PASSAGE,),
        ("Who buys coal?",),
        (),
        SETTING,
    )


class FakeAssistant:
    def ask(self, question: str, history: Sequence[Turn] = (), as_of: datetime.date | None = None) -> Answer | Refusal:
        if not question:
            raise QuestionError("The question is empty.", "Write one.")
        if question == "crash":
            raise RuntimeError("a made-up fault")
        return refusal(question) if "moon" in question else answer(question, as_of)

    def search(self, question: str, k: int) -> tuple[Hit, ...]:
        return (Hit(PASSAGE, 0.5, 7.0, 0.75, 0.8),) * k


class FakeTimedAssistant:
    def __init__(self, assistant: FakeAssistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: datetime.date | None = None) -> TimedReply:
        return TimedReply(self._assistant.ask(question, history, as_of), {"total": 1.23})


class FakeServices:
    """What the command line asks for; remembers what it was asked."""

    def __init__(self, **replaced: Any) -> None:
        self.asked: list[Any] = []
        self._replaced = replaced

    def assistant(self) -> FakeAssistant:
        if "assistant" in self._replaced:
            raise self._replaced["assistant"]
        return FakeAssistant()

    def timed_assistant(self) -> "FakeTimedAssistant":
        return FakeTimedAssistant(self.assistant())

    def catalogue(self) -> Catalogue:
        if "catalogue" in self._replaced:
            raise self._replaced["catalogue"]
        said = Statement(
            "made-up-2017", 1, "Russia sells coal.", ("russia",), (), Voice.OFFICIAL, ("trade",),
            PartialDate("2017-06"), "¶1", Confidence.VERIFIED,
        )  # fmt: skip
        return Catalogue((make_source(),), (said,), (), "0" * 64, SUBJECT)

    def build(self, progress: Any) -> BuildReport:
        progress(1, 2)
        return BuildReport("gen-2", True, passages=5, embedded=1, reused=4, removed=3, sources=2, originals=0)

    def hold_against_originals(self, catalogue: Catalogue) -> Sequence[tuple[Source, Sequence[Holding]]]:
        said = catalogue.statements[0]
        held = Holding(said, "¶3", 40, 90, 0.25, ("2016",)), Holding(said, "¶1", 0, 30, 0.75, ())
        return [(catalogue.sources[0], held)] if self._replaced.get("originals") else []

    def add(self, files: Sequence[Path], source: str) -> Sequence[Outcome]:
        failed = Outcome("b.txt", source, originals.Status.FAILED, "b.txt is empty.", "Download it again.")
        return (Outcome("a.txt", source, originals.Status.ADDED), *([failed] if len(files) > 1 else []))

    def serve(self, port: int, open_browser: bool) -> None:
        self.asked.append((port, open_browser))


class Typed(SimpleNamespace):
    """How one command line ended: status, out, err."""

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def tumen(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, services: Any = None) -> Typed:
        with pytest.raises(SystemExit) as ended:
            main(arguments, services or FakeServices())
        captured = capsys.readouterr()
        return Typed(status=ended.value.code or 0, out=captured.out, err=captured.err)

    return run


def test_answer_as_json_keeps_the_published_contract(tumen: Any) -> None:
    ended = tumen("ask", "Who sells coal?", "--json", "--as-of", "2017-08")
    jsonschema.validate(ended.json, SCHEMA)
    assert ended.status == Status.ANSWERED
    assert ended.json["reading"]["as_of"] == "2017-08-31"
    assert ended.out.count("\n") == 1
    assert ended.err == ""


def test_refusal_keeps_the_published_contract_and_has_a_status_of_its_own(tumen: Any) -> None:
    ended = tumen("ask", "Who owns the moon?", "--json")
    jsonschema.validate(ended.json, SCHEMA)
    assert (ended.status, ended.json["status"]) == (Status.REFUSED, "refused")
    assert tumen("ask", "Who owns the moon?").status == Status.REFUSED


def test_answer_in_a_pipe_is_plain_text_with_every_source(tumen: Any) -> None:
    ended = tumen("ask", "Who sells coal?")
    assert "Russia sold coal in 2017. [1]" in ended.out
    for shown in ("[1] A made-up report", "A. Author, Made-up Press, 8 June 2017", "russia, voice: official", "¶1",
                  "confirm before print", "https://example.org/report",
                  "Paraphrase: sells coal (normalised)"):  # fmt: skip
        assert shown in ended.out
    assert "\x1b" not in ended.out


def test_refusal_in_a_pipe_names_the_nearest_and_what_to_ask(tumen: Any) -> None:
    ended = tumen("ask", "Who owns the moon?")
    assert all(text in ended.out for text in ("Nothing here answers that.", PASSAGE.id, "Who buys coal?"))


@pytest.mark.parametrize("arguments", [("ask", "Who sells coal?"), ("ask", "Who owns the moon?"), ("search", "coal")])
def test_terminal_shows_text_of_sources_as_text(
    tumen: Any, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, str]
) -> None:
    hostile = make_passage(
        text="Coal \x1b]0;owned\x07 [bold]sold[/bold] \u202eloac",
        source=make_source(title="Title \x1b[2J[link=https://example.org]here[/link]\x9b31m"),
    )
    monkeypatch.setattr(sys.modules[__name__], "PASSAGE", hostile)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    out = tumen(*arguments).out
    assert not any(trick in out for trick in ("\x1b]", "\x1b[2J", "\x9b", "\x07", "\u202e"))
    assert "[link=" in out


def test_search_ranks_passages(tumen: Any) -> None:
    found = tumen("search", "coal", "-k", "2", "--json").json
    assert [hit["passage"] for hit in found["hits"]] == [PASSAGE.id, PASSAGE.id]
    assert found["hits"][0]["fused"] == 0.75
    assert "1. 0.800  A made-up report (made-up-2017#1)" in tumen("search", "coal").out


def test_sources_are_a_table_for_other_programs_and_one_shows_all_it_says(tumen: Any) -> None:
    assert tumen("sources").out == "made-up-2017\t2017-06-08\tA. Author\tA made-up report\n"
    assert "Russia sells coal." in tumen("sources", "made-up-2017").out
    assert tumen("sources", "--json").json["sources"][0]["published"] == "2017-06-08"
    assert tumen("sources", "made-up-2017", "--json").json["statements"][0]["passage"] == "made-up-2017#1"


def test_unknown_source_is_a_message_and_a_hint(tumen: Any) -> None:
    ended = tumen("sources", "made-up-2016", "--json")
    assert (ended.status, ended.json["error"]) == (Status.FAILED, "unknown_source")
    assert "made-up-2017" in ended.json["hint"]


def test_check_counts_or_names_every_fault(tumen: Any) -> None:
    assert tumen("check").out == "1 sources, 1 statements, 0 contradictions: no faults.\n"
    faults = CatalogueError([Fault("a.yaml", "id", "is missing", "an id"), Fault("b.yaml", "n", "is 0", "1 or more")])
    ended = tumen("check", services=FakeServices(catalogue=faults))
    assert ended.status == Status.FAILED
    assert all(text in ended.err for text in ("a.yaml", "b.yaml", "tumen check"))


def test_check_names_the_statements_to_look_at_and_where(tumen: Any) -> None:
    services = FakeServices(originals=True)
    ended = tumen("check", services=services)
    assert "made-up-2017: 2 statements held against the original, 1 to look at." in ended.out
    assert "#1 (¶1): 25% of its words in ¶3; not in the original: 2016" in ended.out
    doubtful, borne_out = tumen("check", "--json", services=services).json["originals"][0]["statements"]
    assert (doubtful["doubtful"], doubtful["missing"], doubtful["start"]) == (True, ["2016"], 40)
    assert not borne_out["doubtful"]


def test_added_files_are_told_one_by_one_and_one_that_failed_fails_the_command(tumen: Any) -> None:
    ended = tumen("add", "a.txt", "--source", "made-up-2017")
    assert (ended.status, ended.out) == (Status.ANSWERED, "added     a.txt (made-up-2017)\n")
    ended = tumen("add", "a.txt", "b.txt", "--source", "made-up-2017", "--json")
    assert ended.status == Status.FAILED
    assert [outcome["status"] for outcome in ended.json["outcomes"]] == ["added", "failed"]


def test_build_says_what_it_did_and_nothing_when_quiet(tumen: Any) -> None:
    ended = tumen("build")
    assert ended.out == "gen-2 holds 5 passages of 2 sources (1 embedded, 4 reused, 3 removed).\n"
    assert ended.err == ""
    assert tumen("build", "--quiet").out == ""
    assert tumen("build", "--json").json["generation"] == "gen-2"


def test_chat_serves_the_page(tumen: Any) -> None:
    services = FakeServices()
    tumen("chat", services=services)
    tumen("chat", "--port", "9000", "--no-browser", services=services)
    assert services.asked == [(8501, True), (9000, False)]


@pytest.mark.parametrize(
    "typed",
    ["", "ask", "aks Q?", "ask Q? --jsn", "ask Q? --as-of soon", "ask Q? --as-of 2017-13", "search Q? -k 0",
     "search Q? -k many", "add file.txt", "chat --port 0"],
)  # fmt: skip
def test_command_line_that_cannot_be_read(tumen: Any, typed: str) -> None:
    ended = tumen(*typed.split())
    assert ended.status == Status.USAGE
    assert "Usage: tumen" in ended.err


def test_failure_is_two_lines_and_an_object_where_one_was_asked_for(tumen: Any) -> None:
    missing = IndexMissingError("There is no index yet.", "Run `tumen build`.")
    for arguments in (("ask", "Q?"), ("search", "Q?")):
        ended = tumen(*arguments, services=FakeServices(assistant=missing))
        assert (ended.status, ended.out, ended.err) == (1, "", "There is no index yet.\nRun `tumen build`.\n")
        ended = tumen(*arguments, "--json", services=FakeServices(assistant=missing))
        assert ended.json == missing.to_dict()
    assert tumen("ask", "-", services=FakeServices(assistant=missing)).json["error"] == "index_missing"


@pytest.mark.parametrize("question", ["", "half a pair \udcff"])
def test_question_that_cannot_be_read(tumen: Any, question: str) -> None:
    ended = tumen("ask", question, "--json")
    assert (ended.status, ended.json["error"]) == (Status.FAILED, "question")


def test_fault_of_tumen_itself_says_how_to_report_it(tumen: Any) -> None:
    ended = tumen("ask", "crash")
    assert ended.status == Status.FAILED
    assert "RuntimeError: a made-up fault" in ended.err
    assert "--debug" in ended.err
    assert "Traceback" not in ended.err
    assert "Traceback" in tumen("--debug", "ask", "crash").err


def test_interrupt_is_quiet(tumen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeAssistant, "ask", interrupted)
    ended = tumen("ask", "Q?")
    assert (ended.status, ended.out, ended.err) == (130, "", "")


# What follows starts processes of its own: what is imported, and what happens when a reader leaves, shows only there.


def python(code: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False, **options
    )


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["sources", "--help"]])
def test_help_imports_nothing_dear(arguments: list[str]) -> None:
    said = "print(*sys.modules, file=sys.stderr)"
    code = f"import sys\nfrom tumen.ui.cli import main\ntry:\n    main({arguments})\nfinally:\n    {said}"
    imported = set(python(code).stderr.split())
    assert "tumen.ui.cli" in imported
    assert not imported & {"numpy", "rich", "torch", "chromadb", "streamlit", "langchain", "onnxruntime"}


def test_reader_that_leaves_is_no_failure() -> None:
    code = (
        "from tests.ui.test_cli import FakeServices; from tumen.ui.cli import main; main(['ask', '-'], FakeServices())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"First?\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["question"] == "First?", "a reply comes as soon as it is made"
        process.stdout.close()
        process.stdin.write(b"Second?\n" * 3)
        process.stdin.close()
        assert process.stderr.read() == b""
