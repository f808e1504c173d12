"""The compiled task lists are those of the packs, and never outlive them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ntm_desktop.catalog import compiled, load_catalogue

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "criteria" / "households"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "criteria" / "households"))


def test_the_file_that_ships_is_up_to_date() -> None:
    assert compiled.load(FOLDER) == compiled.decoded(FOLDER), "python3 -m ntm_desktop.catalog.compiled"


def test_a_changed_pack_counts_at_once(folder: Path, tmp_path: Path) -> None:
    pack = folder / "kg-ho-15-phan-viec.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("edition: 1", "edition: 2"), encoding="utf-8")
    assert compiled.load(folder) is None
    assert load_catalogue(tmp_path).task_set("kg-ho-15-phan-viec").edition == 2
    compiled.write(folder)
    found = compiled.load(folder)
    assert found is not None
    assert found[0].edition == 2


def test_a_new_pack_counts_at_once(folder: Path) -> None:
    (folder / "moi.yaml").write_text("set_id: moi\nedition: 1\ntitle: Mới\ntasks: []\n", encoding="utf-8")
    assert compiled.load(folder) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sources": 1}', "\x00"])
def test_a_damaged_file_is_as_good_as_none(folder: Path, text: str) -> None:
    (folder / compiled.NAME).write_text(text, encoding="utf-8")
    assert compiled.load(folder) is None


def test_a_damaged_list_inside_is_as_good_as_none(folder: Path) -> None:
    text = (folder / compiled.NAME).read_text(encoding="utf-8")
    (folder / compiled.NAME).write_text(text.replace('"tasks"', '"task"'), encoding="utf-8")
    assert compiled.load(folder) is None


def test_statuses_and_days_come_back(folder: Path) -> None:
    (folder / "x.yaml").write_text(
        "set_id: x\nedition: 1\ntitle: X\nvalid_from: 2024-01-01\n"
        'tasks: [{code: "1", statuses: [achieved, not_achieved], required: false}]\n',
        encoding="utf-8",
    )
    compiled.write(folder)
    assert compiled.load(folder) == compiled.decoded(folder)


def test_the_start_needs_no_yaml_library() -> None:
    code = (
        "import sys, pathlib; from ntm_desktop.catalog import load_catalogue\n"
        f"found = load_catalogue(pathlib.Path({str(ROOT / 'resources')!r})).task_sets\n"
        "assert len(found) == 2 and 'yaml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)  # noqa: S603 - our own code
