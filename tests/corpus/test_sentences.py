"""Sentences are found exactly, in three languages, and abbreviations do not break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.corpus.sentences import sentences

ONE_EACH = [
    ["The U.S. Treasury acted.", "Moscow did not."],
    ["It left for the U.S.", "The envoy stayed."],
    ["Mr. Ivanov met Gen. Petrov.", "They talked."],
    ["Resolution No. 5 passed.", "It is law."],
    ["He said no.", "Moscow agreed."],
    ["See Art. 4 and para. 12.", "Both hold."],
    ["Trade grew by 3.5 per cent, e.g. in coal.", "Oil fell."],
    ["J. R. Smith wrote it.", "S.V. Made-up edited it."],
    ["“We will not go.”", "The envoy left."],
    ["“Will you go?” he asked.", "No one spoke."],
    ["“Why?!”", "“Because.”"],
    ["He waited … and left.", "Nobody came."],
    ["He waited...", "Nobody came."],
    ["The text … Russia abstained … was left out."],
    ["The meeting (on 5 Aug. 2017) failed.", "(See the annex.)", "It was short."],
    ["It opened on 5 Aug.", "The port is small."],
    ["1. The parties agree.", "They sign."],
    ["IV. The parties agree."],
    ["Coal, ore, etc. were named.", "Oil was not."],
    ["Made-up Trading Co. Ltd. exported coal.", "It stopped."],
    ["The firm is Made-up Co.", "It exports coal."],
    ["It began at 9 a.m. Moscow time.", "It ended at noon."],
    ["The vote was held.[12]", "Nobody left."],
    ["The vote was held.³", "Nobody left."],
    ["It rose to 40.", "2017 was worse."],
    ["В. В. Иванов прибыл в Пхеньян.", "Встреча прошла в 2017 г. в Сеуле."],
    ["Договор подписан в 2024 г.", "Он вступил в силу."],
    ["Поставки выросли, т.е. удвоились!", "Почему?", "Неясно…"],
    ["“Мы против”.", "Он ушёл."],
    ["“No,” he said.", "So did I.", "The rest left."],
    ["What now?", "We wait.", "Really!"],
    ["A heading without a mark"],
]


CHINESE = [["俄罗斯反对。", "中国弃权！", "为什么？", "不清楚"], ["他说：“我们反对。”", "然后他走了。"]]


@pytest.mark.parametrize(
    ("parts", "space"), [(parts, " ") for parts in ONE_EACH] + [(parts, "") for parts in CHINESE], ids=str
)
def test_each_sentence_is_found(parts: list[str], space: str) -> None:
    text = space.join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_an_empty_line_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    text = "A heading\n\nThe envoy said\nthat he would go.\nHe went.\n \nThey are\n  • ore;\n  • coal"
    assert [text[start:end] for start, end in sentences(text)] == [
        "A heading",
        "The envoy said\nthat he would go.",
        "He went.",
        "They are",
        "• ore;",
        "• coal",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u3000"])
def test_nothing_holds_no_sentence(text: str) -> None:
    assert sentences(text) == ()


pieces = st.sampled_from(
    [
        "U.S.",
        "No.",
        " ",
        "\n",
        "\n\n",
        ".",
        "...",
        "…",
        "?",
        "!”",
        "。",
        "“",
        "J.",
        "12",
        "The",
        "envoy",
        "1.",
        "г.",
        "[3]",
        "e.g.",
    ]
)
texts = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=40).map("".join))


@given(texts)
def test_spans_are_exact_ordered_and_whole(text: str) -> None:
    spans = sentences(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    kept = set().union(*(range(start, end) for start, end in spans))
    assert all(character.isspace() for at, character in enumerate(text) if at not in kept)


@given(texts)
def test_a_sentence_split_again_is_itself(text: str) -> None:
    for start, end in sentences(text):
        assert sentences(text[start:end]) == ((0, end - start),)
