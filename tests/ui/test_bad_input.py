"""What goes wrong from outside, through the real command line and the real floors: a message, a hint, nothing lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.ingest.conftest import Writer, corpus_folder, small, write_source
from tests.ingest.test_readers import locked_pdf, pdf
from tumen.corpus.generation import switch_to
from tumen.corpus.settings import MEBIBYTE, Settings
from tumen.ingest.pipeline import build
from tumen.ui.cli import main
from tumen.ui.failures import Status

__all__ = ["corpus_folder", "small", "write_source"]
ROOT = Path(__file__).parents[2]
QUESTION = "Which port does Russia trade coal with?"

Tumen = Callable[..., SimpleNamespace]


@pytest.fixture
def tumen(small: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tumen:
    """Types a command line; the outcome has `status`, `out`, `err`."""
    for name in ("data", "corpus", "embedder"):
        monkeypatch.setenv(f"TUMEN_{name.upper()}", str(getattr(small, name)))

    def typed(*arguments: str) -> SimpleNamespace:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return SimpleNamespace(status=ended.value.code or 0, out=captured.out, err=captured.err)

    return typed


def refused(ended: SimpleNamespace, kind: str, *words: str) -> None:
    """Failed with one JSON object on standard output; message and hint on standard error say each of the words."""
    assert ended.status == Status.FAILED
    record = json.loads(ended.out)
    assert record["error"] == kind
    assert ended.err == f"{record['message']}\n{record['hint']}\n"
    assert not [word for word in words if word not in ended.err]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def bad_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """What is wrong → the file, and a word of what is said of it."""
    texts = {
        "empty": ("empty.txt", b"", "0 bytes"),
        "binary": ("binary.txt", b"\x7fELF\0\0\1", "not a text file"),
        "pdf without text": ("scan.pdf", pdf(""), "no text"),
        "locked pdf": ("locked.pdf", locked_pdf("secret"), "password"),
        "wrong encoding": ("cyrillic.txt", "Порт открыт.".encode("cp1251"), "not UTF-8"),
        "no such type": ("table.xlsx", b"PK", "suffix"),
    }
    found = {}
    for what, (name, bytes_, word) in texts.items():
        (folder / name).write_bytes(bytes_)
        found[what] = folder / name, word
    with (folder / "large.txt").open("wb") as file:
        file.truncate(200 * MEBIBYTE)
    (folder / "folder.txt").mkdir()
    return {**found, "large": (folder / "large.txt", "limit"), "folder": (folder / "folder.txt", "is a folder")}


def test_every_bad_file_is_told_and_the_good_one_among_them_is_taken(tumen: Tumen, tmp_path: Path) -> None:
    bad = bad_files(tmp_path)
    good = tmp_path / "good.txt"
    good.write_text("A made-up port was opened. It took coal.")
    files = [str(path) for path, _ in bad.values()]
    ended = tumen("add", *files[:3], str(good), *files[3:], "--source", "made-up-2017", "--json")
    assert ended.status == Status.FAILED
    outcomes = {outcome["came_from"]: outcome for outcome in json.loads(ended.out)["outcomes"]}
    assert outcomes.pop("good.txt")["status"] == "added"
    for path, word in bad.values():
        outcome = outcomes[path.name]
        assert (outcome["status"], bool(outcome["hint"])) == ("failed", True)
        assert word in outcome["message"]
    assert tumen("build").status == Status.ANSWERED
    assert "@0-" in tumen("search", "port opened", "--json").out


def test_an_unknown_source(tumen: Tumen, tmp_path: Path) -> None:
    refused(tumen("add", "a.txt", "--source", "made-up-2071", "--json"), "unknown_source", "made-up-2017")
    refused(tumen("sources", "made-up-2071", "--json"), "unknown_source", "made-up-2017")
    refused(tumen("fetch", "made-up-2071", "--json"), "unknown_source", "made-up-2017")


def test_a_broken_corpus_names_every_fault_and_the_old_index_answers(
    tumen: Tumen, corpus_folder: Path, write_source: Writer
) -> None:
    tumen("build")
    path = corpus_folder / "sources" / "made-up-2018.yaml"
    (corpus_folder / "sources" / "twin-2018.yaml").write_bytes(path.read_bytes())
    path.write_text(path.read_text("utf-8").replace("  voice:", "\tvoice:"), "utf-8")
    for command in ("build", "check"):
        refused(tumen(command, "--json"), "catalogue", "made-up-2018.yaml: line", "tab", "twin-2018.yaml: id")
    assert tumen("ask", QUESTION).status == Status.ANSWERED


@pytest.mark.parametrize("question", ["", " \n", "coal? " * 4_000])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_that_is_empty_or_a_book(tumen: Tumen, command: str, question: str) -> None:
    tumen("build")
    refused(tumen(command, question, "--json"), "question")


@pytest.mark.parametrize("command", ["ask", "search"])
def test_no_index_yet(tumen: Tumen, small: Settings, command: str) -> None:
    refused(tumen(command, QUESTION, "--json"), "index_missing", "tumen build")
    assert not small.data.exists(), "asking makes nothing"


def test_an_index_of_another_format_or_embedder_is_refused_and_made_anew(tumen: Tumen, small: Settings) -> None:
    folder = small.data / build(small).generation
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for change in ({"format_version": 0}, {"embedder": "another-model", "inputs_sha256": "of another model"}):
        (folder / "manifest.json").write_text(json.dumps({**manifest, **change}))
        switch_to(folder)
        before = content(small.data)
        refused(tumen("ask", QUESTION, "--json"), "index_incompatible", "tumen build")
        assert content(small.data) == before
    assert tumen("build").status == Status.ANSWERED
    assert tumen("ask", QUESTION).status == Status.ANSWERED


def test_an_unwritable_data_directory(tumen: Tumen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    good = tmp_path / "good.txt"
    good.write_text("A made-up port was opened.")
    monkeypatch.setenv("TUMEN_DATA", str(tmp_path / "file" / "data"))
    refused(tumen("build", "--json"), "storage", "TUMEN_DATA")
    refused(tumen("add", str(good), "--source", "made-up-2017", "--json"), "storage", "TUMEN_DATA")
    refused(tumen("ask", QUESTION, "--json"), "index_missing")


FULL = """
mount -t tmpfs -o size=150k tmpfs "$TUMEN_DATA" || exit 77
"$PYTHON" -m ui.cli build --json
echo $?
ls -A "$TUMEN_DATA"
"""


def test_a_full_data_directory(small: Settings) -> None:
    small.data.mkdir()
    environment: dict[str, Any] = {
        **os.environ,
        "PYTHON": sys.executable,
        "TUMEN_DATA": str(small.data),
        "TUMEN_CORPUS": str(small.corpus),
        "TUMEN_EMBEDDER": "hashing",
    }
    try:
        run = subprocess.run(
            ["unshare", "--map-root-user", "--mount", "sh", "-c", FULL],
            capture_output=True, text=True, cwd=ROOT, env=environment, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("unshare is not on this machine")
    if run.returncode == 77 or "unshare failed" in run.stderr:
        pytest.skip("mounting is not allowed here")
    record, status, *left = run.stdout.splitlines()
    assert json.loads(record)["error"] == "storage", run.stderr
    assert "TUMEN_DATA" in run.stderr
    assert (status, left) == ("1", [])
