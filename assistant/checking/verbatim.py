"""The verbatim gate: is a quote really in the text it is cited from, and where?

Pure: text in, verdict and exact character spans out. Knows the ways in which a true quote may differ from its source
(white space, typographic quotation marks and dashes, case, an ellipsis) and accepts no other.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tumen.assistant.dialogue import QuoteVerdict

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", ""),
    }
)
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_LEAST_PIECE = 2
"""Words in a piece of a stitched quote: a single word between two ellipses could be found anywhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote is: the verdict, and spans into the text that was searched (several for a stitched quote)."""

    verdict: QuoteVerdict
    spans: tuple[tuple[int, int], ...] = ()


_ABSENT = Found(QuoteVerdict.ABSENT)


def find_quote(quote: str, text: str) -> Found:
    """The best verdict for this text alone: exact, normalised, stitched or absent. An empty quote is absent."""
    if not quote.strip():
        return _ABSENT
    start = text.find(quote)
    if start >= 0:
        return Found(QuoteVerdict.EXACT, ((start, start + len(quote)),))
    folded, origin = _fold(text)
    whole = _piece(quote, folded, 0)
    if whole:
        return Found(QuoteVerdict.NORMALISED, (_original(whole, origin),))
    return _stitched(quote, folded, origin)


def check_quote(quote: str, cited: str, others: Sequence[str] = ()) -> Found:
    """As find_quote in the cited text; `elsewhere`, without spans, where only another text of the evidence has it."""
    found = find_quote(quote, cited)
    if found.verdict is QuoteVerdict.ABSENT and any(find_quote(quote, other).spans for other in others):
        return Found(QuoteVerdict.ELSEWHERE)
    return found


def _stitched(quote: str, folded: str, origin: Sequence[int]) -> Found:
    pieces = [piece for piece in _ELLIPSIS.split(quote) if piece]
    if len(pieces) < 2 or any(len(piece.split()) < _LEAST_PIECE for piece in pieces):
        return _ABSENT
    spans, after = [], 0
    for piece in pieces:
        span = _piece(piece, folded, after)
        if span is None:
            return _ABSENT
        spans.append(_original(span, origin))
        after = span[1]
    return Found(QuoteVerdict.STITCHED, tuple(spans))


def _piece(piece: str, folded: str, after: int) -> tuple[int, int] | None:
    """The first place of a folded piece at or after `after` that does not begin or end inside a word."""
    wanted = _fold(piece)[0].strip()
    start = folded.find(wanted, after) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not _inside_word(folded, start) and not _inside_word(folded, end):
            return start, end
        start = folded.find(wanted, start + 1)
    return None


def _inside_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with every tolerated difference removed, and for each of its characters the offset it came from."""
    characters: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character).translate(_FOLDED).casefold():
            if folded.isspace():
                if characters and characters[-1] == " ":
                    continue
                folded = " "
            characters.append(folded)
            origin.append(offset)
    return "".join(characters), origin


def _original(span: tuple[int, int], origin: Sequence[int]) -> tuple[int, int]:
    return origin[span[0]], origin[span[1] - 1] + 1
