"""What the worker of «Nơi nhận» does with packages: drafts kept or not, cancelling, faults told with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QStorageInfo
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem

from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.errors import CancelledError, UserError
from ntm_desktop.services import receipts, receiving, sending, slips
from ntm_desktop.ui.exchange import sent_table, volumes
from ntm_desktop.ui.exchange.compare_dialog import digits_of, groups_of, verdict
from ntm_desktop.ui.exchange.lines import Column, ShareDelegate, table_of
from ntm_desktop.ui.exchange.volumes import Volume, removable_volumes, size_words, volume_words
from ntm_desktop.ui.receiving import looking
from ntm_desktop.ui.receiving.looking import Taken, apply_all, look_at, packages_in, problems_of
from ntm_desktop.ui.receiving.receipts import write_all
from tests.ui.exchange_offices import FIRST, PROVINCE, SECOND, Offices, deliver, introduce, offices, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Offices]:
    with offices(tmp_path) as made:
        introduce(made.first, made.province, made.stick)
        introduce(made.second, made.province, made.stick)
        yield made


def never() -> bool:
    return False


def silent(_share: float, _words: str) -> None:
    pass


def left_behind(world: Offices) -> list[Path]:
    paths = world.province.paths
    return [*paths.quarantine.glob("*"), *paths.states.glob(".*.draft")]


def test_beyond_the_drafts_kept_a_package_is_looked_at_again(world: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "DRAFTS_KEPT", 1)
    files = [sending.write_package(office, PROVINCE, world.stick).file for office in (world.first, world.second)]
    looked = look_at(world.province, files, silent, never)
    assert [one.kept for one in looked] == [True, False]
    assert len(left_behind(world)) == 2
    applied = apply_all([Taken(one, world.province) for one in looked], silent, never)
    assert [one.accepted for one in applied] == [True, True]
    assert left_behind(world) == []


def test_a_stick_pulled_out_between_plan_and_applying_is_told_with_the_others(
    world: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "DRAFTS_KEPT", 0)
    files = [sending.write_package(office, PROVINCE, world.stick).file for office in (world.first, world.second)]
    looked = look_at(world.province, files, silent, never)
    files[0].unlink()
    first, second = apply_all([Taken(one, world.province) for one in looked], silent, never)
    assert not first.accepted
    assert first.fault is not None
    assert second.accepted


def test_cancelling_while_looking_leaves_nothing(world: Offices) -> None:
    files = [sending.write_package(office, PROVINCE, world.stick).file for office in (world.first, world.second)]
    seen: list[str] = []

    def note(_share: float, words: str) -> None:
        seen.append(words)

    with pytest.raises(CancelledError):
        look_at(world.province, files, note, lambda: files[1].name in seen)
    assert left_behind(world) == []
    assert receiving.history(world.province) == []


def test_cancelling_while_applying_keeps_what_went_in(world: Offices) -> None:
    files = [sending.write_package(office, PROVINCE, world.stick).file for office in (world.first, world.second)]
    looked = look_at(world.province, files, silent, never)
    seen: list[str] = []

    def note(_share: float, words: str) -> None:
        seen.append(words)

    applied = apply_all([Taken(one, world.province) for one in looked], note, lambda: files[1].name in seen)
    assert [one.accepted for one in applied] == [True]
    assert [one.sender_code for one in receiving.history(world.province)] == [FIRST]
    assert left_behind(world) == []


def test_the_newest_package_goes_in_even_when_the_plan_went_stale(world: Offices) -> None:
    one = sending.write_package(world.first, PROVINCE, world.stick).file
    people(world.first, "Kinh 9", "Hồ Văn Mẫu")
    other = sending.write_package(world.first, PROVINCE, world.stick).file
    looked = look_at(world.province, [other, one], silent, never)
    assert [each.seen.info.sequence for each in looked if each.seen.info] == [1, 2]
    applied = apply_all([Taken(each, world.province) for each in looked], silent, never)
    assert [each.accepted for each in applied] == [True, True]


def test_a_package_that_was_known_and_one_that_is_nonsense(world: Offices, tmp_path: Path) -> None:
    sent = sending.write_package(world.first, PROVINCE, world.stick).file
    receiving.apply(world.province, receiving.inspect(world.province, sent))
    nonsense = tmp_path / "x.ntmpkg"
    nonsense.write_text("không phải gói", encoding="utf-8")
    known, odd = look_at(world.province, [nonsense, sent], silent, never)
    assert known.known
    assert not odd.sound
    assert not odd.decidable
    assert odd.problems
    looking.let_go([known, odd])
    assert left_behind(world) == []


def test_packages_are_found_some_folders_deep(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    (deep / "d").mkdir(parents=True)
    for folder in (tmp_path, deep, deep / "d"):
        (folder / "gói.NTMPKG").write_bytes(b"")
    (tmp_path / ".hidden.ntmpkg").write_bytes(b"")
    (tmp_path / "thư.txt").write_bytes(b"")
    assert packages_in(tmp_path) == [tmp_path / "a" / "b" / "c" / "gói.NTMPKG", tmp_path / "gói.NTMPKG"]
    assert packages_in(tmp_path / "gone") == []


def test_an_error_becomes_problems() -> None:
    inside = (Problem("exchange.card.format"),)
    assert problems_of(RefusedError("exchange.refused", inside), "x") == inside
    (one,) = problems_of(UserError("transport.plan_stale"), "x.ntmpkg")
    assert (one.code, one.facts["file"]) == ("transport.plan_stale", "x.ntmpkg")


def test_receipts_stop_where_they_are_cancelled(world: Offices) -> None:
    for office in (world.first, world.second):
        deliver(office, world.province, world.stick)
    seen: list[str] = []

    def note(_share: float, words: str) -> None:
        seen.append(words)

    written = write_all(world.province, [FIRST, SECOND], world.stick, note, lambda: SECOND in seen)
    assert [one.recipient_code for one in written.sent] == [FIRST]
    assert (written.asked, written.problems) == (2, ())
    assert write_all(world.province, [SECOND], world.stick, note, lambda: True).sent == ()
    assert receipts.waiting(world.province, SECOND)


def test_a_slip_says_what_was_taken_back_and_what_was_wrong(world: Offices) -> None:
    applied = deliver(world.first, world.province, world.stick)
    receiving.undo(world.province, applied.package_id)
    slip = slips.receipt_slip(world.province, receiving.history(world.province)[0])
    assert "KHÔNG TIẾP NHẬN" in str(slip.sections)
    assert "hoàn tác" in str(slip.sections)
    assert slips.level_name(world.province.office.level) == "Tỉnh, thành phố"
    (warned,) = slips.problems_kept([{"code": "transport.gap", "severity": "warning"}], "a.ntmpkg")
    assert (warned.severity.value, warned.place.source) == ("warning", "a.ntmpkg")


# Small words


def test_digits_are_compared_group_by_group() -> None:
    assert digits_of("12345 67-8.x") == "12345678"
    assert groups_of("12345678") == ("12345", "678")
    assert [verdict("12345", typed) for typed in ("", "12", "12345", "13", "123456")] == ["", "", "good", "bad", "bad"]


def test_sizes_years_and_sticks_in_words(tmp_path: Path) -> None:
    assert [size_words(count) for count in (1, 5 * 1024**2, 3 * 1024**3)] == ["1 KB", "5,0 MB", "3,0 GB"]
    assert sent_table.years_words((2024, 2025, 2026)) == "2024–2026"
    assert sent_table.years_words((2024, 2026)) == "2024, 2026"
    assert sent_table.years_words(()) == ""
    named = volume_words(Volume(tmp_path, "KINGSTON", 1024**3))
    assert named == f"KINGSTON ({tmp_path}) – còn trống 1,0 GB"
    assert volume_words(Volume(tmp_path, "", 0)).startswith(str(tmp_path))


def test_only_what_can_be_pulled_out_counts_as_a_stick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert all(str(one.root).startswith(("/media/", "/run/media/", "/mnt/")) for one in removable_volumes())
    here = QStorageInfo(str(tmp_path))
    monkeypatch.setattr(QStorageInfo, "mountedVolumes", lambda: [here])
    assert removable_volumes() == []
    monkeypatch.setattr(volumes, "_MOUNTED_BELOW", (here.rootPath(),))
    assert [str(one.root) for one in removable_volumes()] == [here.rootPath()]


def test_the_model_of_lines_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    columns: tuple[Column[tuple[str, int]], ...] = (
        Column("Đơn vị", lambda one: one[0], tone=lambda _one: "bad"),
        Column("Số", lambda one: str(one[1]), 40, centred=True, key=lambda one: one[1], tip="Số"),
    )
    view = table_of(columns, strong=lambda one: one[0] == "Tổng")
    qtbot.addWidget(view)
    model = view.model_of_lines
    model.show_lines([("Đá", 2), ("Dâu", 10), ("Tổng", 12)])
    checked: QAbstractItemModel = model
    qtmodeltester.check(checked)  # type: ignore[no-untyped-call]  # pytest-qt leaves it open
    assert view.current() is None
    assert view.selected() == []
    view.go_to(9)
    assert view.current() == ("Tổng", 12)
    model.sort(0)
    assert [line[0] for line in model.lines()] == ["Dâu", "Đá", "Tổng"]
    model.sort(1)
    assert [line[1] for line in model.lines()] == [2, 10, 12]
    assert view.column_tip() == ""
    view.go_to(0, 1)
    assert view.column_tip() == "Số"
    model.show_lines([])
    view.go_to(0)
    assert view.current() is None


@pytest.mark.usefixtures("dressed")
def test_a_number_is_never_cut_and_stands_apart(qtbot: QtBot) -> None:
    columns: tuple[Column[tuple[str, str]], ...] = (
        Column("Đơn vị", lambda one: one[0]),
        Column("Đạt", lambda one: one[1], 40, right=True),
    )
    view = table_of(columns, strong=lambda one: one[0] == "Tổng")
    qtbot.addWidget(view)
    view.model_of_lines.show_lines([("Kinh 5", "7"), ("Tổng", "1.234.567")])
    view.show()
    bold = QFont(view.font())
    bold.setBold(True)
    assert view.columnWidth(1) > QFontMetrics(bold).horizontalAdvance("1.234.567")
    option = QStyleOptionViewItem()
    delegate = view.itemDelegate()
    assert isinstance(delegate, ShareDelegate)
    delegate.initStyleOption(option, view.model_of_lines.index(0, 1))
    assert option.text == "7\u00a0\u00a0"


@pytest.mark.usefixtures("dressed")
def test_the_column_of_words_stays_readable_in_a_narrow_table(qtbot: QtBot) -> None:
    columns: tuple[Column[str], ...] = (
        Column("Mã", lambda one: one, 300),
        Column("Vấn đề", lambda one: one),
    )
    view = table_of(columns)
    qtbot.addWidget(view)
    view.model_of_lines.show_lines(["a"])
    view.resize(800, 200)
    view.show()
    qtbot.waitUntil(lambda: view.columnWidth(1) >= 470)
    view.resize(360, 200)
    qtbot.waitUntil(lambda: view.columnWidth(1) == 150)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    view.resize(800, 200)
    qtbot.waitUntil(lambda: view.columnWidth(1) >= 470)
