"""The answer of any system → its sentences and the numbers that each cites.

Knows how markers are written ([1], [1, 2], [1][3], [2-4], [^1]; before the full stop, after it, or after a space) and
what in a Markdown answer is no sentence (headings, bullets, emphasis). Pure. Knows nothing of what is cited.
"""

import re

from tumen.corpus.sentences import sentences

_NUMBERS = r"\^?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*"
_MARKER = re.compile(rf"\s*\[({_NUMBERS})\]")
_LEADING = re.compile(rf"(?:\s*\[{_NUMBERS}\])+[.,;]?")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^\s*(?:#+\s.*|\*\*[^*]+\*\*:?|[^.!?。]{1,80}:)\s*$")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)")
_WIDEST_RANGE = 20


def marked_sentences(answer: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """(sentence without markers, numbers that it cites in order) for every sentence of an answer."""
    found: list[tuple[str, tuple[int, ...]]] = []
    for line in answer.splitlines():
        if _HEADING.match(line):
            continue
        found += _of_line(_EMPHASIS.sub("", _BULLET.sub("", line)))
    return tuple(found)


def _of_line(line: str) -> list[tuple[str, tuple[int, ...]]]:
    pieces: list[str] = []
    for start, end in sentences(line):
        piece = line[start:end]
        leading = _LEADING.match(piece)
        if leading and pieces:  # `Said so. [1] And so.`: the marker belongs to what stands before it
            pieces[-1] += leading[0]
            piece = piece[leading.end() :].strip()
        if piece:
            pieces.append(piece)
    read = ((_MARKER.sub("", piece).strip(), _numbers(piece)) for piece in pieces)
    return [(text, numbers) for text, numbers in read if any(letter.isalnum() for letter in text)]


def _numbers(piece: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for group in _MARKER.findall(piece) for number in _of_group(group)))


def _of_group(group: str) -> list[int]:
    numbers: list[int] = []
    for part in re.split(r"[,;]", group.strip("^")):
        if (span := _RANGE.fullmatch(part.strip())) and int(span[2]) - int(span[1]) < _WIDEST_RANGE:
            numbers += range(int(span[1]), int(span[2]) + 1)
        else:
            numbers += [int(digits) for digits in re.findall(r"\d+", part)]
    return numbers
