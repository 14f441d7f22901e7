"""What a passage's labels say about its fitness for a question, beside what its words say.

Pure. Knows whose position a passage holds and whether that is whose position was asked for; the search scores come
from `ranking`.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue import Hit, Reading
from corpus.passages import Confidence, Passage

# Weights beside a fused search score in [0, 1]; chosen on half of the gold questions, see docs/log.md.
_HOLDS = 0.15
_SPEAKS_OF = 0.05
_TOPIC = 0.10
_WEAK = -0.05


def holds(passage: Passage, actor: str) -> bool:
    """Whether it tells a position or act of this actor: its own, or an author's account of it."""
    if actor in passage.holder:
        return True
    return passage.holder == ("author",) and actor in passage.about


def rerank(hits: Sequence[Hit], reading: Reading) -> tuple[Hit, ...]:
    """The same hits with label weights added to their scores; best first, ties by id."""
    scored = [replace(hit, score=hit.score + _label_score(hit.passage, reading)) for hit in hits]
    return tuple(sorted(scored, key=lambda hit: (-hit.score, hit.passage.id)))


def _label_score(passage: Passage, reading: Reading) -> float:
    asked = [actor for actor in reading.actors if actor in ("russia", "china")] or list(reading.actors)
    held = sum(holds(passage, actor) for actor in asked) / max(1, len(asked))
    spoken = sum(actor in passage.actors for actor in reading.actors) / max(1, len(reading.actors))
    topical = len(set(reading.topics) & set(passage.topics)) / max(1, len(reading.topics))
    weak = passage.confidence is Confidence.WEAK
    return _HOLDS * held + _SPEAKS_OF * spoken + _TOPIC * topical + _WEAK * weak
