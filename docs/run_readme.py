"""Runs the worked examples of README.md and puts their output where it stands.

    python docs/run_readme.py            writes README.md, over the index of the data directory (`tumen build` first)

A block ```console holds commands, each after `$ `, continued after `> `, and what they print. Knows the form of such a
block; tests/test_readme.py compares.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_COMMAND = re.compile(r"^\$ .*(?:\n>(?: .*)?)*", re.MULTILINE)


def rewritten(text: str, environment: Mapping[str, str]) -> str:
    """The text with the output of every command replaced by what it prints now, in a copy of this environment."""
    return _BLOCK.sub(lambda block: "".join(_lines(block.group(), environment)), text)


def _lines(block: str, environment: Mapping[str, str]) -> Iterator[str]:
    for shown in _COMMAND.findall(block):
        command = "\n".join(line[2:] for line in shown.splitlines())
        yield f"{shown}\n"
        yield _output(command, environment)


def _output(command: str, environment: Mapping[str, str]) -> str:
    """What the command prints, with this interpreter and its `tumen` first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), environment.get("PATH", os.defpath)))
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**environment, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if run.stderr:
        raise RuntimeError(f"{command}\n{run.stderr}")
    return run.stdout


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8"), os.environ), encoding="utf-8")
