"""What stands in the way of an answer, whatever the corpus holds: another subject, the future, a secret, an attack.

Pure. Judges words only; that the corpus does not answer is `answerability`'s to find.
"""

import re

from assistant.dialogue import Reason
from corpus.actors import actors_named, mentions, topics_named

_KOREA = re.compile(
    r"\b(?:korea\w*|dprk|rok|nk|pyongyang|seoul|kim|peninsula|thaad|denuclear\w*|rajin|rason|khasan|tumen|panmunjom|kaesong|"
    r"six[- ]party|yalu|juche|unsc|security council|sanctions?|1718|unscr|veto\w*|panel of experts|nukes?|nuclear|treaty|"
    r"cheonan|wonsan|toloraya|38 north|dual[- ]track|freeze|resolutions?|north)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:taiwan\w*|xinjiang|uyghurs?|tibet\w*|hong kong|south china sea|syria\w*|iran\w*|gaza|israel\w*|palestin\w*|crimea|donbas|"
    r"venezuela|cuba|india\w*|pakistan|africa\w*|arctic|brexit|covid|climate|tiktok|huawei|bitcoin|football|soccer|olympics|"
    r"weather|recipe\w*|cook\w*|movie|film|song|poem|joke|python code|javascript|sql)\b",
    re.IGNORECASE,
)
_PREDICTION = re.compile(
    r"\b(?:predict\w*|forecast\w*|what will happen|who will win|(?:in|by) 20(?:2[7-9]|[3-9]\d)|next (?:year|decade|month|week|few years)|"
    r"in the future|odds (?:of|that)|chances? (?:of|that)|how likely|likelihood|will (?:there be|[\w ]{1,30} (?:ever|eventually|soon)))\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:in private|privately|secretly|secret(?:s)? (?:plan|deal|talk|think|thought)\w*|really think\w*|true feelings|behind closed doors|"
    r"classified|off the record|phone number|home address|email address|what is .{0,20} thinking)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"(?:^|(?<=[.!?;:,\n(]))[^.!?;\n]*?\b(?:"
    r"(?:ignore|disregard|forget|override|bypass)\b[^.!?;\n]{0,60}\b(?:instructions?|rules?|prompts?|guidelines|sources|corpus|evidence|above|everything|previous\w*)"
    r"|(?:reveal|print|show|repeat|output|leak)\b[^.!?;\n]{0,40}\b(?:system prompt|prompt|instructions|rules|configuration|api key)"
    r"|(?:pretend|act|roleplay|role-play|behave|respond|answer|speak|talk) (?:to be|as|like|that you)\b[^.!?;\n]{0,60}"
    r"|you are (?:now|no longer|dan|an? (?:ai|unrestricted|evil))\b"
    r"|(?:invent|make up|fabricate|fake)\b[^.!?;\n]{0,40}\b(?:quotes?|sources?|citations?|statements?|facts?)"
    r"|(?:jailbreak|developer mode|dan mode|do anything now|no restrictions|without (?:any )?(?:restrictions|filters?|sources|citations))"
    r"|(?:system|assistant|developer)\s*:"
    r")[^.!?;\n]*[.!?;\n)]*",
    re.IGNORECASE,
)


def without_instructions(question: str) -> str:
    """The question without the parts that tell the assistant to leave its task."""
    stripped = _INSTRUCTION.sub(" ", question)
    return question if stripped == question else " ".join(stripped.split())


def obstacle(question: str, injected: bool = False) -> Reason | None:
    """The obstacle in a stand-alone question, or None. injected: whether instructions were taken out of it."""
    if not is_on_subject(question):
        return Reason.UNSAFE if injected else Reason.OUT_OF_SCOPE
    if _PRIVATE.search(question):
        return Reason.PRIVATE_KNOWLEDGE
    if _PREDICTION.search(question):
        return Reason.PREDICTION
    return None


def is_on_subject(question: str) -> bool:
    """Whether it speaks of Korea, or of Russia or China on a topic of the corpus without speaking of elsewhere."""
    if _KOREA.search(question) or {"dprk", "rok"} & {mention.actor for mention in mentions(question)}:
        return True
    if _ELSEWHERE.search(question):
        return False
    return bool(actors_named(question) & {"russia", "china"}) and bool(topics_named(question))
