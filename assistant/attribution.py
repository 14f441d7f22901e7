"""Who says so, in words: whose position, in whose voice, when.

Knows how a citation is named inside a sentence so that an analyst's view is never read as a government's.
Pure.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from tumen.corpus.actors import Names
from tumen.corpus.passages import Confidence, Passage, Voice

VOICE_NAMES = {
    Voice.OFFICIAL: "official",
    Voice.STATE_MEDIA: "state media",
    Voice.ANALYST: "analyst",
    Voice.PRESS: "press",
    Voice.CURATOR: "curators’ note",
}

_OF_ANALYSTS = frozenset({"article", "report", "interview"})
"""Kinds of source whose author is the analyst; a news item or a speech may only report one."""
_OFFICIAL_TEXTS = frozenset(
    "statement joint-statement treaty resolution draft-resolution vote meeting-record white-paper decree".split()
)


def attribution(passage: Passage) -> str:
    """`analyst Georgy Toloraya, 38 North, 8 June 2017`: voice, publisher, date of the position; of an analyst the name.

    The year of publication is added where it is later than that of the position, so that hindsight is seen as such.
    """
    source = passage.source
    parts = [*_speaking(passage), passage.stated.spoken()]
    if _is_hindsight(passage):
        parts.append(f"published {source.published.text[:4]}")
    if passage.confidence is Confidence.WEAK:
        parts.append("confirm before print")
    return ", ".join(parts)


def _speaking(passage: Passage) -> list[str]:
    """Voice and publisher. What analysts say of an official text is on its card, and is never given to its authors.

    What was read elsewhere is given to the site where it was read: the card's publishers may be others.
    """
    source, voice = passage.source, VOICE_NAMES[passage.voice]
    if passage.voice is Voice.CURATOR:  # ours, whatever the document that it is about
        return [voice]
    if site := _other_site(passage):
        return [voice, f"read at {site}"]
    if passage.voice is not Voice.ANALYST:
        return [voice, *_named(source.publisher)]
    if source.kind in _OFFICIAL_TEXTS:
        return [f"analyst’s comment on “{source.title}”"]
    if source.kind in _OF_ANALYSTS and source.author != source.publisher:
        voice = " ".join([voice, *_named(source.author)])
    return [voice, *_named(source.publisher)]


def bracket(passage: Passage, text: str) -> str:
    """The attribution as it stands behind a text: without the date where the text itself names its month and year."""
    whole = attribution(passage)
    if _is_hindsight(passage) or _date_named(passage) not in text.casefold():
        return whole
    return whole.replace(f", {passage.stated.spoken()}", "", 1)


def cited_words(words: str, passage: Passage) -> str:
    """What a citation shows of a passage: an original's words in quotation marks, ours as the paraphrase they are."""
    return f"“{words}”" if passage.span else f"Paraphrase: {words}"


def attributed(passage: Passage) -> str:
    """What a passage says, with its attribution: the text that a sentence's support is checked against.

    A text without a card, as in a file of pairs to be scored, is itself.
    """
    return f"{passage.text} ({attribution(passage)})" if passage.source.title else passage.text


def quoted(passage: Passage, words: str | None = None) -> str:
    """Words of a passage as a sentence of an answer: a statement in our own words as it is, an original's in quotes.

    Every character of the words is kept, so that the verbatim gate finds them. words: the whole passage if None.
    """
    words = passage.text if words is None else words
    if passage.span is None:
        return f"{words.removesuffix('.')} ({bracket(passage, words)})."
    return f"“{words}” ({bracket(passage, words)})."


def credited(text: str, passages: Sequence[Passage], names: Names) -> str:
    """A sentence with the attributions that it lacks, before its final full stop.

    A passage needs none where the sentence itself names who speaks and the month (of a vaguer date, the year).
    """
    missing = dict.fromkeys(attribution(passage) for passage in passages if not _credits(text, passage, names))
    if not missing:
        return text
    body = text.rstrip()
    end = body[-1] if body[-1:] in (".", "!", "…") else "."
    return f"{body.removesuffix(end)} ({'; '.join(missing)}){end}"


def _is_hindsight(passage: Passage) -> bool:
    return passage.source.published.text[:4] > passage.stated.text[:4]


def _credits(text: str, passage: Passage, names: Names) -> bool:
    if attribution(passage) in text:
        return True
    if passage.confidence is Confidence.WEAK or _is_hindsight(passage):
        return False  # a warning that no wording of the sentence's own gives
    said = text.casefold()
    return _date_named(passage) in said and any(name in said for name in _speakers(passage, names))


def _speakers(passage: Passage, names: Names) -> list[str]:
    """What names the one who speaks: publisher, surnames; of an official voice also whose position it is."""
    source = passage.source
    said_by = [source.publisher, *(author.split()[-1] for author in source.author.split("; ") if author.strip())]
    if passage.voice is Voice.OFFICIAL:
        said_by += [name for holder in passage.holder for name in names.of(holder)]
    return [name.casefold() for name in said_by if len(name) > 2]


def _named(names: str) -> list[str]:
    """The first of several names, `A; B`, which is that of the card's address; none where the card says so."""
    return [] if "not named" in names else [names.split("; ")[0]]


def _other_site(passage: Passage) -> str | None:
    """`jurist.org`, where that is another site than the card's own."""
    sites = [urlsplit(address).netloc.removeprefix("www.") for address in (passage.address, passage.source.url)]
    return sites[0] if sites[0] != sites[1] else None


def _date_named(passage: Passage) -> str:
    """`march 2024`; of a vaguer date the year."""
    return " ".join(passage.stated.spoken().split()[-2:]).casefold()
