"""A text of which little is known, as a passage: what a judge can be asked about.

Knows what is left unsaid where a context comes without author, date or voice.
"""

from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Confidence, Passage, Source, Voice

UNDATED = "1000"
NOT_NAMED = "not named"
"""The words of FORMAT.md for an author or publisher that nobody has named; attributions leave them out."""


def plain_passage(
    identity: str,
    text: str,
    *,
    title: str = "",
    author: str = NOT_NAMED,
    publisher: str = NOT_NAMED,
    date: str = UNDATED,
    voice: Voice = Voice.PRESS,
) -> Passage:
    """Raises ValueError unless `date` is YYYY, YYYY-MM or YYYY-MM-DD."""
    stated = PartialDate.parse(date)
    source = Source(
        id=identity,
        title=title,
        author=author,
        publisher=publisher,
        published=stated,
        kind="context",
        languages=(),
        url="",
        url_checked=False,
        basis="full",
        core=False,
        actors=(),
        topics=(),
    )
    return Passage(
        id=identity,
        text=text,
        source=source,
        holder=(),
        about=(),
        voice=voice,
        topics=(),
        stated=stated,
        at=None,
        confidence=Confidence.VERIFIED,
    )
