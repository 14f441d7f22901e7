"""A corpus folder becomes checked values, or every fault of every file at once."""

import shutil
from pathlib import Path

import pytest

from tumen.corpus.catalogue import load_catalogue
from tumen.corpus.errors import CatalogueError, ConfigurationError, UnknownSourceError
from tumen.corpus.passages import Voice
from tumen.corpus.settings import SHIPPED_CORPUS

SOURCE = """\
id: {id}
title: A made-up report
author: A. Author
publisher: Made-up Press
published: 2017-06-08
kind: report
languages: [en]
url: https://example.org/report
url_checked: true
basis: full
core: false
actors: [russia]
topics: [sanctions]
statements:
- n: 1
  text: Russia trades with a made-up port.
  holder: [russia]
  voice: official
  topics: [sanctions]
  confidence: verified
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    write(tmp_path, "one-2017")
    return tmp_path


def write(folder: Path, name: str, text: str | None = None) -> None:
    (folder / "sources" / f"{name}.yaml").write_text(text or SOURCE.format(id=name), "utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert "tumen check" in caught.value.hint
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_corpus_is_valid_and_whole() -> None:
    catalogue = load_catalogue(SHIPPED_CORPUS)
    assert len(catalogue.sources) >= 112
    assert len(catalogue.statements) >= 1218
    assert len({statement.id for statement in catalogue.statements}) == len(catalogue.statements)
    assert catalogue.source("38n-axis-2017").author == "Georgy Toloraya"
    assert catalogue.statements_of("38n-axis-2017")[18].stated.text == "2017-05"


@pytest.mark.parametrize(
    ("holder", "voice", "right"),
    [
        ("curator", "curator", True),
        ("russia", "curator", False),
        ("curator", "press", False),
        ("author", "press", True),
    ],
)
def test_a_remark_of_the_curators_is_held_by_nobody_else(folder: Path, holder: str, voice: str, right: bool) -> None:
    text = SOURCE.format(id="one-2017").replace("holder: [russia]", f"holder: [{holder}]")
    write(folder, "one-2017", text.replace("voice: official", f"voice: {voice}"))
    if right:
        assert load_catalogue(folder).statements[0].holder == (holder,)
    else:
        assert "`holder: [curator]` exactly where the voice is `curator`" in faults(folder)[0]


def test_remarks_about_documents_are_the_curators_own(folder: Path) -> None:
    remarks = [each for each in load_catalogue(SHIPPED_CORPUS).statements if each.voice is Voice.CURATOR]
    assert len(remarks) >= 30


def test_a_statement_without_a_date_was_stated_when_its_source_was_published(folder: Path) -> None:
    assert load_catalogue(folder).statements[0].stated.text == "2017-06-08"


def test_all_faults_of_all_files_come_in_one_run(folder: Path) -> None:
    write(folder, "two-2017", SOURCE.format(id="two-2017").replace("voice: official", "voice: rumour"))
    write(folder, "three-2017", SOURCE.format(id="three-2017").replace("published: 2017-06-08", "published: 2017-13"))
    write(folder, "tab-2017", SOURCE.format(id="tab-2017").replace("  text:", "\ttext:"))
    found = faults(folder)
    assert len(found) == 3
    assert any("two-2017.yaml: statement 1, voice: is 'rumour' (expected 'official'" in fault for fault in found)
    assert any("three-2017.yaml: published: is '2017-13'" in fault and "YYYY-MM-DD" in fault for fault in found)
    assert any("tab-2017.yaml: line 16" in fault and "tab" in fault for fault in found)


def test_a_broken_file_is_not_told_as_the_fault_of_those_that_name_it(folder: Path) -> None:
    write(folder, "two-2017", SOURCE.format(id="two-2017").replace("core: false", "core: perhaps"))
    write(folder, "one-2017", SOURCE.format(id="one-2017").replace("core: false", "core: false\nrelated: [two-2017]"))
    (folder / "contradictions.yaml").write_text(
        "- id: a-point\n  question: Which?\n  kind: conflict\n  positions:\n"
        "  - {when: '2017', actor: [russia], says: This., statements: ['two-2017#1']}\n"
    )
    assert [fault.split(":")[0] for fault in faults(folder)] == ["two-2017.yaml"]


@pytest.mark.parametrize(
    "text", ["", "- a list", "? {a: b}\n: c", "[" * 100_000, "a: &x [*x]", "title: \x07", "id: [one, two"]
)
def test_no_text_is_more_than_a_fault(folder: Path, text: str) -> None:
    (folder / "sources" / "one-2017.yaml").write_text(text)
    assert all(fault.startswith("one-2017.yaml: ") and "\n" not in fault for fault in faults(folder))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("title: A made-up report\n", ""), "title: Field required"),
        (("kind: report", "kind: rumour"), "kind: is 'rumour' (expected 'article'"),
        (("kind: report", "kind: report\nkind: news"), "the key 'kind' is given twice"),
        (("core: false", "core: false\ncolour: red"), "colour: is 'red'"),
        (("holder: [russia]", "holder: []"), "statement 1, holder"),
        (("core: false", "core: false\nrelated: [nowhere-2017]"), "related: 'nowhere-2017' is no source"),
        (("url: https", "url: ftp"), "url: is 'ftp://example.org/report'"),
        (("id: one-2017", "id: other-2017"), "id: is 'other-2017' (expected the name of the file, 'one-2017')"),
    ],
)
def test_a_fault_names_file_field_problem_and_expectation(folder: Path, change: tuple[str, str], expected: str) -> None:
    write(folder, "one-2017", SOURCE.format(id="one-2017").replace(*change))
    (fault,) = faults(folder)
    assert fault.startswith("one-2017.yaml")
    assert expected in fault


def test_ids_are_given_once(folder: Path) -> None:
    shutil.copy(folder / "sources" / "one-2017.yaml", folder / "sources" / "copy-2017.yaml")
    statement = SOURCE.format(id="two-2017").split("statements:\n")[1]
    write(folder, "two-2017", SOURCE.format(id="two-2017") + statement)
    found = faults(folder)
    assert any("is also the id of copy-2017.yaml" in fault for fault in found)
    assert any("two-2017.yaml: statement 1: this number is given twice" in fault for fault in found)


def test_contradictions_and_tables_name_what_exists(folder: Path) -> None:
    (folder / "contradictions.yaml").write_text(
        "- id: a-point\n  question: Which?\n  kind: conflict\n  positions:\n"
        "  - {when: '2017', actor: [russia], says: This., statements: ['one-2017#9']}\n"
    )
    (folder / "tables.yaml").write_text(
        "tables:\n- id: votes\n  title: Votes\n  rows:\n  - {sources: [nowhere-2017]}\n"
    )
    found = faults(folder)
    assert found == [
        "contradictions.yaml: a-point: 'one-2017#9' is no statement (expected `<source id>#<n>`)",
        "tables.yaml: votes: 'nowhere-2017' is no source (expected the id of a source)",
    ]


def test_a_file_that_is_not_utf8_is_a_fault(folder: Path) -> None:
    (folder / "sources" / "latin-2017.yaml").write_bytes("title: Café".encode("latin-1"))
    assert faults(folder) == ["latin-2017.yaml: byte 10: is not UTF-8 (expected a file saved as UTF-8)"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no source files"):
        load_catalogue(tmp_path)


def test_an_unknown_id_gets_its_neighbours() -> None:
    with pytest.raises(UnknownSourceError) as caught:
        load_catalogue(SHIPPED_CORPUS).source("38n-axis-2018")
    assert "38n-axis-2017" in caught.value.hint


def test_the_hash_follows_the_content(folder: Path) -> None:
    before = load_catalogue(folder).sha256
    assert load_catalogue(folder).sha256 == before
    write(folder, "one-2017", SOURCE.format(id="one-2017").replace("made-up port", "other port"))
    assert load_catalogue(folder).sha256 != before
