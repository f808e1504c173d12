"""The compiled packs are those of their sources, and never outlive them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.catalog import compiled, load_catalogue
from ntm_desktop.catalog.compiled import FOLDERS, Folder
from ntm_desktop.catalog.decoding import decode_file
from ntm_desktop.catalog.named import declared
from ntm_desktop.domain.problems import RefusedError

if TYPE_CHECKING:
    from ntm_desktop.domain.tasks import TaskSet

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
TASKS = FOLDERS["criteria/households"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RESOURCES / "criteria" / "households", tmp_path / "criteria" / "households"))


def _reread(folder: Path) -> list[TaskSet]:
    found: Folder[TaskSet] = Folder(folder, TASKS)
    return list(found)


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("place", FOLDERS)
def test_what_ships_is_compiled_and_says_exactly_what_its_sources_say(place: str) -> None:
    sources = sorted((RESOURCES / place).glob("*.yaml"))
    again = "python3 -m ntm_desktop.catalog.compiled"
    assert sources
    assert set(compiled.load(RESOURCES / place)) == {path.name for path in sources}, again
    packs: Folder[object] = Folder(RESOURCES / place, FOLDERS[place])
    for path in sources:
        strict = decode_file(path, declared(FOLDERS[place])).value
        assert repr(packs.value(path.name)) == repr(strict), again  # «80» and «80.0» differ here
        assert packs.value(path.name) == strict, again


def test_a_changed_pack_counts_at_once_and_alone(folder: Path, tmp_path: Path) -> None:
    pack = folder / "kg-ho-15-phan-viec.yaml"
    _replaced(pack, "edition: 1", "edition: 2")
    assert set(compiled.load(folder)) == {"ho-15-phan-viec-phuc-dung.yaml"}
    assert load_catalogue(tmp_path).task_set("kg-ho-15-phan-viec").edition == 2
    compiled.write(folder, TASKS)
    assert pack.name in compiled.load(folder)
    assert load_catalogue(tmp_path).task_set("kg-ho-15-phan-viec").edition == 2


def test_a_changed_pack_is_decoded_strictly(folder: Path) -> None:
    _replaced(folder / "kg-ho-15-phan-viec.yaml", "edition: 1", "edition: one")
    with pytest.raises(RefusedError):
        _reread(folder)


def test_a_new_pack_counts_at_once_and_one_that_went_does_not(folder: Path) -> None:
    (folder / "moi.yaml").write_text("set_id: moi\nedition: 1\ntitle: Mới\ntasks: []\n", encoding="utf-8")
    (folder / "kg-ho-15-phan-viec.yaml").unlink()
    assert [one.set_id for one in _reread(folder)] == ["ho-15-phan-viec-phuc-dung", "moi"]


@pytest.mark.parametrize("text", ["", "[]", "{}", "0-00000000\n", "1-x\ny", "\x00"])
def test_a_damaged_file_is_as_good_as_none(folder: Path, text: str) -> None:
    before = _reread(folder)
    (folder / compiled.NAME).write_text(text, encoding="utf-8")
    assert compiled.load(folder) == {}
    assert _reread(folder) == before


def test_a_changed_byte_inside_is_noticed(folder: Path) -> None:
    _replaced(folder / compiled.NAME, "Kiên Giang", "Kiên giang")
    assert compiled.load(folder) == {}


@pytest.mark.parametrize(
    "plain",
    [
        {"tasks.TaskSet": {"set_id": "x", "colour": "red"}},
        {"tasks.Nothing": {}},
        {"no_such_module.TaskSet": {}},
        {"text.fold": {}},
        {"answers.Status": "gone"},
        {"answers.Status": "achieved"},
        {"tasks.TaskSet": {}, "tasks.Task": {}},
        {"Decimal": "x"},
        {"date": 1},
        ["a"],
    ],
)
def test_a_form_of_another_version_is_decoded_from_its_source(folder: Path, plain: object) -> None:
    before = _reread(folder)
    name = "kg-ho-15-phan-viec.yaml"
    source = compiled.checksum((folder / name).read_bytes())
    body = b"\t".join((name.encode(), source, json.dumps(plain).encode())) + b"\n"
    (folder / compiled.NAME).write_bytes(compiled.checksum(body) + b"\n" + body)
    assert set(compiled.load(folder)) == {name}
    assert _reread(folder) == before


def test_what_ships_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    for place in FOLDERS:
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        for path in (RESOURCES / place).glob("*.yaml"):
            shutil.copy(path, tmp_path / place)
    compiled.write_all(tmp_path)
    for place in FOLDERS:
        assert (tmp_path / place / compiled.NAME).read_bytes() == (RESOURCES / place / compiled.NAME).read_bytes()


def test_statuses_and_days_come_back(folder: Path) -> None:
    (folder / "x.yaml").write_text(
        "set_id: x\nedition: 1\ntitle: X\nvalid_from: 2024-01-01\n"
        'tasks: [{code: "1", statuses: [achieved, not_achieved], required: false}]\n',
        encoding="utf-8",
    )
    strict = _reread(folder)
    compiled.write(folder, TASKS)
    assert "x.yaml" in compiled.load(folder)
    assert _reread(folder) == strict


def test_a_pack_in_a_file_of_another_name_is_found_by_its_id(tmp_path: Path) -> None:
    resources = Path(shutil.copytree(RESOURCES, tmp_path / "resources", ignore=shutil.ignore_patterns("fonts", "help")))
    (resources / "movements" / "an-khe-2021-2025.yaml").rename(resources / "movements" / "a.yaml")
    assert load_catalogue(resources).movement("an-khe-2021-2025").plan == "AK"


def test_nothing_that_ships_needs_a_yaml_library() -> None:
    code = (
        "import sys, pathlib; from ntm_desktop.catalog import load_catalogue\n"
        f"found = load_catalogue(pathlib.Path({str(RESOURCES)!r}))\n"
        "assert found.task_sets and found.movements and found.criteria_sets and found.known and found.report_forms\n"
        "assert 'yaml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)  # noqa: S603 - our own code
