"""An original's text → the exact spans that become its passages.

Knows paragraphs (empty lines, bullets, lines that were ended on purpose), headings, and how long a passage may be;
asks `corpus.sentences` where sentences end and `boilerplate` what is none of the author's. Changes no character:
`text[start:end]` is the passage. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tumen.corpus.sentences import sentences
from tumen.ingest.boilerplate import is_boilerplate

MOST_WORDS = 80
"""Of one passage, unless a single sentence is longer: about 110 tokens, within the 256 that all-MiniLM reads, and a
reader checks it at a glance (two to four sentences of ordinary prose)."""

_BEST_WORDS = 50
"""What the sentences of a long paragraph are grouped towards, so that none is left over at its end."""

_MOST_HEADING_WORDS = 20
_UNWRAPPED = 120
"""Nobody wraps lines at more characters than this: a longer line is a paragraph of its own."""

_LINE = re.compile(r"[^\n\f\u2029]+|[\f\u2029]")
_MARK = re.compile(r"\s*(?:[•▪◦‣∙·>*+–—-]\s+)+")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]\s", re.IGNORECASE)
_FINISHED = re.compile(r"[.!?…:;。！？；：｡][\"'”’»›)\]}」』）》】]*(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰])*$")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


class Kind(StrEnum):
    """What a block of text is; only prose becomes passages."""

    PROSE = "prose"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or piece of boilerplate: trimmed, without the bullet before it."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class TextSpan:
    """What becomes a passage: `text[start:end]`, and its place, `¶3`: the third paragraph of prose."""

    start: int
    end: int
    at: str


def split(text: str) -> tuple[TextSpan, ...]:
    """The passages of a text, in order and disjoint.

    Headings, boilerplate, bullets and white space are left out; nothing else is. A passage is one or more whole
    sentences of one paragraph: at most MOST_WORDS words, unless one sentence has more.
    """
    prose = [block for block in blocks(text) if block.kind is Kind.PROSE]
    return tuple(
        TextSpan(start, end, f"¶{number}")
        for number, block in enumerate(prose, 1)
        for start, end in _passages(text, block)
    )


def blocks(text: str) -> tuple[Block, ...]:
    """Everything in a text but white space and bullets, in order.

    Where nothing else would be prose, what looks like headings is: notes without full stops.
    """
    found = [block for chunk in _chunks(text) for block in _blocks_of(text, chunk)]
    content = [row for row, block in enumerate(found) if block.kind is not Kind.BOILERPLATE]
    named = list(found)
    for place, row in enumerate(content):
        before = named[content[place - 1]] if place else None
        after = found[content[place + 1]] if place + 1 < len(content) else None
        if _is_heading(text, found[row], before, after):
            named[row] = replace(found[row], kind=Kind.HEADING)
    return tuple(named if any(block.kind is Kind.PROSE for block in named) else found)


_Line = tuple[int, int]


def _chunks(text: str) -> Iterator[list[_Line]]:
    """The trimmed lines between empty lines and page ends."""
    chunk: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        is_apart = text.count("\n", last_end, match.start()) > 1
        last_end = match.end()
        if chunk and (is_apart or not line.strip()):
            yield chunk
            chunk = []
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            chunk.append((start, start + len(line.strip())))
    if chunk:
        yield chunk


def _blocks_of(text: str, lines: Sequence[_Line]) -> Iterator[Block]:
    words = [text[start:end] for start, end in lines]
    # A form or a menu: short lines, none of them a finished sentence, of which one gives the rest away.
    if any(map(is_boilerplate, words)) and not any(_reads_as_prose(line) for line in words):
        yield Block(lines[0][0], lines[-1][1], Kind.BOILERPLATE)
        return
    first = 0
    longest = max(map(len, words))
    for row in range(1, len(lines) + 1):
        if row == len(lines) or _begins_paragraph(words[row - 1], words[row], longest):
            yield _block(text, lines[first][0], lines[row - 1][1])
            first = row


def _reads_as_prose(line: str) -> bool:
    is_finished = bool(_FINISHED.search(line)) and not line.endswith(("...", "…", ":"))
    return len(line) > _UNWRAPPED or (is_finished and not is_boilerplate(line))


def _begins_paragraph(before: str, line: str, longest: int) -> bool:
    """Whether the break between two lines of a chunk was made on purpose, not because the line was full."""
    if _MARK.match(line) or max(len(before), len(line)) > _UNWRAPPED:
        return True
    if is_boilerplate(before) or is_boilerplate(line):
        return True
    if line[:1].islower():
        return False
    is_finished = bool(_FINISHED.search(before))
    if _NUMBERED.match(line) and is_finished:
        return True
    # A tenth of slack, for in print the letters have different widths.
    had_room = len(before) + 1 + len(line.split(maxsplit=1)[0]) <= 0.9 * longest
    return had_room and (is_finished or len(before.split()) <= _MOST_HEADING_WORDS // 2)


def _block(text: str, start: int, end: int) -> Block:
    if is_boilerplate(text[start:end]):
        return Block(start, end, Kind.BOILERPLATE)
    mark = _MARK.match(text, start, end)
    return Block(mark.end() if mark else start, end, Kind.PROSE)


def _is_heading(text: str, block: Block, before: Block | None, after: Block | None) -> bool:
    """A short line that is no sentence, between finished paragraphs; or a question or call in the case of titles."""
    words = text[block.start : block.end]
    if words.startswith("#"):
        return True
    if "\n" in words or _size(words) > _MOST_HEADING_WORDS or _is_bulleted(text, block):
        return False
    if _FINISHED.search(words):
        return words[-1] in "?!" and _is_title_case(words)
    is_continuation = before is not None and before.kind is Kind.PROSE and not _is_finished(text, before)
    is_continued = after is not None and text[after.start].islower()
    return not is_continuation and not is_continued


def _is_bulleted(text: str, block: Block) -> bool:
    line_start = max(text.rfind(end, 0, block.start) for end in "\n\f\u2029") + 1
    return bool(text[line_start : block.start].strip())


def _is_finished(text: str, block: Block) -> bool:
    return bool(_FINISHED.search(text[block.start : block.end])) or _is_bulleted(text, block)


def _is_title_case(words: str) -> bool:
    long = [word for word in words.split() if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() or not word[0].isalpha() for word in long) >= 0.8 * len(long)


def _passages(text: str, block: Block) -> Iterator[_Line]:
    """The sentences of a paragraph in groups as near to _BEST_WORDS as can be: least squares, dynamic programming."""
    spans = [(block.start + start, block.start + end) for start, end in sentences(text[block.start : block.end])]
    sizes = [max(1, _size(text[start:end])) for start, end in spans]
    cheapest: list[tuple[int, int]] = [(0, 0)]  # for the first n sentences: cost, and where the last group begins
    for end in range(1, len(spans) + 1):
        size = 0
        best: tuple[int, int] | None = None
        for start in range(end - 1, -1, -1):
            size += sizes[start]
            if best is not None and size > MOST_WORDS:
                break
            cost = cheapest[start][0] + (size - _BEST_WORDS) ** 2
            if best is None or cost < best[0]:
                best = (cost, start)
        cheapest.append(best or (0, 0))
    groups: list[_Line] = []
    end = len(spans)
    while end:
        start = cheapest[end][1]
        groups.append((spans[start][0], spans[end - 1][1]))
        end = start
    yield from reversed(groups)


def _size(words: str) -> int:
    """Words; a Chinese, Japanese or Korean character counts as one, as it is to the embedder."""
    return len(_WORD.findall(words))
