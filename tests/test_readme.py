"""The README tells the truth: its worked examples are run and compared, byte for byte."""

import os
import re
import runpy
from pathlib import Path

from tumen.corpus.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_worked_examples_print_what_the_readme_shows(shipped: Settings) -> None:
    rewritten = runpy.run_path(str(ROOT / "docs" / "run_readme.py"))["rewritten"]
    environment = {**os.environ, "TUMEN_DATA": str(shipped.data)}
    assert rewritten(README, environment) == README, "run `python docs/run_readme.py`, then read what changed"


def test_there_are_five_worked_examples() -> None:
    assert README.count("```console\n") >= 5


def test_the_commands_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", README)) <= targets


def test_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)
