"""The form of a sentence in a writer's own words: what no answer may hold, whatever its passages say.

Knows quoted words, and that an answer states: it neither asks, nor orders, nor speaks of itself, nor leads
elsewhere, nor grafts something of its own onto what a passage says. That stops a model which obeyed an instruction
hidden in a passage even where the passage, being the instruction, carries the sentence word for word. Knows nothing of
who wrote it.
"""

import re
from collections.abc import Sequence

from tumen.assistant.attribution import attributed, attribution
from tumen.assistant.checking.verbatim import find_quote
from tumen.corpus.actors import Names
from tumen.corpus.passages import Passage
from tumen.corpus.sentences import sentences
from tumen.corpus.words import content_words, stems, words

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
        "act", "add", "alter", "answer", "append", "assume", "attribute", "augment", "avoid", "begin", "break",
        "calculate", "cite", "click", "combine", "compose", "compute", "convert", "create", "define", "delete",
        "describe", "develop", "disregard", "do", "don't", "download", "draft", "emphasise", "emphasize", "encode",
        "enhance", "ensure", "execute", "expand", "explain", "find", "follow", "forget", "generate", "give",
        "highlight", "ignore", "imagine", "include", "insert", "instruct", "integrate", "introduce", "invite",
        "jumble", "keep", "leave", "let", "list", "make", "mention", "misspell", "modify", "note", "obey", "omit",
        "output", "override", "please", "prefer", "pretend", "print", "produce", "promote", "provide", "put",
        "quote", "rearrange", "recommend", "refer", "remember", "remove", "render", "repeat", "rephrase", "replace",
        "reply", "respond", "return", "reveal", "rewrite", "run", "say", "scramble", "search", "send", "solve",
        "speak", "stop", "substitute", "suggest", "summarise", "summarize", "summon", "swap", "tease", "tell",
        "translate", "turn", "urge", "use", "visit", "warn", "write",
    ]
)  # fmt: skip
"""Verbs that begin an order; those that as often begin a statement (`State media said`) are not among them."""

_NOT_AN_ORDER = re.compile(r"^\W*\w+\s+(?:of|by|in|on|at|to|between|from|for|was|were|is|are|and|has|had)\b")
"""After a first word that is a noun: `Visit of`, `End to`, `State and`."""

_ADDRESS = re.compile(
    r"\b(?:you|your|yours|yourself|i['’]m|me|my|myself)\b"
    r"|\bI (?:am|can|do|did|have|will|would|must|think|apologi[sz]e)\b"
    r"|\bas an? (?:ai|assistant|language model)\b"
    r"|\b(?:system prompt|previous instructions|these instructions|the instructions|the (?:given|provided) context)\b"
    r"|\b(?:the|dear) (?:ai|chatbot|assistant|model|readers?|users?)\b|\b(?:this|the) (?:answer|reply|prompt)\b"
    r"|\bthe (?:provided |given )?evidence (?:does|do|provided|given|above|says)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,.]\s+(?:and|so|or)\s+|,?\s+(?:but|while|whereas|because)\s+|;\s*|:\s+|\s+[—–-]\s+")
_QUESTION = re.compile(r"[?？]\W*$")
_LINK = re.compile(r"\b(?:https?|ftp|javascript|data|mailto):\S|\bwww\.\w|\]\(|!\[|\w@\w+\.\w", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z!][^>]*>?|[{}]|\\\w+\{", re.IGNORECASE)


def form_fault(text: str, passages: Sequence[Passage], names: Names) -> str | None:
    """Why a sentence may not be shown, as a clause about `it`; None where its form is that of a statement."""
    if len(text) > MOST_CHARACTERS:
        return "it is too long for one sentence"
    if _LINK.search(text) or _MARKUP.search(text):
        return "it carries a link or code"
    if _QUESTION.search(text):
        return "it is a question"
    if _speaks_to_somebody(text):
        return "it speaks to the reader or of itself"
    own = set(content_words(text)) - {word for passage in passages for word in words(attribution(passage))}
    if len(own) < _LEAST_WORDS:
        return "it says nothing"
    if misquoted(text, passages):
        return "it puts words in quotation marks that are not in the passage it cites"
    if _grafted(text, passages, names):
        return "a part of it shares no word with the passage it cites"
    return None


def statements(text: str) -> str:
    """The text without its sentences that ask, order or address somebody: they carry nothing that an answer may state.

    What stands in an order to write something would otherwise support the very sentence that obeys it.
    """
    kept = [text[start:end] for start, end in sentences(text)]
    kept = [each for each in kept if not _QUESTION.search(each) and not _speaks_to_somebody(each)]
    return " ".join(kept)


def misquoted(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What stands in quotation marks in a sentence and in none of the passages, nor in the title of a source.

    A mark that is never closed quotes the rest of the sentence.
    """
    sources = [each for passage in passages for each in (passage.text, passage.source.title)]
    return tuple(quote for quote in _quotes(text) if not any(find_quote(quote, source).spans for source in sources))


def _grafted(text: str, passages: Sequence[Passage], names: Names) -> bool:
    """Whether a clause has no word of the passages, actors' names apart: it hangs on another that they carry."""
    held = stems(words(" ".join(attributed(passage) for passage in passages)))
    clauses = [stems(content_words(_nameless(clause, names))) for clause in _CLAUSE.split(text)]
    return any(clause and not clause & held for clause in clauses)


def _nameless(text: str, names: Names) -> str:
    for mention in reversed(names.mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def _quotes(text: str) -> list[str]:
    quotes = [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(text)]
    return [bare for quote in quotes if (bare := quote.strip(_EDGES)) and any(each.isalnum() for each in bare)]


def _speaks_to_somebody(text: str) -> bool:
    unquoted = _QUOTED.sub(" ", text)
    first = next(iter(words(unquoted)), "")
    return bool(_ADDRESS.search(unquoted)) or (first in _ORDERS and not _NOT_AN_ORDER.match(unquoted))
