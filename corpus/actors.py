"""Names: which words mean which actor, and which words belong to which topic.

Knows the names that people really write, slang, leaders and common misspellings included; they stand in `actors.yaml`
beside it. Reads that one file when first used; knows nothing of questions or passages. The ids are those of FORMAT.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tumen.corpus.errors import CatalogueError, Fault
from tumen.corpus.word_patterns import any_of
from tumen.corpus.yaml_files import read_yaml

_TABLE = Path(__file__).with_name("actors.yaml")
_NOBODY = ""
"""Whose the names are that only hold an actor's name: the South China Sea is not China."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor's name in a text: text[start:end] means this actor."""

    actor: str
    start: int
    end: int


def names_of(actor: str) -> tuple[str, ...]:
    """The principal names of an actor, the plain one first; the id itself for one that has none."""
    entry = _table()["actors"].get(actor)
    return _listed(entry["names"])[:3] if entry else (actor,)


def actors_named(text: str) -> frozenset[str]:
    """The actors that a text names, correctly spelt."""
    return frozenset(mention.actor for mention in _spelt(text))


def mentions(text: str) -> tuple[Mention, ...]:
    """Every actor's name in a text, misspelt ones included, in order and without overlap."""
    spelt = tuple(_spelt(text, with_nobody=True))
    taken = {place for mention in spelt for place in range(mention.start, mention.end)}
    slips = [slip for slip in _slips(text) if not taken & set(range(slip.start, slip.end))]
    found = [mention for mention in (*spelt, *slips) if mention.actor != _NOBODY]
    return tuple(sorted(found, key=lambda mention: mention.start))


def spelt_mentions(text: str) -> tuple[Mention, ...]:
    """Every correctly spelt actor's name in a text, in order and without overlap."""
    return tuple(_spelt(text))


def people_named(text: str) -> tuple[str, ...]:
    """The persons that a text names, as it names them, in order, each once."""
    found = (text[mention.start : mention.end] for mention in mentions(text))
    plain = (re.sub(r"['’]s$", "", name) for name in found)
    return tuple(dict.fromkeys(name for name in plain if _plain(name) in _people()))


def topics_named(text: str) -> tuple[str, ...]:
    """The topics that a text speaks of, in the order of their first mention; of one place, as FORMAT.md has them."""
    found = [(match.start(), topic) for topic, pattern in _topics() if (match := pattern.search(text))]
    return tuple(topic for _, topic in sorted(found, key=lambda pair: pair[0]))


def _spelt(text: str, with_nobody: bool = False) -> Iterator[Mention]:
    for match in _names_pattern().finditer(text):
        name = _plain(match.group("name"))
        actor = _by_name()[name]
        is_word = name in _as_written() and match.group("name") != _as_written()[name]
        if is_word and not (name == "us" and _is_the_country(text, match)):
            continue
        if actor != _NOBODY or with_nobody:
            yield Mention(actor, match.start(), match.end())


def _is_the_country(text: str, us: re.Match[str]) -> bool:
    """Whether a small `us` is the United States and no pronoun: by the word before it or after it."""
    table = _table()
    before = re.search(r"(\w+)[\s-]+$", text[: us.start()])
    after = re.match(r"(?:['’]s)?[\s-]+(\w+)", text[us.end() :])
    if before and before.group(1).lower() in table["us_never_after"].split():
        return False
    return bool(
        (before and before.group(1).lower() in table["us_before"].split())
        or (after and after.group(1).lower() in table["us_after"].split())
    )


def _slips(text: str) -> Iterator[Mention]:
    """Words that are no name but a slip of the keys away from one."""
    for word in re.finditer(r"(?P<half>(?:n\w{2,3}[th]|s\w{2,3}[th])[\s-]+)?(?P<word>[a-z]{5,})", text, re.IGNORECASE):
        if word.group("half") and _distance(word.group("word").lower()[:6], "korean"[: len(word.group("word"))]) <= 2:
            yield Mention("dprk" if word.group("half")[0] in "nN" else "rok", word.start(), word.end())
        elif actor := _misspelt(word.group("word").lower()):
            yield Mention(actor, word.start("word"), word.end())


@lru_cache(maxsize=2_000)
def _misspelt(word: str) -> str | None:
    """The one actor whose name is a slip away: one edit, two in a name of eight letters."""
    if word in _table()["only_similar"].split():
        return None
    near = {
        actor
        for actor, entry in _table()["actors"].items()
        for name in entry.get("misspelt", "").split()
        if word[0] == name[0] and _distance(word, name) <= (2 if len(name) >= 8 else 1)
    }
    return near.pop() if len(near) == 1 else None


def _distance(one: str, other: str) -> int:
    """Edits between two words; a swap of neighbours is one (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    faults: list[Fault] = []
    table = read_yaml(_TABLE, faults)
    if faults or not isinstance(table, dict):
        raise CatalogueError(faults)
    return table


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    """Plain name → the actor that it means."""
    found = {_plain(name): _NOBODY for name in _listed(_table()["nobody"])}
    for actor, entry in _table()["actors"].items():
        for key in ("names", "people", "as_written"):
            found.update((_plain(name), actor) for name in _listed(entry.get(key, "")))
    return found


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return frozenset(_plain(name) for entry in _table()["actors"].values() for name in _listed(entry.get("people", "")))


@lru_cache(maxsize=1)
def _as_written() -> Mapping[str, str]:
    """Plain name → the spelling in which alone it counts."""
    names = [name for entry in _table()["actors"].values() for name in _listed(entry.get("as_written", ""))]
    return {_plain(name): name for name in names}


@lru_cache(maxsize=1)
def _names_pattern() -> re.Pattern[str]:
    names = sorted(_by_name(), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for name in names)
    # "the North" is no name before another word of one: "the North Korean envoy", "the South China Sea".
    longer = r"(?!(?<=north)[\s-]+(?:k\w*r\w*|china|atlantic|sea)|(?<=south)[\s-]+(?:k\w*r\w*|china|pacific|sea))"
    return re.compile(rf"(?<![\w.])(?P<name>{either}){longer}(?:['’]?s)?(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic, any_of(words)) for topic, words in _table()["topics"].items())


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).replace("’", "'").lower()
