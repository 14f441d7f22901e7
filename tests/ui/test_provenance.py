"""Where a statement was read leads the reader there, in every form; our paraphrase is never shown as a quotation."""

import json
from dataclasses import replace
from typing import Any

import pytest
import rispy

from tests.conftest import NAMES, make_passage, make_source
from tests.ui.test_exports import answer
from tumen.assistant.dialogue import Citation, QuoteVerdict
from tumen.assistant.replying.exports import EXPORTS, footnotes, ris
from tumen.corpus.catalogue import load_catalogue
from tumen.corpus.indexed import statement_passage
from tumen.corpus.passages import Span
from tumen.corpus.settings import SHIPPED_CORPUS
from tumen.ui.cards import card_of
from tumen.ui.terminal import show_reply

READ = "https://example.com/copy"
OTHER = "https://example.net/again"
SAID = "Russia sells coal from a made-up port."


def reply(**fields: Any) -> Any:
    passage = make_passage(text=SAID, source=make_source(), **fields)
    return replace(answer(SAID), citations=(Citation(1, passage, passage.text, QuoteVerdict.EXACT),))


def test_every_statement_of_the_corpus_leads_to_where_it_was_read() -> None:
    catalogue = load_catalogue(SHIPPED_CORPUS)
    for statement in catalogue.statements:
        passage = statement_passage(catalogue, statement)
        assert passage.address == (statement.evidence or (passage.source.url,))[0]


def test_json_says_where_it_was_read_and_whether_the_address_was_seen() -> None:
    citation = reply(read_at=(READ, OTHER)).to_dict()["citations"][0]
    assert (citation["url"], citation["url_seen"], citation["also_at"]) == (READ, True, [OTHER])
    plain = reply().to_dict()["citations"][0]
    assert (plain["url"], plain["also_at"]) == ("https://example.org/report", [])


def test_the_page_opens_where_it_was_read() -> None:
    card = card_of(reply(read_at=(READ, OTHER)), 1, NAMES)
    assert card.url == READ
    assert OTHER in {label: value.replace("\\", "") for label, value in card.rows}["Also read at"]


def test_exports_name_where_it_was_read() -> None:
    made = reply(read_at=(READ,))
    assert f"Read at <{READ}>" in footnotes(made)
    (record,) = rispy.loads(ris(made))
    assert READ in record["notes"][0]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_no_export_puts_a_paraphrase_in_quotation_marks(export: Any) -> None:
    assert not _in_quotation_marks(export.write(reply()))


def test_the_terminal_puts_no_paraphrase_in_quotation_marks(capsys: pytest.CaptureFixture[str]) -> None:
    show_reply(reply())
    assert not _in_quotation_marks(capsys.readouterr().out)


def test_json_puts_no_paraphrase_in_quotation_marks() -> None:
    assert not _in_quotation_marks(" ".join(_texts(reply().to_dict())))


def test_an_original_s_words_do_stand_in_quotation_marks() -> None:
    made = reply(span=Span(0, len(SAID), "0" * 64))
    assert _in_quotation_marks(footnotes(made))


def _in_quotation_marks(text: str) -> bool:
    bare = text.replace("\\", "")
    return any(f"{mark}{SAID.rstrip('.')}" in bare for mark in "“„«'‘")


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [json.dumps(value, ensure_ascii=False).strip('"')]
