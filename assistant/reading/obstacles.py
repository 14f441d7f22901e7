"""What stands in the way of an answer, whatever the corpus holds: another subject, the future, a secret, harm.

Pure. Judges words only. What the subject is, `subject` knows; orders to the assistant have been taken out before
(`instructions`).
"""

import re

from tumen.assistant.dialogue import Reason
from tumen.assistant.reading.scope import is_elsewhere
from tumen.corpus.word_patterns import any_of

_HARM = re.compile(
    r"""\b(?:how\ (?:can|could|do|would|should|to)\ ?(?:i|we|you|one)?|teach\ me|step[- ]by[- ]step|help\ me|ways\ to)\b
    [^.?!]{0,80}?
    \b(?:smuggl\w+|evad\w+|launder\w*|hack\w*|without\ (?:getting|being)\ (?:caught|detected|noticed)|undetected
    |(?:build|make|assemble)\ (?:an?\ )?(?:nuclear\ |dirty\ |atom(?:ic)?\ )?(?:bomb|weapon|nuke|explosive))""",
    re.IGNORECASE | re.VERBOSE,
)
_FUTURE = re.compile(
    r"""(?:^|[.?!;:,(]\s*|\b(?:and|but|so|or)\s+)(?:(?:so|and|but|ok|well|then|now|also)[\s,]+)*
        (?:(?:what|who|when|where|how|why|which)\s+(?:\w+\s+){0,3}?)?
        (?:will\b(?!\s+of)|(?:is|are)\s+(?:[\w’'-]+\s+){0,4}going\s+to\b)
    |\bwhat\s+will\s+happen\b|\bhow\s+likely\b|\b(?:odds|chances?|likelihood|probability)\s+(?:of|that)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The future asked for at the head of a clause."""

_FUTURE_DATE = re.compile(
    r"\b(?:in|by|for|until|before)\s+(?!2087|2094)20(?:2[7-9]|[3-9]\d)\b|\bnext\s+(?:year|decade|month|week)\b",
    re.IGNORECASE,
)
"""A time that no source can speak from: the corpus ends in 2026. 2087 and 2094 are resolutions."""

_FORECAST = re.compile(
    r"""^\W*(?:please\ |(?:can|could)\ you\ )?(?:predict|forecast|guess)\b
    |\byour\ (?:forecast|prediction|guess)\b|\bmake\ a\ (?:forecast|prediction)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REPORTED = any_of(r"""
    according_to per_the in_\w+['’]s?_(?:view|opinion|judg\w+) say says said tell told think thinks thought believe*
    argue* expect* predicts? predicted forecasts? forecasted warn* judge* see sees saw rate rates rated assess*
    estimat* claim* promise* pledge* announce* write wrote
""")
_REPORTED_THEN = any_of(
    "according_to per_the said told thought believed argued expected predicted forecasted warned promised"
)
_TELLING = r"(?:sa(?:y|ys|id)|tell|told|talk\w*|discuss\w*|th(?:ink|ought)\w*|promis\w+|admit\w*|hear\w*|ask\w*)"
_SECRET = re.compile(
    rf"""\b{_TELLING}\b[^.?!]*?
        \b(?:in\ private|privately|secretly|behind\ closed\ doors|off\ the\ record|alone|word\ for\ word
            |confidentially)\b
    |\b(?:really|actually|honestly|personally|secretly|privately)
        \ (?:think|feel|believe|like|love|hate|despise|trust|fear)s?\b
    |\b(?:true\ feelings|deep\ down|innermost|secret\ thoughts?)\b
    |\bwhat(?:['’]?s|\ is|\ are|\ was)\ (?:[\w’'-]+\ ){{1,4}}thinking\b
    |\bgoing\ through\ .{{1,30}}\b(?:mind|head)\b
    |\b(?:phone\ number|(?:home|email|private)\ (?:number|address|email))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STATES = any_of("russia china moscow beijing pyongyang seoul washington kremlin north_korea dprk nk chinese russians")


def obstacle(question: str) -> Reason | None:
    """The obstacle in a stand-alone question, or None."""
    if _HARM.search(question):
        return Reason.UNSAFE
    if is_elsewhere(question):
        return Reason.OUT_OF_SCOPE
    if _is_secret(question):
        return Reason.PRIVATE_KNOWLEDGE
    if _is_prediction(question):
        return Reason.PREDICTION
    return None


def _is_secret(question: str) -> bool:
    """A state has no mind: what it "really thinks" is asked of its published positions."""
    found = _SECRET.search(question)
    if not found:
        return False
    before = question[: found.start()].rsplit(maxsplit=1)
    return not (re.match(r"really|actually", found.group(), re.I) and before and _STATES.fullmatch(before[-1]))


def _is_prediction(question: str) -> bool:
    """The future asked of the assistant; what somebody has said of the future is on record."""
    if _FORECAST.search(question):
        return True
    if _FUTURE_DATE.search(question):
        return not _REPORTED_THEN.search(question)
    return bool(_FUTURE.search(question)) and not _REPORTED.search(question)
