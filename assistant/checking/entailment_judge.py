"""A judge that asks a natural-language-inference model: any sentence-transformers CrossEncoder with three labels.

A home of sentence-transformers. The model is loaded at the first sentence that is not a plain quote, from disk alone;
which of its outputs is entailment is read from its configuration. Knows nothing of how answers are made.
"""

from collections.abc import Sequence
from typing import Any

from tumen.assistant.checking.offline_judge import decided_by_quoting, supported_texts, verdict
from tumen.assistant.checking.support.tokens import split
from tumen.assistant.dialogue import Support
from tumen.corpus.errors import ConfigurationError
from tumen.corpus.passages import Passage

MOST_CHARACTERS = 1_500
"""Of one premise: some 350 tokens, so that premise and sentence fit the usual 512."""

MOST_PREMISES = 40
_OVERLAP = 1
"""Sentences that two neighbouring premises share, so that no two sentences are parted."""


class EntailmentJudge:
    """A Judge whose score is the probability of entailment, by the premise that entails the sentence best."""

    def __init__(self, name: str) -> None:
        """name: a folder, or a name of the hub that was fetched before."""
        self._name = name
        self._model: Any = None
        self._entailment = 0

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        """The joint support of one sentence by the passages it cites. Raises ConfigurationError."""
        if plain := decided_by_quoting(sentence, passages):
            return plain
        pairs = [(premise, sentence) for premise in premises(supported_texts(passages))]
        chances = self._opened().predict(pairs, apply_softmax=True, show_progress_bar=False)
        score = min(1.0, max(0.0, float(chances[:, self._entailment].max())))
        return Support(score, verdict(score))

    def _opened(self) -> Any:
        if self._model is None:
            from sentence_transformers import CrossEncoder

            try:
                model = CrossEncoder(self._name, device="cpu", local_files_only=True, trust_remote_code=False)
                self._entailment = entailment_of(model.config.id2label)
            except ConfigurationError:
                raise
            except Exception as error:  # whatever its files make transformers trip over
                raise ConfigurationError(
                    f"The support model {self._name!r} cannot be loaded ({type(error).__name__}).",
                    "Set TUMEN_SUPPORT to `offline`, to a folder that holds a CrossEncoder, or fetch the model first.",
                ) from error
            self._model = model
        return self._model


def entailment_of(labels: dict[int, str]) -> int:
    """Which output is entailment. Raises ConfigurationError where none is called so."""
    found = [place for place, label in labels.items() if label.lower().startswith("entail")]
    if len(found) != 1 or len(labels) < 2:
        raise ConfigurationError(
            f"The support model has the labels {', '.join(labels.values())}: none of them is entailment.",
            "Set TUMEN_SUPPORT to a model for natural language inference, or to `offline`.",
        )
    return int(found[0])


def premises(texts: Sequence[str]) -> list[str]:
    """Runs of whole sentences of all texts, each short enough for the model; neighbours share a sentence."""
    found: list[str] = []
    run: list[str] = []
    for sentence in (sentence for text in texts for sentence in split(text)):
        if run and sum(map(len, run)) + len(sentence) > MOST_CHARACTERS:
            found.append(" ".join(run))
            run = run[-_OVERLAP:]
        run.append(sentence[:MOST_CHARACTERS])
    return [*found, " ".join(run)][:MOST_PREMISES]
