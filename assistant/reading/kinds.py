"""What kind of answer a question asks for: a position, a comparison, a change, a figure, a date, a name, yes or no.

Knows the words that ask for each; knows nothing of what is asked about but which actors it names. Pure. Wordings and
what a person means by them: tests/assistant/reading/reading_cases.yaml.
"""

from collections.abc import Collection

from tumen.assistant.dialogue import Kind
from tumen.corpus.word_patterns import Rule, any_rule

_SAID = (
    r"(?:said|says|claimed|called|told|wrote|argued|warned|described|coined|thinks|explained|proposed|announced|put)"
)
_AUXILIARY = r"(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)(?:n['’]?t)?"
_YEAR = r"(?:19|20)\d\d"

RULES = {
    Kind.WHO_SAID: (
        Rule(rf"\bwho (?:[\w’'-]+ ){{0,5}}?(?:that )?{_SAID}\b", "who in Moscow said that"),
        Rule(rf"\bwhich (?:[\w’'-]+ ){{1,2}}{_SAID}\b", "which envoy warned of war"),
        Rule(r"\bwhose (?:words|view|claim|idea|phrase|line)\b", "whose words are these"),
    ),
    Kind.CHANGE: (
        Rule(r"\b(?:chang\w+|evol\w+|shift\w*|alter(?:ed)?|develop(?:ed|ment)?)\b", "how has the line changed"),
        Rule(r"\bover (?:time|the years|the decades)\b|\bso far\b", "Beijing's stance over the years"),
        Rule(r"\b(?:timeline|chronology|history of|story of|trace|step by step|ups and downs)\b", "trace the quotas"),
        Rule(r"\bmoved? (?:on|since|from)\b|\bmoved since\b", "has Russia moved on from this"),
        Rule(r"\b(?:stricter|tighter|looser)\b", "when did the rules get tighter"),
        Rule(r"\bturn(?:ed)? around\b|\b(?:go|gone|went) from\b", "when did Moscow turn around"),
        Rule(r"\b(?:used to|becom(?:e|es|ing)|became)\b", "what did China use to say, it used to object"),
        Rule(rf"\bfrom (?:\S+ ){{0,6}}?to (?:\S+ing|{_YEAR})\b", "from backing to abstaining"),
        Rule(
            rf"\b{_YEAR} (?:to|till|until|through|-|–) (?:now|today|(?:19|20)?\d\d)\b", "Russia on the bomb 2006 to now"
        ),
    ),
    Kind.FIGURE: (
        Rule(r"\bhow (?:many|much|large|big|long|high|far|often)\b(?! ago)", "how many workers"),
        Rule(
            r"\b(?:what|which) (?:share|percentage|percent|number|amount|quota|figure|sum|proportion|fraction)\b",
            "what share of trade",
        ),
        Rule(r"\b(?:numbers?|percentage|share|amount|volume|size) of\b", "number of troops"),
        Rule(r"\b(?:vote count|tally)\b|\b(?:cap|quota|limit|figure|total)s?\b", "the oil cap"),
    ),
    Kind.DATE: (
        Rule(
            r"(?:^|[.?!,;:] )\W*(?:and |so |but |ok )?(?:since |until |from )?when\b(?! (?:kim|putin|xi|the)\b)",
            "and since when",
        ),
        Rule(r"\b(?:what|which) (?:year|date|day|month)\b", "in which year was it signed"),
        Rule(r"\bhow long ago\b|\bdate of\b", "how long ago was that"),
    ),
    Kind.YES_NO: (
        Rule(rf"(?:^|[,:;.]\s)\W*(?:and |but |so |also |then |ok )*{_AUXILIARY}\b", "so did China agree"),
        Rule(r"\btrue or false\b|\b(?:is|was) it (?:true|correct|right)\b|\bor not\b", "true or false: Xi went"),
    ),
}
"""In the order in which they are tried."""

COMPARED = (
    Rule(r"\b(?:differ\w*|disagree\w*|diverg\w+|split|gap|contrast\w*)\b", "where do they differ"),
    Rule(r"\b(?:compar\w+|versus|vs|on the one hand|respective\w*|both|each)\b", "Moscow vs Beijing"),
    Rule(r"\b(?:same|alike|common|align\w*)\b", "do they want the same"),
    Rule(r"\b(?:tougher|harder|softer|closer|more than|rather than)\b", "who is tougher"),
)

_PATTERNS = {kind: any_rule(rules) for kind, rules in RULES.items()}
_COMPARISON = any_rule(COMPARED)


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
