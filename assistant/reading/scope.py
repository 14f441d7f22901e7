"""Is a question about the subject of the corpus, or about something else?

Judges words only, those of the corpus' own `Subject` and what people ask any assistant. Leans towards letting a
question pass: that the corpus does not answer it is `answerability`'s to find.
"""

import re

from tumen.corpus.subject import Subject
from tumen.corpus.word_patterns import any_of

_PLEASANTRY = re.compile(r"^\W*(?:thanks|thank you|thx|cheers|great|perfect|nice|bye|hello|hi)\b[^?]*$", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^\W*(?:define|definition of)\b|^\W*what(?:['’]s| is| are) an? \w+\W*$|^\W*what does [\w ]{1,30} mean\W*$",
    re.IGNORECASE,
)
_MOST_WORDS = 60
"""A longer message must name the region: jailbreak prompts are long, and mention nearly everything."""

_SPEAKING = any_of("""
    say says said saying tell* told position* stance* view* line propos* statement* comment* explain explains react*
    respon* support* oppos* back backs backed approach argu* against reject* object* draft* vote* criticis* think*
    thought want* warn* call* reaction* attitude* role mean* meant justif* regime mediat* interest*
""")
_EVERYDAY = any_of("""
    weather_(?:in|like|there|today|tomorrow|forecast) weather$ (?:what|how)(?:['’]?s|_is)_the_weather recipe* cook
    cooking
    (?:write|compose|tell|make|give|sing)(?:_me)?_an?_(?:poem|joke|song|haiku|story|limerick|rap|email|letter|essay)
    into_an?_(?:poem|joke|song|haiku|story|rap) translate_(?:this|that|it|['‘"“].*|into|to)
    grammar python javascript sql json cheap_(?:flights?|tickets?) tickets? visa
    hotel* drama skincare (?:stock|share)_price* bitcoin
    favou?rite_(?:food|colou?r|film|movie|song) married birthday net_worth haircut how_(?:old|tall)
    how_many_people_live football soccer world_cup population_of capital_of
    elections? won_the opinion_on how_do_you_say
""")
"""What people ask any assistant: "recipe for borscht", "write me a poem", "population of Seoul"."""


def is_on_subject(question: str, subject: Subject) -> bool:
    """Whether its words show that it speaks of the region, or of one of the sides on a topic of the corpus.

    A question whose words show nothing may still be on it ("did Churkin agree?"): see `is_elsewhere`.
    """
    if is_elsewhere(question, subject):
        return False
    actors = {mention.actor for mention in subject.names.mentions(question)}
    if _DEFINITION.search(question) and not actors:
        return False
    if _names_the_region(question, subject) or subject.own_words.search(question):
        return True
    topics = set(subject.names.topics_in(question))
    if set(subject.sides) <= actors or (actors and topics - subject.borrowed_topics):
        return True
    return bool(actors & set(subject.sides)) and bool(_SPEAKING.search(question))


def is_elsewhere(question: str, subject: Subject) -> bool:
    """Whether its words show that it is about something else: everyday matters, or others' and not the region."""
    if _is_everyday(question, subject):
        return True
    if _names_the_region(question, subject):
        return False
    return bool(subject.elsewhere.search(question)) or len(question.split()) > _MOST_WORDS


def _names_the_region(question: str, subject: Subject) -> bool:
    return bool(subject.places.search(question)) or any(
        mention.actor in subject.region for mention in subject.names.mentions(question)
    )


def leaves_the_subject(question: str, subject: Subject) -> bool:
    """Whether a follow-up itself turns elsewhere: "and on Taiwan?", "and the weather there?"."""
    if _is_everyday(question, subject) or (_PLEASANTRY.search(question) and not subject.names.mentions(question)):
        return True
    return bool(subject.elsewhere.search(question)) and not (
        subject.names.mentions(question) or subject.places.search(question)
    )


def _is_everyday(question: str, subject: Subject) -> bool:
    return bool(_EVERYDAY.search(question) or subject.everyday.search(question))
