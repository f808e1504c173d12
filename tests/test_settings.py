"""The declared settings: read, written, and never in the way."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.settings import DECLARATIONS, Settings, changed, decode, encode, load, save

if TYPE_CHECKING:
    from pathlib import Path


def test_every_setting_is_declared_and_its_default_is_good() -> None:
    names = [item.name for item in fields(Settings) if item.name != "others"]
    assert sorted(names) == sorted(declaration.name for declaration in DECLARATIONS)
    for declaration in DECLARATIONS:
        assert declaration.accepts(getattr(Settings(), declaration.name)), declaration.name
        assert declaration.label or declaration.hidden


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.faults == ()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    settings = Settings(language="en", text_size=13, second_backup="E:/Sao lưu", others={"later": [1]})
    save(path, settings)
    assert load(path).settings == settings
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe\x00", b'"text"', b"[" * 100_000])
def test_a_damaged_file_gives_the_defaults_and_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    loaded = load(path)
    assert loaded.settings == Settings()
    assert [fault.code for fault in loaded.faults] == ["shell.settings_unreadable"]


def test_all_bad_values_are_told_at_once_and_the_good_ones_kept() -> None:
    loaded = decode({"language": "fr", "text_size": True, "theme": "dark", "colour": "blue", "last_staff": 7})
    assert loaded.settings == Settings(theme="dark", others={"colour": "blue"})
    assert [(fault.name, fault.found) for fault in loaded.faults] == [
        ("language", "fr"),
        ("text_size", "True"),
        ("last_staff", "7"),
    ]


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()))
def test_any_mapping_is_read_and_unknown_keys_survive(raw: dict[str, object]) -> None:
    loaded = decode(raw)
    written = encode(loaded.settings)
    names = {declaration.name for declaration in DECLARATIONS}
    assert {key: written[key] for key in raw if key not in names} == {
        key: value for key, value in raw.items() if key not in names
    }
    assert decode(written).faults == ()


def test_a_disk_that_refuses_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(path, Settings())
    before = path.read_bytes()
    (tmp_path / "settings.json.tmp").mkdir()
    with pytest.raises((EnvironmentFault, OSError)) as caught:
        save(path, Settings(language="en"))
    assert isinstance(caught.value, EnvironmentFault)
    assert caught.value.code == "shell.settings_not_saved"
    assert path.read_bytes() == before
    assert json.loads(before)["language"] == "vi"


def test_a_folder_whose_name_nobody_can_type_does_not_spoil_the_file(tmp_path: Path) -> None:
    """A stick may be mounted under a name of another encoding; what a newer edition keeps may hold one."""
    path = tmp_path / "settings.json"
    save(path, Settings(theme="dark", last_folder="/media/\udcff", others={"new": "\udcff"}))
    assert load(path).faults == ()
    assert load(path).settings == Settings(theme="dark", others={"new": "\udcff"})


def test_changing_one_value() -> None:
    assert changed(Settings(), "text_size", 12) == Settings(text_size=12)
    for name, value in (("text_size", 9), ("colour", "blue"), ("others", "x")):
        with pytest.raises(ValueError, match=name):
            changed(Settings(), name, value)
