"""A text as the support checker reads it: tokens in one spelling, with what each of them is.

Russia, Moscow and the Kremlin become one token, `4,000` and `4000` another; names, numbers, negations and hedges are
marked. Knows nothing of a second text: `support_evidence` and `support_features` compare.
Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tumen.assistant.checking.support.words import HEDGES, NEGATIONS, NUMBER_WORDS, OPPOSITES, SPEECH
from tumen.corpus.actors import Names
from tumen.corpus.sentences import sentences
from tumen.corpus.words import STOP_WORDS, stem

_MARKS = frozenset(",;:()")
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b)?|[^\W\d_]+(?:['’\-][^\W\d_]+)*|[,;:()]", re.UNICODE)
_NEW_LINE = re.compile(r"\n(?!\s*[a-z])")
_FULL_STOPS = (". ", "? ", "! ", ".\n")
_SUBJECT_WINDOW = 6
"""Tokens before a word of speech, or after `according to`, in which the one who speaks is looked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, actor or mark. word: lower case. key: what makes two tokens the same. actor: its id or None."""

    word: str
    key: str
    actor: str | None = None
    number: bool = False
    name: bool = False

    @property
    def content(self) -> bool:
        """Whether it carries meaning by itself."""
        return self.key not in _MARKS and self.word not in STOP_WORDS

    @property
    def negation(self) -> bool:
        """no, not, never, …n't."""
        return self.word in NEGATIONS or self.word.endswith(("n't", "n’t"))


@dataclass(frozen=True)
class TokenisedText:
    """A sentence, or several, read. Two texts are compared by the keys of their tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def plain(self) -> tuple[Token, ...]:
        """The tokens without the marks."""
        return tuple(token for token in self.tokens if token.key not in _MARKS)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Of every token but the marks, in order."""
        return tuple(token.key for token in self.plain)

    @cached_property
    def key_set(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.keys)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Keys of the tokens that carry meaning, in order."""
        return tuple(token.key for token in self.tokens if token.content)

    @cached_property
    def content_set(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.content)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in lower case."""
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers without separators; those spelt out up to twenty among them."""
        return frozenset(token.key for token in self.tokens if token.number)

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of capitalised words that do not open a sentence."""
        return frozenset(token.key for token in self.tokens if token.name)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Ids of the actors named, by whatever name."""
        return frozenset(token.actor for token in self.tokens if token.actor)

    @cached_property
    def negations(self) -> int:
        """How many words deny something."""
        return sum(token.negation for token in self.tokens)

    @cached_property
    def hedges(self) -> frozenset[str]:
        """Words that make a guess of a fact; the month of May is none."""
        return (self.words & HEDGES) - ({"may"} if re.search(r"\bMay\b", self.text) else set())

    def grams(self, n: int) -> frozenset[tuple[str, ...]]:
        """The runs of n keys."""
        return frozenset(tuple(self.keys[i : i + n]) for i in range(len(self.keys) - n + 1))

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Keys of the names and actors that stand where the one who says something stands."""
        found: set[str] = set()
        for place, token in enumerate(self.tokens):
            if token.word in SPEECH:
                found |= _subject(self.tokens[max(0, place - _SUBJECT_WINDOW) : place])
            elif token.word == "according":
                found |= _somebody(self.tokens[place + 1 : place + _SUBJECT_WINDOW])
        return frozenset(found)


def tokenise(text: str, names: Names) -> TokenisedText:
    """The tokens of a text, an actor's name being one token whatever its words."""
    return TokenisedText(text, _tokens(text, names))


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line that does not go on in lower case begins a new one."""
    return tuple(line[start:end] for line in _NEW_LINE.split(text) for start, end in sentences(line))


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """Key of a word → keys of its opposites."""
    found: dict[str, set[str]] = {}
    for sides in OPPOSITES:
        one, other = (frozenset(stem(word) for word in side) for side in sides)
        for here, there in ((one, other), (other, one)):
            for key in here:
                found.setdefault(key, set()).update(there - here)
    return {key: frozenset(others) for key, others in found.items()}


@lru_cache(maxsize=8192)
def _tokens(text: str, names: Names) -> tuple[Token, ...]:
    named = {mention.start: mention for mention in names.spelt(text)}
    tokens: list[Token] = []
    position, opens = 0, True
    for match in _TOKEN.finditer(text):
        if match.start() < position:
            continue  # inside an actor's name
        mention = named.get(match.start())
        position = mention.end if mention else match.end()
        if mention:
            tokens.append(_actor_token(text[mention.start : mention.end], mention.actor, names))
        else:
            tokens.append(_token(match.group(), opens))
        opens = text[position : position + 2] in _FULL_STOPS
    return tuple(tokens)


def _actor_token(name: str, actor: str, names: Names) -> Token:
    """A state is itself by whatever name; a person or an office keeps its own."""
    word = _bare(name)
    is_state = word in names.states
    return Token(word, f"@{actor}" if is_state else stem(word), actor, name=not is_state)


def _token(found: str, opens: bool) -> Token:
    word = _bare(found)
    if found[0].isdigit():
        return Token(word, word.rstrip("stndrh").replace(",", ""), number=True)
    if word in NUMBER_WORDS:
        return Token(word, NUMBER_WORDS[word], number=True)
    is_name = found[0].isupper() and word not in STOP_WORDS and (not opens or not found[1:].islower())
    return Token(word, found if found in _MARKS else stem(word), name=is_name)


def _bare(found: str) -> str:
    return found.lower().removesuffix("'s").removesuffix("’s")


def _subject(before: Sequence[Token]) -> set[str]:
    """Who stands nearest before a word of speech, back to the mark that begins the clause."""
    found: set[str] = set()
    for token in reversed(before):
        if token.word in SPEECH or (token.key in _MARKS and found):
            break
        found |= _somebody([token])
    return found


def _somebody(tokens: Sequence[Token]) -> set[str]:
    return {token.key for token in tokens if token.name or token.actor}
