"""How long each stage of an answer takes: a watch held to an assistant from outside.

Times are no part of an answer, since two equal answers differ in them: they are added to what scripts are given.
"""

import dataclasses
import datetime
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from tumen.assistant.answering import Assistant, Stages
from tumen.assistant.dialogue import Reply, Turn

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TimedReply:
    """A reply, and stage → milliseconds in the order of the stages, `total` last."""

    reply: Reply
    timings_ms: Mapping[str, float]

    def to_dict(self) -> dict[str, Any]:
        """The object of the JSON contract, its `timings_ms` filled in."""
        return {**self.reply.to_dict(), "timings_ms": {stage: round(ms, 1) for stage, ms in self.timings_ms.items()}}


class TimedAssistant:
    """An assistant whose replies come with their times. Closing the assistant stays its owner's."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: datetime.date | None = None) -> TimedReply:
        """As Assistant.ask."""
        spent: dict[str, float] = {}
        timed = Assistant(_timed(self._assistant.stages, spent), self._assistant.setting, self._assistant.subject)
        start = time.perf_counter()
        reply = timed.ask(question, history, as_of)
        return TimedReply(reply, {**spent, "total": (time.perf_counter() - start) * 1000})


def _timed(stages: Stages, spent: dict[str, float]) -> Stages:
    names = [each.name for each in dataclasses.fields(stages)]
    return Stages(**{name: _watched(name, getattr(stages, name), spent) for name in names})


def _watched(stage: str, work: Callable[P, T], spent: dict[str, float]) -> Callable[P, T]:
    def watched(*args: P.args, **kwargs: P.kwargs) -> T:
        start = time.perf_counter()
        try:
            return work(*args, **kwargs)
        finally:
            spent[stage] = (time.perf_counter() - start) * 1000

    return watched
