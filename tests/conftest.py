"""What every test stands on: no way out of the machine, and small made-up passages."""

import fcntl
import ipaddress
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Confidence, Passage, Source, Voice
from tumen.corpus.subject import Facts, shipped_subject

if TYPE_CHECKING:
    from tumen.assistant.answering import Assistant
    from tumen.corpus.settings import Settings

SUBJECT = shipped_subject().with_facts(Facts(numbers=("2087", "2094"), horizon=2026))
NAMES = SUBJECT.names

# A loaded machine is slow, not wrong.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection to anything but this machine fails the test that makes it."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def checked(self: socket.socket, address: Any) -> Any:
            if not _is_local(address):
                raise AssertionError(f"a test tried to connect to {address}")
            return connect(self, address)

        return checked

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))


@pytest.fixture(scope="session")
def exports(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory for exported models that the processes of one run share: the first exports, the others wait."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if hasattr(request.config, "workerinput") else base) / "exported"


@pytest.fixture(scope="session")
def shipped(exports: Path) -> "Settings":
    """Settings of a data directory that holds a generation of the shipped corpus: the first builds, the others wait."""
    from tumen.corpus.models.embedder import open_embedder
    from tumen.corpus.settings import Settings
    from tumen.ingest.pipeline import build

    settings = Settings(data=exports.parent / "shipped")
    with (exports.parent / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not settings.data.exists():
            open_embedder(settings.embedder, exports)
            shutil.copytree(exports, settings.data)
        build(settings)
    return settings


@pytest.fixture(scope="session")
def assistant(shipped: "Settings") -> "Iterator[Assistant]":
    """The quoting assistant over the shipped corpus."""
    from tumen.assistant.assembly import open_assistant

    with open_assistant(shipped) as opened:
        yield opened


def make_source(identity: str = "made-up-2017", **fields: Any) -> Source:
    """A source card with plausible fields, any of them replaced."""
    values: dict[str, Any] = {
        "id": identity,
        "title": "A made-up report",
        "author": "A. Author",
        "publisher": "Made-up Press",
        "published": PartialDate("2017-06-08"),
        "kind": "report",
        "languages": ("en",),
        "url": "https://example.org/report",
        "url_checked": True,
        "basis": "full",
        "core": False,
        "actors": ("russia", "china"),
        "topics": ("sanctions",),
    }
    return Source(**{**values, **fields})


def make_passage(
    identity: str = "made-up-2017#1", text: str = "Russia trades with a made-up port.", **fields: Any
) -> Passage:
    """A passage with plausible fields, any of them replaced; its source follows from its id."""
    values: dict[str, Any] = {
        "id": identity,
        "text": text,
        "source": fields.pop("source", None) or make_source(identity.split("#")[0]),
        "holder": ("russia",),
        "about": (),
        "voice": Voice.OFFICIAL,
        "topics": ("sanctions",),
        "stated": PartialDate("2017-06-08"),
        "at": "¶1",
        "confidence": Confidence.VERIFIED,
    }
    return Passage(**{**values, **fields})


@pytest.fixture
def some_passages() -> tuple[Passage, ...]:
    """Twelve passages that differ in every field that a filter can name."""
    return tuple(
        make_passage(
            f"made-up-{2010 + n}#{n}",
            text=f"Statement number {n} speaks of {'coal' if n % 2 else 'oil'} and harbour {n}.",
            source=make_source(
                f"made-up-{2010 + n}", kind="report" if n % 3 else "treaty", published=PartialDate(str(2010 + n))
            ),
            holder=("russia",) if n % 2 else ("china", "author"),
            about=("dprk",) if n % 4 == 0 else (),
            voice=list(Voice)[n % 4],
            topics=("sanctions", "trade") if n % 2 else ("energy",),
            stated=PartialDate([f"{2010 + n}", f"{2010 + n}-05", f"{2010 + n}-05-17"][n % 3]),
        )
        for n in range(1, 13)
    )
