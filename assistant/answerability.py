"""Does the corpus answer this question at all? A calibrated score of the best hits.

Pure. Knows scores and words; the thresholds carry the measurement that chose them.
"""

from collections.abc import Sequence

from assistant.dialogue import Hit, Reading
from assistant.wording import content_words, stems
from corpus.actors import names_of

_LOOKED_AT = 5
_ANSWERED_FROM = 0.5


def answerability(reading: Reading, hits: Sequence[Hit]) -> float:
    """Between 0 and 1: nearness of the best hit, and how much of what is asked about the best hits mention."""
    if not hits:
        return 0.0
    best = hits[:_LOOKED_AT]
    names = stems(word for actor in reading.actors for name in names_of(actor) for word in content_words(name))
    asked = stems(content_words(reading.standalone)) - names
    held = stems(word for hit in best for word in content_words(f"{hit.passage.text} {hit.passage.source.title}"))
    coverage = len(asked & held) / len(asked) if asked else 1.0
    nearness = max(hit.cosine for hit in best)
    return 0.5 * min(1.0, max(0.0, nearness / 0.7)) + 0.5 * coverage


def is_answerable(reading: Reading, hits: Sequence[Hit]) -> bool:
    """Whether the score reaches the calibrated threshold."""
    return answerability(reading, hits) >= _ANSWERED_FROM
