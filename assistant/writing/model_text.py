"""What a chat model streams → the sentences it means, each with the numbers it cites.

Pure. Knows the habits of models: reasoning in tags, Markdown around everything, markers in many forms, several
sentences on a line, a list of references at the end. Knows no evidence and judges nothing. Nothing of a line is let
out before its end, so that no marker is ever cut.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tumen.corpus.markers import AFTER_THE_MARK, numbers_in, without_markers
from tumen.corpus.sentences import sentences

MOST_CHARACTERS = 20_000
"""Where reading stops: eight sentences take some 2,000, reasoning aside; a model that goes on is in a loop."""

MOST_SENTENCES = 24
"""Where reading stops: three times what was asked for."""

_THOUGHT = r"think(?:ing)?|thoughts?|reasoning|reflection|analysis"
_THINKS = re.compile(rf"<({_THOUGHT})>", re.IGNORECASE)
_HAS_THOUGHT = re.compile(rf"</(?:{_THOUGHT})>", re.IGNORECASE)
_TOKEN = re.compile(r"<\|[^|<>]{0,40}\|>")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+(?P<hashes>.+?)\s*#*|\*\*(?P<bold>[^*]{1,60}?):?\*\*:?)\s*$")
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:[-*•‣–]\s+|\(?\d{1,2}[.)]\s+)?")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|`)(?=\S)(.+?)(?<=\S)\1")
_REFERENCES = re.compile(r"(?:sources?|references?|citations?|bibliography|notes?|evidence)(?: used)?", re.IGNORECASE)
_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, or a sentence with the numbers of its markers in order, whatever they are numbers of."""

    text: str
    numbers: tuple[int, ...] = ()
    is_heading: bool = False


def lines(pieces: Iterable[str]) -> Iterator[Line]:
    """Each sentence and heading as soon as its line is whole. References that the model lists itself are left out."""
    count = 0
    for raw in _without_thoughts(_whole(pieces)):
        for line in _parsed(raw):
            if line.is_heading and _REFERENCES.fullmatch(line.text.strip(" :")):
                return
            yield line
            count += 1
            if count >= MOST_SENTENCES:
                return


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    held, read = "", 0
    for piece in pieces:
        read += len(piece)
        held += piece.replace("\r", "\n")
        *whole, held = held.split("\n")
        yield from whole
        if read > MOST_CHARACTERS:
            return
    yield held


def _without_thoughts(raw: Iterable[str]) -> Iterator[str]:
    thinking = False
    for line in raw:
        said, rest = "", line
        while rest:
            tag = (_HAS_THOUGHT if thinking else _THINKS).search(rest)
            if not thinking:
                said += rest[: tag.start()] if tag else rest
            if tag is None:
                break
            thinking, rest = not thinking, rest[tag.end() :]
        yield _HAS_THOUGHT.split(said)[-1]  # some open the tag in the prompt: only its end is ever seen


def _parsed(raw: str) -> Iterator[Line]:
    text = _UNSEEN.sub("", _TOKEN.sub("", raw))
    heading = _HEADING.match(text)
    if heading:
        yield Line(_plain(heading["hashes"] or heading["bold"]).rstrip(":"), is_heading=True)
        return
    if not text.strip() or _FENCE.match(text) or _RULE.match(text):
        return
    text = AFTER_THE_MARK.sub(r"\g<run>\g<mark>", _BULLET.sub("", text, count=1))
    if _REFERENCES.fullmatch(text.strip(" :*")):
        yield Line(text.strip(" :*"), is_heading=True)
        return
    for start, end in sentences(text):
        sentence = text[start:end]
        plain = _plain(without_markers(sentence))
        if any(character.isalnum() for character in plain):
            yield Line(plain, numbers_in(sentence))


def _plain(text: str) -> str:
    """Without emphasis and with single spaces, none before a full stop or comma."""
    for _ in range(2):  # strong within emphasised
        text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
