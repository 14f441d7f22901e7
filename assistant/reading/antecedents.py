"""What a pronoun of a follow-up stands for: the names of the conversation so far, and which of them is meant.

Pure. Knows how names are written and how people come back to one; knows nothing of the subject of a conversation. The
weights were chosen on half of the topics of CANARD's developers' part (docs/log.md).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tumen.assistant.dialogue import Turn
from tumen.corpus.words import STOP_WORDS

_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*\w|[A-Z]\.)"
_NAME = re.compile(rf"{_WORD}(?:(?:\s+(?:of|the|de|van|von|al|bin|la)){{0,2}}\s+{_WORD})*")
_NO_NAME = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday i i'm yes no however although despite while upon also later according his her their
    many several another anything describe name list mr mrs ms dr english american british french german european
    besides aside instead meanwhile unknown lol ok
    """.split()
)
_PLACED = re.compile(
    r"\b(?:in|at|on|to|from|the|near|album|song|film|single|called|titled)\s+[\"'“]?$|[A-ZÀ-Þ]\w+, $", re.IGNORECASE
)
_BODIES = re.compile(
    r"""\b(?:University|College|School|Club|League|Records|Band|Show|Times|Awards?|Series|Cup|Championships?|Games|Company
    |Party|Army|Church|Island|City|Street|House|States?|County|Association|Magazine|Tour|Album|Bowl|Hall|War|Treaty|Council
    |Ministry|Korea|China|Russia)\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a conversation.

    turn: the place of its message. asked: a question says it. is_subject: it opens a sentence and acts. is_placed: it
    follows "in" or "the", or has a word that no person's name has.
    """

    text: str
    turn: int
    asked: bool
    is_subject: bool
    is_placed: bool


def person(turns: Sequence[Turn]) -> str | None:
    """Whom "he" or "she" means."""
    names = [name for name in names_in(turns) if not name.is_placed]
    last = len(turns) - 1
    return _most_salient(names, lambda name: 2 * (name.turn <= 1) + (name.turn >= last) + 3 * name.is_subject)


def group(turns: Sequence[Turn]) -> str | None:
    """Whom "they" means."""
    return _most_salient(names_in(turns), lambda name: 2 * (name.turn <= 1))


def thing(turns: Sequence[Turn]) -> str | None:
    """What "it" means."""
    last = len(turns) - 1
    return _most_salient(names_in(turns), lambda name: 2 * (name.turn >= last))


def names_in(turns: Sequence[Turn]) -> tuple[Name, ...]:
    """Every name of the conversation, in order, possessives and opening words taken off."""
    return tuple(name for place, turn in enumerate(turns) for name in _names_of_turn(turn, place))


@lru_cache(maxsize=1_000)
def _names_of_turn(turn: Turn, place: int) -> tuple[Name, ...]:
    """Kept, because every question of a conversation looks back at the same turns."""
    return tuple(_names(turn, place))


def _names(turn: Turn, place: int) -> Iterator[Name]:
    for match in _NAME.finditer(turn.content):
        words = match.group().split()
        while words and _is_no_name(words[0]):
            words = words[1:]
        while words and _is_no_name(words[-1]):
            words = words[:-1]
        text = re.sub(r"['’]s$|['’]$", "", " ".join(words)).strip(".,")
        if not text:
            continue
        before, after = turn.content[: match.start()], turn.content[match.end() :]
        yield Name(
            text=text,
            turn=place,
            asked=turn.role == "user",
            is_subject=bool(re.search(r"(?:^|[.!?] )$", before) and re.match(r" (?:had|was|did|[a-z]+ed)\b", after)),
            is_placed=bool(_PLACED.search(before) or _BODIES.search(text)) or match.group().startswith("The "),
        )


def _is_no_name(word: str) -> bool:
    plain = re.sub(r"['’]s$", "", word.lower())
    return plain in STOP_WORDS or plain in _NO_NAME


def _most_salient(names: Sequence[Name], bonus: Callable[[Name], int]) -> str | None:
    """The name said most, thrice where a question says it; a part counts for the whole; ties to the earliest."""
    weights: Counter[str] = Counter()
    for name in names:
        weights[name.text] += (3 if name.asked else 1) + bonus(name)
    parts = {text: weights[text] + sum(weights[word] for word in set(text.split()) - {text}) for text in weights}
    return max(parts, key=lambda text: parts[text], default=None)
