"""Cross-encoders of sentence-transformers: two texts read together, on the processor, from disk.

Knows how one is loaded safely and what its outputs are called; knows nothing of what is asked of it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tumen.corpus.errors import ConfigurationError

Pairs = Sequence[tuple[str, str]]
Numbers = NDArray[np.float64]


class CrossEncoderModel:
    """A model over pairs of texts. labels: place of an output → what it is called."""

    def __init__(self, model: Any) -> None:
        """model: a CrossEncoder of sentence-transformers."""
        self._model = model
        self.labels: Mapping[int, str] = dict(model.config.id2label)

    def probabilities(self, pairs: Pairs) -> Numbers:
        """(n,) pairs → (n, labels), each row a distribution."""
        return np.asarray(self._model.predict(pairs, apply_softmax=True, show_progress_bar=False), np.float64)

    def scores(self, pairs: Pairs) -> Numbers:
        """(n,) pairs → (n,) in [0, 1], of a model with one output."""
        import torch

        return np.asarray(
            self._model.predict(pairs, activation_fn=torch.nn.Sigmoid(), show_progress_bar=False), np.float64
        )


def open_cross_encoder(name: str, fetch: bool, what: str, hint: str) -> CrossEncoderModel:
    """name: a folder, or a name of the hub. fetch: whether one that is not on this machine may be fetched.

    what, hint: how the message names it (`reranking`) and what mends it. Raises ConfigurationError. Weights are read
    from safetensors alone, since loading a pickle runs whatever it holds.
    """
    from sentence_transformers import CrossEncoder

    folder = Path(name).expanduser()
    try:
        return CrossEncoderModel(
            CrossEncoder(
                str(folder) if folder.is_dir() else name,
                device="cpu",
                local_files_only=folder.is_dir() or not fetch,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        )
    except Exception as error:  # whatever its files, the hub or its HTTP client make transformers trip over
        raise ConfigurationError(
            f"The {what} model {name!r} cannot be loaded ({type(error).__name__}).", hint
        ) from error
