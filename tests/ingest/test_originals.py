"""Originals are kept whole, replaced in one step, and become passages whose text is theirs, character for character."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.corpus.dates import PartialDate
from tumen.corpus.errors import FetchError, StorageError
from tumen.corpus.passages import Confidence, Source, Statement, Voice
from tumen.ingest.adding import Outcome, add_files, fetch_originals, remove_originals
from tumen.ingest.fetcher import Fetched, FetchLimits
from tumen.ingest.originals import Original, Originals, Status, original_passages
from tumen.ingest.reading import ReadingLimits, ReadText

LIMITS = ReadingLimits(file_mb=1, seconds=60, memory_mb=1024)
PROSE = "Russia shipped coal through the made-up port. China did not object.\n"


def source(identity: str = "port-2014", url: str = "https://example.org/port", url_checked: bool = True) -> Source:
    return Source(
        id=identity,
        title="A port",
        author="A. Author",
        publisher="Made-up Press",
        published=PartialDate("2014-05"),
        kind="report",
        languages=("en",),
        url=url,
        url_checked=url_checked,
        basis="full",
        core=False,
        actors=("russia", "china"),
        topics=("trade", "logistics"),
    )


def statement(n: int, voice: Voice) -> Statement:
    return Statement(
        "port-2014", n, "Words.", ("russia",), (), voice, ("trade",), PartialDate("2014"), None, Confidence.WEAK
    )


def text_of(text: str) -> ReadText:
    return ReadText(text, "txt", "0" * 64, len(text))


def test_added_unchanged_replaced(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    assert originals.all() == ()
    assert originals.add("port-2014", "a.txt", text_of("One.")) is Status.ADDED
    assert originals.add("port-2014", "b.txt", text_of("One.")) is Status.UNCHANGED
    assert originals.add("port-2014", "c.txt", text_of("Two.")) is Status.REPLACED
    assert originals.add("again-2014", "d.txt", text_of("Three.")) is Status.ADDED
    assert [(kept.source, kept.text, kept.came_from) for kept in originals.all()] == [
        ("again-2014", "Three.", "d.txt"),
        ("port-2014", "Two.", "c.txt"),
    ]


@given(text=st.text())
def test_any_text_comes_back_as_it_was(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    originals = Originals(tmp_path_factory.mktemp("data"))
    originals.add("port-2014", "a.txt", text_of(text))
    assert [kept.text for kept in originals.all()] == [text]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"text": "One."}', "altered", "\0\xff"])
def test_a_damaged_one_is_told_left_out_and_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    originals = Originals(tmp_path)
    originals.add("port-2014", "a.txt", text_of("One."))
    originals.add("river-2016", "b.txt", text_of("Two."))
    path = tmp_path / "originals/port-2014.json"
    if damage == "altered":
        damage = json.dumps(json.loads(path.read_text("utf-8")) | {"text": "One!"})
    path.write_bytes(damage.encode("latin-1"))
    assert [kept.source for kept in originals.all()] == ["river-2016"]
    assert "tumen add FILE --source port-2014" in caplog.text
    assert originals.damaged() == ("port-2014",)
    assert originals.add("port-2014", "a.txt", text_of("One.")) is Status.REPLACED
    assert originals.damaged() == ()


def test_removed_ones_are_gone_and_others_are_told(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.add("port-2014", "a.txt", text_of("One."))
    (tmp_path / "other.json").write_text("{}")
    outcomes = remove_originals(["port-2014", "port-2014", "../other"], originals)
    assert [outcome.status for outcome in outcomes] == [Status.REMOVED, Status.FAILED, Status.FAILED]
    assert originals.all() == ()
    assert (tmp_path / "other.json").exists()


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.add("port-2014", "a.txt", text_of("One."))
    (tmp_path / "originals/river-2016.json.beside").write_text("{")
    originals.add("port-2014", "a.txt", text_of("One."))
    assert [path.name for path in (tmp_path / "originals").iterdir()] == ["port-2014.json"]


def test_a_data_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError) as caught:
        Originals(tmp_path / "data").add("port-2014", "a.txt", text_of("One."))
    assert "TUMEN_DATA" in caught.value.hint


def test_a_full_data_directory_keeps_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    originals = Originals(tmp_path)
    originals.add("port-2014", "a.txt", text_of("One."))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        originals.add("port-2014", "a.txt", text_of("Two."))
    assert [kept.text for kept in originals.all()] == ["One."]
    assert len(list((tmp_path / "originals").iterdir())) == 1


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    names = {
        "good.txt": PROSE.encode(),
        "empty.txt": b"",
        "again.txt": PROSE.encode(),
        "other.md": b"# A port\n\nIt closed.",
    }
    files = [tmp_path / name for name in [*names, "missing.txt"]]
    for name, content in names.items():
        (tmp_path / name).write_bytes(content)
    outcomes = add_files(files, source(), Originals(tmp_path / "data"), LIMITS)
    assert [(outcome.came_from, outcome.status) for outcome in outcomes] == [
        ("good.txt", Status.ADDED),
        ("empty.txt", Status.FAILED),
        ("again.txt", Status.UNCHANGED),
        ("other.md", Status.REPLACED),
        ("missing.txt", Status.FAILED),
    ]
    assert all(bool(outcome.message and outcome.hint) is (outcome.status == "failed") for outcome in outcomes)


def test_originals_are_fetched_one_by_one(tmp_path: Path) -> None:
    answers = {
        "https://example.org/a": Fetched(PROSE.encode(), ".txt", "https://example.org/a/moved"),
        "https://example.org/b": Fetched(b"\xff", ".txt", "https://example.org/b"),
    }

    def fetched(address: str, limits: FetchLimits) -> Fetched:
        assert limits == FetchLimits(megabytes=1)
        if address not in answers:
            raise FetchError(f"{address} is gone.", "Look elsewhere.")
        return answers[address]

    steps: list[tuple[int, int]] = []
    sources = [source(f"port-{n}", f"https://example.org/{end}") for n, end in enumerate("abc")]
    sources.append(source("river-2016", "https://example.org/a", url_checked=False))
    originals = Originals(tmp_path)
    outcomes = fetch_originals(sources, originals, LIMITS, lambda *step: steps.append(step), fetched)
    assert outcomes[0] == Outcome("https://example.org/a/moved", "port-0", Status.ADDED)
    assert [outcome.status for outcome in outcomes[1:]] == [Status.FAILED, Status.FAILED, Status.ADDED]
    assert "not UTF-8" in outcomes[1].message
    assert outcomes[2].hint == "Look elsewhere."
    assert "never checked" in outcomes[3].message
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert [kept.text for kept in originals.all()] == [PROSE, PROSE]


def test_passages_are_cut_from_the_original_and_carry_its_card() -> None:
    text = f"A title\n\n{PROSE}\nShare this\n\nIt closed in 2016.\n"
    original = Original("port-2014", text, "f" * 64, "a.txt", "txt", "0" * 64, 9)
    statements = [statement(1, Voice.PRESS), statement(2, Voice.ANALYST), statement(3, Voice.ANALYST)]
    passages = original_passages(original, source(), statements)
    assert [(passage.at, passage.text) for passage in passages] == [("¶1", PROSE.strip()), ("¶2", "It closed in 2016.")]
    for passage in passages:
        assert passage.span is not None
        assert text[passage.span.start : passage.span.end] == passage.text
        assert passage.span.original_sha256 == original.sha256
        assert passage.id == f"port-2014@{passage.span.start}-{passage.span.end}"
        assert (passage.holder, passage.about) == (("author",), ("russia", "china"))
        assert (passage.voice, passage.topics, passage.stated) == (Voice.ANALYST, source().topics, source().published)
        assert passage.confidence is Confidence.VERIFIED
