"""A generation is found by its pointer, checked by its hashes, and kept while a reader holds it."""

import dataclasses
import fcntl
from pathlib import Path

import pytest

from tumen.corpus.errors import IndexDamagedError, IndexIncompatibleError, IndexMissingError, StorageError
from tumen.corpus.generation import (
    FORMAT_VERSION,
    Generation,
    Manifest,
    digests,
    next_folder,
    sweep,
    switch_to,
    write_durably,
)


def generation(data: Path, content: str = "truth") -> Path:
    folder = next_folder(data)
    (folder / "part").mkdir(parents=True)
    (folder / "part" / "file.bin").write_text(content)
    Manifest(FORMAT_VERSION, "hashing", "a", "b", 1, 1, 0, {}, digests(folder)).write(folder)
    return folder


def test_nothing_built_yet_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError) as caught:
        Generation.current(tmp_path)
    assert "tumen build" in caught.value.hint


def test_the_pointer_decides_and_a_path_is_not_reused(tmp_path: Path) -> None:
    switch_to(generation(tmp_path))
    second = generation(tmp_path, "more")
    with Generation.current(tmp_path) as first:
        assert first.folder.name == "gen-1"
    switch_to(second)
    with Generation.current(tmp_path) as current:
        assert current.folder == second
    assert next_folder(tmp_path).name == "gen-3"


@pytest.mark.parametrize("damage", ["flip", "truncate", "delete"])
def test_any_damage_is_named_before_anything_is_opened(tmp_path: Path, damage: str) -> None:
    folder = generation(tmp_path)
    switch_to(folder)
    file = folder / "part" / "file.bin"
    if damage == "flip":
        file.write_text("trurh")
    elif damage == "truncate":
        file.write_text("tru")
    else:
        file.unlink()
    with Generation.current(tmp_path) as current:
        assert current.damaged() == ("part/file.bin",)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format_version": 1}', "\x00\xff"])
def test_a_damaged_manifest_is_an_error_with_its_cure(tmp_path: Path, text: str) -> None:
    folder = generation(tmp_path)
    switch_to(folder)
    (folder / "manifest.json").write_text(text, "latin-1")
    with pytest.raises(IndexDamagedError) as caught:
        Generation.current(tmp_path)
    assert "tumen build" in caught.value.hint


def test_no_bit_of_manifest_or_pointer_changes_unnoticed(tmp_path: Path) -> None:
    folder = generation(tmp_path)
    switch_to(folder)
    for path in (folder / "manifest.json", tmp_path / "current"):
        content = path.read_bytes()
        for at in range(0, len(content) * 8, 3):
            flipped = bytearray(content)
            flipped[at // 8] ^= 1 << at % 8
            path.write_bytes(flipped)
            with pytest.raises(IndexDamagedError):
                Generation.current(tmp_path).release()
        path.write_bytes(content)


def test_a_reader_that_lost_the_race_with_a_switch_follows_the_pointer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = generation(tmp_path), generation(tmp_path, "more")
    switch_to(first)
    switched = False

    def switch_in_between(file: object, operation: int) -> None:
        nonlocal switched
        if not switched:
            switched = True
            switch_to(second)
            sweep(tmp_path)
        flock(file, operation)

    flock = fcntl.flock
    monkeypatch.setattr("fcntl.flock", switch_in_between)
    with Generation.current(tmp_path) as current:
        assert current.folder == second
        assert not first.exists()


@pytest.mark.parametrize("text", ["", "gen-", "../etc", "gen-1/..", "\x00", "gen-1", "gen-1 abc def"])
def test_a_damaged_pointer_is_an_error_with_its_cure(tmp_path: Path, text: str) -> None:
    switch_to(generation(tmp_path))
    (tmp_path / "current").write_text(text)
    with pytest.raises(IndexDamagedError, match="pointer"):
        Generation.current(tmp_path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    folder = generation(tmp_path)
    manifest = Manifest.parse((folder / "manifest.json").read_bytes(), "gen-1")
    dataclasses.replace(manifest, format_version=FORMAT_VERSION + 1).write(folder)
    switch_to(folder)
    with pytest.raises(IndexIncompatibleError) as caught:
        Generation.current(tmp_path)
    assert "tumen build" in caught.value.hint


def test_sweeping_removes_what_nobody_needs_and_nothing_else(tmp_path: Path) -> None:
    old, left_by_a_kill = generation(tmp_path), tmp_path / "gen-7"
    switch_to(old)
    held = Generation.current(tmp_path)
    new = generation(tmp_path)
    switch_to(new)
    left_by_a_kill.mkdir()
    (tmp_path / "current.beside").write_text("gen-")
    (tmp_path / "originals").mkdir()
    sweep(tmp_path)
    assert old.exists()  # held by a reader
    held.release()
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "gen-2", "originals"]


def test_a_folder_in_the_way_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(StorageError) as caught:
        write_durably(tmp_path / "current", "gen-1")
    assert "TUMEN_DATA" in caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["current"]
