"""Evidence → checked sentences, by the first writer that succeeds; a side that it forgot is filled by the last one.

Knows that a writer may fail, that another then takes over, and that whatever was replaced or left out is reported. How
a writer writes and how a sentence is checked is not known here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tumen.assistant.checking.sentence import Checked, check
from tumen.assistant.dialogue import DraftSentence, Evidence, Judge, Reading, Sentence, Writer
from tumen.corpus.actors import Names
from tumen.corpus.errors import WriterError

Listener = Callable[[DraftSentence, Sentence], None]
"""Called with each sentence as soon as it is checked, before the answer is complete."""

CheckedDraft = tuple[DraftSentence, Checked]

_INSTEAD = "The passages themselves are shown instead."


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. writer: the name of the one that succeeded. notices: what was replaced or left out, and why."""

    checked: tuple[CheckedDraft, ...]
    writer: str
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it may be shown."""
        return not any(each.sentence for _, each in self.checked)


def write_checked(
    writers: Sequence[Writer],
    judge: Judge,
    names: Names,
    reading: Reading,
    evidence: Sequence[Evidence],
    listener: Listener | None = None,
) -> Written:
    """Asks the writers in turn until one has a sentence to show; the last one's word is final.

    A listener may have heard sentences of a writer that failed later: the answer that follows replaces them.
    """
    *before, last = writers
    by_number = {each.number: each for each in evidence}

    def written_by(writer: Writer, given: Sequence[Evidence]) -> tuple[CheckedDraft, ...]:
        drafts = writer.write(reading, given)
        return tuple(_heard(((draft, check(draft, by_number, judge, names)) for draft in drafts), listener))

    notices: list[str] = []
    for writer in before:
        try:
            checked = written_by(writer, evidence)
        except WriterError as error:
            notices.append(f"{error.message} {_INSTEAD}")
            continue
        if Written(checked, writer.name).is_empty:
            notices.append(f"Nothing that {writer.name} wrote passed the checks. {_INSTEAD}")
            continue
        notices += _left_out(checked)
        for side in _forgotten(reading, evidence, checked):
            checked += written_by(last, [each for each in evidence if each.actor == side])
            notices.append(f"{writer.name} told nothing of {names.of(side)[0]} that passed the checks. {_INSTEAD}")
        return Written(_in_order(reading, checked), writer.name, tuple(notices))
    checked = written_by(last, evidence)
    return Written(checked, last.name, (*notices, *_left_out(checked)))


def _heard(checked: Iterable[CheckedDraft], listener: Listener | None) -> Iterator[CheckedDraft]:
    """The same, each told to the listener as it comes."""
    for draft, result in checked:
        yield draft, result
        if listener and result.sentence:
            listener(draft, result.sentence)


def _forgotten(reading: Reading, evidence: Sequence[Evidence], checked: Sequence[CheckedDraft]) -> list[str]:
    """The sides that have evidence and no sentence."""
    told = {draft.actor for draft, each in checked if each.sentence}
    held = {each.actor for each in evidence}
    return [side for side in reading.sides if side in held - told]


def _in_order(reading: Reading, checked: Sequence[CheckedDraft]) -> tuple[CheckedDraft, ...]:
    """What is told of all sides together first, then the sides in the order of the question; sentences as they came."""
    place = {actor: number for number, actor in enumerate(reading.sides)}
    return tuple(sorted(checked, key=lambda pair: place.get(pair[0].actor or "", -1)))


def _left_out(checked: Sequence[CheckedDraft]) -> list[str]:
    """One notice a reason, the commonest first."""
    reasons = Counter(each.why.split(" (")[0] for _, each in checked if not each.sentence)
    return [
        f"{count} {'sentence was' if count == 1 else 'sentences were'} left out: {reason}."
        for reason, count in sorted(reasons.items(), key=lambda row: (-row[1], row[0]))
    ]
