"""What a passage's labels say about its fitness for a question, beside what its words say.

Pure. Knows whose position a passage holds and whether that is whose position was asked for; the search scores come
from `fusion`.
"""

from collections.abc import Collection

from tumen.assistant.dialogue import Reading
from tumen.corpus.passages import Confidence, Passage

# Weights beside a fused search score in [0, 1]; chosen on half of the gold questions. What a step up or down does to
# all of them is in docs/log.md (2026-11-26): mostly it trades right refusals for false ones, as the gate sees the sum.
_HOLDS = 0.15
_SPEAKS_OF = 0.05
_TOPIC = 0.10
_WEAK = -0.05


def label_score(passage: Passage, reading: Reading, sides: Collection[str]) -> float:
    """What its labels add to a passage's fused score for this question. sides: of the subject."""
    asked = [actor for actor in reading.actors if actor in sides] or list(reading.actors)
    held = sum(passage.holds(actor) for actor in asked) / max(1, len(asked))
    spoken = sum(actor in passage.actors for actor in reading.actors) / max(1, len(reading.actors))
    topical = len(set(reading.topics) & set(passage.topics)) / max(1, len(reading.topics))
    weak = passage.confidence is Confidence.WEAK
    return _HOLDS * held + _SPEAKS_OF * spoken + _TOPIC * topical + _WEAK * weak
