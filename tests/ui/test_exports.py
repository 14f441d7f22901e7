"""Exports are read back by the libraries of those who will use them: nothing of an answer is lost or reshaped."""

import codecs
import io
import json
from dataclasses import replace
from typing import Any

import latexcodec  # noqa: F401  registers `ulatex`
import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import make_passage, make_source
from tumen.assistant.dialogue import (
    Answer,
    Citation,
    Kind,
    QuoteVerdict,
    Reading,
    Section,
    Sentence,
    Setting,
    Support,
    SupportVerdict,
)
from tumen.assistant.replying.exports import EXPORTS, bibtex, csl_json, file_name, footnotes, ris
from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Source

KINDS = (
    "article", "report", "news", "speech", "interview", "statement", "joint-statement", "treaty", "resolution",
    "draft-resolution", "vote", "meeting-record", "white-paper", "decree", "dataset", "reference",
)  # fmt: skip
SUPPORTED = Support(1.0, SupportVerdict.SUPPORTED)
odd = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
"""Anything that is seen, in any script; white space is folded by every export and has its own test."""


unslashed = odd.map(lambda text: text.translate(str.maketrans("", "", "\\\\^~{}$;-`'<>,")) or "x")
"""Without the letters that latexcodec does not read back (they have a test of their own) or that pair up to typographic
signs (`--` is a dash), and without that of lists."""

CSL_TYPES = {
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
}  # fmt: skip
"""The item types of CSL 1.0.2."""

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-GB">
  <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter=", ">
    <group delimiter=", ">
      <names variable="author"/><text variable="title"/>
      <date variable="issued" form="text" date-parts="year-month-day"/>
    </group>
  </layout></bibliography>
</style>
"""


def answer(*texts: str, source: Source | None = None, heading: str = "Answer") -> Answer:
    """One section; each text is a sentence, and the passage that it cites."""
    card = source or make_source()
    passages = [make_passage(f"{card.id}#{n}", text, source=card) for n, text in enumerate(texts, start=1)]
    return Answer(
        reading=Reading("Who said it?", "Who said it?", ("russia",), (), Kind.WHO_SAID),
        sections=(
            Section(heading, None, tuple(Sentence(text, (n,), SUPPORTED) for n, text in enumerate(texts, start=1))),
        ),
        citations=tuple(Citation(n, each, each.text, QuoteVerdict.EXACT) for n, each in enumerate(passages, start=1)),
        balance={"russia": len(texts)},
        contexts=(),
        setting=Setting("sha256:0", 1, 1, "quoting"),
    )


def shown(markdown: str) -> list[str]:
    """What a reader of the Markdown sees, paragraph by paragraph."""

    def text(token: Token) -> str:
        assert not [each.type for each in token.children or () if each.type in ("image", "html_inline")]
        return "".join(each.content for each in token.children or () if each.type in ("text", "code_inline"))

    tokens = MarkdownIt().parse(markdown)
    assert {token.type for token in tokens} <= {
        "inline", "paragraph_open", "paragraph_close", "heading_open", "heading_close"
    }  # fmt: skip
    return [text(token) for token in tokens if token.type == "inline"]


@given(odd)
def test_footnotes_show_every_sentence_as_it_is(text: str) -> None:
    assert f"{text}[^1]" in shown(footnotes(answer(text)))


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://example.org/p.png) calls home",
        "<img src=https://example.org/p.png>",
        "1. not a list",
        "# not a heading",
        "- not a list",
        "> not a quote",
        "[^1]: not a footnote",
        "[a]: https://example.org not a reference",
        "    not code",
        "a &amp; b, `c` and **d** and ~~e~~",
        "---",
        "two\nlines",
    ],
)
def test_footnotes_hold_no_markup_of_a_source(text: str) -> None:
    assert f"{' '.join(text.split())}[^1]" in shown(footnotes(answer(text)))


def test_footnotes_name_source_place_dates_and_verdict() -> None:
    last = shown(footnotes(answer("Russia trades.")))[-2]
    assert last == (
        "[^1]: Paraphrase: Russia trades. A. Author, A made-up report, Made-up Press, 8 June 2017, ¶1. "
        "official; stated 8 June 2017. Read at https://example.org/report. (made-up-2017#1; stored statement exact)"
    )


@given(title=unslashed, author=unslashed)
def test_bibtex_is_read_back(title: str, author: str) -> None:
    source = make_source(title=title, author=author, published=PartialDate("2017-06"))
    entry = _only(pybtex.database.parse_string(bibtex(answer("x", source=source)), "bibtex").entries)
    assert _from_latex(entry.fields["title"]) == title
    assert [_from_latex(str(person)) for person in entry.persons["author"]] == [author]
    assert (entry.fields["year"], entry.fields["month"], entry.fields["url"]) == ("2017", "6", source.url)


@pytest.mark.parametrize(
    ("letter", "command"),
    [
        ("\\", r"\textbackslash{}"),
        ("^", r"\textasciicircum{}"),
        ("~", r"\textasciitilde{}"),
        ("{", r"\textbraceleft{}"),
        ("}", r"\textbraceright{}"),
        ("$", r"\$"),
    ],
)
def test_bibtex_says_letters_of_its_own_language_by_their_commands(letter: str, command: str) -> None:
    assert f"title = {{{{a {command} b}}}}" in bibtex(answer("x", source=make_source(title=f"a {letter} b")))


def test_bibtex_keeps_an_address_as_it_is() -> None:
    source = make_source(url="https://example.org/a_b?c=%20&d=~e#f")
    entry = _only(pybtex.database.parse_string(bibtex(answer("x", source=source)), "bibtex").entries)
    assert entry.fields["url"] == source.url


def test_bibtex_keeps_a_body_with_and_in_its_name_whole_and_authors_apart() -> None:
    source = make_source(author="Ministry of Trade and Customs; B. Author")
    entry = _only(pybtex.database.parse_string(bibtex(answer("x", source=source)), "bibtex").entries)
    assert [str(person) for person in entry.persons["author"]] == ["{Ministry of Trade and Customs}", "{B. Author}"]


@given(title=odd, author=odd.map(lambda name: name.replace(";", ",")).filter(lambda name: "not named" not in name))
def test_ris_is_read_back(title: str, author: str) -> None:
    source = make_source(title=title, author=author, symbol="S/RES/1 (2017)", kind="resolution")
    (record,) = rispy.loads(ris(answer("x", source=source)))
    assert record["type_of_reference"] == "STAT"
    assert record["title"] == title
    assert record["authors"] == [author]
    assert record["urls"] == [source.url]
    assert (record["year"], record["date"]) == ("2017", "2017/06/08/")
    assert record["notes"] == ["Cited: made-up-2017#1 (¶1)"]


@given(title=odd)
def test_csl_json_is_read_back(title: str) -> None:
    (item,) = json.loads(csl_json(answer("x", source=make_source(title=title))))
    assert item["title"] == title


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_source_is_an_item_that_a_citation_processor_renders(kind: str) -> None:
    written = csl_json(answer("x", source=make_source(kind=kind)))
    assert json.loads(written)[0]["type"] in CSL_TYPES
    assert _rendered(written) == ["A. Author, A made-up report, 8 June 2017"]


def test_two_passages_of_one_source_are_one_reference_that_names_both() -> None:
    reply = answer("One.", "Two.")
    (item,) = json.loads(csl_json(reply))
    assert item["note"] == "Cited: made-up-2017#1 (¶1); made-up-2017#2 (¶1)"
    assert len(rispy.loads(ris(reply))) == len(pybtex.database.parse_string(bibtex(reply), "bibtex").entries) == 1


def test_an_author_that_the_card_does_not_name_is_left_out() -> None:
    reply = answer("One.", source=make_source(author="not named in the text read"))
    assert "author" not in json.loads(csl_json(reply))[0]
    assert "author" not in bibtex(reply)
    assert "AU" not in ris(reply)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_every_export_is_the_same_each_time_and_ends_in_a_line(export: Any) -> None:
    reply = answer("One.", "Two.")
    assert export.write(reply) == export.write(reply)
    assert export.write(reply).endswith("\n")


def _only(entries: Any) -> Any:
    ((_, entry),) = entries.items()
    return entry


def _from_latex(text: str) -> str:
    return codecs.decode(text.removeprefix("{").removesuffix("}"), "ulatex")


def _rendered(items: str) -> list[str]:
    from citeproc import Citation as Cited
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    rows = json.loads(items)
    style = CitationStylesStyle(io.BytesIO(STYLE.encode()), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(rows), formatter.plain)
    bibliography.register(Cited([CitationItem(row["id"]) for row in rows]))
    return [str(each) for each in bibliography.bibliography()]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How do Russia and China differ?", "tumen-how-do-russia-and-china-differ.md"),
        ("../../etc/passwd\n", "tumen-etc-passwd.md"),
        ("北京怎么说", "tumen-answer.md"),
        ("why " * 200, f"tumen-{('why-' * 20).rstrip('-')}.md"),
    ],
)
def test_a_file_is_named_after_what_was_asked(question: str, name: str) -> None:
    made = replace(answer("x"), reading=Reading(question, question, (), (), Kind.POSITION))
    assert file_name(made, EXPORTS[0]) == name
