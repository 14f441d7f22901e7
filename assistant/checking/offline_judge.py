"""The support checker: do the cited passages say what the sentence says?

The offline judge. Word for word containment is support; otherwise the learned model weighs what the sentence and the
nearest sentences of the passages have in common and where they differ. Deterministic; knows no network. How well it
agrees with people is in docs/support.md.
"""

import math
from collections.abc import Sequence

from tumen.assistant.attribution import attributed, attribution, bracket
from tumen.assistant.checking.support.comparison import Unit, compare, units
from tumen.assistant.checking.support.features import Features
from tumen.assistant.checking.support.model import NEAR_COPY, SHORT_TEXT, SupportModel, shipped_models
from tumen.assistant.checking.support.reasons import reasons
from tumen.assistant.checking.support.vectors import RememberedVectors
from tumen.assistant.checking.verbatim import find_quote
from tumen.assistant.dialogue import Support, SupportVerdict
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Embedder
from tumen.corpus.passages import Passage
from tumen.corpus.subject import shipped_subject

SUPPORTED_FROM = 0.5
"""The mean balanced accuracy over the five sets, of eight partitions, is 0.712 at 0.46, 0.716 from 0.48 to 0.52 and
0.710 at 0.54."""

MOST_UNHEDGED = 0.49
"""Of a statement that says it with a hedge, in other words without one: marked at best. Costs no honest rewording of
ours; on what people judged, where no statement is cited, it would cost 0.004 and is not applied."""

WEAK_FROM = 0.4
"""Below it a sentence is not shown as an answer. Strangers that share a word or two with a passage score up to 0.35."""

_MOST_VECTORS = 4_096


class OfflineJudge:
    """A Judge that asks no one.

    embedder: the shipped model; with another one, or none, the model that was trained without vectors is used. names:
    of the corpus' actors; the shipped ones if None.
    """

    def __init__(self, embedder: Embedder | None = None, names: Names | None = None) -> None:
        self._names = names or shipped_subject().names
        self._embedder = embedder
        self._vectors = RememberedVectors(embedder, _MOST_VECTORS) if embedder else None

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        """The joint support of one sentence by the passages it cites; none is unsupported."""
        if plain := decided_by_quoting(sentence, passages):
            return plain
        model = self.model
        weigh, embed = model.weigh, self._vectors if model.sees_vectors else None
        parts = units(_without_attribution(sentence, passages), supported_texts(passages), weigh, self._names)
        features = compare(parts, weigh, embed)
        score = model.probability(features)
        if _is_unhedged(features, passages):
            score = min(score, MOST_UNHEDGED)
        return Support(score, verdict(score), () if score >= SUPPORTED_FROM else _reasons(parts, self._names))

    @property
    def model(self) -> SupportModel:
        """The learned numbers that fit the embedder, read when they are first needed."""
        fingerprint = self._embedder.fingerprint if self._embedder else None
        return next(each for each in shipped_models() if each.people.fits(fingerprint))


def verdict(score: float) -> SupportVerdict:
    """The verdict that follows from a score."""
    if score >= SUPPORTED_FROM:
        return SupportVerdict.SUPPORTED
    return SupportVerdict.WEAK if score >= WEAK_FROM else SupportVerdict.UNSUPPORTED


def decided_by_quoting(sentence: str, passages: Sequence[Passage]) -> Support | None:
    """What needs no judge: nothing is cited, or the sentence stands word for word in a passage or in all together."""
    if not passages:
        return Support(0.0, SupportVerdict.UNSUPPORTED, ("cites no passage",))
    bare = _without_attribution(sentence, passages).strip().rstrip(".").strip("“”")
    texts = [passage.text for passage in passages]
    said = [attributed(passage) for passage in passages]
    if any(find_quote(bare, text).spans for text in texts) or find_quote(sentence, " ".join(said)).spans:
        return Support(1.0, SupportVerdict.SUPPORTED)
    return None


def _is_unhedged(features: Features, passages: Sequence[Passage]) -> bool:
    """Whether short statements of the corpus hedge what the sentence states. Near copies are left to the model."""
    return (
        features["hedge_dropped"] > 0
        and features["copied"] < NEAR_COPY
        and features["context_length"] <= math.log1p(SHORT_TEXT)
        and any(passage.source.title for passage in passages)
    )


def supported_texts(passages: Sequence[Passage]) -> tuple[str, ...]:
    """What a sentence is held against: each passage, and who says so as a sentence of its own."""
    return tuple(
        text
        for passage in passages
        for text in (passage.text, f"({attribution(passage)})" if passage.source.title else "")
        if text
    )


def _without_attribution(sentence: str, passages: Sequence[Passage]) -> str:
    """The sentence without the words in brackets that the writer added from the passage's own card."""
    for passage in passages:
        for added in (attribution(passage), bracket(passage, sentence)):
            sentence = sentence.replace(f" ({added})", "")
    return sentence


def _reasons(parts: Sequence[Unit], names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for claim, found in parts for reason in reasons(claim, found, names)))
