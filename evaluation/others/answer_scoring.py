"""Answers of any system → outcomes, by the same ruler as Tumen's own.

Knows which metric can be told from what a line gives; the definitions are `metrics`'. Knows no file.
"""

import re
from collections.abc import Iterator, Sequence

from tumen.assistant.attribution import attribution
from tumen.assistant.checking.verbatim import check_quote
from tumen.assistant.dialogue import QuoteVerdict
from tumen.corpus.contracts import Progress, silent
from tumen.corpus.passages import Passage
from tumen.corpus.plain_passages import plain_passage
from tumen.evaluation import metrics
from tumen.evaluation.metrics.citations import CitedSentence
from tumen.evaluation.others.answer_files import AnswerRecord
from tumen.evaluation.outcomes import Outcome, ShownPassage
from tumen.evaluation.ruler import Ruler, applying, shown_sentence

KIND = "answers"
_QUOTATION = re.compile(r"“([^”]+)”|«([^»]+)»|\"([^\"]+)\"")
_LEAST_QUOTED = 3
"""Words in quotation marks from which they are a quote: fewer may be a name, or a word held at a distance."""


def score_answers(records: Sequence[AnswerRecord], ruler: Ruler, progress: Progress = silent) -> tuple[Outcome, ...]:
    """One outcome an answer, in order; one that cannot be scored is `failed`."""
    outcomes = []
    for done, record in enumerate(records, 1):
        try:
            outcomes.append(score_answer(record, ruler))
        except Exception as error:  # one answer must not cost the figures of all the others
            reason = f"{type(error).__name__}: {error}"
            outcomes.append(Outcome(record.id, KIND, record.question, True, "failed", error=reason))
        progress(done, len(records))
    return tuple(outcomes)


def score_answer(record: AnswerRecord, ruler: Ruler) -> Outcome:
    """Every measure that the record can be scored by; an answer without a sentence is a refusal."""
    said, answered = record.sentences, bool(record.sentences)
    numbers = {passage.id: number for number, passage in enumerate(record.contexts, 1)}
    cited = {passage.id: passage for sentence in said for passage in sentence.passages if passage.id in numbers}
    scores = {**_as_asked(record, tuple(cited.values()), ruler), **_by_reference(record, ruler)}
    return Outcome(
        id=record.id,
        kind=KIND,
        question=record.question,
        answerable=record.answerable is not False,
        status="answered" if answered else "refused",
        cited=tuple(cited),
        contexts=tuple(numbers),
        sentences=tuple(
            shown_sentence(each, [numbers[passage.id] for passage in each.passages if passage.id in numbers], ruler)
            for each in said
        ),
        passages=tuple(
            ShownPassage(numbers[name], name, passage.text, attribution(passage) if record.voiced else "")
            for name, passage in sorted(cited.items(), key=lambda item: numbers[item[0]])
        ),
        scores=applying({**scores, **(_by_citations(record, ruler) if answered else {})}),
    )


def _by_citations(record: AnswerRecord, ruler: Ruler) -> dict[str, float | None]:
    said = record.sentences
    return {
        "answer_relevance": metrics.answer_relevance(
            record.question, " ".join(each.text for each in said), ruler.similarity
        ),
        "citation_recall": metrics.citation_recall(said, ruler.entails),
        "citation_precision": metrics.citation_precision(said, ruler.entails),
        "faithfulness": metrics.faithfulness(said, record.contexts, ruler.entails),
        "quote_exactness": metrics.quote_exactness([verdict for each in said for verdict in _quotes(each)]),
        "attribution_drop": metrics.attribution_drop(said, ruler.names) if record.voiced else None,
    }


def _as_asked(record: AnswerRecord, cited: Sequence[Passage], ruler: Ruler) -> dict[str, float | None]:
    answered = bool(record.sentences)
    counts = {actor: sum(actor in ruler.names.actors_in(passage.text) for passage in cited) for actor in record.actors}
    pair = [] if record.answerable is None else [(record.answerable, answered)]
    late = metrics.as_of_violations([passage.stated for passage in cited], record.as_of) if answered else None
    return {
        "both_sides": metrics.both_sides(counts),
        "actor_balance": metrics.actor_balance(counts),
        "as_of_violations": None if late is None else float(late > 0),
        "right_refusals": metrics.right_refusals(pair),
        "false_refusals": metrics.false_refusals(pair),
    }


def _by_reference(record: AnswerRecord, ruler: Ruler) -> dict[str, float | None]:
    """The sentences of the reference stand in for key statements."""
    if not record.reference:
        return {}
    answer = plain_passage("the answer", " ".join(each.text for each in record.sentences))
    useful = [any(ruler.entails(each, (context,)) for each in record.reference) for context in record.contexts]
    return {
        "reference_recall": metrics.supported_share(record.reference, (answer,), ruler.entails),
        "context_recall": metrics.supported_share(record.reference, record.contexts, ruler.entails),
        "context_precision": metrics.context_precision(useful),
    }


def _quotes(sentence: CitedSentence) -> Iterator[QuoteVerdict]:
    """What stands in quotation marks, held against the cited passages."""
    texts = [passage.text for passage in sentence.passages]
    for match in _QUOTATION.finditer(sentence.text):
        quote = next(group for group in match.groups() if group)
        if len(quote.split()) >= _LEAST_QUOTED:
            yield check_quote(quote.rstrip(".,"), "\n\n".join(texts)).verdict
