"""What made a run: digests of code and questions, and the commit as git names it.

Knows which files decide what is answered and how it is scored; knows nothing of outcomes.
"""

import hashlib
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FLOORS = ("corpus", "assistant", "evaluation")
_DECIDING = {".py", ".json", ".npz"}


def commit() -> str:
    """As `git describe` names it, with `-dirty` where files were changed since; the version where there is no git."""
    try:
        described = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=12"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return _version()
    return described.stdout.strip()


def code_digest() -> str:
    """Of every file that decides what is answered and how it is scored: a commit does not name what is uncommitted."""
    paths = (path for floor in _FLOORS for path in (ROOT / floor).rglob("*") if path.suffix in _DECIDING)
    return digest_of(path for path in paths if path.name != "baseline.json")


def digest_of(paths: Iterable[Path]) -> str:
    """sha256 over names and contents, whatever the order."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version() -> str:
    try:
        return f"tumen-{version('tumen')}"
    except PackageNotFoundError:
        return "unknown"
