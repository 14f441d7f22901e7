"""Models found, exported, cached, damaged, replaced: with small models of random weights made here."""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tumen.corpus.errors import EmbedderError, StorageError
from tumen.corpus.models import onnx_export
from tumen.corpus.models.embedder import HashingEmbedder, SentenceTransformersEmbedder, open_embedder
from tumen.corpus.models.model_folder import find_model
from tumen.corpus.models.onnx_embedder import CARD, MODEL, TOKENIZER, OnnxEmbedder
from tumen.corpus.models.onnx_export import export

TEXTS = ("coal and oil", "", "the harbour of coal " * 30, "rail")


def bert(folder: Path, pooling: str = "mean", prompt: str | None = None) -> Path:
    """A BERT of two layers and 32 dimensions, the same weights every time."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(7)
    plain = folder.with_name(f"{folder.name}-plain")
    plain.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "coal", "oil", "rail", "the", "of", "harbour", "query"]
    (plain / "vocab.txt").write_text("\n".join(words))
    BertTokenizer(str(plain / "vocab.txt")).save_pretrained(plain)
    shape: dict[str, Any] = {"num_hidden_layers": 2, "num_attention_heads": 2, "max_position_embeddings": 64}
    BertModel(BertConfig(vocab_size=len(words), hidden_size=32, intermediate_size=64, **shape)).save_pretrained(plain)
    transformer = Transformer(str(plain), max_seq_length=48)
    modules = [transformer, Pooling(transformer.get_embedding_dimension(), pooling_mode=pooling)]
    prompts: dict[str, Any] = {"prompts": {"query": prompt}, "default_prompt_name": "query"} if prompt else {}
    SentenceTransformer(modules=modules, device="cpu", **prompts).save(str(folder))
    return folder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bert(tmp_path_factory.mktemp("models") / "small-bert")


@pytest.fixture(scope="session")
def exported_data(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    assert isinstance(open_embedder(str(model), data), OnnxEmbedder)
    return data


@pytest.fixture
def data(exported_data: Path, tmp_path: Path) -> Path:
    """A data directory of one's own in which the small model has been exported."""
    return Path(shutil.copytree(exported_data, tmp_path / "data"))


def export_folder(data: Path) -> Path:
    (folder,) = (path for path in (data / "models").iterdir() if path.is_dir())
    return folder


def test_hashing_is_the_same_everywhere() -> None:
    (row,) = HashingEmbedder(8).embed(["Coal, oil; COAL"])
    assert row * 5**0.5 == pytest.approx([-2, 0, 0, 0, 1, 0, 0, 0])


def test_hashing_needs_no_data(tmp_path: Path) -> None:
    assert isinstance(open_embedder("hashing", tmp_path), HashingEmbedder)
    assert not list(tmp_path.iterdir())


def test_a_second_start_imports_nothing_of_torch(model: Path, data: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tumen.corpus.models.embedder import open_embedder\n"
        f"embedder = open_embedder({str(model)!r}, Path({str(data)!r}))\n"
        "assert embedder.embed(['coal']).shape == (1, 32)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'huggingface_hub', 'scipy', 'sklearn'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / MODEL).unlink(),
        lambda folder: (folder / MODEL).write_bytes((folder / MODEL).read_bytes()[:1000]),
        lambda folder: flip_a_byte(folder / MODEL),
        lambda folder: flip_a_byte(folder / TOKENIZER),
        lambda folder: (folder / CARD).write_text("{"),
        lambda folder: (folder / CARD).write_text("[]"),
        lambda folder: (folder / CARD).write_text('{"dimension": 32}'),
        lambda folder: shutil.rmtree(folder),
    ],
)
def test_a_damaged_export_is_made_anew(model: Path, data: Path, harm: Callable[[Path], Any]) -> None:
    expected = open_embedder(str(model), data).embed(TEXTS)
    folder = export_folder(data)
    harm(folder)
    assert OnnxEmbedder.open(folder) is None
    mended = open_embedder(str(model), data)
    assert isinstance(mended, OnnxEmbedder)
    assert np.array_equal(mended.embed(TEXTS), expected)
    assert export_folder(data) == folder


def test_exports_at_once_and_after_a_kill(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "small-bert-int8"
    left_over = folder.with_name("small-bert-int8.partial")
    left_over.mkdir(parents=True)
    (left_over / MODEL).write_text("half")
    loaded = SentenceTransformersEmbedder(find_model(str(model), tmp_path)).model
    with ThreadPoolExecutor(3) as threads:
        first, *others = threads.map(lambda _: export(loaded, folder).embed(TEXTS), range(3))
    assert all(np.array_equal(first, other) for other in others)
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["digests.json", "small-bert-int8"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([MODEL, TOKENIZER, CARD])


@pytest.mark.parametrize(("pooling", "prompt"), [("cls", None), ("max", None), ("mean", "query: ")])
def test_the_export_follows_the_modules_of_the_model(pooling: str, prompt: str | None, tmp_path: Path) -> None:
    folder = bert(tmp_path / "model", pooling, prompt)
    exported = open_embedder(str(folder), tmp_path)
    assert isinstance(exported, OnnxEmbedder)
    itself = SentenceTransformersEmbedder(find_model(str(folder), tmp_path)).embed(TEXTS)
    assert (exported.embed(TEXTS) * itself).sum(axis=1).min() > 0.97


def test_what_cannot_be_exported_runs_as_it_is(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "coal": 1, "oil": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    table = StaticEmbedding(tokenizer, embedding_weights=np.eye(3, 4, dtype=np.float32))
    SentenceTransformer(modules=[table], device="cpu").save(str(tmp_path / "static"))
    with caplog.at_level(logging.WARNING, logger="tumen"):
        embedder = open_embedder(str(tmp_path / "static"), tmp_path)
    assert isinstance(embedder, SentenceTransformersEmbedder)
    assert embedder.embed(["coal", "oil"]).round(3).tolist() == [[0, 1, 0, 0], [0, 0, 1, 0]]
    (record,) = caplog.records
    assert "cannot be exported" in record.getMessage()
    assert "\n" not in record.getMessage()


def test_an_export_with_other_vectors_is_refused(
    model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_export, "_FAITHFUL", 1.1)
    assert isinstance(open_embedder(str(model), tmp_path), SentenceTransformersEmbedder)
    assert "other vectors" in caplog.text
    assert not [path for path in (tmp_path / "models").iterdir() if path.is_dir()]


def test_the_exporter_leaves_logging_as_it_was(model: Path, tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    open_embedder(str(model), tmp_path)
    assert logging.getLogger().handlers == before


def test_identity_follows_the_content_alone(model: Path, tmp_path: Path) -> None:
    first = find_model(str(model), tmp_path)
    moved = Path(shutil.copytree(model, tmp_path / "elsewhere" / model.name))
    (moved / "README.md").write_text("Other words.")
    assert find_model(str(moved), tmp_path).identity == first.identity
    flip_a_byte(moved / "model.safetensors")
    assert find_model(str(moved), tmp_path).identity != first.identity


def test_a_broken_memory_of_digests_costs_nothing(model: Path, data: Path) -> None:
    first = find_model(str(model), data)
    for content in ("", "[]", f'{{"{model}": 3}}'):
        (data / "models" / "digests.json").write_text(content)
        assert find_model(str(model), data) == first


@pytest.mark.parametrize("name", ["no/such/folder", "???", "", "http://example.org/model", "a/b/c"])
def test_a_name_that_means_nothing_says_what_to_do(name: str, tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="model") as raised:
        open_embedder(name, tmp_path)
    assert "TUMEN_EMBEDDER" in raised.value.hint


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EmbedderError, match="safetensors"):
        open_embedder(str(tmp_path), tmp_path / "data")


def test_broken_weights_are_an_error_of_ours(model: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(model, tmp_path / "broken"))
    (broken / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(EmbedderError, match="cannot be loaded"):
        open_embedder(str(broken), tmp_path)


def test_a_data_directory_that_cannot_be_written(model: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError):
        open_embedder(str(model), tmp_path / "data")


class Hub:
    """Stands in for the hub: has one repository, and keeps what was asked."""

    def __init__(self, folder: Path, cached: bool) -> None:
        self.folder, self.cached = folder, cached
        self.asked: list[tuple[str, bool]] = []

    def snapshot_download(self, repository: str, *, allow_patterns: list[str], local_files_only: bool = False) -> str:
        from huggingface_hub.errors import LocalEntryNotFoundError

        assert not any(pattern.endswith((".bin", ".pt", ".py")) for pattern in allow_patterns)
        self.asked.append((repository, local_files_only))
        if local_files_only and not self.cached:
            raise LocalEntryNotFoundError("not here")
        if repository != "somebody/small-bert":
            raise ConnectionError("no such repository")
        return str(self.folder)


@pytest.mark.parametrize("cached", [True, False])
def test_the_hub_is_asked_only_for_what_is_not_here(
    model: Path, data: Path, cached: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub(model, cached)
    monkeypatch.setattr("huggingface_hub.snapshot_download", hub.snapshot_download)
    assert open_embedder("somebody/small-bert", data).fingerprint == open_embedder(str(model), data).fingerprint
    assert hub.asked == [("somebody/small-bert", True)] + [("somebody/small-bert", False)] * (not cached)


def test_a_model_that_cannot_be_fetched(model: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(model, cached=False)
    monkeypatch.setattr("huggingface_hub.snapshot_download", hub.snapshot_download)
    with pytest.raises(EmbedderError, match="sentence-transformers/unheard-of") as raised:
        open_embedder("unheard-of", data)
    assert isinstance(raised.value.__cause__, ConnectionError)
