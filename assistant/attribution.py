"""Who says so, in words: whose position, in whose voice, when.

Knows how a citation is named inside a sentence so that an analyst's view is never read as a government's. Pure.
"""

from corpus.passages import Confidence, Passage, Voice

VOICE_NAMES = {
    Voice.OFFICIAL: "official",
    Voice.STATE_MEDIA: "state media",
    Voice.ANALYST: "analyst",
    Voice.PRESS: "press",
}


def attribution(passage: Passage) -> str:
    """`analyst Georgy Toloraya, 38 North, 8 June 2017`: voice, publisher, date of the position; of an analyst the name.

    The year of publication is added where the position was stated in another year, so that hindsight is seen as such.
    """
    source = passage.source
    parts = [VOICE_NAMES[passage.voice], *_named(source.publisher), passage.stated.spoken()]
    if passage.voice is Voice.ANALYST and source.author != source.publisher:
        parts[0] = " ".join([parts[0], *_named(source.author)])
    if passage.stated.text[:4] != source.published.text[:4]:
        parts.append(f"published {source.published.text[:4]}")
    if passage.confidence is Confidence.WEAK:
        parts.append("confirm before print")
    return ", ".join(parts)


def attributed(passage: Passage) -> str:
    """What a passage says, with its attribution: the text that a sentence's support is checked against.

    A text without a card, as in a file of pairs to be scored, is itself.
    """
    return f"{passage.text} ({attribution(passage)})" if passage.source.title else passage.text


def quoted(passage: Passage) -> str:
    """The passage as a sentence of an answer: a statement in our own words as it is, a span of an original in quotes.

    Every character of the passage is kept, so that the verbatim gate finds it exactly.
    """
    if passage.span is None:
        return f"{passage.text.removesuffix('.')} ({attribution(passage)})."
    return f"“{passage.text}” ({attribution(passage)})."


def _named(names: str) -> list[str]:
    """Several names, `A; B`, without the semicolons that would break a sentence; none where the card says so."""
    return [] if "not named" in names else [names.replace("; ", " / ")]
