"""Names: which words mean which actor, and which words belong to which topic.

Knows the names that people really write, slang, leaders and common misspellings included, as a corpus folder's
`actors.yaml` lists them. Reads no file; knows nothing of questions or passages.
Pure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from tumen.corpus.word_patterns import any_of

_NOBODY = ""
"""Whose the names are that only hold an actor's name: the South China Sea is not China."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor's name in a text: text[start:end] means this actor."""

    actor: str
    start: int
    end: int


class Names:
    """The names of one corpus' actors and topics. Never changes."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """table: the content of `actors.yaml`."""
        self._table = table
        self._misspelt = lru_cache(maxsize=2_000)(self._nearest_name)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Every actor's id, in the order of the table."""
        return tuple(self._table["actors"])

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Every topic's id, in the order of the table."""
        return tuple(self._table["topics"])

    @cached_property
    def states(self) -> frozenset[str]:
        """The names, in small letters, that stand for an actor itself; a person or an office keeps its own."""
        return frozenset(
            name.lower() for entry in self._table["actors"].values() for name in _listed(entry.get("itself", ""))
        )

    def of(self, actor: str) -> tuple[str, ...]:
        """The principal names of an actor, the plain one first; the id itself for one that has none."""
        entry = self._table["actors"].get(actor)
        return (_listed(entry["names"])[:3] or (actor,)) if entry else (actor,)

    def actors_in(self, text: str) -> frozenset[str]:
        """The actors that a text names, correctly spelt."""
        return frozenset(mention.actor for mention in self._spelt(text))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every actor's name in a text, misspelt ones included, in order and without overlap."""
        spelt = tuple(self._spelt(text, with_nobody=True))
        taken = {place for mention in spelt for place in range(mention.start, mention.end)}
        slips = [slip for slip in self._slips(text) if not taken & set(range(slip.start, slip.end))]
        found = [mention for mention in (*spelt, *slips) if mention.actor != _NOBODY]
        return tuple(sorted(found, key=lambda mention: mention.start))

    def spelt(self, text: str) -> tuple[Mention, ...]:
        """Every correctly spelt actor's name in a text, in order and without overlap."""
        return tuple(self._spelt(text))

    def people_in(self, text: str) -> tuple[str, ...]:
        """The persons that a text names, as it names them, in order, each once."""
        found = (text[mention.start : mention.end] for mention in self.mentions(text))
        plain = (re.sub(r"['’]s$", "", name) for name in found)
        return tuple(dict.fromkeys(name for name in plain if _plain(name) in self._people))

    def topics_in(self, text: str) -> tuple[str, ...]:
        """The topics that a text speaks of, in the order of first mention; of one place, as the table has them."""
        found = [(match.start(), topic) for topic, pattern in self._topics if (match := pattern.search(text))]
        return tuple(topic for _, topic in sorted(found, key=lambda pair: pair[0]))

    def _spelt(self, text: str, with_nobody: bool = False) -> Iterator[Mention]:
        for match in self._pattern.finditer(text):
            name = _plain(match.group("name"))
            actor = self._by_name[name]
            is_word = name in self._as_written and match.group("name") != self._as_written[name]
            if is_word and not (name == "us" and self._is_the_country(text, match)):
                continue
            if actor != _NOBODY or with_nobody:
                yield Mention(actor, match.start(), match.end())

    def _is_the_country(self, text: str, us: re.Match[str]) -> bool:
        """Whether a small `us` is the United States and no pronoun: by the word before it or after it."""
        before = re.search(r"(\w+)[\s-]+$", text[: us.start()])
        after = re.match(r"(?:['’]s)?[\s-]+(\w+)", text[us.end() :])
        if before and before.group(1).lower() in self._words("us_never_after"):
            return False
        return bool(
            (before and before.group(1).lower() in self._words("us_before"))
            or (after and after.group(1).lower() in self._words("us_after"))
        )

    def _slips(self, text: str) -> Iterator[Mention]:
        """Words that are no name but a slip of the keys away from one."""
        for word in _SLIP.finditer(text):
            plain = word.group("word").lower()
            if self._has_koreas and word.group("half") and _distance(plain[:6], "korean"[: len(plain)]) <= 2:
                yield Mention("dprk" if word.group("half")[0] in "nN" else "rok", word.start(), word.end())
            elif actor := self._misspelt(plain):
                yield Mention(actor, word.start("word"), word.end())

    @cached_property
    def _has_koreas(self) -> bool:
        return {"dprk", "rok"} <= set(self.actors)

    def _nearest_name(self, word: str) -> str | None:
        """The one actor whose name is a slip away: one edit, two in a name of eight letters."""
        if word in self._words("only_similar"):
            return None
        near = {
            actor
            for actor, entry in self._table["actors"].items()
            for name in entry.get("misspelt", "").split()
            if word[0] == name[0] and _distance(word, name) <= (2 if len(name) >= 8 else 1)
        }
        return near.pop() if len(near) == 1 else None

    def _words(self, key: str) -> frozenset[str]:
        return frozenset(self._table.get(key, "").split())

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        """Plain name → the actor that it means."""
        found = {_plain(name): _NOBODY for name in _listed(self._table.get("nobody", ""))}
        for actor, entry in self._table["actors"].items():
            for key in ("names", "people", "as_written"):
                found.update((_plain(name), actor) for name in _listed(entry.get(key, "")))
        return found

    @cached_property
    def _people(self) -> frozenset[str]:
        entries = self._table["actors"].values()
        return frozenset(_plain(name) for entry in entries for name in _listed(entry.get("people", "")))

    @cached_property
    def _as_written(self) -> Mapping[str, str]:
        """Plain name → the spelling in which alone it counts."""
        entries = self._table["actors"].values()
        return {_plain(name): name for entry in entries for name in _listed(entry.get("as_written", ""))}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_name, key=len, reverse=True)
        either = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for name in names)
        # "the North" is no name before another word of one: "the North Korean envoy", "the South China Sea".
        longer = r"(?!(?<=north)[\s-]+(?:k\w*r\w*|china|atlantic|sea)|(?<=south)[\s-]+(?:k\w*r\w*|china|pacific|sea))"
        return re.compile(rf"(?<![\w.])(?P<name>{either or '(?!)'}){longer}(?:['’]?s)?(?!\w)", re.IGNORECASE)

    @cached_property
    def _topics(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((topic, any_of(words)) for topic, words in self._table["topics"].items())


_SLIP = re.compile(r"(?P<half>(?:n\w{2,3}[th]|s\w{2,3}[th])[\s-]+)?(?P<word>[a-z]{5,})", re.IGNORECASE)


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


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).replace("’", "'").lower()
