"""Parts of a message that tell the assistant to leave its task: taken out, so that the question beside them remains.

Knows how such orders begin: they stand at the head of a clause, and order. "Did China ignore the rules?" orders
nothing. Knows nothing of what a question is about, but that it names an actor or a topic.
"""

import re
from functools import lru_cache

from tumen.corpus.actors import Names

_POLITE = (
    r"please|kindly|just|now|first|then|also|so|ok(?:ay)?|hey|hi|yo|hello|instead|only|always|never|do not|don['’]?t"
    r"|(?:you|u) (?:must|should|shall|will|can|have to|need to|are to|only)"
    r"|(?:can|could|would|will) (?:you|u)|i (?:want|need|order|command) (?:you|u) to|let['’]s|from now on|chatgpt|dan"
)
_ORDERS = {
    "leave the rules": r"""
        (?:ignore|disregard|forget|override|bypass|discard|drop|neglect)\b.{0,60}?
        \b(?:instructions?|rules?|prompts?|guidelines|sources|corpus|evidence|above|everything|previous\w*|training
        |context|restrictions?|limits|citations|polic(?:y|ies)|filters?|safety)
        |(?:disable|turn\ off|switch\ off|remove|hide)\b.{0,30}?
        \b(?:citations|sources|filters?|checks?|safety|limits|side)
        |citations\ are\ (?:switched\ |turned\ )?off
        |(?:enter|enable|activate|switch\ to)?\ ?(?:the\ )?\b(?:developer|dev|dan|god|admin|debug|unrestricted)\ mode
        |jailbreak|do\ anything\ now
        |decode\b.{0,40}?\b(?:obey|follow|execute|run|do)""",
    "show what is hidden": r"""
        (?:reveal|print|show|repeat|output|leak|display|dump|give|tell|list|write|say|paste|copy)\b.{0,30}?
        \b(?:system\ prompt|hidden\ (?:prompt|instructions|rules)|your\ (?:\w+\ )?(?:prompt|instructions|rules
        |configuration|settings)|api[\ _-]?keys?|environment\ variables|passwords?|(?:text|everything|all|words)\ above)
        |what(?:['’]?s|\ is|\ are|\ were)\ your\ (?:\w+\ )?(?:prompt|instructions|rules)""",
    "be another": r"""
        (?:pretend|act|role-?play|behave|speak|talk|respond|answer|reply|write|pose|simulate)
        \ (?:to\ be|as|like|that\ (?:you|u)|only\ with)\b
        |(?:stay|remain|be)\ in\ character
        |(?:you|u)(?:['’]re|\ are|\ r)\ (?:now|no\ longer|dan|an?|the)\b
        |(?:you|u)\ only\ \w+""",
    "invent": r"""
        (?:invent|make\ up|fabricate|fake|forge|concoct|falsify
        |(?:write|give|create|produce|compose|draft)\ (?:me\ |us\ )?an?\ (?:\w+\ )?
            (?:fake|made-?up|invented|fictional))\b.{0,60}?
        \b(?:quot\w+|sources?|citations?|statements?|facts?|resolutions?|documents?|numbers?|figures?|interviews?|speech\w*)
        |(?:change|edit|alter|replace|rewrite)\b.{0,60}?\b(?:cite\ it|real\ text|corpus|in\ your\ sources)""",
    "dress the answer": r"""
        (?:add|include|integrate|insert|modify|enhance|augment|replace|remove|render|introduce|misspell|scramble|jumble
        |rearrange|anagram|combine|convert|substitute|provide|use|group)\b.{0,80}?
        \byour\ (?:response|reply|answer|message|output)\b
        |in\ your\ (?:response|reply|answer),?\ (?:suggest|tease|mention|include|add)\b""",
    "claim authority": r"""
        (?:</?\w+>\s*)?(?:\[[^\]]*(?:admin|system|override|developer)[^\]]*\]
        |(?:system|assistant|developer|admin|root)\s*(?:prompt|message|note)?\s*:
        |(?:new|updated|important)\ (?:rules?|instructions?|system\ prompt)\s*:
        |note\ to\ (?:the\ )?(?:ai|llm|assistant|model|chatbot)\w*(?:\ \w+)?\s*:
        |must\ (?:say|state|claim|answer|agree)\ that)""",
    "use no source": r"from\ (?:your\ own\ )?memory\s*[:,]|your\ training\ data\ is",
}
_QUESTION = re.compile(
    r"(?:[,:;]|\b(?:and|then|but|also))\s+(?=(?:what|who|whom|whose|when|where|which|why|how|did|does|is|are|was|were|"
    r"has|tell me (?:what|how|why|who|when))\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;\n](?!\s|$)[^.!?;\n]*)*[.!?;\n]*\s*")


def without_instructions(question: str, names: Names) -> str:
    """The question without the parts that tell the assistant to leave its task; itself where there are none."""
    sentences = _SENTENCE.findall(question)
    cleaned = [_cleaned(sentence, names) for sentence in sentences]
    return question if cleaned == sentences else " ".join(" ".join(cleaned).split())


def _cleaned(sentence: str, names: Names) -> str:
    """What stands before an order, if that is about anything, and the question that follows it."""
    order = _order().search(sentence)
    if not order:
        return sentence
    before, after = sentence[: order.start()].strip(), sentence[order.end() :]
    if not (names.mentions(before) or names.topics_in(before)):
        before = ""
    if question := _QUESTION.search(after):
        after = after[question.end() :]
    elif "?" in after and re.search(r"[,:]", order.group()[-1:] + after):
        after = re.split(r"[,:]", after)[-1]
    else:
        after = ""
    return f"{before} {_cleaned(after, names) if after else ''} ".lstrip()


@lru_cache(maxsize=1)
def _order() -> re.Pattern[str]:
    """An order at the head of a clause: of the message, after a stop, or after a joining word."""
    head = r"(?:^|(?<=[.!?;:,(\[\]>\n\"'])|\b(?:and|then|but|also)\b)"
    orders = "|".join(_ORDERS.values())
    polite = _POLITE.replace(" ", r"\ ")
    return re.compile(rf"{head}\s*(?:(?:{polite})[\s,]+)*(?:{orders})", re.IGNORECASE | re.VERBOSE)
