"""Passages are exact pieces of the text: whole sentences of one paragraph, and nothing of the page's furniture."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tumen.corpus.sentences import sentences
from tumen.ingest.boilerplate import is_boilerplate
from tumen.ingest.splitter import MOST_WORDS, Kind, blocks, split

ARTICLE = Path(__file__).parents[3] / "shared/corpus/originals/38n-axis-2017.txt"

PAGE = """\
Home » News » Asia

The Port That Nobody Wanted

By a Made-up Author

The port opened in 1991. Nobody came, and the U.S. envoy said so!
It stayed open.

(Photo: A. Name/Made-up News)

A heading in between

What the two sides want is this:

  • that coal is shipped from the port by rail
  • that ore is not.

Share this article
Facebook
Telegram

1. The parties agree. They signed in No. 5 Made-up Street.

Sign up for our newsletter:
Your e-mail
Made-up News: All about Ports

© 2017 Made-up Press. All rights reserved.
12
"""


def passages(text: str) -> list[tuple[str, str]]:
    return [(span.at, text[span.start : span.end]) for span in split(text)]


def of_kind(text: str, kind: Kind) -> list[str]:
    return [text[block.start : block.end] for block in blocks(text) if block.kind is kind]


def test_a_page_gives_its_prose_alone() -> None:
    assert passages(PAGE) == [
        ("¶1", "The port opened in 1991. Nobody came, and the U.S. envoy said so!\nIt stayed open."),
        ("¶2", "What the two sides want is this:"),
        ("¶3", "that coal is shipped from the port by rail"),
        ("¶4", "that ore is not."),
        ("¶5", "1. The parties agree. They signed in No. 5 Made-up Street."),
    ]
    assert of_kind(PAGE, Kind.HEADING) == [
        "The Port That Nobody Wanted",
        "By a Made-up Author",
        "A heading in between",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the weekly briefing",
        "Subscribe now",
        "Stay informed about our latest",
        "(Photo: A. Name, Made-up News)",
        "Photo by A. Name",
        "The port at dawn, seen from the hill above the station. (Photo: A. Name)",
        "Two men in a boat on the river (Made-up Agency/Getty Images)",
        "Home | News | Contact us",
        "Read more:",
        "Related articles",
        "We use cookies to improve this site. Accept all cookies?",
        "By clicking on accept you agree to our use of cookies",
        "© 2017 Made-up Press",
        "Copyright 2017 by A. Author. All rights reserved.",
        "Page 3 of 12",
        "- 7 -",
        "* * *",
        "https://example.org/a/b",
        "Share on Facebook",
        "facebook twitter whatsapp",
        "Подписаться на рассылку",
        "Читайте также: другой текст",
        "Фото: А. Имя",
        "版权所有",
        "责任编辑：某人",
        "分享到：微信",
    ],
)
def test_furniture(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers to this view hold that sanctions fail.",
        "By continuing to trade, China kept the port open.",
        "The photo showed two men in a boat.",
        "Photography was forbidden at the port.",
        "Cookies were sold at the station.",
        "Sharing intelligence was ruled out.",
        "Image matters to both capitals.",
        "Search parties crossed the river.",
        "Read more closely, the treaty says nothing of the kind.",
        "Copyright law did not come up.",
        "| 2016 | 12 | coal |",
        "Home prices rose near the border.",
        "Credit lines were opened in 2014.",
        "Picture a port without ships.",
        "The menu of options was short.",
        "图们江很长。",
    ],
)
def test_prose_that_only_begins_like_furniture(line: str) -> None:
    assert not is_boilerplate(line)
    assert passages(line) == [("¶1", line)]


def test_a_long_paragraph_becomes_passages_of_whole_sentences() -> None:
    sentence = "The envoy of the made-up state said at length that the port would stay open."  # 15 words
    found = passages(" ".join([sentence] * 11))
    assert {at for at, _ in found} == {"¶1"}
    assert [passage.count("envoy") for _, passage in found] == [3, 3, 3, 2]


def test_a_single_long_sentence_stays_whole() -> None:
    long = "Recalling " + "every made-up resolution, " * 60 + "the council left."
    assert passages(f"{long} It was late.")[0][1] == long


def test_chinese_is_measured_by_its_characters() -> None:
    text = "图们江流经三个国家的边境地区。" * 20
    found = passages(text)
    assert len(found) > 3
    assert "".join(passage for _, passage in found) == text


def test_lines_that_are_paragraphs_and_lines_that_were_wrapped() -> None:
    unwrapped = f"A title\n{'The port stays open for ever and a day. ' * 4}\n{'Nobody comes to the port by sea. ' * 4}"
    assert [at for at, _ in passages(unwrapped)] == ["¶1", "¶2"]
    wrapped = (
        "The port stays open, said the envoy, and nobody at\n"
        "all doubts that it will do so for years to come.\n"
        "It pays.\n"
        "Moscow, however, has another port in mind, one that\n"
        "lies to the north."
    )
    assert [at for at, _ in passages(wrapped)] == ["¶1", "¶2"]


def test_words_that_were_torn_apart_are_not_taken_for_headings() -> None:
    torn = "The envoy of the made-up\n\nstate said that the port\n\nwould stay open for Russia and\n\nChina."
    assert " ".join(passage for _, passage in passages(torn)) == torn.replace("\n\n", " ")


def test_notes_without_a_full_stop_are_prose_where_there_is_nothing_else() -> None:
    assert passages("Coal fell\n\nOre rose") == [("¶1", "Coal fell"), ("¶2", "Ore rose")]


def test_markdown_headings_and_bullets() -> None:
    text = "# Why it stays open.\n\n- Coal is shipped.\n- Ore is not.\n\n> The port pays.\n"
    assert [passage for _, passage in passages(text)] == ["Coal is shipped.", "Ore is not.", "The port pays."]


words = st.sampled_from(
    ["The envoy", " ", "\n", "\n\n", ". ", "U.S. ", "said", "• ", "- ", "1. ", "Share this", "(Photo: A)", "。", "港",
     "|", "?", "A Title In Case?", "\f", "x" * 130, "no " * 50, "# ", "...", ":", "\u2029", "12"]
)  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(words, max_size=60).map("".join))


@given(texts)
def test_passages_are_exact_ordered_and_disjoint(text: str) -> None:
    spans = split(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)
    numbers = [int(span.at[1:]) for span in spans]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(set(numbers)) + 1))


@given(texts)
def test_nothing_is_lost_but_white_space_bullets_headings_and_boilerplate(text: str) -> None:
    spans = split(text)
    kept = {at for span in spans for at in range(span.start, span.end)}
    dropped = [block for block in blocks(text) if block.kind is not Kind.PROSE]
    kept |= {at for block in dropped for at in range(block.start, block.end)}
    rest = "".join(character for at, character in enumerate(text) if at not in kept)
    assert re.fullmatch(r"[\s•▪◦‣∙·>*+–—-]*", rest)


@given(texts)
def test_no_sentence_is_split_and_no_passage_is_long_without_need(text: str) -> None:
    spans = split(text)
    for block in blocks(text):
        if block.kind is not Kind.PROSE:
            continue
        inside = [(span.start, span.end) for span in spans if block.start <= span.start < block.end]
        found = [(block.start + start, block.start + end) for start, end in sentences(text[block.start : block.end])]
        assert {start for start, _ in inside} <= {start for start, _ in found}
        assert {end for _, end in inside} <= {end for _, end in found}
        for start, end in inside:
            held = [span for span in found if start <= span[0] < end]
            assert (
                len(held) == 1 or len(re.findall(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]", text[start:end])) <= MOST_WORDS
            )


@given(texts)
def test_a_passage_split_again_is_itself(text: str) -> None:
    for span in split(text):
        passage = text[span.start : span.end]
        assume("\n" not in passage and not is_boilerplate(passage) and not passage.startswith(("#", "-", "•")))
        assert [(again.start, again.end) for again in split(passage)] == [(0, len(passage))]


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article belongs to its publisher: ../shared is absent")
def test_the_article_has_the_paragraphs_that_its_digest_counts() -> None:
    text = ARTICLE.read_text("utf-8")
    spans = split(text)
    assert {span.at for span in spans} == {f"¶{n}" for n in range(1, 18)}
    text_kept = " ".join(text[span.start : span.end] for span in spans)
    assert "(Photo:" not in text_kept
    assert "Stay informed" not in text_kept
    assert len([block for block in blocks(text) if block.kind is Kind.HEADING]) == 3
    bulleted = {span.at for span in spans if text[: span.start].rstrip().endswith("•")}
    assert bulleted == {"¶8", "¶9"}
