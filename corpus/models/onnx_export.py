"""Makes the exported model of `onnx_embedder` from a loaded sentence-transformers model, once.

Knows torch.onnx, quantisation, and how two processes keep out of each other's way. The whole stack of the model's
modules is traced (transformer, any pooling, any dense layer), so nothing here depends on the architecture; what
cannot be traced, or no longer gives the same vectors, is refused.
"""

import fcntl
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tumen.corpus.durable_files import storage_error
from tumen.corpus.errors import EmbedderError
from tumen.corpus.models.onnx_embedder import INPUT, MODEL, TOKENIZER, ExportCard, OnnxEmbedder
from tumen.corpus.settings import refuse_telemetry

EXPORT_VERSION = "int8.1"
"""Raised whenever the same model would be exported to other vectors."""

_TRACED = "traced.onnx"  # in full precision, removed once it is quantised
_TEMPORARY = "temporary"
_OPSET = 17
_LONGEST = 8_192  # tokens; for models that name no limit

# Of the 1,218 statements of the corpus the least cosine to the model in full precision was 0.983, the mean 0.992.
_FAITHFUL = 0.95
_PROBES = (
    "",
    "sanctions",
    "How do the two neighbours differ on the embargo of 2016?",
    "Совет проголосовал за резолюцию. 安理会一致通过了该决议。",
    "The made-up harbour shipped 1,250,000 tonnes of coal in 2015, a third more than the year before, and none since.",
    "A delegation came, spoke of railways, and left without signing anything that its hosts had drafted. " * 40,
)


def export(model: Any, folder: Path) -> OnnxEmbedder:
    """Exports a SentenceTransformer into the folder, or takes what another process has just put there.

    Raises EmbedderError if the model cannot be exported, StorageError if the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.parent):
            if made := OnnxEmbedder.open(folder):
                return made
            partial = folder.with_name(f"{folder.name}.partial")
            shutil.rmtree(partial, ignore_errors=True)  # of a process that was killed
            try:
                _export_into(partial, model)
                shutil.rmtree(folder, ignore_errors=True)  # damaged, or absent
                partial.replace(folder)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
            made = OnnxEmbedder.open(folder)
    except OSError as error:
        raise storage_error(folder, error) from error
    if made is None:
        raise EmbedderError("The exported model cannot be read back.", "Check the disk of the data directory.")
    return made


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process exports into this folder. The lock dies with its holder and leaves no file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _export_into(folder: Path, model: Any) -> None:
    folder.mkdir()
    try:
        with _quiet(), _temporary_files_in(folder / _TEMPORARY):
            _trace(model, folder / _TRACED)
            _quantise(folder / _TRACED, folder / MODEL)
        (folder / _TRACED).unlink()
        _write_tokenizer(model, folder / TOKENIZER)
        expected = model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
        prefix = model.prompts.get(model.default_prompt_name) or ""
        ExportCard.of(folder, expected.shape[1], prefix).write(folder)
        exported = OnnxEmbedder.open(folder)
        cosine = float((exported.embed(_PROBES) * expected).sum(axis=1).min()) if exported else float("nan")
    except Exception as error:  # the tracer and the quantiser raise whatever the model makes them trip over
        if isinstance(error, OSError) and error.errno is not None:
            raise
        reason = str(error).partition("\n")[0]
        raise EmbedderError(
            f"The embedding model cannot be exported ({type(error).__name__}: {reason:.200}).",
            "Nothing needs mending: sentence-transformers runs it, more slowly.",
        ) from error
    if not cosine >= _FAITHFUL:  # not a number is not faithful either
        raise EmbedderError(
            f"The exported embedding model gives other vectors than the model itself (cosine {cosine:.3f}).",
            "Nothing needs mending: sentence-transformers runs it, more slowly.",
        )


def _trace(model: Any, path: Path) -> None:
    import torch

    class OneText(torch.nn.Module):
        """The model's modules as one function: token ids of shape (1, tokens) → unit vector of shape (1, dimension).

        One text has no padding, so the transformer is told of no mask: 8 % faster than a mask of ones.
        """

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: torch.Tensor) -> torch.Tensor:
            transformer, *others = self.model
            features: dict[str, Any] = transformer({INPUT: ids, "attention_mask": None})
            features["attention_mask"] = torch.ones_like(ids)
            for module in others:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    torch.onnx.export(
        OneText().eval(),
        (model.preprocess(["Any text does to follow the tensors."])[INPUT],),
        path,
        dynamo=False,
        opset_version=_OPSET,
        input_names=[INPUT],
        output_names=["embedding"],
        dynamic_axes={INPUT: {1: "tokens"}},
    )


def _quantise(traced: Path, path: Path) -> None:
    refuse_telemetry()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # Seven bits a weight: eight overflow on processors without VNNI, which would make the vectors depend on the
    # machine. Measured mean cosine to full precision 0.992, against 0.993 with eight; per tensor instead of per
    # channel 0.957.
    quantize_dynamic(traced, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def _write_tokenizer(model: Any, path: Path) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.enable_truncation(min(model.max_seq_length or _LONGEST, _LONGEST))
    tokenizer.no_padding()
    tokenizer.save(str(path))


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """What torch and the quantiser (90 MB) leave behind when killed goes with the export."""
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the exporter's warnings, and without the quantiser's messages, which would set up logging for us all."""
    root, swallow = logging.getLogger(), logging.NullHandler()
    root.addHandler(swallow)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(swallow)
