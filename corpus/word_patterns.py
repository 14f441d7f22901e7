"""Words and wordings, written as one reads them → the pattern that finds any of them.

Pure. The lists of actors' topics and of the assistant's cues are written so.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple


class Rule(NamedTuple):
    """One wording that is looked for. pattern: a regular expression; a space is a space. example: what it finds."""

    pattern: str
    example: str


@cache
def any_of(words: str) -> re.Pattern[str]:
    """Whole words, in any case. `sanction*` is every word so begun and `_` a space; else a regular expression."""
    each = (re.sub(r"(?<=[\w?])\*", r"\\w*", word).replace("_", r"[\s-]+") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def any_rule(rules: Iterable[Rule]) -> re.Pattern[str]:
    """The first of the rules that a text fits, in any case."""
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules), re.IGNORECASE)
