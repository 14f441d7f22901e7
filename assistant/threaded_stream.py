"""Turns work that calls back into an iterator of what it gave, with a limit on the waiting.

The work runs in a thread of its own, with an empty context: nothing that the caller has set up in its context (a
tracer, a callback) is inherited by it. Knows nothing of what is relayed.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class _Abandoned(BaseException):
    """Nobody waits any more: unwinds the work at its next call, past every `except Exception` of a vendor's."""


class _Relay(Generic[T]):
    def __init__(self, work: Callable[[Callable[[T], None]], None]) -> None:
        self._work = work
        self._items: queue.SimpleQueue[tuple[T] | BaseException | None] = queue.SimpleQueue()
        self._abandoned = threading.Event()

    def run(self) -> None:
        """The thread's part: what the work gives, then None or what it raised."""
        try:
            self._work(self._give)
        except BaseException as error:
            self._items.put(error)
        else:
            self._items.put(None)

    def items(self, first: float | None, total: float | None) -> Iterator[T]:
        """The caller's part."""
        start = time.monotonic()
        limit = first
        try:
            while (item := self._next(start, limit)) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item[0]
                limit = total
        finally:
            self._abandoned.set()

    def _give(self, item: T) -> None:
        if self._abandoned.is_set():
            raise _Abandoned
        self._items.put((item,))

    def _next(self, start: float, limit: float | None) -> tuple[T] | BaseException | None:
        try:
            return self._items.get(timeout=None if limit is None else max(0.0, start + limit - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None


def relayed(
    work: Callable[[Callable[[T], None]], None], first: float | None = None, total: float | None = None
) -> Iterator[T]:
    """What the work gives to the function it is called with, as it gives it.

    first, total: seconds until the first item, and until the last. Raises TimeoutError where they have passed, and
    whatever the work raises. Work that nobody waits for any more ends when it next gives something.
    """
    relay = _Relay(work)
    threading.Thread(target=relay.run, name="relay", daemon=True).start()
    return relay.items(first, total)
