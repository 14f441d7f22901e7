"""Is a question about Russian and Chinese positions on Korea, or about something else?

Pure. Judges words only, and leans towards letting a question pass: that the corpus does not answer it is
`answerability`'s to find.
"""

import re

from tumen.corpus.actors import mentions, topics_named
from tumen.corpus.word_patterns import any_of

_KOREA = any_of("""
    korea* dprk rok nk pyongyang seoul kim peninsula thaad thad rajin rason khasan tumen yalu panmunjom kaesong
    cheonan wonsan yongbyon six_party 6_party dual_track double_freeze toloraya 38_north 1718 2270 2321 2371 2375
    2397 panel_of_experts expert_panel ex-?_panel denuclear* singapore_summit hanoi_summit three_noes 3_noes
    wishnick rinna snegovaya sotnikov asmolov babaev pinkston yacoubian silberstein beyond_parallel crisis_group
""")
_OWN_WORDS = any_of("""
    sanction* embargo* veto* voted abstain* security_council unsc resolution* nuclear* nuke* warhead*
    missile_defen[cs]e freeze npt non-?proliferation the_panel panel_renewal the_(?:\\w+_)?(?:treaty|pact|draft)
    crude coal loophole monitoring_team working_group* hanoi livelihood aaron_arnold sharyl_cross victor_cha yun_sun
    seafood statue* barrel* msmt mediat* refined_(?:oil|fuel|products?) icg csis fpri kida inss rusi valdai
""")
"""Words of the subject that may stand without a country's name, in a question of ordinary length."""
_PLEASANTRY = re.compile(r"^\W*(?:thanks|thank you|thx|cheers|great|perfect|nice|bye|hello|hi)\b[^?]*$", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^\W*(?:define|definition of)\b|^\W*what(?:['’]s| is| are) an? \w+\W*$|^\W*what does [\w ]{1,30} mean\W*$",
    re.IGNORECASE,
)
_MOST_WORDS = 60
"""A longer message must name Korea: jailbreak prompts are long, and mention nearly everything."""

_BORROWED_TOPICS = frozenset({"troops-ukraine", "us-policy"})
"""Topics that are the corpus' only where Korea is spoken of."""
_SPEAKING = any_of("""
    say says said saying tell* told position* stance* view* line propos* statement* comment* explain explains react*
    respon* support* oppos* back backs backed approach argu* against reject* object* draft* vote* criticis* think*
    thought want* warn* call* reaction* attitude* role mean* meant justif* regime mediat* interest*
""")
_ELSEWHERE = any_of("""
    taiwan* xinjiang uyghur* uighur* tibet* hong_kong south_china_sea nine-dash syria* iran* iraq* gaza hamas
    israel* palestin* egypt* crimea donbas navalny venezuela* cuba* india indian pakistan* afghan* africa* arctic
    brexit versailles philippin* galwan german* germany france french ital* spain spanish poland polish turk*
    brazil* europe* eu nato britain british uk australia* canad* libya* yemen* saudi* armenia* kuril* new_start
    covid azerbaijan* georgia* nagorno tariff* tiktok huawei ukrainian_(?:towns|cit\\w+) ukraine
""")
_EVERYDAY = any_of("""
    weather_(?:in|like|there|today|tomorrow|forecast) weather$ (?:what|how)(?:['’]?s|_is)_the_weather recipe* cook
    cooking kimchi* bibimbap
    (?:write|compose|tell|make|give|sing)(?:_me)?_an?_(?:poem|joke|song|haiku|story|limerick|rap|email|letter|essay)
    into_an?_(?:poem|joke|song|haiku|story|rap) translate_(?:this|that|it|['‘"“].*|into|to)
    learn_(?:russian|chinese|korean) grammar python javascript sql json cheap_(?:flights?|tickets?) tickets? visa
    hotel* k-?pop k-?drama* drama skincare (?:stock|share)_price* bitcoin
    favou?rite_(?:food|colou?r|film|movie|song) married birthday net_worth haircut how_(?:old|tall)
    how_many_people_live football soccer world_cup population_of samsung hyundai_make capital_of chinese_new_year
    elections? won_the opinion_on how_do_you_say
""")


def is_on_subject(question: str) -> bool:
    """Whether its words show that it speaks of Korea, or of Russia or China on a topic of the corpus.

    A question whose words show nothing may still be on it ("did Churkin agree?"): see `is_elsewhere`.
    """
    if is_elsewhere(question):
        return False
    actors = {mention.actor for mention in mentions(question)}
    if _DEFINITION.search(question) and not actors:
        return False
    if _names_korea(question) or _OWN_WORDS.search(question):
        return True
    topics = set(topics_named(question))
    if {"russia", "china"} <= actors or (actors and topics - _BORROWED_TOPICS):
        return True
    return bool(actors & {"russia", "china"}) and bool(_SPEAKING.search(question))


def is_elsewhere(question: str) -> bool:
    """Whether its words show that it is about something else: everyday matters, or another country's and not Korea."""
    if _EVERYDAY.search(question):
        return True
    if _names_korea(question):
        return False
    return bool(_ELSEWHERE.search(question)) or len(question.split()) > _MOST_WORDS


def _names_korea(question: str) -> bool:
    return bool(_KOREA.search(question)) or any(mention.actor in ("dprk", "rok") for mention in mentions(question))


def leaves_the_subject(question: str) -> bool:
    """Whether a follow-up itself turns elsewhere: "and on Taiwan?", "and the weather there?"."""
    if _EVERYDAY.search(question) or (_PLEASANTRY.search(question) and not mentions(question)):
        return True
    return bool(_ELSEWHERE.search(question)) and not (mentions(question) or _KOREA.search(question))
