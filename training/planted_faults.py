"""Faults planted in true statements, and honest rewordings of them: what a support checker must tell apart.

Seeded: the same statements and seed give the same sentences. Knows how each kind of fault is made; knows
no checker. A kind that a statement offers no place for is left out for that statement.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tumen.corpus.passages import Passage, Voice
from tumen.corpus.subject import shipped_subject
from tumen.training.honest_rewordings import HONEST
from tumen.training.planted_edits import SPEECH_PATTERN, Rewrite, lowered, replaced
from tumen.training.planted_tables import HEDGED, MONTHS, OPPOSED, PEERS

_TITLE = "(?:[Tt]he |[Aa]n? )?(?:(?:scholar|analyst|envoy|ambassador) )?"
_SPEAKER = rf"{_TITLE}[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|the|\d+)){{0,4}}"
_AUXILIARIES = "is|are|was|were|will|would|can|could|should|has|have|had"
_NUMBERED = re.compile(r"(?:[Rr]esolutions?|no\.|Article|North) $")
"""What stands before a number that is a name."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence about a passage. kind: of fault or of rewording. faulty: whether the passage does not say so."""

    kind: str
    sentence: str
    passage: Passage
    faulty: bool


def planted(passages: Sequence[Passage], seed: int = 0) -> tuple[Planted, ...]:
    """Every kind of fault and of honest rewording that each passage offers a place for, in order."""
    return tuple(each for passage in passages for each in _of(passage, passages, seed))


def _of(passage: Passage, others: Sequence[Passage], seed: int) -> Iterator[Planted]:
    chance = random.Random(f"{seed} {passage.id}")
    foreign = [other for other in others if other.source.id != passage.source.id]
    for faulty, kinds in ((True, FAULTS), (False, HONEST)):
        for kind, rewrite in kinds.items():
            stranger = chance.choice(foreign).text if foreign else ""
            sentence = rewrite(passage.text, passage, stranger, chance)
            if sentence and sentence != passage.text:
                yield Planted(kind, sentence, passage, faulty)


def _number(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """Another amount: a number that is neither a year nor part of a date or a name."""
    places = [
        match
        for match in re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])", text)
        if not _is_date(text, match) and not _NUMBERED.search(text[: match.start()])
    ]
    if not places:
        return None
    match = chance.choice(places)
    old = float(match.group().replace(",", ""))
    new = chance.choice([value for value in (old * 2, old + 3, old * 10, old + 17) if value != old])
    shown = f"{new:,.1f}" if "." in match.group() else f"{int(new):,}"
    return replaced(text, match.span(), shown)


def _is_date(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 12) : match.end() + 12]
    year = re.fullmatch(r"(?:19|20)\d\d", match.group())
    return bool(year) or any(month in around for month in MONTHS)


def _date(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """Another year or another month."""
    years = list(re.finditer(r"\b(?:19|20)\d\d\b", text))
    months = list(re.finditer(rf"\b(?:{'|'.join(MONTHS)})\b", text))
    if not years and not months:
        return None
    match = chance.choice([*years, *months])
    if match.group().isdigit():
        return replaced(text, match.span(), str(int(match.group()) + chance.choice([-3, -2, -1, 1, 2, 4])))
    return replaced(text, match.span(), chance.choice([month for month in MONTHS if month != match.group()]))


def _actor(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """Another country, or another leader, in the same grammatical form."""
    places = [mention for mention in shipped_subject().names.spelt(text) if text[mention.start : mention.end] in PEERS]
    if not places:
        return None
    mention = chance.choice(places)
    peers = [peer for peer in PEERS[text[mention.start : mention.end]] if peer != text[mention.start : mention.end]]
    return replaced(text, (mention.start, mention.end), chance.choice(peers))


def _roles(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """Two countries change places: who did it, and to whom."""
    found = [m for m in shipped_subject().names.spelt(text) if text[m.start : m.end] in PEERS]
    spans = [(mention.start, mention.end) for mention in found]
    pairs = [pair for pair in pairwise(spans) if _exchangeable(text, *pair)]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return text[: one[0]] + text[slice(*other)] + text[one[1] : other[0]] + text[slice(*one)] + text[other[1] :]


def _exchangeable(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Not two in a list, and not two names of one actor: exchanging those changes nothing."""
    first, second = text[slice(*one)], text[slice(*other)]
    between = text[one[1] : other[0]]
    listed = re.fullmatch(r"(?:'s)?(?:,? and |, |-| or | nor )(?:the )?", between)
    return first != second and second in PEERS[first] and not listed and len(between.split()) >= 2


def _negation(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """`not` taken out, or put in after an auxiliary verb."""
    taken = re.search(rf"\b(?:({_AUXILIARIES}|did|does|do) not|(can)not)\b", text)
    if taken:
        return replaced(text, taken.span(), taken.group(1) or taken.group(2))
    put = list(re.finditer(rf"\b({_AUXILIARIES})\b(?! not| no )", text))
    if not put:
        return None
    match = chance.choice(put)
    return replaced(text, match.span(), f"{match.group()} not")


def _hedge(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """A guess made a fact."""
    for pattern, plain in HEDGED:
        match = re.search(pattern, text)
        if match:
            return re.sub(r"  +", " ", replaced(text, match.span(), match.expand(plain))).strip()
    return None


def _graft(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """A clause of another source's sentence, as if this passage said it too."""
    clause = re.split(r"(?<=[a-z]), |; ", stranger.rstrip("."))[-1].strip()
    if len(clause.split()) < 5:
        clause = stranger.rstrip(".")
    joint = chance.choice([", and ", ", while ", "; "])
    return f"{text.rstrip('.')}{joint}{lowered(clause)}."


def _attribution(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """An analyst's or a newspaper's word given as a government's."""
    if passage.voice not in (Voice.ANALYST, Voice.PRESS):
        return None
    match = re.search(rf"({_SPEAKER}) (?={SPEECH_PATTERN}\b)", text)
    if not match or shipped_subject().names.spelt(match.group(1)):
        return None
    start = match.start() == 0
    government = chance.choice(["Russia's foreign ministry", "the Kremlin", "China's foreign ministry", "Beijing"])
    return replaced(text, match.span(1), government[0].upper() + government[1:] if start else government)


def _direction(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """A word replaced by its opposite: rose by fell, for by against."""
    places = [(match, new) for old, new in OPPOSED.items() for match in re.finditer(rf"\b{old}\b", text)]
    if not places:
        return None
    match, new = chance.choice(places)
    return replaced(text, match.span(), new)


FAULTS: dict[str, Rewrite] = {
    "number changed": _number,
    "date changed": _date,
    "actor swapped": _actor,
    "roles exchanged": _roles,
    "negation turned": _negation,
    "hedge dropped": _hedge,
    "clause grafted": _graft,
    "attribution changed": _attribution,
    "direction flipped": _direction,
}
