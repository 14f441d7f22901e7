"""A second look at the best hits: a cross-encoder reads question and passage together, where one is configured.

The home of sentence-transformers' CrossEncoder. Knows how its judgement is mixed with the search scores; chooses no
evidence. Nothing of it is imported unless TUMEN_RERANKER names a model: torch alone takes seconds.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from tumen.corpus.errors import ConfigurationError
from tumen.corpus.passages import Passage

READ = 50
"""Hits that are read: each costs a run of the model."""


class Reranker(Protocol):
    """A question and passages → how well each answers.

    Laws: one number in [0, 1] for each passage, in their order; deterministic; no passages give none.
    """

    def judge(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """In the order of the passages."""


class CrossEncoderReranker:
    """A Reranker by a sentence-transformers CrossEncoder."""

    def __init__(self, model: Any) -> None:
        """model: a CrossEncoder with one label."""
        self._model = model

    def judge(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """See Reranker."""
        import torch

        if not passages:
            return []
        pairs = [(question, passage.text) for passage in passages]
        judged = self._model.predict(pairs, activation_fn=torch.nn.Sigmoid(), show_progress_bar=False)
        return [float(value) for value in judged]


def mixed(fused: Sequence[float], judged: Sequence[float]) -> list[float]:
    """Fused scores, best first, with the judgements of the first of them: the mean; the others keep half of theirs.

    So what was read always stands beside its judgement, and what was not keeps its order behind.
    """
    return [
        *((score + value) / 2 for score, value in zip(fused, judged, strict=False)),
        *(score / 2 for score in fused[len(judged) :]),
    ]


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
