"""Is each statement of a source borne out by the original, as far as words can tell?

Knows what a statement in our own words must still share with the text that it was made from: its numbers, its names,
and a good part of its other words in one paragraph. Knows nothing of meaning: what it finds doubtful is for a person
to read. It tells places, never text of the original.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tumen.corpus.actors import Names
from tumen.corpus.catalogue import Catalogue
from tumen.corpus.passages import Source, Statement
from tumen.ingest.originals import Original
from tumen.ingest.splitter import TextSpan, split

FEWEST_WORDS = 0.32
"""Of a statement's words, in its best paragraph. Of the 66 statements made from 38n-axis-2017 two have fewer there;
of the 1,152 made from other texts on the same subject, held against that one, 72 % (docs/log.md)."""

_STEM = 6
"""Letters of a word that are compared: crude, and the same for every alphabet; `negotiated` is `negotiations`."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[\w,;:] )(?:[“\"'(])?([A-Z][\w-]+)")
_LATIN = re.compile(r"[A-Za-z]")
_SHORT_WORDS = 3


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_SPELT = _listed("zero one two three four five six seven eight nine ten eleven twelve")
_EVERYWHERE = frozenset(
    _listed(
        "about after against also been before being between could does during from have into more most only other "
        "over should some such than that their them then there these they this those under were what when which "
        "while will with would"
    )
)
"""Words that any two texts share; shorter ones are not compared at all."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One statement held against its original.

    at, start, end: the paragraph that shares most with it, `original.text[start:end]`. share: of its words, those in
    that paragraph; None where the original is in another script. missing: its numbers and names that are nowhere in
    the original.
    """

    statement: Statement
    at: str
    start: int
    end: int
    share: float | None
    missing: tuple[str, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should read both."""
        return bool(self.missing) or (self.share is not None and self.share < FEWEST_WORDS)


def hold_against_originals(
    catalogue: Catalogue, originals: Iterable[Original]
) -> tuple[tuple[Source, tuple[Holding, ...]], ...]:
    """Each source that has an original, with its statements in order; originals without a source are passed over."""
    known = {source.id: source for source in catalogue.sources}
    return tuple(
        (
            known[original.source],
            _held(
                known[original.source], catalogue.statements_of(original.source), original.text, catalogue.subject.names
            ),
        )
        for original in originals
        if original.source in known
    )


def _held(source: Source, statements: Sequence[Statement], text: str, names: Names) -> tuple[Holding, ...]:
    paragraphs = _paragraphs(split(text))
    words_of = {span: _stems(text[span.start : span.end]) for span in paragraphs}
    whole = _Known.of(text, names)
    is_latin = len(_LATIN.findall(text)) * 2 > sum(map(str.isalpha, text))
    return tuple(_holding(source, statement, words_of, whole, names, is_latin) for statement in statements)


def _holding(
    source: Source,
    statement: Statement,
    words_of: dict[TextSpan, frozenset[str]],
    whole: "_Known",
    names: Names,
    is_latin: bool,
) -> Holding:
    card = _Known.of(
        " ".join((source.author, source.title, source.publisher, source.published.spoken(), statement.stated.spoken())),
        names,
    )
    words = _stems(statement.text) - card.stems
    best = max(words_of, key=lambda span: (len(words & words_of[span]), -span.start), default=TextSpan(0, 0, ""))
    share = len(words & words_of.get(best, frozenset())) / len(words) if words else 1.0
    missing = [number for number in _numbers(statement.text) if number not in whole.numbers | card.numbers]
    if is_latin:
        missing += _missing_names(statement.text, whole, card, names)
    return Holding(statement, best.at, best.start, best.end, share if is_latin else None, tuple(missing))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a text names, for statements to be looked up in."""

    stems: frozenset[str]
    numbers: frozenset[str]
    actors: frozenset[str]

    @classmethod
    def of(cls, text: str, names: Names) -> "_Known":
        spelt = {str(value) for value, word in enumerate(_SPELT) if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
        return cls(_stems(text), frozenset(_numbers(text)) | spelt, names.actors_in(text))


def _missing_names(statement: str, whole: _Known, card: _Known, names: Names) -> list[str]:
    """An actor is there by any of its names; any other name by its own."""
    of_actors = [range(mention.start, mention.end) for mention in names.mentions(statement)]
    strangers = [
        match[1]
        for match in _NAME.finditer(statement)
        if not any(match.start(1) in span for span in of_actors) and not _stems(match[1]) <= whole.stems | card.stems
    ]
    actors = names.actors_in(statement) - whole.actors - card.actors
    return [*dict.fromkeys(strangers), *sorted(actors)]


def _paragraphs(spans: Sequence[TextSpan]) -> list[TextSpan]:
    """The passages of one paragraph as one span."""
    found: list[TextSpan] = []
    for span in spans:
        if found and found[-1].at == span.at:
            found[-1] = TextSpan(found[-1].start, span.end, span.at)
        else:
            found.append(span)
    return found


def _stems(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if len(word) > _SHORT_WORDS and word not in _EVERYWHERE)


def _numbers(text: str) -> list[str]:
    """In order, once each, without the marks between thousands."""
    return list(dict.fromkeys(re.sub(r",(?=\d{3})", "", number) for number in _NUMBER.findall(text)))
