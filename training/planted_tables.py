"""Tables of words for `planted_faults`: names that can take each other's place, opposites, hedges, synonyms."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PEER_GROUPS = (
    ("Russia", "China", "Japan", "South Korea"),
    ("Russian", "Chinese", "Japanese", "South Korean"),
    ("Moscow", "Beijing", "Seoul", "Tokyo", "Washington"),
    ("Putin", "Xi Jinping", "Kim Jong Un", "Trump"),
    ("Lavrov", "Wang Yi"),
    ("the United States", "Russia", "China"),
    ("North Korea", "South Korea", "Russia", "China"),
    ("North Korean", "South Korean", "Russian", "Chinese"),
    ("Pyongyang", "Seoul", "Moscow", "Beijing"),
    ("United States", "Soviet Union"),
    ("DPRK", "ROK"),
)
PEERS = {name: group for group in reversed(_PEER_GROUPS) for name in group}
"""A name → names that can take its place in a sentence."""

_OPPOSED = (
    ("supports", "opposes"), ("supported", "opposed"), ("support", "oppose"), ("backs", "opposes"), ("backed", "opposed"),
    ("rose", "fell"), ("rises", "falls"), ("increase", "decrease"), ("increased", "decreased"), ("grew", "shrank"),
    ("growing", "shrinking"), ("higher", "lower"), ("more", "less"), ("above", "below"), ("before", "after"),
    ("accepted", "rejected"), ("accepts", "rejects"), ("agreed", "refused"), ("allow", "forbid"), ("allows", "forbids"),
    ("permitted", "banned"), ("bans", "allows"), ("banned", "allowed"), ("lift", "tighten"), ("easing", "tightening"),
    ("ease", "tighten"), ("exports", "imports"), ("strengthen", "weaken"), ("stronger", "weaker"), ("favour", "disfavour"),
    ("vetoed", "approved"), ("condemned", "praised"), ("praised", "condemned"), ("welcomed", "deplored"),
    ("welcomes", "deplores"), ("opened", "closed"), ("began", "ended"), ("restored", "abolished"), ("for", "against"),
    ("first", "last"), ("expanded", "cut"), ("rejected", "accepted"), ("improved", "worsened"),
)  # fmt: skip
OPPOSED = {old: new for pair in _OPPOSED for old, new in (pair, pair[::-1]) if old not in ("for", "first", "more")}

HEDGED = (
    (r"\b(?:may|might|could) have been\b", "was"),
    (r"\b(?:may|might|could) have\b", "has"),
    (r"\b(?:may|might|could) not be\b", "is not"),
    (r"(?<!in )(?<!of )\b(?:may|might|could) be\b", "is"),
    (r"\b(?:may|might|could)\b(?= [a-z])", "will"),
    (r"\bis (?:un)?likely to\b", "will"),
    (r"\bare (?:un)?likely to\b", "will"),
    (r"\bseems? to\b", "does"),
    (r"\bappears? to\b", "does"),
    (r"\b(?:seems|appears)\b", "is"),
    (r"\bseemed\b", "was"),
    (r"\b(?:perhaps|probably|possibly|reportedly|apparently|allegedly|presumably) ", ""),
)

SYNONYMS = {
    "Beijing": "China", "Moscow": "Russia", "Pyongyang": "North Korea", "Seoul": "South Korea", "China": "Beijing",
    "Russia": "Moscow", "DPRK": "North Korea", "North Korea": "the DPRK", "United States": "US", "argued": "contended",
    "said": "stated", "wrote": "said", "judged": "argued", "reported": "said", "about": "around", "oppose": "are against",
    "opposes": "is against", "called": "described", "explained": "said", "because": "since", "also": "too",
    "million": "mln", "not": "not", "vital": "essential", "however": "though", "help": "assist", "stop": "halt",
    "wants": "wishes", "two": "2", "three": "3", "four": "4", "ten": "10", "demands": "requires", "urged": "called on",
    "talks": "negotiations", "aid": "assistance", "big": "large", "use": "employ", "starts": "begins",
}  # fmt: skip
