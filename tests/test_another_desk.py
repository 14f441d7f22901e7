"""A desk's own corpus on another subject: read, answered and refused by its own lights, not by ours."""

from pathlib import Path

import pytest

from tumen import Answer, Refusal, Tumen
from tumen.assistant.dialogue import Reason
from tumen.corpus.catalogue import load_catalogue
from tumen.corpus.errors import CatalogueError
from tumen.corpus.settings import Settings
from tumen.ingest.pipeline import build

SUBJECT = """\
about: Danish and Norwegian positions on the made-up herring
sides: denmark norway
places: herring* skagerrak
own_words: quota* trawler*
elsewhere: korea* thaad
topic_names: {fishing: the herring}
starters: [How do Denmark and Norway differ on herring?]
"""
ACTORS = """\
actors:
  denmark: {names: "Denmark, Copenhagen, Danish", people: "Mette Made-up", itself: "Denmark, Danish"}
  norway: {names: "Norway, Oslo, Norwegian", itself: "Norway, Norwegian"}
topics:
  fishing: herring* fish* quota*
"""
EVENTS = '- {name: "oslo_round", first: 2015-05-04, last: 2015-05-06}\n'
SOURCE = """\
id: {id}
title: A made-up note on herring
author: A. Author
publisher: Made-up Press
published: {date}
kind: report
languages: [en]
url: https://example.org/{id}
url_checked: true
basis: full
core: false
actors: [{actor}]
topics: [fishing]
statements:
- {{n: 1, text: "{text}", holder: [{actor}], voice: official, topics: [fishing], confidence: verified}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    (corpus / "sources").mkdir(parents=True)
    for name, text in (("subject.yaml", SUBJECT), ("actors.yaml", ACTORS), ("events.yaml", EVENTS)):
        (corpus / name).write_text(text, encoding="utf-8")
    write(corpus, "note-2014", "denmark", "2014-03-02", "Denmark asked for a larger herring quota in the Skagerrak.")
    write(corpus, "note-2016", "norway", "2016-09-09", "Norway refused a larger herring quota in the Skagerrak.")
    return corpus


def write(corpus: Path, identity: str, actor: str, date: str, text: str) -> None:
    content = SOURCE.format(id=identity, actor=actor, date=date, text=text)
    (corpus / "sources" / f"{identity}.yaml").write_text(content, encoding="utf-8")


@pytest.fixture
def desk(folder: Path, tmp_path: Path) -> Tumen:
    build(Settings(data=tmp_path / "data", corpus=folder, embedder="hashing"))
    return Tumen.open(data=tmp_path / "data", corpus=folder, embedder="hashing")


def test_its_actors_are_compared_under_their_own_names(desk: Tumen) -> None:
    reply = desk.ask("How do Copenhagen and Oslo differ on the herring quota?")
    assert isinstance(reply, Answer)
    assert [section.heading for section in reply.sections] == ["Denmark", "Norway"]


def test_its_events_date_its_questions(desk: Tumen) -> None:
    reply = desk.ask("What was said about the herring quota before the Oslo round?")
    assert isinstance(reply, Answer)
    assert {str(citation.passage.stated) for citation in reply.citations} == {"2014-03-02"}


@pytest.mark.parametrize("question", ["What did Russia say about THAAD?", "What does Korea want?"])
def test_our_subject_is_outside_its_scope(desk: Tumen, question: str) -> None:
    reply = desk.ask(question)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUT_OF_SCOPE
    assert "Danish and Norwegian positions on the made-up herring" in reply.message
    assert reply.try_instead == ("How do Denmark and Norway differ on herring?",)


def test_what_it_lacks_is_not_in_its_corpus(desk: Tumen) -> None:
    reply = desk.ask("As of 2001, what did Denmark say about herring?")
    assert isinstance(reply, Refusal)
    assert reply.message == "The corpus holds nothing from the dates that this question allows."


def test_its_horizon_is_its_own(desk: Tumen) -> None:
    """2019 lies beyond everything that it holds, and is a year of ours."""
    reply = desk.ask("What does Norway do about herring by 2019?")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.PREDICTION


def test_an_actor_that_it_does_not_know_is_a_fault_that_names_those_it_does(folder: Path) -> None:
    write(folder, "note-2017", "russia", "2017-01-01", "Russia said nothing of herring.")
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(folder)
    assert "denmark, norway" in str(raised.value)


def test_a_table_that_is_none_is_a_fault_with_its_name(folder: Path) -> None:
    (folder / "actors.yaml").write_text("- not a table\n", encoding="utf-8")
    (folder / "events.yaml").write_text("- {name: x, first: never, last: 2015-05-06}\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(folder)
    assert {fault.file for fault in raised.value.faults} >= {"actors.yaml", "events.yaml"}
