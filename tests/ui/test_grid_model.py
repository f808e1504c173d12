"""The item model: honest to Qt's own checks, and telling no more than what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.ui.models.grid import GridModel, Mode
from tests.ui.test_grid_rows import A, B, N, X, sheet

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

H, V = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def filled() -> GridModel:
    model = GridModel()
    model.load(sheet((A, A, N), (A, N, B), (X, A, A)), [0, 1, 2])
    return model


def cell(line: int, task: int, status: Status = A) -> NewAnswer:
    return NewAnswer(f"h{line}", str(task), Answer(status))


def told(model: GridModel) -> list[tuple[int, int, int, int]]:
    areas: list[tuple[int, int, int, int]] = []
    model.dataChanged.connect(
        lambda top, bottom: areas.append((top.row(), top.column(), bottom.row(), bottom.column()))
    )
    return areas


def test_qt_finds_nothing_wrong(qtmodeltester: ModelTester) -> None:
    model = filled()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt
    model.show_only([2, 0])
    model.put([cell(0, 1, N)])
    model.load(None)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt


def test_expected_rows() -> None:
    model = filled()
    rows = [[model.index(line, column).data() for column in range(4)] for line in range(3)]
    assert rows == [["✓", "✓", "✗", "2/3 ✓"], ["✓", "✗", "", "1/3"], ["–", "✓", "✓", "2/2 ✓"]]
    assert [model.headerData(line, V) for line in range(4)] == [
        "1. Đặng Văn Bưởi",
        "2. Trần Thị Ổi",
        "3. Nguyễn Văn An",
        None,
    ]
    assert [model.headerData(column, H) for column in range(5)] == ["1", "2", "3", "Đạt", None]
    assert model.index(0, 0).data(Qt.ItemDataRole.UserRole) == Answer(A)
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole) is None
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Đặng Văn Bưởi, 3: chưa đạt"
    model.put([NewAnswer("h0", "3", Answer(A, registered=True))])
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Đặng Văn Bưởi, 3: đạt, đã đăng ký"
    assert model.index(0, 3).data(Qt.ItemDataRole.UserRole) is None
    assert model.headerData(0, H, Qt.ItemDataRole.FontRole) is None


def test_totals_cannot_be_selected() -> None:
    model = filled()
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert not model.flags(model.index(0, 3)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_one_cell_tells_of_itself_and_its_total() -> None:
    model = filled()
    areas = told(model)
    model.put([cell(1, 2)])
    assert areas == [(1, 1, 1, 1), (1, 3, 1, 3)]
    assert model.counts() == [2, 3, 1]
    assert model.completed() == 3


def test_many_lines_tell_of_one_area() -> None:
    model = GridModel()
    model.load(sheet(*[(B, B, B)] * 20), range(20))
    areas = told(model)
    model.put([cell(line, 1) for line in range(3, 15)])
    assert areas == [(3, 0, 14, 3)]


def test_what_is_not_shown_is_taken_over_quietly() -> None:
    model = filled()
    model.show_only([0])
    areas = told(model)
    model.put([cell(2, 1), cell(7, 1), NewAnswer("h0", "9", Answer(A))])
    model.replace("h7", {})
    model.replace("h1", {"3": Answer(A)})
    assert areas == []
    model.show_only([0, 1, 2])
    assert model.index(2, 0).data() == "✓"
    assert [model.index(1, column).data() for column in range(3)] == ["", "", "✓"]


def test_lines_are_found_by_household() -> None:
    model = filled()
    model.show_only([2, 0])
    assert [model.line_of(f"h{line}") for line in range(4)] == [1, -1, 0, -1]
    assert model.row_at(5) is None


def test_the_other_mode_counts_registrations() -> None:
    model = GridModel()
    model.load(sheet((A, A, N), (A, N, B), registered="0:1 1:1 1:3"), [0, 1])
    assert model.counts() == [2, 1, 0]
    areas = told(model)
    model.set_mode(Mode.REGISTER)
    assert model.counts() == [2, 0, 1]
    model.set_compare(on=True)
    assert areas == [(0, 0, 1, 3)] * 2


def test_without_a_sheet_nothing_is_there() -> None:
    model = GridModel()
    model.put([cell(0, 1)])
    model.set_compare(on=True)
    assert (model.rowCount(), model.columnCount(), model.counts(), model.completed()) == (0, 0, [], 0)
    assert model.line_of("h0") == -1
    assert model.headerData(0, H) is None
