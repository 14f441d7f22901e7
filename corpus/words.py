"""Words of a text as retrieval and checking see them: content words, stems, numbers.

Pure. Knows English stop words and the Snowball stemmer; knows nothing of actors or of any corpus.
"""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"\d[\d,.]*\d|\w+(?:['’]\w+)?", re.UNICODE)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
STOP_WORDS = frozenset(
    """
    a about after again against all also am an and any are as at be because been before being between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his
    how i if in into is it its itself just let like me more most my no nor not now of off on once one only or
    other our out over own please s same say says said she should since so some such t tell than that the their
    them then there these they this those through to too under until up us very was we were what when where which
    while who whom whose why will with would you your it's what's who's that's don't didn't doesn't isn't wasn't
    """.split()
)


def words(text: str) -> tuple[str, ...]:
    """Lower-cased words and numbers, in order, with repetitions."""
    return tuple(match.lower().removesuffix("'s").removesuffix("’s") for match in _WORD.findall(text))


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, each once, in order of first mention."""
    return tuple(dict.fromkeys(word for word in words(text) if word not in STOP_WORDS))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case word."""
    return str(_stemmer().stemWord(word))


def stems(tokens: Iterable[str]) -> frozenset[str]:
    """The stems of the given words."""
    return frozenset(stem(token) for token in tokens)


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text, thousands separators removed: `4,000,000` and `4000000` are one number."""
    return frozenset(match.replace(",", "") for match in _NUMBER.findall(text))


_OF_THREAD = threading.local()
"""A stemmer works on a buffer of its own: two threads that shared one read each other's words."""


def _stemmer() -> Any:
    import snowballstemmer

    if not hasattr(_OF_THREAD, "stemmer"):
        _OF_THREAD.stemmer = snowballstemmer.stemmer("english")
    return _OF_THREAD.stemmer
