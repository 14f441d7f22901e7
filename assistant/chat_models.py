"""Chat models, through LangChain: any provider it knows, or any address that speaks OpenAI's protocol.

The home of langchain's models: messages go in, pieces of text come out. Every failure leaves as a WriterError whose
words carry neither key nor address, and without the provider's own exception, which may hold both. Nothing is traced.
Knows nothing of what is asked or of how the text is used.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tumen.assistant.threaded_stream import relayed
from tumen.corpus.errors import ConfigurationError, WriterError

Messages = Sequence[tuple[str, str]]
"""(role, content) pairs."""

FIRST_PIECE = 0.5
"""Share of the time for a whole answer within which a model must have connected and begun: the rest is for writing."""

_BAD_REQUEST = 400
_HINT = "Nothing to do: the answer was put together without the model. Check the provider, or unset TUMEN_WRITER."


class _Unopened(Exception):  # noqa: N818  # never leaves this module
    """The provider's client cannot be made: most often its key is missing."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked.

    name: `provider:model`. url: of an OpenAI-compatible server, or of the provider's own where it can be moved.
    key: gives the provider's key when called, so that no value of ours holds it; None leaves it to the provider's
    own variable. seconds: for a whole answer.
    """

    name: str
    url: str | None
    key: Callable[[], str] | None
    seconds: float

    def __post_init__(self) -> None:
        provider, _, model = self.name.partition(":")
        if not provider or not model:
            raise ConfigurationError(
                f"TUMEN_WRITER is {self.name!r}.", "Set it to `quoting` or to `provider:model`, such as `ollama:qwen3`."
            )

    @property
    def provider(self) -> str:
        """The part of the name before the colon."""
        return self.name.partition(":")[0]


class ChatModel:
    """One chat model, opened at the first question. Safe for several threads."""

    def __init__(self, endpoint: Endpoint, opened: Any = None) -> None:
        """opened: a LangChain chat model to ask instead of the one that the endpoint names."""
        self.name = endpoint.name
        self._endpoint, self._opened, self._steady = endpoint, opened, opened is None

    def stream(self, messages: Messages) -> Generator[str, None, None]:
        """The answer in pieces. Raises WriterError, and ConfigurationError where there is no such provider."""
        seconds = self._endpoint.seconds
        work: Callable[[Callable[[str], None]], None] = partial(self._ask, messages)
        what = "its answer is empty"
        try:
            for piece in relayed(work, seconds * FIRST_PIECE, seconds):
                what = "" if piece.strip() else what
                yield piece
        except ConfigurationError:
            raise
        except Exception as error:  # every provider has a tree of its own
            what = _what(error)
        if what:  # outside the `except`: the provider's exception must not hang on ours as its context
            raise WriterError(f"The model {self.name} failed: {what}.", _HINT)

    def _ask(self, messages: Messages, give: Callable[[str], None]) -> None:
        from langsmith import tracing_context

        with tracing_context(enabled=False):  # whatever LANGSMITH_TRACING says
            try:
                self._pass_on(messages, give)
            except Exception as error:
                # Some models refuse any temperature but their own. A request that was refused has given nothing yet.
                if not self._steady or getattr(error, "status_code", None) != _BAD_REQUEST:
                    raise
                self._steady, self._opened = False, None
                self._pass_on(messages, give)

    def _pass_on(self, messages: Messages, give: Callable[[str], None]) -> None:
        if self._opened is None:
            self._opened = _open(self._endpoint, self._steady)
        for chunk in self._opened.stream(list(messages)):
            give(str(chunk.text))


def _open(endpoint: Endpoint, steady: bool) -> Any:
    """steady: whether the same words shall get the same answer, as far as the model can."""
    from langchain.chat_models import init_chat_model

    options = _options(endpoint) | ({"temperature": 0} if steady else {})
    try:
        return init_chat_model(endpoint.name, **options)
    except ImportError as error:
        package = f"langchain-{endpoint.provider.replace('_', '-')}"
        raise ConfigurationError(
            f"The provider {endpoint.provider!r} is not installed.", f"Run `pip install {package}`."
        ) from error
    except Exception as error:
        if not str(error).lower().startswith(("unsupported provider", "unable to infer model provider")):
            raise _Unopened from None
        raise ConfigurationError(
            f"LangChain knows no provider {endpoint.provider!r}.",
            "Set TUMEN_WRITER to `openai:…` (with TUMEN_WRITER_URL: of any server), `anthropic:…` or `ollama:…`.",
        ) from None


def _options(endpoint: Endpoint) -> dict[str, Any]:
    key = endpoint.key() if endpoint.key else None
    address = {"base_url": endpoint.url} if endpoint.url else {}
    if endpoint.provider == "ollama":  # takes what it does not know in silence: the limits belong to its HTTP client
        auth = {"auth": _bearer(key)} if key else {}
        return {**address, "client_kwargs": {"timeout": endpoint.seconds, **auth}}
    options: dict[str, Any] = {**address, "timeout": endpoint.seconds, "max_retries": 1}
    if key or (endpoint.url and endpoint.provider == "openai"):
        options["api_key"] = key or "none"  # a server of one's own asks for no key, but the client does
    return options


def _bearer(key: str) -> Callable[[Any], Any]:
    """Signs a request of httpx. As a header among the client's arguments the key would stand in the model's repr."""

    def sign(request: Any) -> Any:
        request.headers["Authorization"] = f"Bearer {key}"
        return request

    return sign


def _what(error: Exception) -> str:
    """What went wrong, in words that carry nothing of the request."""
    status = getattr(error, "status_code", None)
    if status == 429:
        return "it is asked too often (429)"
    if status in (401, 403):
        return f"it does not accept the key (status {status})"
    if isinstance(status, int) and status > 0:
        return f"it answered with status {status}"
    if "no generation chunks" in str(error).lower():
        return "its answer is empty"
    if isinstance(error, _Unopened):
        return "it cannot be opened (is its key set?)"
    kind = type(error).__name__
    if isinstance(error, TimeoutError) or "timeout" in kind.lower():
        return "it took too long"
    if "connect" in kind.lower():
        return "it cannot be reached, or the connection broke"
    return f"its answer cannot be read ({kind})"
