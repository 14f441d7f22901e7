"""A gold question and its reply → an outcome with every score that applies.

Knows which metric applies to what; the definitions are `metrics`'. What needs a model comes with the Ruler.
"""

from collections.abc import Sequence

from tumen.assistant.attribution import attribution
from tumen.assistant.dialogue import Answer, Refusal, Reply, Sentence
from tumen.corpus.passages import Passage
from tumen.evaluation import metrics
from tumen.evaluation.gold.cases import Case
from tumen.evaluation.metrics.citations import CitedSentence
from tumen.evaluation.outcomes import Outcome, ShownPassage
from tumen.evaluation.ruler import Ruler, applying, shown_sentence


def failed(case: Case, error: str) -> Outcome:
    """Asking failed: reported as that, never as 0."""
    return Outcome(case.id, case.kind, case.question, case.answered, "failed", error=error, keys=case.keys)


def score(case: Case, reply: Reply, without: Reply | None, contexts: Sequence[Passage], ruler: Ruler) -> Outcome:
    """without: the reply once the passage that `removed` names is hidden; None where it was not asked for.

    contexts: the passages retrieved, best first.
    """
    if isinstance(reply, Refusal):
        return _refused(case, reply)
    shown = {citation.number: citation.passage for citation in reply.citations}
    sentences = [_cited(sentence, shown) for sentence in reply.sentences]
    scores = {
        **_about_the_question(case, reply),
        "answer_relevance": metrics.answer_relevance(reply.reading.standalone, _words(reply), ruler.similarity),
        "citation_recall": metrics.citation_recall(sentences, ruler.entails),
        "citation_precision": metrics.citation_precision(sentences, ruler.entails),
        "faithfulness": metrics.faithfulness(sentences, contexts, ruler.entails),
        "quote_exactness": metrics.quote_exactness([citation.verdict for citation in reply.citations]),
        "attribution_drop": metrics.attribution_drop(sentences, ruler.names),
        "rests_on_citations": None if without is None else _rests_on_citations(reply, without),
    }
    return Outcome(
        id=case.id,
        kind=case.kind,
        question=case.question,
        answerable=case.answered,
        status="answered",
        keys=case.keys,
        cited=tuple(citation.passage.id for citation in reply.citations),
        contexts=reply.contexts,
        sentences=tuple(
            shown_sentence(cited, sentence.citations, ruler)
            for cited, sentence in zip(sentences, reply.sentences, strict=True)
        ),
        passages=_passages(reply),
        scores=applying(scores),
    )


def removed(reply: Reply) -> str | None:
    """The passage to take out before asking again: the one that the first sentence cites first; None of a refusal."""
    if isinstance(reply, Refusal):
        return None
    numbers = {citation.number: citation.passage.id for citation in reply.citations}
    return next((numbers[number] for sentence in reply.sentences for number in sentence.citations), None)


def _refused(case: Case, reply: Refusal) -> Outcome:
    scores = _about_the_question(case, reply)
    if not case.answered and case.reason is not None:
        scores["right_reasons"] = float(reply.reason is case.reason)
    return Outcome(
        id=case.id,
        kind=case.kind,
        question=case.question,
        answerable=case.answered,
        status="refused",
        reason=reply.reason.value,
        keys=case.keys,
        contexts=reply.contexts,
        scores=applying(scores),
    )


def _about_the_question(case: Case, reply: Reply) -> dict[str, float | None]:
    """What is known of the question is held against the reply; a refusal cites nothing."""
    answer = reply if isinstance(reply, Answer) else None
    passages = [citation.passage for citation in answer.citations] if answer else []
    cited = {passage.id for passage in passages}
    compared = case.actors if case.kind == "comparison" else ()
    counts = {actor: sum(passage.holds(actor) for passage in passages) for actor in compared}
    pair = [(case.answered, answer is not None)]
    late = metrics.as_of_violations([passage.stated for passage in passages], case.until) if answer else None
    useful = [context in case.keys for context in reply.contexts] if case.keys else []
    return {
        "cites_a_key": metrics.cites_a_key(cited, case.keys),
        "key_recall": metrics.key_recall(cited, case.keys),
        "context_recall": metrics.context_recall(reply.contexts, case.keys),
        "context_precision": metrics.context_precision(useful),
        "both_sides": metrics.both_sides(counts),
        "actor_balance": metrics.actor_balance(counts),
        "as_of_violations": None if late is None else float(late > 0),
        "right_refusals": metrics.right_refusals(pair),
        "false_refusals": metrics.false_refusals(pair),
    }


def _rests_on_citations(reply: Answer, without: Reply) -> float | None:
    passage = removed(reply)
    numbers = {citation.number for citation in reply.citations if citation.passage.id == passage}
    before = [sentence.text for sentence in reply.sentences if numbers & set(sentence.citations)]
    after = [sentence.text for sentence in without.sentences] if isinstance(without, Answer) else []
    return metrics.rests_on(before, after)


def _words(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


def _cited(sentence: Sentence, shown: dict[int, Passage]) -> CitedSentence:
    return CitedSentence(sentence.text, tuple(shown[number] for number in sentence.citations))


def _passages(answer: Answer) -> tuple[ShownPassage, ...]:
    return tuple(
        ShownPassage(each.number, each.passage.id, each.passage.text, attribution(each.passage), each.verdict.value)
        for each in answer.citations
    )
