"""Tumen as a Python program uses it: one open corpus that is asked, searched and held against.

Knows which parts belong together; what they do is the floors'. Imported with `tumen`, so nothing dear is imported here.
"""

import datetime
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tumen.assistant.dialogue import Hit, Judge, Reply, Support, Turn
from tumen.corpus.passages import Passage
from tumen.corpus.plain_passages import plain_passage

if TYPE_CHECKING:
    from tumen.assistant.answering import Assistant


class Tumen:
    """One corpus, open for questions. A context manager; frozen in time: a later build is seen by a later `open`."""

    def __init__(
        self, assistant: "Assistant", judge: Judge, passages: Callable[[Sequence[str]], Sequence[Passage]]
    ) -> None:
        """For tests and other assemblies; a program calls `Tumen.open`. passages: ids → those that there are."""
        self._assistant = assistant
        self._judge = judge
        self._passages = passages

    @classmethod
    def open(cls, *, data: Path | str | None = None, corpus: Path | str | None = None, **settings: Any) -> Self:
        """Opens the index that `tumen build` made.

        data, corpus: folders; settings: any other of docs/settings.md in small letters (`writer`, `support`, …). What
        is left out comes from the environment and `tumen.toml`. Raises TumenError with a hint that names what mends it.
        """
        from tumen.assistant.assembly import assemble, open_judge, open_writers
        from tumen.assistant.retrieval.cross_encoder import open_reranker
        from tumen.assistant.writing.quoting import QuotingWriter
        from tumen.corpus.library import open_library
        from tumen.corpus.settings import load_settings

        given = {"data": data, "corpus": corpus, **settings}
        chosen = load_settings(**{name: value for name, value in given.items() if value is not None})
        reranker = open_reranker(chosen.reranker)
        with ExitStack() as stack:
            library = stack.enter_context(open_library(chosen))
            names = library.subject.names
            judge = open_judge(chosen, library.embedder, names)
            writers = open_writers(chosen, QuotingWriter(library.embedder, names), names)
            assistant = assemble(library, writers, judge, reranker=reranker).closing(stack.pop_all().close)
        return cls(assistant, judge, library.passages)

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: datetime.date | None = None) -> Reply:
        """An Answer or a Refusal; `to_dict()` of either is the object of docs/answer.schema.json.

        history: earlier turns, oldest first. as_of: nothing later is used. Raises QuestionError (a TumenError).
        """
        return self._assistant.ask(question, history, as_of)

    def search(self, question: str, k: int = 10) -> tuple[Hit, ...]:
        """The k best passages, best first, without an answer. Raises QuestionError."""
        return self._assistant.search(question, k)

    def check(self, sentence: str, passages: Sequence[str]) -> Support:
        """Whether passages together support a sentence.

        passages: ids (`38n-axis-2017#32`), or texts of your own where there is no passage of that id.
        """
        known = {passage.id: passage for passage in self._passages(passages)}
        return self._judge.support(sentence, [known.get(each) or plain_passage("text#1", each) for each in passages])

    def close(self) -> None:
        """Closes the index; safe to call twice."""
        self._assistant.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
