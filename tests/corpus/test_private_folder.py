"""A private folder goes with its process, also when the process was killed; nobody's else is touched."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tumen.corpus.private_folder import PrivateFolder

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_it_is_empty_and_goes_with_all_in_it(temporary: Path) -> None:
    folder = PrivateFolder("made-up-")
    (folder.path / "file").write_text("words")
    assert list(temporary.iterdir()) == [folder.path]
    folder.remove()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_is_removed_and_what_is_held_is_not(temporary: Path) -> None:
    (temporary / "other-1").mkdir()
    (temporary / "made-up-file").write_text("no folder")
    code = (
        "import os, tempfile; from tumen.corpus.private_folder import PrivateFolder\n"
        f"tempfile.tempdir = {str(temporary)!r}\n"
        "folder = PrivateFolder('made-up-'); (folder.path / 'a').mkdir(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert len(list(temporary.glob("made-up-*/a"))) == 1
    held = PrivateFolder("made-up-")
    PrivateFolder("made-up-").remove()
    assert {path.name for path in temporary.iterdir()} == {"other-1", "made-up-file", held.path.name}
    held.remove()


def test_many_at_once_take_nothing_from_each_other(temporary: Path) -> None:
    def use(_: int) -> bool:
        folder = PrivateFolder("made-up-")
        (folder.path / "file").write_text("words")
        was_there = (folder.path / "file").read_text() == "words"
        folder.remove()
        return was_there

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(200)))
    assert list(temporary.iterdir()) == []
