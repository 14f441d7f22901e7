"""What a page shows of a reply, decided without a page: every text in it harmless, nothing of the reply lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.conftest import NAMES, make_passage, make_source
from tumen.assistant.dialogue import (
    Answer,
    Citation,
    Kind,
    QuoteVerdict,
    Reading,
    Reason,
    Refusal,
    Section,
    Sentence,
    Setting,
    Support,
    SupportVerdict,
)
from tumen.corpus.passages import Confidence, Span
from tumen.ui.blocks import Marker, announcement, answer_blocks, growing_block, names, read_as, refusal_blocks
from tumen.ui.cards import card_of
from tumen.ui.markdown import escaped, highlighted, message

SETTING = Setting("sha256:0", 1218, 112, "quoting")
GOOD = Support(0.98, SupportVerdict.SUPPORTED)
WEAK = Support(0.41, SupportVerdict.WEAK, ("hedge dropped",))
COAL = make_passage("made-up-2017#1", "Russia sells\n coal.")
IRON = make_passage("made-up-2017#2", "China buys iron.", holder=("china",))
COMPARISON = Reading("And then?", "How do they differ?", ("russia", "china"), (), Kind.COMPARISON, ("russia", "china"))


def answer(**fields: Any) -> Answer:
    """Russia and China side by side; the second sentence is weakly supported."""
    values: dict[str, Any] = {
        "reading": COMPARISON,
        "sections": (
            Section("Russia", "russia", (Sentence("Russia sells coal.", (1,), GOOD),)),
            Section("China", "china", (Sentence("China buys iron.", (2, 1), WEAK),)),
        ),
        "citations": (
            Citation(1, COAL, "sells coal", QuoteVerdict.NORMALISED),
            Citation(2, IRON, "buys iron", QuoteVerdict.EXACT),
        ),
        "balance": {"russia": 1, "china": 1},
        "contexts": (),
        "setting": SETTING,
    }
    return Answer(**{**values, **fields})


def refusal() -> Refusal:
    reading = Reading("Who?", "Who?", (), (), Kind.POSITION)
    return Refusal(reading, Reason.NOT_IN_CORPUS, "Nothing *here*.", (COAL, IRON), ("Who buys coal?",), (), SETTING)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1))
def test_escaped_text_is_seen_character_by_character(text: str) -> None:
    (inline,) = [token for token in MarkdownIt().parse(escaped(text)) if token.type == "inline"]
    assert "".join(child.content for child in inline.children or ()) == text
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}


@pytest.mark.parametrize("directive", [":red[x]", ":material/home:", "$x$", "~~x~~", "a\n\n# b", ":smile:", "==x=="])
def test_directives_of_the_page_are_not_obeyed(directive: str) -> None:
    """Each sign that could open one stands behind a backslash."""
    plain = escaped(directive)
    assert "\n" not in plain
    assert not [at for at, sign in enumerate(plain) if sign in ":$~#[=" and plain[at - 1 : at] != "\\"]


@given(st.text("ab `*!["))
def test_a_message_is_seen_as_it_is_but_for_its_backticks(text: str) -> None:
    seen = [child for token in MarkdownIt().parse(message(text)) for child in token.children or ()]
    assert {child.type for child in seen} <= {"text", "text_special", "code_inline"}
    assert "".join(child.content for child in seen).replace("`", "").split() == text.replace("`", "").split()


def test_a_message_names_commands_as_code_and_keeps_its_lines() -> None:
    assert message("Run `tumen build` *now*.\nOr not.") == r"Run `tumen build` \*now\*\." + "  \n" + r"Or not\."


@given(st.lists(st.text("ab [*", min_size=1, max_size=6), min_size=2, max_size=5))
def test_highlighting_changes_no_word(pieces: list[str]) -> None:
    text, spans, start = "".join(pieces), [], 0
    for number, piece in enumerate(pieces):
        spans += [(start, start + len(piece))] if number % 2 else []
        start += len(piece)
    marked = highlighted(text, tuple(spans)).replace(":blue-background[", "")
    unescaped = marked.replace("\\[", "\0").replace("]", "").replace("\0", "[").replace("\\*", "*")
    assert unescaped.split() == text.split()


def test_sections_of_actors_stand_side_by_side_with_their_markers() -> None:
    russia, china = answer_blocks(answer()).sections
    assert (russia.heading, russia.side) == ("Russia", True)
    assert [marker.number for marker in china.sentences[0].markers] == [2, 1]
    assert china.sentences[0].markers[0] == Marker(2, "A. Author, Made-up Press, 8 June 2017")


def test_a_marker_names_the_first_of_several_authors() -> None:
    passage = make_passage(source=make_source(author="A; B; C", publisher="Press A; Press B"))
    assert names(passage) == "A and others, Press A and others, 8 June 2017"


def test_one_section_has_no_heading() -> None:
    section = Section("Answer", None, (Sentence("Russia sells coal.", (1,), GOOD),))
    (block,) = answer_blocks(answer(sections=(section,))).sections
    assert (block.heading, block.side) == ("", False)


def test_weak_support_is_said_with_its_reason() -> None:
    russia, china = answer_blocks(answer()).sections
    assert russia.sentences[0].warning == ""
    assert china.sentences[0].warning == escaped("weakly supported: hedge dropped")
    assert growing_block(Sentence("x", (3,), WEAK)).text == escaped("x [3]")


def test_balance_is_told_for_a_comparison_only() -> None:
    assert answer_blocks(answer()).balance == "Passages cited: Russia 1, China 1"
    alone = Reading("Why?", "Why?", ("russia",), (), Kind.POSITION)
    assert answer_blocks(answer(reading=alone)).balance == ""


def test_a_source_is_listed_once_with_all_its_markers() -> None:
    (source,) = answer_blocks(answer()).sources
    assert [marker.number for marker in source.markers] == [1, 2]
    assert source.text == f"**A made{escaped('-')}up report** — {escaped('A. Author')}, 8 June 2017"


def test_notices_and_refusals_are_escaped() -> None:
    assert answer_blocks(answer(notices=("![x](y)",))).notices == (escaped("![x](y)"),)
    blocks = refusal_blocks(refusal())
    assert blocks.message == r"Nothing \*here\*\."
    assert [passage.markers[0].number for passage in blocks.nearest] == [1, 2]
    assert blocks.suggestions == ("Who buys coal?",)


def test_a_follow_up_says_how_it_was_understood() -> None:
    assert read_as(answer()) == f"Understood as: {escaped('How do they differ?')}"
    assert read_as(refusal()) == ""


def test_a_reply_is_announced_in_one_sentence() -> None:
    assert announcement(answer()) == "Answer complete: 2 sentences, 2 passages cited."
    assert announcement(refusal()) == "No answer. Nothing *here*."


def test_card_marks_the_quote_and_tells_what_was_checked() -> None:
    card = card_of(answer(), 1, NAMES)
    assert card.text == r"Russia :blue-background[sells coal]\."
    assert [(each.check.held, each.text) for each in card.cited_for] == [
        (True, escaped("Russia sells coal.")),
        (False, escaped("China buys iron.")),
    ]
    assert card.cited_for[1].check.text == escaped("Weakly supported: hedge dropped (0.41)")


@pytest.mark.parametrize("verdict", [QuoteVerdict.ELSEWHERE, QuoteVerdict.ABSENT])
def test_card_of_a_quote_that_is_not_there_says_so(verdict: QuoteVerdict) -> None:
    card = card_of(answer(citations=(Citation(1, COAL, "sells gold", verdict),)), 1, NAMES)
    assert card.quote is not None
    assert not card.quote.held
    assert "blue-background" not in card.text


def test_card_holds_everything_that_a_reader_judges_by() -> None:
    passage = make_passage(
        source=make_source(author="A *B*", symbol="S/1", url_checked=False, note="Reported."),
        confidence=Confidence.WEAK,
        holder=("russia", "author"),
    )
    card = card_of(answer(citations=(Citation(1, passage, passage.text, QuoteVerdict.EXACT),)), 1, NAMES)
    rows = dict(card.rows)
    assert rows["Position of"] == escaped("Russia, the author")
    assert rows["Author"] == r"A \*B\*"
    assert {"Voice", "Stated", "Place", "Publisher", "Published", "Kind", "Symbol", "Passage"} <= rows.keys()
    assert card.url == "https://example.org/report"
    assert [note.split()[0] for note in card.notes] == ["Rests", r"Reported\.", "The"]
    assert "did not see" in card.notes[-1]


def test_card_tells_a_statement_of_ours_from_words_of_the_original() -> None:
    spoken = make_passage("made-up-2017@0-5", "Words", source=make_source(), span=Span(0, 5, "0" * 64))
    own, original = (
        card_of(answer(citations=(Citation(1, passage, passage.text, QuoteVerdict.EXACT),)), 1, NAMES)
        for passage in (COAL, spoken)
    )
    assert "curators' words" in own.nature
    assert own.quote is None, "a statement that equals itself is nothing to tick off"
    assert original.quote is not None
    assert original.quote.held
    folded = card_of(answer(citations=(Citation(1, spoken, "WORDS", QuoteVerdict.NORMALISED),)), 1, NAMES)
    assert folded.quote is not None
    assert folded.quote.held
    assert "typography" in folded.quote.text
    assert original.nature == "Words of the original."


def test_card_of_a_nearest_passage_claims_no_check() -> None:
    card = card_of(refusal(), 2, NAMES)
    assert (card.number, card.of) == (2, 2)
    assert card.quote is None
    assert card.cited_for == ()
