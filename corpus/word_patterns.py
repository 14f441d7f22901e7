"""A list of words, written as one reads it → the pattern that finds any of them.

Pure. The lists of actors' topics and of the assistant's cues are written so.
"""

import re
from functools import cache


@cache
def any_of(words: str) -> re.Pattern[str]:
    """Whole words, in any case. `sanction*` is every word so begun and `_` a space; else a regular expression."""
    each = (re.sub(r"(?<=[\w?])\*", r"\\w*", word).replace("_", r"[\s-]+") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
