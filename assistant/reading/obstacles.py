"""What stands in the way of an answer, whatever the corpus holds: another subject, the future, a secret, harm.

Judges words only. What the subject is, `scope` knows; orders to the assistant have been taken out before
(`injected_orders`). Wordings and what a person means by them:
tests/assistant/reading/reading_cases.yaml.
"""

import re

from tumen.assistant.dialogue import Reason
from tumen.assistant.reading.scope import is_elsewhere
from tumen.corpus.subject import Subject
from tumen.corpus.word_patterns import Rule, any_of, any_rule

_TELLING = r"(?:sa(?:y|ys|id)|tell|told|talk\w*|discuss\w*|th(?:ink|ought)\w*|promis\w+|admit\w*|hear\w*|ask\w*)"
_HOW_TO = (
    r"\b(?:how (?:can|could|do|would|should|to) ?(?:i|we|you|one)?|teach me|step[- ]by[- ]step|help me|ways to)\b"
    r"[^.?!]{0,80}?"
)

HARM = (
    Rule(rf"{_HOW_TO}\b(?:smuggl\w+|evad\w+|launder\w*|hack\w*)\b", "how can I evade sanctions"),
    Rule(
        rf"{_HOW_TO}\b(?:without (?:getting|being) (?:caught|detected|noticed)|undetected)\b",
        "how to ship coal without getting caught",
    ),
    Rule(
        rf"{_HOW_TO}\b(?:build|make|assemble) (?:an? )?(?:nuclear |dirty |atom(?:ic)? )?"
        r"(?:bomb|weapon|nuke|explosive)\b",
        "teach me to build a dirty bomb",
    ),
)

FUTURE = (
    Rule(
        r"(?:^|[.?!;:,(]\s*|\b(?:and|but|so|or)\s+)(?:(?:so|and|but|ok|well|then|now|also)[\s,]+)*"
        r"(?:(?:what|who|when|where|how|why|which)\s+(?:\w+\s+){0,3}?)?"
        r"(?:will\b(?!\s+of)|(?:is|are)\s+(?:[\w’'-]+\s+){0,4}going\s+to\b)",
        "and when will China leave",
    ),
    Rule(r"\bwhat\s+will\s+happen\b|\bhow\s+likely\b", "how likely is a war"),
    Rule(r"\b(?:odds|chances?|likelihood|probability)\s+(?:of|that)\b", "the odds of a deal"),
)
"""The future asked for at the head of a clause."""

FORECAST = (
    Rule(r"^\W*(?:please |(?:can|could) you )?(?:predict|forecast|guess)\b", "please predict the vote"),
    Rule(r"\byour (?:forecast|prediction|guess)\b|\bmake a (?:forecast|prediction)\b", "what is your forecast"),
)

SECRET = (
    Rule(
        rf"\b{_TELLING}\b[^.?!]*?\b(?:in private|privately|secretly|behind closed doors|off the record|alone"
        r"|word for word|confidentially)\b",
        "what did Xi tell Kim behind closed doors",
    ),
    Rule(
        r"\b(?:really|actually|honestly|personally|secretly|privately)"
        r" (?:think|feel|believe|like|love|hate|despise|trust|fear)s?\b",
        "what does Putin really think",
    ),
    Rule(r"\b(?:true feelings|deep down|innermost|secret thoughts?)\b", "Xi's true feelings"),
    Rule(r"\bwhat(?:['’]?s| is| are| was) (?:[\w’'-]+ ){1,4}thinking\b", "what is Kim thinking"),
    Rule(r"\bgoing through .{1,30}\b(?:mind|head)\b", "what is going through his mind"),
    Rule(r"\b(?:phone number|(?:home|email|private) (?:number|address|email))\b", "Lavrov's phone number"),
)

_HARM, _FUTURE, _FORECAST, _SECRET = any_rule(HARM), any_rule(FUTURE), any_rule(FORECAST), any_rule(SECRET)
_DATED = re.compile(r"\b(?:in|by|for|until|before)\s+(?P<year>20\d\d)\b", re.IGNORECASE)
_NEXT = re.compile(r"\bnext\s+(?:year|decade|month|week)\b", re.IGNORECASE)
"""A time that no source can speak from: beyond the last year of the corpus, or "next year"."""

_REPORTED = any_of(r"""
    according_to per_the in_\w+['’]s?_(?:view|opinion|judg\w+) say says said tell told think thinks thought believe*
    argue* expect* predicts? predicted forecasts? forecasted warn* judge* see sees saw rate rates rated assess*
    estimat* claim* promise* pledge* announce* write wrote
""")
"""Somebody's word on the future is on record: "what does RUSI expect for 2027"."""

_REPORTED_THEN = any_of(
    "according_to per_the said told thought believed argued expected predicted forecasted warned promised"
)
"""The same of a year that no source has seen: "what had Putin promised for 2030"."""


def obstacle(question: str, subject: Subject) -> Reason | None:
    """The obstacle in a stand-alone question, or None."""
    if _HARM.search(question):
        return Reason.UNSAFE
    if is_elsewhere(question, subject):
        return Reason.OUT_OF_SCOPE
    if _is_secret(question, subject):
        return Reason.PRIVATE_KNOWLEDGE
    if _is_prediction(question, subject):
        return Reason.PREDICTION
    return None


def _is_secret(question: str, subject: Subject) -> bool:
    """A state has no mind: what it "really thinks" is asked of its published positions."""
    found = _SECRET.search(question)
    if not found:
        return False
    before = question[: found.start()].rsplit(maxsplit=1)
    return not (
        re.match(r"really|actually", found.group(), re.I) and before and before[-1].lower() in subject.names.states
    )


def _is_prediction(question: str, subject: Subject) -> bool:
    """The future asked of the assistant; what somebody has said of the future is on record."""
    if _FORECAST.search(question):
        return True
    if _NEXT.search(question) or _is_beyond(question, subject):
        return not _REPORTED_THEN.search(question)
    return bool(_FUTURE.search(question)) and not _REPORTED.search(question)


def _is_beyond(question: str, subject: Subject) -> bool:
    """Whether a year is named that no source has seen; the number of a resolution, 2087, is no year."""
    named = (match["year"] for match in _DATED.finditer(question))
    return any(int(year) > subject.facts.horizon and year not in subject.facts.numbers for year in named)
