"""A second look at the best hits: a cross-encoder reads question and passage together, where one is configured.

Knows how its judgement is mixed with the search scores; chooses no evidence. Nothing of the model is imported unless
TUMEN_RERANKER names one: torch alone takes seconds.
"""

from collections.abc import Sequence
from typing import Protocol

from tumen.corpus.errors import ConfigurationError
from tumen.corpus.models.cross_encoders import CrossEncoderModel, open_cross_encoder
from tumen.corpus.passages import Passage

_HINT = "Set TUMEN_RERANKER to the name or folder of a sentence-transformers CrossEncoder, or leave it out."
READ = 50
"""Hits that are read: each costs a run of the model."""


class Reranker(Protocol):
    """A question and passages → how well each answers.

    Laws: one number in [0, 1] for each passage, in their order; deterministic; no passages give none.
    """

    def judge(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """In the order of the passages."""


class CrossEncoderReranker:
    """A Reranker by a cross-encoder with one output."""

    def __init__(self, model: CrossEncoderModel) -> None:
        self._model = model

    def judge(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """See Reranker."""
        if not passages:
            return []
        return [float(value) for value in self._model.scores([(question, passage.text) for passage in passages])]


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
    model = open_cross_encoder(name, fetch=True, what="reranking", hint=_HINT)
    if len(model.labels) != 1:
        raise ConfigurationError(
            f"The reranking model {name!r} has {len(model.labels)} labels: it classifies pairs and does not rank them.",
            "Set TUMEN_RERANKER to a CrossEncoder with one label, or leave it out.",
        )
    return CrossEncoderReranker(model)
