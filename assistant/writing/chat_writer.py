"""A writer that asks a chat model for sentences over numbered evidence.

The model picks numbers and phrases; quotes come from the passages themselves, and every sentence still has to pass the
gate and the support check. Knows the order of sections and which section a citation belongs to; the model itself is
`chat_models`, what it streams `model_text`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from tumen.assistant.chat_models import ChatModel
from tumen.assistant.dialogue import DraftSentence, Evidence, Reading
from tumen.assistant.writing.model_text import Line, lines
from tumen.assistant.writing.prompts import NOTHING_FOUND, messages
from tumen.assistant.writing.quoting import heading
from tumen.corpus.actors import Names
from tumen.corpus.errors import WriterError
from tumen.corpus.subject import shipped_subject

_HINT = "Nothing to do: the answer was put together without the model. Another model may follow the rules better."


class ChatWriter:
    """A Writer over one chat model."""

    def __init__(self, model: ChatModel, names: Names | None = None) -> None:
        """names: of the corpus' actors; the shipped ones if None."""
        self._model = model
        self._names = names or shipped_subject().names

    @property
    def name(self) -> str:
        """`provider:model`."""
        return self._model.name

    def write(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """One sentence as soon as its line is whole. Raises WriterError, also where no sentence cites anything."""
        if not evidence:
            return
        by_number = {each.number: each for each in evidence}
        sides = {name.casefold(): actor for actor in reading.sides for name in self._names.of(actor)}
        under: str | None = None
        told: set[Line] = set()
        cited = False
        with closing(self._model.stream(messages(reading, evidence, self._names))) as pieces:
            for line in lines(pieces):
                if line.is_heading:
                    under = sides.get(line.text.casefold())
                elif line.text.strip(". ").upper() == NOTHING_FOUND:
                    break
                elif line not in told and not line.text.endswith(":"):  # no repetition, no lead-in
                    told.add(line)
                    draft = self._draft(line, by_number, reading, under)
                    cited = cited or bool(draft.quotes)
                    yield draft
        if not cited:
            what = "answered without using the evidence" if told else "found no answer in the evidence"
            raise WriterError(f"The model {self.name} {what}.", _HINT)

    def _draft(
        self, line: Line, by_number: Mapping[int, Evidence], reading: Reading, under: str | None
    ) -> DraftSentence:
        """The sentence with what it really cites; one that cites nothing is dropped, and counted, by the checks."""
        cited = [by_number[number] for number in line.numbers if number in by_number]
        sides = {each.actor for each in cited}
        # Whose evidence it is decides whose section it is: a model may put one side's words under the other's heading.
        actor = sides.pop() if len(sides) == 1 and reading.sides else under
        return DraftSentence(
            line.text, {each.number: each.passage.text for each in cited}, heading(reading, actor, self._names), actor
        )
