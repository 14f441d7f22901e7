"""The support checker: do the cited passages say what the sentence says?

The offline judge: word for word containment is support; otherwise the share of the sentence's meaning-bearing stems
that the passages hold, lowered by every plain contradiction (a number, an actor, a negation, a hedge). Pure and
deterministic. Knows no model and no network.
"""

from collections.abc import Sequence

from assistant.attribution import attributed
from assistant.dialogue import Support, SupportVerdict
from assistant.quotes import find_quote
from assistant.wording import content_words, numbers, stems, words
from corpus.actors import actors_named
from corpus.passages import Passage

SUPPORTED_FROM = 0.7
WEAK_FROM = 0.5
"""Verdict thresholds: a sentence below WEAK_FROM is not shown as an answer."""

_FAULT = 0.5
"""What one plain contradiction leaves of the score: two of them, or one beside thin words, end below WEAK_FROM."""
_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "n't",
        "refuse",
        "refused",
        "denied",
        "denies",
    ]
)
_HEDGES = frozenset(
    [
        "seem",
        "seems",
        "seemed",
        "reportedly",
        "may",
        "might",
        "perhaps",
        "possibly",
        "apparently",
        "allegedly",
        "likely",
        "suggests",
        "suggested",
        "could",
        "probably",
    ]
)


class OfflineJudge:
    """A Judge without a model. Score: see the module; reasons name each contradiction."""

    def support(self, sentence: str, passages: Sequence[Passage]) -> Support:
        """The joint support of one sentence by the passages it cites; none is unsupported."""
        if not passages:
            return Support(0.0, SupportVerdict.UNSUPPORTED, ("cites no passage",))
        said = " ".join(attributed(passage) for passage in passages)
        if (
            any(find_quote(sentence, attributed(passage)).spans for passage in passages)
            or find_quote(sentence, said).spans
        ):
            return Support(1.0, SupportVerdict.SUPPORTED)
        wanted, held = stems(content_words(sentence)), stems(content_words(said))
        coverage = len(wanted & held) / len(wanted) if wanted else 0.0
        faults = _faults(sentence, said)
        score = coverage * _FAULT ** len(faults)
        reasons = faults if coverage >= SUPPORTED_FROM else (*faults, f"{coverage:.0%} of its words are in the passage")
        return Support(score, verdict(score), reasons if score < SUPPORTED_FROM else faults)


def verdict(score: float) -> SupportVerdict:
    """The verdict that follows from a score."""
    if score >= SUPPORTED_FROM:
        return SupportVerdict.SUPPORTED
    return SupportVerdict.WEAK if score >= WEAK_FROM else SupportVerdict.UNSUPPORTED


def _faults(sentence: str, said: str) -> tuple[str, ...]:
    faults = [f"number {number} not in passage" for number in sorted(numbers(sentence) - numbers(said))]
    faults += [f"passage does not speak of {actor}" for actor in sorted(actors_named(sentence) - actors_named(said))]
    if _has(_NEGATIONS, sentence) != _has(_NEGATIONS, said):
        faults.append("negation differs")
    if _has(_HEDGES, said) and not _has(_HEDGES, sentence):
        faults.append("hedge dropped")
    return tuple(faults)


def _has(markers: frozenset[str], text: str) -> bool:
    tokens = words(text)
    return any(token in markers or (token.endswith(("n't", "n’t")) and "n't" in markers) for token in tokens)
