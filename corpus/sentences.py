"""Where sentences begin and end: a text → exact spans, `text[start:end]` being a sentence, character for character.

Knows the marks that end sentences in English, Russian and Chinese, and the abbreviations that only look so. Knows
nothing of paragraphs' meaning, of files or of passages; changes no character. Pure.
"""

import re

Span = tuple[int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CLOSING = "\"'”’»›)]}"
_OPENING = "\"'“‘„«‹([{¿¡—–-"
_WIDE_CLOSING = "」』”’）》】"

_CANDIDATE = re.compile(
    r"\n[^\S\n]*\n|[\f\u2029]|\n(?=[^\S\n]*[•▪◦‣∙]\s)"  # an empty line, a page, a bullet: always an end
    rf"|(?P<wide>[。！？｡]+[{_WIDE_CLOSING}]*)"  # no space follows a Chinese mark
    # A footnote's number may stand between the mark and the space.
    rf"|(?P<mark>[.!?…]+)[{re.escape(_CLOSING)}]*(?:\[\d{{1,3}}\]|[¹²³⁴-⁹⁰])*(?=\s|\Z)"
)
_NEXT = re.compile(rf"\s*[{re.escape(_OPENING)}\s]*(\w*)")
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[^\W\d_]|[ivxlc]{1,6}|[IVXLC]{1,6})")
_INITIALS = re.compile(r"[^\W\d_](?:[.-][^\W\d_])*")

_NEVER_LAST = _words(
    "mr mrs ms dr prof gen maj col lt capt cdr adm sgt brig sen rep gov pres amb hon rev messrs mt ft "
    "vs cf viz approx ca e.g i.e т.е т.н им ул см г-н г-жа акад проф ген адм"
)
"""Abbreviations that always have something to follow."""

_BEFORE_NUMBER = _words(
    "no nos art arts para paras p pp vol vols ch sec sect fig figs ed eds par chap op doc st res "
    "jan feb mar apr jun jul aug sep sept oct nov dec ст стр п пп гл рис ч"
)
"""Abbreviations when a number follows, plain words or ends otherwise: `No. 5`, `He said no. Moscow did not.`"""

_SOMETIMES_LAST = _words(
    "inc ltd co corp llc plc jr sr al etc bn mn jan feb mar apr aug sept oct nov dec st dept univ "
    "г гг в вв т.д т.п др пр руб коп тыс млн млрд трлн"
)
"""Abbreviations after which a sentence may end: it does where the next word is one that begins sentences."""

_STARTERS = _words(
    "the a an this that these those it its he she they we you his her their our there here in on at by for from with "
    "without under over after before since during until while when where why how what who if as although though "
    "because but and or yet so nor however moreover furthermore meanwhile thus therefore instead still even also "
    "both neither some many most all each no not one two such to of according "
    "в во на он она они оно это этот эта эти но и а по с со при как мы я для однако если когда после до из за о об "
    "от так же тем таким вместе кроме также все"
)
"""Words that open sentences and seldom continue a name: `in the U.S. The envoy`, but `the U.S. Treasury`."""

_HOURS = _words("a.m p.m")
_TITLES = _words("mr mrs ms dr prof")
_OPENING_WORDS = 3
"""Words of an adverbial that opens a sentence, `At 6 p.m.`: longer, and the hour ends one."""


def sentences(text: str) -> tuple[Span, ...]:
    """(start, end) of every sentence, in order: disjoint, trimmed, and together every character but white space.

    A sentence ends at `.`, `!`, `?`, `…` with what closes a quotation, before white space and a next word that is not
    in lower case; at `。`, `！`, `？`; at an empty line, before a bullet, at the end. Splitting a sentence again gives
    the sentence.
    """
    spans: list[Span] = []
    start = 0
    for candidate in _CANDIDATE.finditer(text):
        if _is_end(text, start, candidate):
            _append_trimmed(spans, text, start, candidate.end())
            start = candidate.end()
    _append_trimmed(spans, text, start, len(text))
    return tuple(spans)


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    inner = part.strip()
    if inner:
        first = start + len(part) - len(part.lstrip())
        spans.append((first, first + len(inner)))


def _is_end(text: str, start: int, candidate: re.Match[str]) -> bool:
    mark = candidate["mark"]
    if mark is None:
        return True
    following = _NEXT.match(text, candidate.end())
    word = following[1] if following else ""
    if word[:1].islower():
        return False
    before = text[start : candidate.start()]
    if mark[0] == "…" or mark.startswith(".."):
        return bool(before[-1:].strip())  # set apart by a space, the dots stand for words left out
    return mark != "." or candidate.end("mark") != candidate.end() or _is_full_stop(before, word)


def _is_full_stop(before: str, following: str) -> bool:
    """Whether a single full stop between these words ends the sentence, or only an abbreviation."""
    if _ENUMERATOR.fullmatch(before.strip()):
        return False  # `1.`, `(a.`, `IV.` at the head of a sentence number it
    words = before.split()
    token = words[-1].lstrip(_OPENING) if words else ""
    lower = token.lower()
    if lower in _HOURS and following.lower() in _TITLES:
        return len(words) > _OPENING_WORDS  # `He left at 6 p.m. Mr. Smith`, but `At 6 p.m. Mr. Smith left`
    if lower in _NEVER_LAST:
        return False
    if lower in _BEFORE_NUMBER and following[:1].isdigit():
        return False
    if lower in _SOMETIMES_LAST or ("." in token and _INITIALS.fullmatch(token)):
        return following.lower() in _STARTERS
    if token == "I":  # of a name in `Albert I. Jones`, a pronoun in `you and I. Did`
        return not (words[-2:-1] and words[-2][:1].isupper() and following.lower() not in _STARTERS)
    return not (len(token) == 1 and token.isupper())  # `J.` of a name
