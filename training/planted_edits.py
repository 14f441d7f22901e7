"""What planting a fault and rewording honestly share: the shape of a rewrite, and small edits of a text."""

import random
from collections.abc import Callable

from tumen.assistant.checking.support.words import SPEECH
from tumen.corpus.passages import Passage

Rewrite = Callable[[str, Passage, str, random.Random], str | None]
"""(text, its passage, the text of another source, chance) → another sentence, or None where there is no place."""

SPEECH_PATTERN = f"(?:{'|'.join(sorted(SPEECH))})"
_PLAIN_OPENINGS = frozenset("The In On A An By At There It After About With From Such".split())


def replaced(text: str, span: tuple[int, int], new: str) -> str:
    """The text with other words in the place of a span."""
    return text[: span[0]] + new + text[span[1] :]


def lowered(text: str) -> str:
    """Without the capital letter of a sentence's head, where the word is no name."""
    return text[:1].lower() + text[1:] if text.split(" ", 1)[0] in _PLAIN_OPENINGS else text


def raised(text: str) -> str:
    """With a capital letter at its head."""
    return text[:1].upper() + text[1:]
