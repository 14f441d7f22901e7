"""Names: which words mean which actor, and which words belong to which topic.

Knows the names that people really write, slang, leaders and common misspellings included. Pure; knows nothing of
questions or passages. The ids are those of FORMAT.md.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_NAMES: dict[str, tuple[str, ...]] = {
    "russia": (
        "Russia", "Moscow", "Russian", "Kremlin", "Russians", "Russian Federation", "RF", "USSR", "Soviet Union",
        "Soviet", "Soviets", "Putin", "Lavrov", "Medvedev", "Matsegora", "Nebenzia", "Morgulov", "Losyukov", "Peskov",
        "Zakharova", "Rudenko", "Shoigu", "Belousov", "Kozlov", "Vladivostok", "MID",
    ),
    "china": (
        "China", "Beijing", "Chinese", "PRC", "Peking", "Xi", "Xi Jinping", "Wang Yi", "Zhongnanhai", "Hu Jintao",
        "Fu Ying", "Zhang Jun", "Liu Jieyi", "Kong Xuanyou", "Cheng Guoping", "MOFCOM", "Global Times",
        "People's Daily", "mainland",
    ),
    "dprk": (
        "North Korea", "Pyongyang", "North Korean", "DPRK", "NK", "N Korea", "N. Korea", "NoKo", "North Koreans",
        "NKorea", "the North", "Kim Jong Un", "Kim Jong-un", "Kim Jong Il", "Kim Jong-il", "Kim Il Sung", "Kim",
        "KCNA", "Rodong", "Hermit Kingdom",
    ),
    "rok": (
        "South Korea", "Seoul", "South Korean", "ROK", "S Korea", "S. Korea", "SKorea", "South Koreans", "the South",
        "Moon Jae-in", "Yoon Suk Yeol", "Yoon", "Lee Jae-myung", "Park Geun-hye", "Lee Myung-bak",
    ),
    "us": (
        "United States", "Washington", "American", "US", "USA", "U.S.", "U.S", "America", "Americans", "White House",
        "Trump", "Biden", "Obama", "Pentagon", "Clinton", "Haley", "Tillerson",
    ),
    "japan": ("Japan", "Tokyo", "Japanese", "Abe"),
    "un": (
        "United Nations", "Security Council", "UN", "U.N.", "UNSC", "General Assembly", "Panel of Experts",
        "1718 Committee",
    ),
}  # fmt: skip

_LOWER_CASE_IS_A_WORD = frozenset({"us", "mid", "abe", "rf", "xi"})
"""Names that mean something else in lower case, or too little: they count only as written here."""

_MISSPELT = {
    "russia": "russia russian russians moscow kremlin putin lavrov",
    "china": "china chinese beijing",
    "dprk": "pyongyang",
    "us": "washington american americans",
    "japan": "japan japanese",
}
_REAL_WORDS = frozenset(
    [
        "chain",
        "chains",
        "chin",
        "chine",
        "china's",
        "chinos",
        "rush",
        "rushing",
        "russet",
        "prussia",
        "prussian",
        "belgian",
        "being",
        "begin",
        "betting",
        "beings",
        "mosque",
        "kremlins",
        "putting",
        "puddin",
        "american's",
        "panjab",
        "japans",
        "lavish",
        "russias",
        "mascot",
        "moscows",
        "chinas",
        "bring",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor's name in a text: text[start:end] means this actor."""

    actor: str
    start: int
    end: int


def names_of(actor: str) -> tuple[str, ...]:
    """The principal names of an actor, the plain one first; the id itself for one that has none."""
    return _NAMES.get(actor, (actor,))[:3]


def actors_named(text: str) -> frozenset[str]:
    """The actors that a text names, correctly spelt."""
    return frozenset(mention.actor for mention in _spelt(text))


def mentions(text: str) -> tuple[Mention, ...]:
    """Every actor's name in a text, misspelt ones included, in order and without overlap."""
    spelt = _spelt(text)
    taken = [(mention.start, mention.end) for mention in spelt]
    found = list(spelt)
    for word in re.finditer(r"[A-Za-z]{5,}", text):
        if any(start < word.end() and word.start() < end for start, end in taken):
            continue
        actor = _misspelt(word.group().lower())
        if actor:
            found.append(Mention(actor, word.start(), word.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


def spelt_mentions(text: str) -> tuple[Mention, ...]:
    """Every correctly spelt actor's name in a text, in order and without overlap."""
    return _spelt(text)


def topics_named(text: str) -> tuple[str, ...]:
    """The topics that a text speaks of, in the order of the corpus format."""
    lowered = text.lower()
    return tuple(topic for topic, pattern in _topic_patterns() if pattern.search(lowered))


def _spelt(text: str) -> tuple[Mention, ...]:
    found = []
    for match in _pattern().finditer(text):
        name = match.group(1)
        actor = _by_name()[_plain(name)]
        if _plain(name) in _LOWER_CASE_IS_A_WORD and name.islower():
            continue
        found.append(Mention(actor, match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {_plain(name): actor for actor, names in _NAMES.items() for name in names}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted((name for names in _NAMES.values() for name in names), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in names)
    return re.compile(rf"(?<!\w)({either})(?:['’]?s)?(?!\w)", re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).lower()


def _misspelt(word: str) -> str | None:
    """The one actor whose name is a slip away: one edit, two in a word of eight letters."""
    if word in _REAL_WORDS:
        return None
    near = {
        actor
        for actor, names in _MISSPELT.items()
        for name in names.split()
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


_TOPICS = {
    "denuclearisation": r"denuclear\w*|nuclear|nukes?|atomic|disarm\w*|warheads?",
    "sanctions": r"sanction\w*|embargo\w*|blockade|penalt\w+|1718|1874|2094|2270|2321|2371|2375|2397|panel of experts",
    "un-voting": r"veto\w*|vot(?:e|es|ed|ing)|abstain\w*|abstention|security council|unsc|resolutions?|un\b",
    "six-party": r"six[- ]party|negotiat\w+|talks?|diploma\w+|dialogue",
    "dual-track": r"dual[- ]track|freeze|suspension|double (?:freeze|suspension)|roadmap|road map",
    "thaad": r"thaad|missile defen[cs]e|antimissile|anti-missile",
    "military": r"militar\w+|war|troops|army|drills?|exercises?|missiles?|icbm|weapons?|arms|invasion|attack",
    "alliance-treaties": r"treat(?:y|ies)|alliances?|ally|allies|pact|mutual (?:aid|defen[cs]e)|article 4|assistance",
    "russia-dprk-ties": r"debt|putin.{0,20}kim|kim.{0,20}putin",
    "china-dprk-ties": r"xi.{0,20}kim|kim.{0,20}xi|buffer",
    "russia-china-coordination": r"coordinat\w+|joint(?:ly)?|together|agree\w*|differ\w*|disagree\w*",
    "trade": r"trade|trading|exports?|imports?|econom\w+|business|market|coal|seafood|iron",
    "energy": r"oil|petroleum|crude|fuel|gas|pipeline|coal|energy|electricity|barrels?",
    "logistics": r"rail\w*|port|rajin|rason|khasan|tumen|bridge|corridor|ship\w*|logistic\w*|transit",
    "labour": r"labou?r\w*|workers?|migrants?|permits?|loggers?|employ\w*",
    "refugees": r"refugees?|defectors?|asylum|repatriat\w+|deport\w+",
    "humanitarian": r"humanitarian|famine|food|aid|livelihood\w*",
    "troops-ukraine": r"ukrain\w*|kursk|troops|soldiers|deployed",
    "us-policy": r"us policy|american policy|trump|biden|washington",
    "inter-korean": r"inter-?korean|panmunjom|moon jae|unification|reunif\w+",
    "nonproliferation": r"non-?proliferation|npt|proliferat\w+|domino",
    "leverage": r"leverage|influence|pressure|clout",
}


@lru_cache(maxsize=1)
def _topic_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for topic, pattern in _TOPICS.items())
