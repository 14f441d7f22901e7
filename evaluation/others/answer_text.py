"""The answer of any system → its sentences and the numbers that each cites.

Knows what in a Markdown answer is no sentence (headings, bullets, emphasis) and to which sentence a marker behind the
full stop belongs; how markers are written is `corpus.markers`'. Pure. Knows nothing of what is cited.
"""

import re

from tumen.corpus.markers import LEADING, numbers_in, without_markers
from tumen.corpus.sentences import sentences

_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^\s*(?:#+\s.*|\*\*[^*]+\*\*:?|[^.!?。]{1,80}:)\s*$")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)")


def marked_sentences(answer: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """(sentence without markers, numbers that it cites in order) for every sentence of an answer."""
    found: list[tuple[str, tuple[int, ...]]] = []
    for line in answer.splitlines():
        if not _HEADING.match(line):
            found += _of_line(_EMPHASIS.sub("", _BULLET.sub("", line)))
    return tuple(found)


def _of_line(line: str) -> list[tuple[str, tuple[int, ...]]]:
    pieces: list[str] = []
    for start, end in sentences(line):
        piece = line[start:end]
        leading = LEADING.match(piece)
        if leading and pieces:  # `Said so. [1] And so.`: the marker belongs to what stands before it
            pieces[-1] += leading[0]
            piece = piece[leading.end() :].strip()
        if piece:
            pieces.append(piece)
    read = ((without_markers(piece).strip(), numbers_in(piece)) for piece in pieces)
    return [(text, numbers) for text, numbers in read if any(letter.isalnum() for letter in text)]
