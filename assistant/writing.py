"""Evidence → checked sentences, by the first writer that succeeds.

Knows that a writer may fail and that another then takes over, and says so. How a writer writes and how a sentence is
checked is not known here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.checking import Checked, check
from assistant.dialogue import DraftSentence, Evidence, Judge, Reading, Sentence, Writer
from corpus.errors import WriterError

Listener = Callable[[DraftSentence, Sentence], None]
"""Called with each sentence as soon as it is checked, before the answer is complete."""

CheckedDraft = tuple[DraftSentence, Checked]

_INSTEAD = "The passages themselves are shown instead."


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. writer: the name of the one that succeeded. notices: what became of those before it."""

    checked: tuple[CheckedDraft, ...]
    writer: str
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it may be shown."""
        return not any(each.sentence for _, each in self.checked)


def write_checked(
    writers: Sequence[Writer],
    reading: Reading,
    evidence: Sequence[Evidence],
    judge: Judge,
    listener: Listener | None = None,
) -> Written:
    """Asks the writers in turn until one has a sentence to show; the last one's word is final.

    A listener may have heard sentences of a writer that failed later: the answer that follows replaces them.
    """
    notices: list[str] = []
    for writer in writers:
        try:
            checked = _checked(writer, reading, evidence, judge, listener)
        except WriterError as error:
            notices.append(f"{error.message} {_INSTEAD}")
            continue
        written = Written(checked, writer.name, tuple(notices))
        if not written.is_empty or writer is writers[-1]:
            return written
        notices.append(
            f"Nothing that {writer.name} wrote passed the checks. The passages themselves are shown instead."
        )
    return Written((), writers[-1].name, tuple(notices))


def _checked(
    writer: Writer, reading: Reading, evidence: Sequence[Evidence], judge: Judge, listener: Listener | None
) -> tuple[CheckedDraft, ...]:
    by_number = {each.number: each for each in evidence}
    checked = []
    for draft in writer.write(reading, evidence):
        result = check(draft, by_number, judge)
        checked.append((draft, result))
        if listener and result.sentence:
            listener(draft, result.sentence)
    return tuple(checked)
