"""The form of a sentence in a writer's own words: what no answer may hold, whatever its passages say.

Pure. Knows quoted words, and that an answer states: it neither asks, nor orders, nor speaks of itself, nor leads
elsewhere. That stops a model which obeyed an instruction hidden in a passage even where the passage, being the
instruction, carries the sentence word for word. Knows nothing of who wrote it.
"""

import re
from collections.abc import Sequence

from assistant.attribution import attribution
from assistant.quotes import find_quote
from assistant.wording import content_words, words
from corpus.passages import Passage

MOST_CHARACTERS = 600
"""The longest statement of the shipped corpus has 358 characters; with two attributions a sentence stays below this."""

_LEAST_WORDS = 2
"""Words of its own that a sentence needs beside the name of its source: else it is a reference, not a sentence."""

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*)(?:”|$)"
    r'|"(?P<straight>[^"]*)(?:"|$)'
    r"|[«„](?P<other>[^«»„“”]*)(?:[»“”]|$)"
    r"|(?<![\w‘])[‘](?P<single>[^‘’]*(?:’(?=\w)[^‘’]*)*)(?:’(?!\w)|$)"
    r"|(?<!\w)'(?P<plain>\w(?:[^']|'(?=\w))*)'(?!\w)"
    r"|[「『](?P<wide>[^」』]*)(?:[」』]|$)"
)
_EDGES = " \t,.;:!?…"
_ORDERS = frozenset(
    [
        "act", "add", "answer", "append", "assume", "begin", "calculate", "click", "compose", "compute", "convert",
        "create", "define", "delete", "describe", "disregard", "do", "don't", "download", "draft", "encode", "end",
        "ensure", "execute", "explain", "find", "follow", "forget", "generate", "give", "ignore", "imagine",
        "include", "insert", "instruct", "list", "make", "mention", "obey", "open", "output", "override", "please",
        "pretend", "print", "produce", "provide", "recommend", "remember", "repeat", "replace", "reply", "respond",
        "return", "reveal", "rewrite", "run", "say", "search", "send", "solve", "speak", "start", "state", "stop",
        "suggest", "summarise", "summarize", "tell", "translate", "visit", "write",
    ]
)  # fmt: skip
_NOT_AN_ORDER = re.compile(r"^\W*\w+\s+(?:of|by|in|on|at|to|between|from|for|was|were|is|are|and|has|had)\b")
"""After a first word that is a noun: `Visit of`, `End to`, `State and`."""

_ADDRESS = re.compile(
    r"\b(?:you|your|yours|yourself|i['’]m|me|my|myself)\b"
    r"|\bI (?:am|can|do|did|have|will|would|must|think|apologi[sz]e)\b"
    r"|\bas an? (?:ai|assistant|language model)\b"
    r"|\b(?:system prompt|previous instructions|these instructions|the instructions|the (?:given|provided) context)\b"
    r"|\bthe (?:provided |given )?evidence (?:does|do|provided|given|above|says)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:https?|ftp|javascript|data|mailto):\S|\bwww\.\w|\]\(|!\[|\w@\w+\.\w", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z!][^>]*>?|[{}]|\\\w+\{", re.IGNORECASE)


def form_fault(text: str, passages: Sequence[Passage]) -> str | None:
    """Why a sentence may not be shown, as a clause about `it`; None where its form is that of a statement."""
    if len(text) > MOST_CHARACTERS:
        return "it is too long for one sentence"
    if _LINK.search(text) or _MARKUP.search(text):
        return "it carries a link or code"
    unquoted = _QUOTED.sub(" ", text)
    if re.search(r"[?？]\W*$", text):
        return "it is a question"
    if _is_order(unquoted) or _ADDRESS.search(unquoted):
        return "it speaks to the reader or of itself"
    own = set(content_words(text)) - {word for passage in passages for word in words(attribution(passage))}
    if len(own) < _LEAST_WORDS:
        return "it says nothing"
    if misquoted(text, passages):
        return "it puts words in quotation marks that are not in the passage it cites"
    return None


def misquoted(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What stands in quotation marks in a sentence and in none of the passages, nor in the title of a source.

    A mark that is never closed quotes the rest of the sentence.
    """
    sources = [each for passage in passages for each in (passage.text, passage.source.title)]
    return tuple(quote for quote in _quotes(text) if not any(find_quote(quote, source).spans for source in sources))


def _quotes(text: str) -> list[str]:
    quotes = [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(text)]
    return [bare for quote in quotes if (bare := quote.strip(_EDGES)) and any(each.isalnum() for each in bare)]


def _is_order(text: str) -> bool:
    first = next(iter(words(text)), "")
    return first in _ORDERS and not _NOT_AN_ORDER.match(text)
