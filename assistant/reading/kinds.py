"""What kind of answer a question asks for: a position, a comparison, a change, a figure, a date, a name, yes or no.

Knows the words that ask for each; knows nothing of what is asked about but which actors it names.
"""

import re
from collections.abc import Collection

from tumen.assistant.dialogue import Kind

_SAID = (
    r"(?:said|says|claimed|called|told|wrote|argued|warned|described|coined|thinks|explained|proposed|announced|put)"
)
_AUXILIARY = r"(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)(?:n['’]?t)?"
_CUES = {
    Kind.WHO_SAID: rf"""
        \bwho\ (?:[\w’'-]+\ ){{0,5}}?(?:that\ )?{_SAID}\b
        |\bwhich\ (?:[\w’'-]+\ ){{1,2}}{_SAID}\b
        |\bwhose\ (?:words|view|claim|idea|phrase|line)\b""",
    Kind.CHANGE: r"""
        \b(?:chang\w+|evol\w+|shift\w*|over\ time|over\ the\ years|over\ the\ decades|timeline|chronology
        |moved?\ (?:on|since|from)|history\ of|story\ of|trace
        |step\ by\ step|ups\ and\ downs|stricter|tighter|looser|alter(?:ed)?|so\ far
        |turn(?:ed)?\ around|(?:go|gone|went)\ from|used\ to|becom(?:e|es|ing)|became|develop(?:ed|ment)?)\b
        |\bmoved\ since\b|\bfrom\ (?:\S+\ ){0,6}?to\ (?:\S+ing|(?:19|20)\d\d)\b
        |\b(?:19|20)\d\d\ (?:to|till|until|through|-|–)\ (?:now|today|(?:19|20)?\d\d)\b""",
    Kind.FIGURE: r"""
        \bhow\ (?:many|much|large|big|long|high|far|often)\b(?!\ ago)
        |\b(?:what|which)\ (?:share|percentage|percent|number|amount|quota|figure|sum|proportion|fraction)\b
        |\b(?:numbers?|percentage|share|amount|volume|size)\ of\b|\b(?:vote\ count|tally)\b
        |\b(?:cap|quota|limit|figure|total)s?\b""",
    Kind.DATE: r"""
        (?:^|[.?!,;:]\ )\W*(?:and\ |so\ |but\ |ok\ )?(?:since\ |until\ |from\ )?when\b(?!\ (?:kim|putin|xi|the)\b)
        |\b(?:what|which)\ (?:year|date|day|month)\b|\bhow\ long\ ago\b|\bdate\ of\b""",
    Kind.YES_NO: rf"""
        (?:^|[,:;.]\s)\W*(?:and\ |but\ |so\ |also\ |then\ |ok\ )*{_AUXILIARY}\b
        |\btrue\ or\ false\b|\b(?:is|was)\ it\ (?:true|correct|right)\b|\bor\ not\b""",
}
_PATTERNS = {kind: re.compile(cues, re.IGNORECASE | re.VERBOSE) for kind, cues in _CUES.items()}
_COMPARISON = re.compile(
    r"""\b(?:differ\w*|compar\w+|versus|vs|contrast\w*|disagree\w*|same|alike|common|tougher|harder|softer|closer
    |more\ than|rather\ than|on\ the\ one\ hand|split|gap|diverg\w+|align\w*|respective\w*|both|each)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def kind_of(question: str, actors: Collection[str], sides: Collection[str]) -> Kind:
    """The first that fits of: who said, change, figure, date, comparison, yes or no; otherwise a position."""
    compared = bool(sides) and set(sides) <= set(actors)
    compares = bool(_COMPARISON.search(question)) and (compared or len(actors) > 1)
    for kind, pattern in _PATTERNS.items():
        if kind is Kind.YES_NO and compares and compared:
            return Kind.COMPARISON
        if pattern.search(question):
            return kind
    return Kind.COMPARISON if compared or compares else Kind.POSITION
