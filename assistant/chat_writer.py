"""A writer that asks a chat model, through LangChain: any provider, or any address that speaks OpenAI's protocol.

The home of langchain's models. The model picks numbered evidence and phrases; quotes come from the passages
themselves, and every sentence still has to pass the gate and the support check. Every failure leaves as a WriterError
that names neither key nor address, so that the quoting writer can take over.
"""

import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.dialogue import DraftSentence, Evidence, Reading
from assistant.prompts import messages
from assistant.quoting import heading
from corpus.actors import names_of
from corpus.errors import ConfigurationError, WriterError

_MARKER = re.compile(r"\s*\[(\d{1,3})\]")
_MARKERS_AT_END = re.compile(r"(?:\s*\[\d{1,3}\])+(?=\s*[.!?]?\s*$)")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_NOTHING = "NOT IN EVIDENCE"
_HINT = "Nothing to do: the answer was put together without the model. Check the provider, or unset TUMEN_WRITER."


class ChatWriter:
    """A Writer over one chat model. The model is opened at the first question."""

    def __init__(self, name: str, url: str | None, key: str | None, seconds: float) -> None:
        """name: `provider:model`. url: of an OpenAI-compatible server. seconds: for a whole answer."""
        if ":" not in name:
            raise ConfigurationError(
                f"TUMEN_WRITER is {name!r}.", "Set it to `quoting` or to `provider:model`, such as `ollama:qwen3`."
            )
        self._name, self._url, self._key, self._seconds = name, url, key, seconds
        self._model: Any = None

    @property
    def name(self) -> str:
        """`provider:model`."""
        return self._name

    def write(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """One sentence as soon as its line is whole. Raises WriterError, also where no sentence cites anything."""
        if not evidence:
            return
        passages = {each.number: each.passage for each in evidence}
        sides = {names_of(actor)[0].casefold(): actor for actor in reading.sides}
        actor: str | None = None
        cited = False
        for line in _lines(self._stream(reading, evidence)):
            if line.startswith("#"):
                actor = sides.get(line.strip("# ").casefold())
                continue
            text, numbers = _parsed(line)
            known = tuple(number for number in numbers if number in passages)
            cited = cited or bool(known)
            if text and text != _NOTHING:
                quotes = {number: passages[number].text for number in known}
                yield DraftSentence(text, quotes, heading(reading, actor), actor)
        if not cited:
            raise WriterError(f"The model {self._name} answered without using the evidence.", _HINT)

    def _stream(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[str]:
        deadline = time.monotonic() + self._seconds
        try:
            for chunk in self._opened().stream(list(messages(reading, evidence))):
                yield chunk.text
                if time.monotonic() > deadline:
                    raise TimeoutError
        except ConfigurationError:
            raise
        except Exception as error:  # every provider has a tree of its own; a key may stand in any message
            raise WriterError(f"The model {self._name} failed: {_what(error)}.", _HINT) from error

    def _opened(self) -> Any:
        if self._model is None:
            from langchain.chat_models import init_chat_model

            extra: dict[str, Any] = {"timeout": self._seconds, "max_retries": 1, "temperature": 0}
            if self._url:
                extra |= {"base_url": self._url, "api_key": self._key or "none"}
            elif self._key:
                extra["api_key"] = self._key
            try:
                self._model = init_chat_model(self._name, **extra)
            except ImportError as error:
                provider = self._name.split(":")[0]
                raise ConfigurationError(
                    f"The provider {provider!r} is not installed.", f"Run `pip install langchain-{provider}`."
                ) from error
        return self._model


def _lines(chunks: Iterator[str]) -> Iterator[str]:
    """Whole lines of a stream; nothing of a line is let out before its end, so that no marker is ever cut."""
    held = ""
    for chunk in chunks:
        held += chunk
        *whole, held = held.split("\n")
        yield from (line for line in whole if line.strip())
    if held.strip():
        yield held


def _parsed(line: str) -> tuple[str, tuple[int, ...]]:
    """A line without bullet and markers, and the numbers of its markers in order."""
    numbers = tuple(dict.fromkeys(int(number) for number in _MARKER.findall(line)))
    text = _MARKER.sub("", _MARKERS_AT_END.sub("", _BULLET.sub("", line))).strip()
    return text, numbers


def _what(error: Exception) -> str:
    """What went wrong, in words that carry nothing of the request."""
    status = getattr(error, "status_code", None)
    if status == 429:
        return "it is asked too often (429)"
    if isinstance(status, int):
        return f"it answered with status {status}"
    if isinstance(error, TimeoutError) or "timeout" in type(error).__name__.lower():
        return "it took too long"
    return f"its answer broke off ({type(error).__name__})"
