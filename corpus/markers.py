"""Citation markers in an answer: where they stand, and which numbers they name.

The one grammar of writer and ruler: `[1]`, `[1, 2]`, `[1][3]`, `[2-4]`, `[2 and 3]`, `[^1]`, `【3】`, `[2†source]`;
before the full stop, after it, or after a space. Pure. Knows nothing of what is cited.
"""

import re

WIDEST_RANGE = 20
"""Numbers that one range may name: `[1-15]` is fifteen; a wider one, `[3-2017]`, names its ends alone."""

_NUMBERS = r"\^?\s*\d{1,3}(?:\s*(?:[,;–-]|and)\s*\d{1,3})*"
MARKER = re.compile(rf"[\[【](?P<numbers>{_NUMBERS})\s*(?:†[^】\]]*)?[\]】](?!\()")
"""One marker; what a Markdown link has in brackets, `[1](address)`, is none."""

_RUN = rf"(?:\s*{MARKER.pattern.replace('?P<numbers>', '?:')})+"
AFTER_THE_MARK = re.compile(rf"(?P<mark>[.!?][\"”’»)]*)(?P<run>{_RUN})")
"""`Said so. [1]`: a mark that ends a sentence and the markers behind it."""

LEADING = re.compile(rf"{_RUN}[.,;]?")
"""Markers at the head of a piece: they belong to what stands before it."""

_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of every marker of a text, each once, in order."""
    found: list[int] = []
    for marker in MARKER.finditer(text):
        for part in re.split(r"[,;]|\band\b", marker["numbers"].strip(" ^")):
            found += _of_part(part)
    return tuple(dict.fromkeys(found))


def without_markers(text: str) -> str:
    """The text without its markers and the spaces before them."""
    return re.sub(rf"\s*{MARKER.pattern}", "", text)


def _of_part(part: str) -> list[int]:
    span = _RANGE.fullmatch(part.strip())
    if span and 0 <= int(span[2]) - int(span[1]) < WIDEST_RANGE:
        return list(range(int(span[1]), int(span[2]) + 1))
    return [int(digits) for digits in re.findall(r"\d+", part)]
