"""The embedders, and the one place that chooses between them.

Knows a fake that hashes words, sentence-transformers itself, and when the exported model of `onnx_embedder` takes its
place; knows neither passages nor the index. torch is imported only to export a model, or for one that cannot be
exported.
"""

import hashlib
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tumen.corpus.contracts import Embedder, Progress, Vectors, silent
from tumen.corpus.errors import EmbedderError
from tumen.corpus.models.model_folder import ModelFolder, find_model
from tumen.corpus.models.onnx_embedder import SLICE, OnnxEmbedder, well_formed
from tumen.corpus.models.onnx_export import EXPORT_VERSION, export

log = logging.getLogger("tumen")
_WORD = re.compile(r"\w+")
_BATCH = 16


def open_embedder(name: str, data: Path) -> Embedder:
    """The embedder of this name: `hashing` (for tests and to try things out), the shipped model, a folder, or a model
    of the hub.

    The first time, a model is exported into `<data>/models`, which takes some ten seconds. Raises EmbedderError,
    StorageError.
    """
    if name == "hashing":
        return HashingEmbedder()
    model = find_model(name, data)
    folder = data / "models" / f"{model.identity}-{EXPORT_VERSION}"
    if ready := OnnxEmbedder.open(folder):
        return ready
    log.info("Exporting the embedding model %s, once.", model.identity)
    fallback = SentenceTransformersEmbedder(model)
    try:
        return export(fallback.model, folder)
    except EmbedderError as error:
        log.warning("%s %s", error.message, error.hint)
        return fallback


class HashingEmbedder:
    """A fake that is fast and deterministic: each word adds one to or takes one from a bucket that its hash names.

    Texts that share words are near each other; texts that share only meaning are not.
    """

    def __init__(self, dimension: int = 256) -> None:
        self._dimension = dimension

    @property
    def fingerprint(self) -> str:
        """The dimension is all that can differ."""
        return f"hashing-{self._dimension}"

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._dimension

    def embed(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """(n,) texts → (n, dimension). A text without words gets the first axis."""
        vectors = np.zeros((len(texts), self._dimension), np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(well_formed(text).lower()):
                digest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
                vectors[row, (digest >> 1) % self._dimension] += 1 if digest & 1 else -1
            if not vectors[row].any():
                vectors[row, 0] = 1
            progress(row + 1, len(texts))
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class SentenceTransformersEmbedder:
    """Any sentence-transformers model as it is, in full precision on the processor: slow to start, and a third as fast.

    model: the SentenceTransformer, for the exporter.
    """

    def __init__(self, folder: ModelFolder) -> None:
        """Raises EmbedderError."""
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self.model: Any = SentenceTransformer(
                str(folder.path),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True, "dtype": torch.float32},
            )
            self._dimension: int = self.model.encode("", show_progress_bar=False).shape[0]
        except Exception as error:  # whatever its files make transformers trip over
            raise EmbedderError(
                f"The embedding model in {folder.path} cannot be loaded ({type(error).__name__}).",
                "Set TUMEN_EMBEDDER to another model, or fetch this one again.",
            ) from error
        self._fingerprint = f"{folder.identity}-fp32.1"

    @property
    def fingerprint(self) -> str:
        """Name and digest of the model."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._dimension

    def embed(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """(n,) texts → (n, dimension). Raises EmbedderError."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), SLICE):
            piece = [well_formed(text) for text in texts[start : start + SLICE]]
            try:
                vectors[start : start + SLICE] = self.model.encode(
                    piece, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
                )
            except RuntimeError as error:  # torch's only one; memory, as a rule
                reason = str(error).partition("\n")[0]
                raise EmbedderError(
                    f"The embedding model failed: {reason:.200}.",
                    "Free some memory and run the command again.",
                ) from error
            progress(min(start + SLICE, len(texts)), len(texts))
        return vectors
