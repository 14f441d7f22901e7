"""Words that turn a sentence's meaning: negations, hedges, opposites, words of speech, numbers spelt out.

Tables and nothing else; `support_reading` finds them in a text. Stems are Snowball's, as in `wording`.
Pure.
"""

NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot n't refuse refused refuses denied denies deny failed "
    "fails fail lacks lacked lack hardly barely unable ineffective unrelated independent inaccurate".split()
)
SOFTENERS = frozenset(
    "mostly partly usually often sometimes largely almost nearly about around roughly approximately some estimated "
    "believed thought suggests suggested suggest would".split()
)
HEDGES = frozenset(
    "seem seems seemed reportedly may might perhaps possibly apparently allegedly likely unlikely could probably "
    "presumably supposedly potentially appears appeared".split()
)
"""Hedges whose loss turns a guess into a fact."""

ABSOLUTES = frozenset(
    "all every always never only first last most best largest biggest highest lowest sole entirely completely fully "
    "must none any exactly worst oldest youngest earliest".split()
)
SPEECH = frozenset(
    "said says say saying judged judges argued argues argue wrote writes reported reports claimed claims warned warns "
    "explained explains noted notes believes believed considers considered thinks thought holds held told stated "
    "states insisted insists announced announces calls called describes described counted counts predicted expects "
    "expected suggested suggests observed concluded concludes asked asks put regards sees recalled accused denied "
    "stressed added acknowledged estimated".split()
)
CAUSES = frozenset("because cause causes caused due leads led lead results resulted result therefore thus".split())
META = frozenset(
    "document documents context information provided mention mentioned specify specified text passage".split()
)
"""Words of a sentence that speaks about the texts: `the documents do not specify…`."""

PRONOUNS = frozenset("it he she they this these that his her their its".split())
PERSONAL = frozenset("i you my your we".split())


UP = frozenset(
    "increase increases increased increasing rise rises rose rising grow grows grew growing growth raise raises raised "
    "higher greater gain gains gained expand expands expanded promotes promote promoted promoting enhances enhanced "
    "enhance boosts boost boosted elevated upregulated upregulates upregulation induces induced induce inducing "
    "stimulates stimulated activates activated activation improves improve improved improvement effective more faster "
    "stronger accelerates accelerated facilitates".split()
)
DOWN = frozenset(
    "decrease decreases decreased decreasing fall falls fell falling decline declines declined lower lowers lowered "
    "less fewer reduce reduces reduced reducing reduction cut cuts drop drops dropped loss losses lost inhibits inhibit "
    "inhibited inhibition inhibiting suppresses suppressed suppression impairs impaired downregulated downregulates "
    "diminished attenuated attenuates blocks blocked prevents prevented protects protected deficiency deficient slower "
    "weaker worsens worsened limits limited".split()
)
"""Words that say which way something went."""

OPPOSITES = tuple(
    tuple(frozenset(side.split()) for side in line.split(" / "))
    for line in """
    increase increases increased increasing rise rises rose rising grow grows grew growing grown up raise raises raised \
higher more greater gain gains gained expand expands expanded climbed promotes promote promoted enhances enhanced \
enhance boosts boost boosted elevated upregulated upregulates upregulation induces induced stimulates stepped / \
decrease decreases decreased decreasing fall falls fell falling shrink shrinks shrank decline declines declined down \
lower lowers lowered less fewer reduce reduces reduced reduction cut cuts drop drops dropped loss losses lost \
inhibits inhibit inhibited suppresses suppressed impairs impaired downregulated downregulates decreasing diminished
    for support supports supported supporting back backs backed backing favour favours favoured favor favored welcomed \
welcomes welcome endorsed endorses / against oppose opposes opposed opposing reject rejects rejected resist resists \
resisted criticised criticises condemned condemns objected objects blocked blocks vetoed
    accept accepts accepted agree agrees agreed approve approves approved / refuse refuses refused reject rejects \
rejected disagree disagrees disagreed declined decline denied
    abstain abstains abstained abstention / vetoed veto vetoes
    win wins won victory / lose loses lost defeat defeated
    before earlier prior preceded until / after later following since
    start starts started begin begins began opened open opens launched founded / end ends ended stop stops stopped \
closed close closes finish finished dissolved
    allow allows allowed permit permits permitted lets / forbid forbids forbade ban bans banned prohibit prohibits \
prohibited prevent prevents prevented bar bars barred
    strong stronger strongest strengthen strengthens strengthened / weak weaker weakest weaken weakens weakened
    import imports imported importing / export exports exported exporting
    north northern / south southern
    east eastern / west western
    high / low
    large larger largest big bigger biggest major / small smaller smallest minor
    positive positively / negative negatively
    public publicly / private privately
    male men man boys / female women woman girls
    young younger / old older
    buy buys bought purchased purchase / sell sells sold
    lift lifts lifted ease eases eased easing / impose imposes imposed tighten tightened tightens
    join joined joins enter entered / leave left leaves withdrew exit
    success successful succeeded succeeds / failure failed fails unsuccessful
    safe safely secure / dangerous unsafe risky
    friend friends friendly ally / enemy enemies hostile
    possible / impossible
    common / rare uncommon
    majority / minority
    always / never
    together jointly joint / separately alone
    likely / unlikely
    true / false
    best / worst
    early / late
    active activates activated activation activate / inactive inactivates
    present presence / absent absence
    sufficient enough adequate / insufficient inadequate
    direct directly / indirect indirectly
    improve improves improved improving / worsen worsens worsened deteriorated
    trust trusts / distrust mistrust
    dependent dependence depends / independent independence
    """.strip().split("\n")
)
"""Two sides of one scale a line; a word may stand on several lines."""

NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if word != "one"
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100", "once": "1", "twice": "2"}
