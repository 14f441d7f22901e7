"""The wheel: one import name, all that the repository has, and it works from a folder that knows nothing of it."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("corpus", "ingest", "assistant", "ui", "evaluation", "training")
DATA = {".py", ".yaml", ".json", ".css", ".svg", ".js", ".typed"}


def run(command: Sequence[str | Path], cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    names = run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], ROOT).splitlines()
    for name in names:
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    run([*pip, "--wheel-dir", folder, source], folder)
    return next(folder.glob("tumen-*.whl"))


def test_nothing_but_tumen_stands_at_top_level(wheel: Path) -> None:
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"tumen"}


def test_it_holds_every_module_and_every_table(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = [path for floor in FLOORS for path in (ROOT / floor).rglob("*") if path.suffix in DATA]
    wanted = {f"tumen/{path.relative_to(ROOT).as_posix()}" for path in ours if "__pycache__" not in path.parts}
    wanted |= {f"tumen/{path.name}" for path in (ROOT / "tumen").iterdir() if path.suffix in DATA}
    assert not wanted - held


def test_a_bare_environment_asks_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Its dependencies are those of this one; the repository is out of its sight."""
    run([sys.executable, "-m", "venv", tmp_path / "bare"], tmp_path)
    python = tmp_path / "bare" / "bin" / "python"
    run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "TUMEN_DATA": str(tmp_path / "data"),
        "TUMEN_EMBEDDER": "hashing",
    }
    tumen = tmp_path / "bare" / "bin" / "tumen"
    run([tumen, "build", "--quiet"], elsewhere, **environment)
    reply = json.loads(run([tumen, "ask", "What did China say about THAAD?", "--json"], elsewhere, **environment))
    assert reply["status"] == "answered"
    code = """
import importlib.util, json, tumen
assert not [name for name in ("corpus", "assistant", "ui", "evaluation", "ingest") if importlib.util.find_spec(name)]
with tumen.Tumen.open() as opened:
    reply = opened.ask("What did China say about THAAD?")
    hit = opened.search("THAAD", 1)[0]
    same = reply.text == json.loads(input())["text"]
    print(same, opened.check(hit.passage.text, [hit.passage.id]).verdict)
print(tumen.__file__)
"""
    done = subprocess.run(
        [python, "-c", code],
        input=json.dumps(reply),
        capture_output=True,
        text=True,
        cwd=elsewhere,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, home = done.stdout.splitlines()
    assert said == "True supported"
    assert Path(home).is_relative_to(tmp_path / "bare")
