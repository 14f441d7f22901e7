"""No answer, said usefully: why, what lies nearest, what could be asked instead.

Knows the wording of each reason and how to suggest questions that the corpus does answer. That there is none,
the reading's obstacle and `answerability` decide.
"""

from collections.abc import Sequence

from tumen.assistant.dialogue import CONTEXTS, Hit, Reading, Reason, Refusal, Setting
from tumen.corpus.actors import names_of
from tumen.corpus.passages import Passage

_NEAREST = 3

_MESSAGES = {
    Reason.NOT_IN_CORPUS: "The corpus holds nothing that answers this question.",
    Reason.OUT_OF_SCOPE: (
        "This is outside the subject of the corpus: Russian and Chinese positions on the Korean Peninsula."
    ),
    Reason.PREDICTION: "This asks for a prediction. The corpus holds what was said and done, not what will happen.",
    Reason.PRIVATE_KNOWLEDGE: "This asks for what nobody has published. The corpus holds published positions only.",
    Reason.UNSAFE: "This asks the assistant to leave its task, so nothing was searched.",
}

_IN_WORDS = {
    "un-voting": "votes in the Security Council",
    "six-party": "the six-party talks",
    "dual-track": "dual track and double freeze",
    "thaad": "THAAD",
    "military": "military action and drills in Korea",
    "alliance-treaties": "the treaties with North Korea",
    "russia-dprk-ties": "ties between Russia and North Korea",
    "china-dprk-ties": "ties between China and North Korea",
    "russia-china-coordination": "working together on Korea",
    "trade": "trade with North Korea",
    "energy": "oil and energy for North Korea",
    "logistics": "ports and railways with North Korea",
    "labour": "North Korean workers abroad",
    "refugees": "North Korean refugees",
    "humanitarian": "humanitarian aid to North Korea",
    "troops-ukraine": "North Korean troops and Ukraine",
    "us-policy": "the policy of the United States on Korea",
    "inter-korean": "relations between the two Koreas",
    "leverage": "leverage over North Korea",
}
"""How a topic reads inside a question, where its label does not."""

STARTERS = (
    "How do Russia and China differ on sanctions?",
    "What did Moscow and Beijing say about THAAD?",
    "Has Russia given up on denuclearisation?",
    "Who vetoed the renewal of the Panel of Experts in 2024?",
    "As of August 2017, did China back new sanctions?",
)
"""Questions that the shipped corpus answers well: the first suggestions on the page and in a refusal."""


def refuse(reading: Reading, reason: Reason, hits: Sequence[Hit], setting: Setting) -> Refusal:
    """hits: what was found, best first; empty where nothing was searched or nothing is of the question's dates."""
    return Refusal(
        reading=reading,
        reason=reason,
        message=message(reason, nothing_allowed=not hits),
        nearest=nearest(hits),
        try_instead=try_instead(hits),
        contexts=tuple(hit.passage.id for hit in hits[:CONTEXTS]),
        setting=setting,
    )


def message(reason: Reason, nothing_allowed: bool) -> str:
    """One or two sentences. nothing_allowed: whether the question's own dates left no passage at all."""
    if reason is Reason.NOT_IN_CORPUS and nothing_allowed:
        return "The corpus holds nothing from the dates that this question allows."
    return _MESSAGES[reason]


def nearest(hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """The passages that came closest, for a reader to judge."""
    return tuple(hit.passage for hit in hits[:_NEAREST])


def try_instead(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Up to three questions: about what the nearest passages are about, or the starters where nothing is near."""
    suggestions: list[str] = []
    for hit in hits:
        topic = _IN_WORDS.get(hit.passage.topics[0], hit.passage.topics[0].replace("-", " "))
        actor = next((each for each in (*hit.passage.holder, *hit.passage.about) if each in ("russia", "china")), None)
        if actor:
            suggestions.append(f"What has {names_of(actor)[0]} said about {topic}?")
    return tuple(dict.fromkeys(suggestions))[:3] or STARTERS[:3]
