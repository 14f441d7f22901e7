"""Honest rewordings of a true statement: other words, another order, less said, the same meaning."""

import random
import re

from tumen.assistant.attribution import attribution
from tumen.corpus.passages import Passage, Voice
from tumen.training.planted_edits import SPEECH_PATTERN, Rewrite, lowered, raised, replaced
from tumen.training.planted_tables import MONTHS, SYNONYMS


def _suffix(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    return f"{text.removesuffix('.')} ({attribution(passage)})."


def _prefix(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    publisher = passage.source.publisher
    if "not named" in publisher or passage.voice is Voice.OFFICIAL:
        return None
    return f"According to {publisher}, {lowered(text)}"


def _clause_dropped(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """The sentence without its last clause, or the first of two sentences."""
    for mark in (". ", "; ", ", which ", ", although ", ", while ", ", but ", " because ", ", and "):
        head, found, tail = text.rpartition(mark)
        if found and len(head.split()) >= 7 and len(tail.split()) >= 3:
            return head.rstrip(",;.") + "."
    return None


def _reordered(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """The words about who said it, or when, moved from one end to the other."""
    said = re.fullmatch(rf"(?P<what>.+), (?P<who>(?:[A-Z]|the |an? )[^,]*? {SPEECH_PATTERN}\b[^,]*)\.", text)
    if said:
        return f"{raised(said['who'])} that {lowered(said['what'])}."
    when = re.fullmatch(r"(?P<when>(?:On|In) [^,]*\d{4}),? (?P<what>[A-Z].+)\.", text)
    if when and ". " not in when["what"]:
        return f"{when['what']} {lowered(when['when'])}."
    return None


def _synonyms(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """Up to three words or names by another of the same meaning."""
    places = [(match, new) for old, new in SYNONYMS.items() for match in re.finditer(rf"\b{old}\b", text)]
    chosen = chance.sample(places, min(3, len(places)))
    for match, new in sorted(chosen, key=lambda place: -place[0].start()):
        text = replaced(text, match.span(), new)
    return text if chosen else None


def _date_format(text: str, passage: Passage, stranger: str, chance: random.Random) -> str | None:
    """`8 May 2025` as `May 8, 2025`."""
    new = re.sub(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", r"\2 \1, \3", text)
    return new if new != text else None


HONEST: dict[str, Rewrite] = {
    "attribution added": _suffix,
    "publisher named": _prefix,
    "clause dropped": _clause_dropped,
    "reordered": _reordered,
    "synonyms": _synonyms,
    "date written otherwise": _date_format,
}
