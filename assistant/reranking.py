"""A second look at the best hits: a cross-encoder reads question and passage together, where one is configured.

The home of sentence-transformers' CrossEncoder. Knows how its judgement is mixed with the search scores; chooses no
evidence. Nothing of it is imported unless TUMEN_RERANKER names a model: torch alone takes seconds.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from assistant.dialogue import Hit
from corpus.errors import ConfigurationError

READ = 50
"""Hits that are read: each costs a run of the model."""


class Reranker(Protocol):
    """Hits → the same hits in a better order.

    Laws: none is added or lost; best first, ties by id; scores stay in [0, 1]; deterministic.
    """

    def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """hits: best first, their scores in [0, 1]."""


class CrossEncoderReranker:
    """The mean of search score and cross-encoder for the first READ hits; the others keep their order behind."""

    def __init__(self, model: Any) -> None:
        """model: a CrossEncoder with one label."""
        self._model = model

    def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """See Reranker."""
        import torch

        read = hits[:READ]
        if not read:
            return tuple(hits)
        judged = self._model.predict(
            [(question, hit.passage.text) for hit in read], activation_fn=torch.nn.Sigmoid(), show_progress_bar=False
        )
        scored = [
            *(replace(hit, score=(hit.score + float(value)) / 2) for hit, value in zip(read, judged, strict=True)),
            *(replace(hit, score=hit.score / 2) for hit in hits[READ:]),
        ]
        return tuple(sorted(scored, key=lambda hit: (-hit.score, hit.passage.id)))


def open_reranker(name: str | None) -> Reranker | None:
    """The cross-encoder of this name or folder; None where none is named. Raises ConfigurationError.

    A name is fetched from the hub when it is not on this machine: somebody asked for it.
    """
    if name is None:
        return None
    from sentence_transformers import CrossEncoder

    folder = Path(name).expanduser()
    try:
        model = CrossEncoder(
            str(folder) if folder.is_dir() else name,
            device="cpu",
            local_files_only=folder.is_dir(),
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
        labels = model.num_labels
    except Exception as error:  # whatever its files, the hub or its HTTP client make transformers trip over
        raise ConfigurationError(
            f"The reranking model {name!r} cannot be loaded ({type(error).__name__}).",
            "Set TUMEN_RERANKER to the name or folder of a sentence-transformers CrossEncoder, or leave it out.",
        ) from error
    if labels != 1:
        raise ConfigurationError(
            f"The reranking model {name!r} has {labels} labels: it classifies pairs and does not rank them.",
            "Set TUMEN_RERANKER to a CrossEncoder with one label, or leave it out.",
        )
    return CrossEncoderReranker(model)
