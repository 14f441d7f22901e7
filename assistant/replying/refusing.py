"""No answer, said usefully: why, what lies nearest, what could be asked instead.

Knows the wording of each reason and how to suggest questions that the corpus does answer. That there is none,
the reading's obstacle and `answerability` decide.
"""

from collections.abc import Sequence

from tumen.assistant.dialogue import CONTEXTS, Hit, Reading, Reason, Refusal, Setting
from tumen.corpus.passages import Passage
from tumen.corpus.subject import Subject

_NEAREST = 3

_MESSAGES = {
    Reason.NOT_IN_CORPUS: "The corpus holds nothing that answers this question.",
    Reason.OUT_OF_SCOPE: "This is outside the subject of the corpus: {about}.",
    Reason.PREDICTION: "This asks for a prediction. The corpus holds what was said and done, not what will happen.",
    Reason.PRIVATE_KNOWLEDGE: "This asks for what nobody has published. The corpus holds published positions only.",
    Reason.UNSAFE: "This asks the assistant to leave its task, so nothing was searched.",
}


def refuse(reading: Reading, reason: Reason, hits: Sequence[Hit], setting: Setting, subject: Subject) -> Refusal:
    """hits: what was found, best first; empty where nothing was searched or nothing is of the question's dates."""
    return Refusal(
        reading=reading,
        reason=reason,
        message=message(reason, subject, nothing_allowed=not hits),
        nearest=nearest(hits),
        try_instead=try_instead(hits, subject),
        contexts=tuple(hit.passage.id for hit in hits[:CONTEXTS]),
        setting=setting,
    )


def message(reason: Reason, subject: Subject, nothing_allowed: bool) -> str:
    """One or two sentences. nothing_allowed: whether the question's own dates left no passage at all."""
    if reason is Reason.NOT_IN_CORPUS and nothing_allowed:
        return "The corpus holds nothing from the dates that this question allows."
    return _MESSAGES[reason].format(about=subject.about)


def nearest(hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """The passages that came closest, for a reader to judge."""
    return tuple(hit.passage for hit in hits[:_NEAREST])


def try_instead(hits: Sequence[Hit], subject: Subject) -> tuple[str, ...]:
    """Up to three questions: about what the nearest passages are about, or the starters where nothing is near."""
    suggestions: list[str] = []
    for hit in hits:
        actor = next((each for each in (*hit.passage.holder, *hit.passage.about) if each in subject.sides), None)
        if actor:
            topic = subject.topic_name(hit.passage.topics[0])
            suggestions.append(f"What has {subject.names.of(actor)[0]} said about {topic}?")
    return tuple(dict.fromkeys(suggestions))[:3] or subject.starters[:3]
