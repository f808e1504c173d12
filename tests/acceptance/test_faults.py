"""What goes wrong around the program, one test each: a sentence that says what, where and what to do; nothing lost.

Elsewhere: files that are no Excel, locked, empty, too long or bombs (tests/sheets/test_reader.py); packages cut,
flipped, readdressed or replayed (tests/exchange/test_attacks.py, tests/services/test_receiving.py, tests/torture);
processes killed (tests/torture).
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

import pytest

from ntm_desktop import app, wording
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.errors import EnvironmentFault, NtmError
from ntm_desktop.exchange import volume
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups, doctor, households, receiving, sending, villages
from ntm_desktop.store import integrity, migrations
from ntm_desktop.store.contents import contents
from tests.network import FIRST, network
from tests.offices import FakeClock, commune, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ntm_desktop.services.context import Context
    from tests.acceptance.conftest import Told

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
ENGLISH = re.compile(r"Traceback|Error\b|Errno|database|sqlite|No space|Read-only|denied|locked\b", re.IGNORECASE)


def require_told(told: Told, status: int, code: str, *where: object) -> None:
    """A person reads what is wrong, where, and what to do; nobody's English, no traceback."""
    assert told.status == status, told.err
    assert f"[{code}]" in told.err
    said = told.err.replace(f"[{code}]", "")
    assert VIETNAMESE.search(said)
    for place in where:
        assert str(place) in said
        said = said.replace(str(place), "")
    assert not ENGLISH.search(said.replace("ntm.sqlite3", "")), said
    remedy = wording.remedy(code, {})
    assert "Hãy" in remedy
    assert "Hãy" in said


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A commune with five households and a backup."""
    with commune(tmp_path / "data") as office:
        settle(office, "Kinh 5", "An", "Bình", "Châu", "Dũng", "Én")
        backups.write(office)
    return tmp_path / "data"


def content(folder: Path) -> object:
    """Return what an office holds: opened and closed, so that the log is in the file."""
    with app.office(folder):
        pass
    return contents(folder / "ntm.sqlite3", {})


# --- the data folder


def test_second_instance_is_told_where_the_first_is(ntm: Callable[..., Told], data: Path) -> None:
    before = content(data)
    with app.office(data):
        told = ntm("households", "list", "--data", data)
    require_told(told, 4, "store.in_use", data)
    assert f"(tiến trình {os.getpid()})" in told.err
    assert content(data) == before


def test_second_instance_in_another_process(data: Path) -> None:
    with app.office(data):
        words = [sys.executable, "-m", "ntm_desktop", "cli", "households", "list", "--data", str(data)]
        ran = subprocess.run(words, capture_output=True, check=False, cwd=Path(__file__).parents[2])  # noqa: S603
    assert ran.returncode == 4
    assert "[store.in_use]" in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()


def test_database_of_a_newer_version_is_left_alone(ntm: Callable[..., Told], data: Path) -> None:
    content(data)
    with closing(sqlite3.connect(data / "ntm.sqlite3")) as database:
        database.execute(f"PRAGMA user_version = {migrations.VERSION + 3}")
    before = (data / "ntm.sqlite3").read_bytes()
    told = ntm("households", "list", "--data", data)
    require_told(told, 4, "store.newer_version", data / "ntm.sqlite3")
    assert f"số {migrations.VERSION + 3}" in told.err
    assert (data / "ntm.sqlite3").read_bytes() == before


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "empty"])
def test_lost_database_is_no_first_start_where_backups_are(ntm: Callable[..., Told], data: Path, *, gone: bool) -> None:
    content(data)
    database, backup = data / "ntm.sqlite3", next((data / "backups").glob("*.sqlite3"))
    before = contents(backup)
    for file in data.glob("ntm.sqlite3*"):
        file.unlink()
    if not gone:
        database.touch()
    for words in (("households", "list"), ("init", "--level", "commune", "--office", "30886"), ("doctor",)):
        told = ntm(*words, "--data", data)
        require_told(told, 4, "store.lost", database, data / "backups")
        assert not database.exists() or database.stat().st_size == 0
    restored = ntm("backup", "restore", backup.name, "--data", data, "--json")
    assert restored.status == 0
    assert contents(database) == before
    assert ntm("households", "list", "--data", data, "--json").status == 0


@pytest.mark.parametrize("damage", [b"not a database at all" * 400, b""])
def test_damaged_database_offers_the_newest_good_backup(ntm: Callable[..., Told], data: Path, damage: bytes) -> None:
    content(data)
    database = data / "ntm.sqlite3"
    before = contents(next((data / "backups").glob("*.sqlite3")))
    whole = database.read_bytes()
    database.write_bytes(damage + whole[len(damage) :] if damage else whole[:8192])
    told = ntm("households", "list", "--data", data)
    require_told(told, 4, "store.damaged", database)
    assert "ntm backup list" in told.err
    places = DataPaths(data)
    now = datetime(2026, 11, 24, tzinfo=UTC)
    newest = backups.candidates(places, now)[0]
    assert backups.check(newest.path).ok
    aside = backups.rescue(places, newest.path, now)
    assert aside.exists()  # what is damaged is kept, for whoever can save more of it
    assert contents(database) == before
    assert ntm("households", "list", "--data", data, "--json").status == 0


def test_clock_set_back_ten_years_loses_nothing_and_is_told(data: Path, ntm: Callable[..., Told]) -> None:
    clock = FakeClock(datetime(2016, 11, 22, tzinfo=UTC))
    with commune(data, clock) as office:
        settle(office, "Kinh 6", "Giang")
        backups.write(office)
        assert len(households.find(office)) == 6
        assert len(backups.listed(office)) == 2  # the newer one is not thrown away for being of the future
    told = ntm("doctor", "--data", data, "--json")
    assert told.status in {0, 4}
    with app.office(data, clock) as office:
        found = {one.name: one for one in doctor.examine(office)}
    assert not found["clock"].ok
    assert "Đồng hồ" in found["clock"].message


def as_root(*words: str) -> bool:
    """Run a command as root, by sudo where we are not; whether it went well."""
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return subprocess.run([*before, *words], capture_output=True, check=False).returncode == 0  # noqa: S603


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Mount a small memory disk: only root may. Where nobody may the test is skipped loudly, on CI's Linux never."""
    folder.mkdir(exist_ok=True)
    linux = sys.platform == "linux" and shutil.which("mount") is not None
    if not linux or not as_root("mount", "-t", "tmpfs", "-o", ",".join(("mode=1777", *options)), "tmpfs", str(folder)):
        if linux and os.environ.get("CI"):
            pytest.fail("CI must be able to mount a small disk (sudo)", pytrace=False)
        pytest.skip("mounting a small disk needs Linux and root: this fault is NOT tried here")
    try:
        yield folder
    finally:
        as_root("umount", "-l", str(folder))


def test_read_only_data_folder(ntm: Callable[..., Told], data: Path) -> None:
    content(data)
    with mounted(data.parent / "ro", "size=8m") as folder:
        shutil.copytree(data, folder / "d")
        assert as_root("mount", "-o", "remount,ro", str(folder))
        told = ntm("households", "list", "--data", folder / "d")
        require_told(told, 4, "store.read_only", folder / "d")
        assert contents(folder / "d" / "ntm.sqlite3", {}) == contents(data / "ntm.sqlite3", {})


def test_full_disk_under_the_data_loses_no_acknowledged_household(ntm: Callable[..., Told], data: Path) -> None:
    content(data)
    with mounted(data.parent / "small", "size=1m") as folder:
        shutil.copytree(data, folder / "d", ignore=shutil.ignore_patterns("backups"))
        acknowledged = _until_full(folder / "d")
        with app.office(folder / "d") as office:
            assert {one.head for one in households.find(office)} >= set(acknowledged)
            assert integrity.structure_faults(office.database) == []
    assert ntm("households", "list", "--data", data).status == 0


def test_a_full_disk_is_called_full_by_every_command(ntm: Callable[..., Told], data: Path) -> None:
    with mounted(data.parent / "small", "size=1m") as folder:
        shutil.copytree(data, folder / "d", ignore=shutil.ignore_patterns("backups"))
        with suppress(OSError), (folder / "rest").open("wb", buffering=0) as rest:
            while rest.write(b"x" * 4096):
                pass
        for words in (("households", "list"), ("doctor",), ("backup", "write")):
            told = ntm(*words, "--data", folder / "d", "--json")
            assert (told.status, told.document["code"]) == (4, "store.disk_full")
        (folder / "rest").unlink()
        assert ntm("households", "list", "--data", folder / "d").status == 0


def _until_full(folder: Path) -> list[str]:
    """Add households until the disk is full; return those that were acknowledged."""
    acknowledged: list[str] = []
    with app.office(folder) as office:
        village = villages.listed(office)[0].id
        with pytest.raises(NtmError) as caught:
            for number in range(3000):
                head = f"Nguyễn Văn {number}"
                households.add(office, village, HouseholdFields(head, note="x" * 900))
                acknowledged.append(head)
    assert caught.value.code in {"store.disk_full", "store.disk_fault"}
    assert "Hãy" in wording.sentence(caught.value.code, caught.value.facts)
    return acknowledged


# --- the stick


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Context]:
    """A commune that trusts its province and has something to send."""
    with network(tmp_path / "net") as net:
        office = net.commune(FIRST, *(f"Nguyễn Văn {number}" for number in range(300)))
        net.introduce(office, net.province())
        yield office


def everything(office: Context) -> list[str]:
    return list(office.database.connection.iterdump())


def require_nothing_happened(office: Context, stick: Path, before: list[str], code: str) -> None:
    """The stick refuses with its reason; no finished-looking file, the number not used up, and then it works."""
    with pytest.raises(EnvironmentFault) as caught:
        sending.write_package(office, None, stick)
    assert caught.value.code == code
    said = wording.sentence(code, caught.value.facts)
    assert wording.remedy(code, caught.value.facts)
    assert str(stick) in said
    assert not ENGLISH.search(said.replace(str(stick), ""))
    assert VIETNAMESE.search(said)
    assert everything(office) == before


def test_stick_full(sender: Context, tmp_path: Path) -> None:
    before = everything(sender)
    with mounted(tmp_path / "usb", "size=4k") as stick:
        require_nothing_happened(sender, stick, before, "exchange.volume.full")
        assert list(stick.iterdir()) == []
    again = tmp_path / "another"
    again.mkdir()
    assert sending.write_package(sender, None, again).sequence == 1


def test_stick_write_protected(sender: Context, tmp_path: Path) -> None:
    before = everything(sender)
    with mounted(tmp_path / "usb", "size=256k", "ro") as stick:
        require_nothing_happened(sender, stick, before, "exchange.volume.read_only")


class _Failing:
    """Operations that fail from the n-th on: the stick is gone, full or locked."""

    def __init__(self, number: int, after: int) -> None:
        self._number = number
        self._left = after

    def wrapped(self, name: str) -> Callable[..., object]:
        """Return an operation of the real files that fails when its turn comes."""
        real = getattr(volume.RealFileSystem, name)

        def act(files: volume.RealFileSystem, *arguments: object) -> object:
            self._left -= 1
            if self._left < 0:
                raise OSError(self._number, os.strerror(self._number))
            return real(files, *arguments)

        return act


FAULTS = {
    "pulled out": (errno.ENODEV, "exchange.volume.vanished"),
    "full": (errno.ENOSPC, "exchange.volume.full"),
    "locked": (errno.EROFS, "exchange.volume.read_only"),
    "failing": (errno.EIO, "exchange.volume.failed"),
}


@pytest.mark.parametrize("after", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", FAULTS)
def test_stick_that_fails_while_it_is_written(
    sender: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, after: int
) -> None:
    number, code = FAULTS[kind]
    stick = tmp_path / "usb"
    stick.mkdir()
    before = everything(sender)
    failing = _Failing(number, after)
    with monkeypatch.context() as patch:
        for name in ("create", "open", "fsync", "replace"):
            patch.setattr(volume.RealFileSystem, name, failing.wrapped(name))
        require_nothing_happened(sender, stick, before, code)
    assert list(stick.iterdir()) == []
    assert sending.write_package(sender, None, stick).sequence == 1


class _Pulled:
    """A file on a stick that is pulled out in the middle of a write: half of what was to be written is there."""

    def __init__(self, file: IO[bytes], number: int, whole: int) -> None:
        self._file = file
        self._number = number
        self._whole = whole

    def write(self, data: bytes) -> int:
        self._whole -= 1
        if self._whole < 0:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise OSError(self._number, os.strerror(self._number))
        return self._file.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


@pytest.mark.parametrize("whole", [0, 1])  # a package of this size is written in two pieces
@pytest.mark.parametrize("kind", FAULTS)
def test_stick_that_is_pulled_out_in_the_middle_of_a_write(
    sender: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, whole: int
) -> None:
    """Nothing can be tidied up on it either: what is left there is no package, and goes when the stick comes back."""
    number, code = FAULTS[kind]
    stick = tmp_path / "usb"
    stick.mkdir()
    before = everything(sender)
    create = volume.RealFileSystem.create

    def gone(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(volume.RealFileSystem, "create", lambda fs, path: _Pulled(create(fs, path), number, whole))
        patch.setattr(volume.RealFileSystem, "remove", gone)
        require_nothing_happened(sender, stick, before, code)
    (left,) = stick.iterdir()
    assert left.name.startswith(".~")
    again = sending.write_package(sender, None, stick)
    assert again.sequence == 1
    assert list(stick.iterdir()) == [again.file]


def test_stick_pulled_out_while_a_package_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with network(tmp_path / "net") as net:
        office, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
        net.introduce(office, province)
        file = net.send(office, province).file
        before = everything(province)

        def gone(*_: object) -> None:
            raise OSError(errno.ENODEV, "No such device")

        with monkeypatch.context() as patch:
            patch.setattr(volume.RealFileSystem, "open", gone)
            with pytest.raises(EnvironmentFault) as caught:
                receiving.inspect(province, file)
        assert caught.value.code == "exchange.volume.vanished"
        assert str(file) in wording.sentence(caught.value.code, caught.value.facts)
        assert everything(province) == before
        assert net.take(province, file).accepted


def test_backup_drill_by_command(ntm: Callable[..., Told], data: Path) -> None:
    told = ntm("backup", "drill", "--data", data, "--json")
    assert (told.status, told.document["ok"], told.document["restored"]) == (0, True, True)
    file = next((data / "backups").glob("*.sqlite3"))
    spoiled = bytearray(file.read_bytes())
    spoiled[4096:12288] = b"\xff" * 8192
    (data / "backups" / "ntm-20250101-000000-manual.sqlite3").write_bytes(spoiled)
    told = ntm("backup", "drill", "--data", data)
    assert told.status == 4
    assert "HỎNG" in told.out
    assert "hỏng" in told.out.splitlines()[-1]
    for path in (data / "backups").glob("*.sqlite3"):
        path.write_bytes(spoiled)
    assert "Không bản nào phục hồi được" in ntm("backup", "drill", "--data", data).out
    shutil.rmtree(data / "backups")
    assert "Chưa có bản sao lưu nào" in ntm("backup", "drill", "--data", data).out
