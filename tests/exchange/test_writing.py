"""Writing packages: whole and verified, or not there at all, whatever the stick does."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import BugError, CancelledError, EnvironmentFault
from ntm_desktop.exchange import schemas, writing
from ntm_desktop.exchange.limits import LIMITS
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData, Written, write_package
from ntm_desktop.exchange.volume import RealFileSystem, faults_of, quarantine
from ntm_desktop.exchange.watch import Watch
from tests.exchange.offices import COMMUNE, ROWS, Pair, report, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass
class FaultyStick(RealFileSystem):
    """A real folder whose n-th operation fails, or is the last before the power goes."""

    fail_at: int
    error: BaseException
    seen: list[str] = field(default_factory=list)

    def _count(self, name: str) -> None:
        self.seen.append(name)
        if len(self.seen) == self.fail_at:
            raise self.error

    def create(self, path: Path) -> IO[bytes]:
        self._count("create")
        return super().create(path)

    def open(self, path: Path) -> IO[bytes]:
        self._count("open")
        return super().open(path)

    def fsync(self, file: IO[bytes]) -> None:
        self._count("fsync")
        super().fsync(file)

    def replace(self, source: Path, target: Path) -> None:
        self._count("replace")
        super().replace(source, target)

    def fsync_folder(self, folder: Path) -> None:
        self._count("fsync_folder")
        super().fsync_folder(folder)

    def remove(self, path: Path) -> None:
        self._count("remove")
        super().remove(path)


STEPS = ("create", "fsync", "open", "replace", "fsync_folder")


def write(
    pair: Pair,
    folder: Path,
    fs: RealFileSystem | None = None,
    attachments: Mapping[str, Path | bytes] | None = None,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Written:
    return write_package(
        folder,
        "x",
        report(),
        tables(),
        attachments or {},
        identity=pair.commune,
        recipient=pair.province_card,
        fs=fs or RealFileSystem(),
        workdir=folder.parent,
        expected_rows=13,
        cancelled=cancelled,
        progress=progress,
    )


def test_file_operations_follow_in_the_safe_order(pair: Pair, tmp_path: Path) -> None:
    stick = FaultyStick(0, OSError())
    write(pair, tmp_path, stick)
    assert tuple(stick.seen) == STEPS
    assert [path.name for path in tmp_path.iterdir()] == ["x.ntmpkg"]


@pytest.mark.parametrize("step", range(1, 5))
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read_only"),
        (errno.ENODEV, "vanished"),
        (errno.EIO, "failed"),
    ],
)
def test_fault_of_the_stick_leaves_nothing_behind(
    pair: Pair, tmp_path: Path, step: int, number: int, code: str
) -> None:
    with pytest.raises(EnvironmentFault, match=f"exchange.volume.{code}"):
        write(pair, tmp_path, FaultyStick(step, OSError(number, "x")))
    assert not list(tmp_path.iterdir())


def test_fault_after_renaming_leaves_a_whole_package(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        write(pair, tmp_path, FaultyStick(5, OSError(errno.EIO, "x")))
    pair.open(tmp_path / "x.ntmpkg").close()


@pytest.mark.parametrize("step", range(1, 6))
def test_death_at_any_step_leaves_no_half_package_under_its_name(pair: Pair, tmp_path: Path, step: int) -> None:
    class Dying(FaultyStick):
        def remove(self, path: Path) -> None:
            raise OSError(errno.EIO, str(path))

    with pytest.raises(KeyboardInterrupt):
        write(pair, tmp_path, Dying(step, KeyboardInterrupt()))
    if (tmp_path / "x.ntmpkg").exists():
        pair.open(tmp_path / "x.ntmpkg").close()
    write(pair, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x.ntmpkg"]


def test_full_stick_is_told_from_within_the_seal(pair: Pair, tmp_path: Path) -> None:
    class Full(RealFileSystem):
        def create(self, path: Path) -> IO[bytes]:
            path.write_bytes(b"")
            return Path("/dev/full").open("wb", buffering=0)

    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.full"):
        write(pair, tmp_path, Full())
    assert not list(tmp_path.iterdir())


def test_stick_that_reads_back_other_bytes_is_found(pair: Pair, tmp_path: Path) -> None:
    class Lying(RealFileSystem):
        def open(self, path: Path) -> IO[bytes]:
            data = bytearray(path.read_bytes())
            data[-1] ^= 1
            path.write_bytes(data)
            return super().open(path)

    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.changed"):
        write(pair, tmp_path, Lying())
    assert not list(tmp_path.iterdir())


def test_missing_folder_is_told(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.vanished"):
        write(pair, tmp_path / "gone")


def test_a_scanner_that_does_not_let_go_is_named_and_nothing_is_left(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_paths: object) -> None:
        error = PermissionError("in use")
        error.winerror = 32  # type: ignore[attr-defined]  # only Windows has it
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("time.sleep", lambda _seconds: None)
        patch.setattr("pathlib.Path.replace", held)
        with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.busy"):
            write(pair, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "code"), [(19, "read_only"), (21, "vanished"), (112, "full"), (33, "busy"), (1, "failed")]
)
def test_windows_says_it_in_its_own_numbers(tmp_path: Path, number: int, code: str) -> None:
    error = OSError("x")
    error.winerror = number  # type: ignore[attr-defined]  # only Windows has it
    with pytest.raises(EnvironmentFault, match=f"exchange.volume.{code}"), faults_of(tmp_path):
        raise error


def test_progress_grows_to_one_and_cancelling_leaves_nothing(pair: Pair, tmp_path: Path) -> None:
    told: list[float] = []
    write(pair, tmp_path, progress=told.append).path.unlink()
    assert told == sorted(told)
    assert told[-1] == 1.0
    for patience in range(len(told) - 1):
        left = iter([False] * patience + [True] * 99)
        with pytest.raises(CancelledError):
            write(pair, tmp_path, cancelled=lambda left=left: next(left))  # type: ignore[misc]  # bound at once
        assert not list(tmp_path.iterdir())


def test_values_that_cannot_travel_are_told_and_nothing_is_written(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"exchange\.write\.refused") as caught:
        pair.write(tmp_path, villages=[("v 1", 1, "A", "ấp", 0, 0), ("v2", -1, "B", "ấp", 0, 0)])
    assert [(problem.place.row, problem.place.column) for problem in caught.value.problems] == [
        (2, "id"),
        (3, "number"),
    ]
    assert not list(tmp_path.iterdir())


def test_attachments_travel_under_their_hash(pair: Pair, tmp_path: Path) -> None:
    scan = tmp_path / "scan.JPG"
    scan.write_bytes(os.urandom(300_000))
    done = write(pair, tmp_path, attachments={"a.pdf": b"x", "copy.pdf": b"x", "scan.JPG": scan})
    assert done.attachments["a.pdf"] == done.attachments["copy.pdf"]
    with pair.open(done.path) as opened:
        assert len(opened.attachments) == 2
        name = done.attachments["scan.JPG"].rpartition("/")[2]
        assert opened.attachment(name) == scan.read_bytes()


def test_attachment_of_a_strange_kind_is_not_sent(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"exchange\.attachment\.kind"):
        write(pair, tmp_path, attachments={"setup.exe": b"MZ"})
    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.vanished"):
        write(pair, tmp_path, attachments={"a.pdf": tmp_path / "gone.pdf"})


def test_attachment_that_changes_meanwhile_is_told(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = iter([b"before", b"after"])

    def changing(_content: Path | bytes) -> Iterator[bytes]:
        yield next(contents)

    monkeypatch.setattr(writing, "_blocks", changing)
    with pytest.raises(EnvironmentFault, match=r"exchange\.attachment\.changed"):
        write(pair, tmp_path, attachments={"a.pdf": b"x"})


def test_mistakes_of_ours_are_told_as_such(pair: Pair, tmp_path: Path) -> None:
    card = replace(pair.province_card, office=COMMUNE)
    with pytest.raises(BugError, match="addressee"):
        write_package(tmp_path, "x", report(), [], {}, identity=pair.commune, recipient=card)
    with pytest.raises(BugError, match="info"):
        pair.write(tmp_path, replace(report(), app_version="\n"))
    with pytest.raises(BugError, match="columns"):
        pair.write(tmp_path, villages=[("v1",)])
    with pytest.raises(BugError, match="sink"):
        writing._Sink(Watch()).write(b"")  # noqa: SLF001 - nothing else can reach it


def test_package_that_we_ourselves_cannot_read_is_never_finished(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "sign", lambda *_: "no signature")
    with pytest.raises(BugError, match="unverified"):
        write(pair, tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(writing, "LIMITS", replace(LIMITS, entries=1))
    with pytest.raises(BugError, match="unreadable"):
        write(pair, tmp_path)
    assert not list(tmp_path.iterdir())


def test_table_with_no_rows_and_many_rows_both_travel(pair: Pair, tmp_path: Path) -> None:
    sheets = [("h1", year, "v1", "kg@1") for year in range(2000, 2100)]
    answers = [("h1", year, task, "achieved", 0, "", None) for year in range(2000, 2100) for task in ("1", "2")]
    with pair.open(pair.write(tmp_path, sheets=sheets, answers=answers).path) as opened:
        assert opened.counts["answers"] == 200
    with pair.open(pair.write(tmp_path, answers=[]).path) as opened:
        assert opened.counts["answers"] == 0


def test_name_may_come_with_its_ending(pair: Pair, tmp_path: Path) -> None:
    done = write_package(tmp_path, "y.ntmpkg", report(), [], {}, identity=pair.commune, recipient=pair.province_card)
    assert done.path.name == "y.ntmpkg"
    assert done.counts == {}


# --- quarantine


def test_quarantine_names_a_copy_by_its_content(pair: Pair, tmp_path: Path) -> None:
    done = pair.write(tmp_path)
    shelf = tmp_path / "quarantine"
    shelf.mkdir()
    copy = quarantine(done.path, shelf, done.size)
    assert copy.name == f"{done.sha256}.ntmpkg"
    assert copy.read_bytes() == done.path.read_bytes()


def test_quarantine_takes_only_files(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"exchange\.volume\.no_file"):
        quarantine(tmp_path, tmp_path, 100)
    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.vanished"):
        quarantine(tmp_path / "gone", tmp_path, 100)


# --- what goes with which kind


def test_every_kind_has_its_tables_or_none() -> None:
    for level in Level:
        assert schemas.OFFICE in schemas.tables_for(Kind.RECEIPT, level)
        assert schemas.OFFICE in schemas.tables_for(Kind.DIRECTIVE, level)
        assert schemas.tables_for(Kind.SHARE, level) == ()
    assert schemas.ANSWERS in schemas.tables_for(Kind.REPORT, Level.COMMUNE)
    assert schemas.UNIT_TOTALS in schemas.tables_for(Kind.REPORT, Level.DISTRICT)


def test_parents_come_before_children_in_every_kind() -> None:
    for kind in Kind:
        for level in Level:
            seen: set[str] = set()
            for table in schemas.tables_for(kind, level):
                seen.add(table.name)
                assert {key.table for key in table.foreign_keys} <= seen


def test_rows_of_the_sample_fit_their_tables(pair: Pair, tmp_path: Path) -> None:
    data = [TableData(schemas.HOUSEHOLDS_WITH_CONTACTS, [(*row, "0909", "") for row in ROWS["households"]])]
    others = [each for each in tables() if each.schema.name != "households"]
    done = write_package(
        tmp_path, "z", report(), [*others, *data], {}, identity=pair.commune, recipient=pair.province_card
    )
    with pair.open(done.path) as opened:
        assert opened.tables["households"].columns["phone"] == ["0909", "0909"]
