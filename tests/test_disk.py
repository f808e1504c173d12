"""Flushing and renaming: patient where a scanner holds a file, honest where the disk fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import disk

if TYPE_CHECKING:
    from collections.abc import Callable

ACCESS_DENIED, SHARING, OTHER = 5, 32, 1224


def held(number: int, times: int) -> Callable[[Path, Path], Path]:
    """Return a rename that another program keeps from happening for some times, as Windows tells it."""
    real, left = Path.replace, [times]

    def replace(source: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = number  # type: ignore[attr-defined]  # only Windows has it
            raise error
        return real(source, target)

    return replace


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_text("new", encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    return source, target


@pytest.mark.parametrize("number", [ACCESS_DENIED, SHARING])
def test_a_file_that_a_scanner_holds_for_a_moment_is_renamed(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(Path, "replace", held(number, 3))
    disk.rename(*files)
    assert files[1].read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(("number", "times"), [(SHARING, 99), (OTHER, 1)])
def test_what_stays_held_or_fails_otherwise_is_told_and_leaves_both(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, number: int, times: int
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    monkeypatch.setattr(Path, "replace", held(number, times))
    with pytest.raises(PermissionError):
        disk.rename(*files)
    assert [file.read_text(encoding="utf-8") for file in files] == ["new", "old"]


@pytest.mark.skipif(os.name == "nt", reason="Windows flushes no folders")
@pytest.mark.parametrize(("number", "name", "told"), [("EINVAL", ".", 0), ("EINVAL", "file", 1), ("EIO", ".", 1)])
def test_only_a_folder_that_cannot_be_flushed_is_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, name: str, told: int
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(getattr(errno, number), number)

    (tmp_path / "file").touch()
    monkeypatch.setattr("os.fsync", refuse)
    if told:
        with pytest.raises(OSError, match=number):
            disk.sync(tmp_path / name)
    else:
        disk.sync(tmp_path / name)


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"12345")
    assert disk.read(file, 5) == b"12345"
    assert disk.read(file, 3) == b"1234"  # one more than asked for says that it is longer


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_a_device_and_a_folder_are_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match=r"Invalid argument|Is a directory"):
            disk.read(path, 10)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_new_file_is_not_written_through_a_link(tmp_path: Path) -> None:
    mine, link = tmp_path / "mine", tmp_path / "link"
    mine.write_bytes(b"mine")
    link.symlink_to(mine)
    with disk.create(link) as file:
        file.write(b"new")
    assert (mine.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"mine", b"new", False)


def test_only_a_file_is_replaced(tmp_path: Path) -> None:
    disk.refuse_special(tmp_path / "new")
    (tmp_path / "old").touch()
    disk.refuse_special(tmp_path / "old")
    with pytest.raises(OSError, match="Invalid argument"):
        disk.refuse_special(tmp_path)
