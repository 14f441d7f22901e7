"""What answers are measured with: a judge of support, a likeness of texts, and how a score is kept.

Knows which parts need a model; the definitions of the measures are `metrics`'.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tumen.assistant.dialogue import Judge, Support, SupportVerdict
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Embedder
from tumen.corpus.passages import Passage
from tumen.corpus.subject import shipped_subject
from tumen.evaluation.metrics.answers import Similarity
from tumen.evaluation.metrics.citations import CitedSentence
from tumen.evaluation.outcomes import ShownSentence

Lookup = Callable[[Sequence[str]], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Ruler:
    """What the metrics are told by models.

    judge: of support; it is asked the same thing once. similarity: of texts. names: of the corpus' actors.
    """

    judge: Judge
    similarity: Similarity
    names: Names = field(default_factory=lambda: shipped_subject().names)

    def entails(self, sentence: str, passages: Sequence[Passage]) -> bool:
        """Whether the judge calls the sentence supported; weak support is none."""
        return self.judge.support(sentence, passages).verdict is SupportVerdict.SUPPORTED


class RememberingJudge:
    """A Judge that asks another one and remembers: four metrics ask about the same sentence and passages."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], Support] = {}

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        """As the judge behind it."""
        # Ids are unique within one corpus only, and answers of other systems bring their own.
        key = sentence, tuple((passage.id, passage.text) for passage in passages)
        if key not in self._known:
            self._known[key] = self._judge.support(sentence, passages)
        return self._known[key]


def embedded_similarity(embedder: Embedder) -> Similarity:
    """Cosine of the embeddings of two texts."""

    def similarity(one: str, other: str) -> float:
        first, second = embedder.embed([one, other])
        return float(first @ second)

    return similarity


def shown_sentence(sentence: CitedSentence, numbers: Sequence[int], ruler: Ruler) -> ShownSentence:
    """The sentence as a report shows it, with the judge's reasons where its passages do not carry it."""
    support = ruler.judge.support(sentence.text, sentence.passages)
    carried = support.verdict is SupportVerdict.SUPPORTED
    return ShownSentence(sentence.text, tuple(numbers), carried, () if carried else support.reasons)


def applying(scores: Mapping[str, float | None]) -> dict[str, float]:
    """The scores without those that do not apply, rounded so that a file shows no noise."""
    return {name: round(float(value), 4) for name, value in scores.items() if value is not None}
