"""An exported model at work: text → tokens → onnxruntime → unit vector, and nothing of torch.

Knows the layout of an exported model and how to run it; knows nothing of how it was made (`onnx_export`).

    <data>/models/<identity>-int8.<version>/model.onnx
                                            tokenizer.json    cuts at the model's longest text, never pads
                                            export.json       dimension, prefix, sha256 of the two files

One text a run. Dynamic quantisation takes one scale from the whole batch, so that a text's vector moved by up to 0.03
with its neighbours; alone it is the same to the last bit every time. Two threads with a text each gave 550 passages/s,
against 640 in batches of eight and 180 of sentence-transformers (two cores, 33 tokens a passage).
"""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np

from tumen.corpus.contracts import Progress, Vectors, silent
from tumen.corpus.errors import EmbedderError
from tumen.corpus.settings import refuse_telemetry

MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "export.json"
INPUT = "input_ids"  # of one text: shape (1, tokens)
SLICE = 256
"""Texts between two reports of progress, half a second; also all that a Ctrl-C has to wait for."""


@dataclass(frozen=True, slots=True)
class ExportCard:
    """What must be known of an exported model besides its two files.

    prefix: what the model wants before every text. files: file name → sha256.
    """

    dimension: int
    prefix: str
    files: dict[str, str]

    @classmethod
    def of(cls, folder: Path, dimension: int, prefix: str) -> Self:
        """The card of the files as they lie in the folder."""
        digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, TOKENIZER)}
        return cls(dimension, prefix, digests)

    def write(self, folder: Path) -> None:
        """Into `export.json`."""
        (folder / CARD).write_text(json.dumps(asdict(self)), encoding="utf-8")


class OnnxEmbedder:
    """An Embedder over an exported model. Texts longer than the model takes are cut at their end."""

    def __init__(self, fingerprint: str, card: ExportCard, model: bytes, tokenizer: bytes) -> None:
        refuse_telemetry()
        import onnxruntime
        from tokenizers import Tokenizer

        self._fingerprint = fingerprint
        self._card = card
        self._tokenizer = Tokenizer.from_str(tokenizer.decode("utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the threads are the texts: see the module's first lines
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            model,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # the fused kernel is the slower: 3.8 ms a text, without 3.4
        )

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """The model in an export folder, whose name is the fingerprint; None where it must be made anew."""
        try:
            card = ExportCard(**json.loads((folder / CARD).read_text("utf-8")))
            files = {name: (folder / name).read_bytes() for name in (MODEL, TOKENIZER)}
        except (OSError, ValueError, TypeError):
            return None
        if card.files != {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}:
            return None
        try:
            return cls(folder.name, card, files[MODEL], files[TOKENIZER])
        except Exception:  # onnxruntime and tokenizers know no common ancestor; intact, but not for these versions
            return None

    @property
    def fingerprint(self) -> str:
        """Name and digest of the model, and the version of the export."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._card.dimension

    def embed(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """(n,) texts → (n, dimension), each text on its own, one on every core. Raises EmbedderError."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            for start in range(0, len(texts), SLICE):
                for row, vector in enumerate(threads.map(self._vector, texts[start : start + SLICE]), start):
                    vectors[row] = vector
                progress(min(start + SLICE, len(texts)), len(texts))
        return vectors

    def _vector(self, text: str) -> Vectors:
        tokens = self._tokenizer.encode(self._card.prefix + well_formed(text)).ids
        try:
            rows = self._session.run(None, {INPUT: np.array([tokens], np.int64)})[0]
        except Exception as error:  # see `open`
            raise EmbedderError(
                f"The embedding model failed on a text of {len(tokens)} tokens.",
                "Free some memory and run the command again.",
            ) from error
        vector: Vectors = rows[0]
        return vector


def well_formed(text: str) -> str:
    """The text with lone surrogates, such as badly decoded input brings, as question marks: tokenizers refuse them."""
    return text.encode("utf-8", "replace").decode("utf-8")
