"""Where files live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop import paths

if TYPE_CHECKING:
    from pathlib import Path


def test_what_ships_is_beside_the_package() -> None:
    assert (paths.program_folder() / "ntm_desktop" / "paths.py").is_file()
    assert paths.resources_folder() == paths.program_folder() / "resources"
    assert paths.resources_folder().is_dir()
    assert paths.translations_folder().is_dir()


def test_the_variable_names_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NTM_DATA", str(tmp_path / "dữ liệu"))
    assert paths.default_data_folder() == tmp_path / "dữ liệu"


def test_a_relative_folder_does_not_move_with_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NTM_DATA", "here")
    assert paths.default_data_folder() == tmp_path / "here"


def test_a_home_folder_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("NTM_DATA", "~/ntm")
    assert paths.default_data_folder() == tmp_path / "ntm"


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_variable_it_is_the_systems_place(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NTM_DATA")
    if value is not None:
        monkeypatch.setenv("NTM_DATA", value)
    folder = paths.default_data_folder()
    assert folder.is_absolute()
    assert folder.name == "NTM"


def test_the_files_of_an_office_are_all_below_its_folder(tmp_path: Path) -> None:
    office = paths.DataPaths(tmp_path)
    names = [name for name, each in vars(paths.DataPaths).items() if isinstance(each, property)]
    found = {name: getattr(office, name) for name in names}
    assert set(found) == {"database", "lock", "backups", "states", "quarantine", "settings", "logs"}
    assert len(set(found.values())) == len(found)
    assert all(path.parent == tmp_path for path in found.values())
    assert list(tmp_path.iterdir()) == [], "naming a file makes none"
