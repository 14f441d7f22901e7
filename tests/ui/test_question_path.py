"""What a question costs before it is answered: the modules that a process imports, and the files that it leaves."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.conftest import corpus_folder, small, write_source
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.models.model_folder import SHIPPED
from tumen.corpus.settings import Settings
from tumen.ingest.pipeline import build

__all__ = ["corpus_folder", "small", "write_source"]
ROOT = Path(__file__).parents[2]
ASK = """
import sys
from tumen.ui.cli import main
try:
    main(["ask", "Which port does Russia trade coal with?", "--json"])
finally:
    print(*sys.modules, file=sys.stderr)
"""
TELEMETRY_SLEEPS = {"CI", "ORT_DISABLE_TELEMETRY"}
"""Where one of these is set: a test that keeps them proves nothing."""

DEAR = {
    "torch", "transformers", "sentence_transformers", "onnx", "streamlit", "langchain", "trafilatura", "pypdf", "docx",
}  # fmt: skip


@pytest.fixture
def shipped(small: Settings, exports: Path) -> Settings:
    """A small index made by the shipped model, exported once for all tests."""
    open_embedder(SHIPPED, exports)
    shutil.copytree(exports, small.data)
    settings = small.model_copy(update={"embedder": SHIPPED})
    build(settings)
    return settings


def test_a_question_imports_no_torch_and_leaves_no_file(shipped: Settings, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    before = sorted(shipped.data.rglob("*"))
    environment = {
        **{name: value for name, value in os.environ.items() if name not in TELEMETRY_SLEEPS},
        "HOME": str(home),
        "TMPDIR": str(home),
        "TUMEN_DATA": str(shipped.data),
        "TUMEN_CORPUS": str(shipped.corpus),
        "TUMEN_EMBEDDER": shipped.embedder,
    }
    run = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )
    assert json.loads(run.stdout)["citations"][0]["passage"] == "made-up-2017#1"
    imported = set(run.stderr.split())
    assert "onnxruntime" in imported
    assert not imported & DEAR
    assert sorted(shipped.data.rglob("*")) == before
    assert not list(home.iterdir()), "such as the .ses and .cache/Microsoft of onnxruntime's telemetry"
