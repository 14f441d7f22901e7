"""An answer in forms to be taken along: Markdown with footnotes, and its sources as CSL-JSON, BibTeX and RIS.

Pure: the answer in, text out. Knows what reference managers call each kind of document. An author is passed on as the
card has it, whole: whether `Fu Ying` is a family name first is not known, and not guessed.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tumen.assistant.attribution import cited_words
from tumen.assistant.dialogue import Answer, Citation
from tumen.corpus.passages import Passage, Source


@dataclass(frozen=True, slots=True)
class Export:
    """One form. name: what a reader calls it. suffix: of a file, with the dot."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Answer], str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of document in the three vocabularies. periodical: whether its publisher is what it appeared in."""

    csl: str
    ris: str
    bibtex: str = "misc"
    periodical: bool = False


_ARTICLE = _Kind("article-magazine", "MGZN", periodical=True)
_DOCUMENT = _Kind("document", "GEN")
_REPORT = _Kind("report", "RPRT", "techreport")
_LAW = _Kind("legislation", "STAT")
_MEETING = _Kind("hearing", "HEAR")
_KINDS = {
    "article": _ARTICLE,
    "news": _Kind("article-newspaper", "NEWS", periodical=True),
    "interview": _Kind("interview", "MGZN", periodical=True),
    "report": _REPORT,
    "white-paper": _REPORT,
    "speech": _Kind("speech", "GEN"),
    "treaty": _Kind("treaty", "GEN"),
    "resolution": _LAW,
    "decree": _LAW,
    "draft-resolution": _Kind("bill", "BILL"),
    "vote": _MEETING,
    "meeting-record": _MEETING,
    "dataset": _Kind("dataset", "DATA"),
    "reference": _Kind("entry-encyclopedia", "ENCYC"),
}
_LONGEST_NAME = 80
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|$^]|^(?:[#+\-=]|\d+(?=[.)]))")
_LATEX = {letter: f"\\{letter}" for letter in "$&#_%"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # By name, because BibTeX counts the braces of a field, escaped ones too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


def footnotes(answer: Answer) -> str:
    """The answer as Markdown: each marker a footnote with what it cites, its source, date, place and address."""
    paragraphs = [f"# {_markdown(answer.reading.standalone)}"]
    for section in answer.sections:
        if len(answer.sections) > 1:
            paragraphs.append(f"## {_markdown(section.heading)}")
        for sentence in section.sentences:
            paragraphs.append(_markdown(sentence.text) + "".join(f"[^{number}]" for number in sentence.citations))
    paragraphs += [f"*{_markdown(notice)}*" for notice in answer.notices]
    paragraphs += [_footnote(citation) for citation in answer.citations]
    setting = answer.setting
    paragraphs.append(f"Corpus {setting.version}, {setting.sources} sources. Writer: {_markdown(setting.writer)}.")
    return "\n\n".join(paragraphs) + "\n"


def csl_json(answer: Answer) -> str:
    """The sources as the JSON of the Citation Style Language, version 1.0.2: one item a source."""
    return json.dumps([_csl_item(source, note) for source, note in _cited(answer)], ensure_ascii=False, indent=2) + "\n"


def bibtex(answer: Answer) -> str:
    """The sources as BibTeX in UTF-8: one entry a source, its key the id of the source."""
    return "\n".join(_bibtex_entry(source, note) for source, note in _cited(answer))


def ris(answer: Answer) -> str:
    """The sources as RIS in UTF-8: one record a source."""
    return "\n".join(_ris_record(source, note) for source, note in _cited(answer))


def file_name(answer: Answer, export: "Export") -> str:
    """`tumen-how-do-russia-and-china-differ-on-sanctions.md`: what was asked, in letters that every system keeps."""
    words = re.findall(r"[a-z0-9]+", answer.reading.standalone.lower())
    name = "-".join(words)[:_LONGEST_NAME].rstrip("-") or "answer"
    return f"tumen-{name}{export.suffix}"


EXPORTS = (
    Export("Footnotes", ".md", "text/markdown", footnotes),
    Export("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl_json),
    Export("BibTeX", ".bib", "application/x-bibtex", bibtex),
    Export("RIS", ".ris", "application/x-research-info-systems", ris),
)
"""Every form, in the order in which a page offers them."""


def _footnote(citation: Citation) -> str:
    passage, source = citation.passage, citation.passage.source
    place = f", {_markdown(passage.at)}" if passage.at else ""
    made = f"{_markdown(source.author)}, *{_markdown(source.title)}*, {_markdown(source.publisher)}"
    return (
        f"[^{citation.number}]: {_markdown(_words(citation))} {made}, {source.published.spoken()}{place}. "
        f"{passage.voice.value}; stated {passage.stated.spoken()}. Read at <{passage.address}>"
        f"{'' if passage.is_address_seen else ' (address not seen)'}. ({_markdown(passage.id)}; {_checked(citation)})"
    )


def _words(citation: Citation) -> str:
    """An original's words in quotation marks; a statement in our own words never."""
    return cited_words(citation.quote, citation.passage)


def _checked(citation: Citation) -> str:
    """What the verdict is about: the original's words, or the statement that was stored."""
    return f"{'quote' if citation.passage.span else 'stored statement'} {citation.verdict.value}"


def _cited(answer: Answer) -> list[tuple[Source, str]]:
    """Each source once, in the order of first citation, with a note that names the passages cited."""
    sources = {citation.passage.source.id: citation.passage.source for citation in answer.citations}
    return [(source, _note(answer, source)) for source in sources.values()]


def _note(answer: Answer, source: Source) -> str:
    passages = [citation.passage for citation in answer.citations if citation.passage.source.id == source.id]
    return "Cited: " + "; ".join(_cited_at(passage) for passage in passages)


def _cited_at(passage: Passage) -> str:
    """`made-up-2017#1 (¶1)`, and where it was read if that is not the address of the card."""
    place = f" ({passage.at})" if passage.at else ""
    return f"{passage.id}{place}" + (f" read at {passage.address}" if passage.read_at else "")


def _csl_item(source: Source, note: str) -> dict[str, Any]:
    kind = _kind(source)
    item = {
        "id": source.id,
        "type": kind.csl,
        "title": _line(source.title),
        "author": [{"literal": name} for name in _authors(source)],
        "container-title" if kind.periodical else "publisher": _line(source.publisher),
        "issued": {"date-parts": [[int(part) for part in source.published.text.split("-")]]},
        "number": source.symbol,
        "language": source.languages[0] if source.languages else None,
        "URL": source.url,
        "note": note,
    }
    return {name: value for name, value in item.items() if value}


def _bibtex_entry(source: Source, note: str) -> str:
    kind = _kind(source)
    year, month, day = (*source.published.text.split("-"), "", "")[:3]
    fields = {
        "title": f"{{{_latex(source.title)}}}",
        # Braces keep a name whole: `and` inside a body's name would make it two authors.
        "author": " and ".join(f"{{{_latex(name)}}}" for name in _authors(source)),
        "institution" if kind.bibtex == "techreport" else "howpublished": _latex(source.publisher),
        "year": year,
        "month": month.lstrip("0"),
        "day": day.lstrip("0"),
        "number": _latex(source.symbol or ""),
        # Verbatim, as every style sets it: an escaped address is another one.
        "url": source.url.replace("{", "%7B").replace("}", "%7D"),
        "note": _latex(note),
    }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind.bibtex}{{{source.id},\n{rows}}}\n"


def _ris_record(source: Source, note: str) -> str:
    kind = _kind(source)
    year, month, day = (*source.published.text.split("-"), "", "")[:3]
    rows = [
        ("TY", kind.ris),
        ("ID", source.id),
        ("TI", source.title),
        *(("AU", name) for name in _authors(source)),
        ("T2" if kind.periodical else "PB", source.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/"),
        ("M1", source.symbol or ""),
        ("LA", source.languages[0] if source.languages else ""),
        ("UR", source.url),
        ("N1", note),
    ]
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in rows if value) + "ER  - \n"


def _kind(source: Source) -> _Kind:
    return _KINDS.get(source.kind, _DOCUMENT)


def _authors(source: Source) -> list[str]:
    """`A; B` is two; a card that says that none is named has none."""
    return [] if "not named" in source.author else [_line(name) for name in source.author.split(";") if name.strip()]


def _line(text: str) -> str:
    return " ".join(text.split())


def _markdown(text: str) -> str:
    """One line that every Markdown reader shows as these words: what would be markup is escaped."""
    return _MARKDOWN.sub(lambda found: _escaped(found.group()), _line(text))


def _escaped(markup: str) -> str:
    """A backslash before the sign; a number that would open a list is told apart by its full stop, escaped after it."""
    return f"{markup}\\" if markup.isdigit() else f"\\{markup}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in _line(text))
