"""A judge that asks a natural-language-inference model: any sentence-transformers CrossEncoder with three labels.

The model is loaded at the first sentence that is not a plain quote, from disk alone;
which of its outputs is entailment is read from its configuration. Knows nothing of how answers are made.
"""

from collections.abc import Mapping, Sequence

from tumen.assistant.checking.offline_judge import decided_by_quoting, supported_texts, verdict
from tumen.assistant.checking.support.tokens import split
from tumen.assistant.dialogue import Support
from tumen.corpus.errors import ConfigurationError
from tumen.corpus.models.cross_encoders import CrossEncoderModel, open_cross_encoder
from tumen.corpus.passages import Passage

_HINT = "Set TUMEN_SUPPORT to `offline`, to a folder that holds a CrossEncoder, or fetch the model first."

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
        self._opened: tuple[CrossEncoderModel, int] | None = None

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        """The joint support of one sentence by the passages it cites. Raises ConfigurationError."""
        if plain := decided_by_quoting(sentence, passages):
            return plain
        model, entailment = self._model()
        pairs = [(premise, sentence) for premise in premises(supported_texts(passages))]
        score = min(1.0, max(0.0, float(model.probabilities(pairs)[:, entailment].max())))
        return Support(score, verdict(score))

    def _model(self) -> tuple[CrossEncoderModel, int]:
        """The model and which of its outputs is entailment."""
        if self._opened is None:
            model = open_cross_encoder(self._name, fetch=False, what="support", hint=_HINT)
            self._opened = model, entailment_of(model.labels)
        return self._opened


def entailment_of(labels: Mapping[int, str]) -> int:
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
