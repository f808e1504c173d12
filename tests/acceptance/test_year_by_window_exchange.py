"""Packages and receipts between two communes and their province, all in the window, with a stick that travels."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.services import answers, households, receiving, setup, trust
from ntm_desktop.ui.exchange.compare_dialog import CompareDialog
from ntm_desktop.ui.households.form_dialog import FormDialog
from ntm_desktop.ui.pages.exchange import ExchangePage
from ntm_desktop.ui.pages.receiving import ReceivingPage
from ntm_desktop.ui.pages.reports import ReportsPage
from ntm_desktop.ui.receiving.board import Receipt, Standing
from ntm_desktop.ui.receiving.intake_dialog import IntakeDialog
from ntm_desktop.ui.receiving.receipts import ReceiptsDialog
from tests.acceptance.window import Screen, beginning, office, press, write
from tests.offices import REFERENCE_TASKS, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.receiving.board import BoardRow

FIRST, SECOND, PROVINCE = "30985", "30988", "91"
YEAR = 2026


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two communes with a year of answers."""
    folder = tmp_path_factory.mktemp("made")
    for code, village in ((FIRST, "Kinh 5"), (SECOND, "Hòa Bình")):
        with app.office(folder / code) as context:
            staff = {"staff_name": "Trần Thị Mẫu", "staff_post": "Công chức"}
            setup.create(context, setup.NewOffice(Level.COMMUNE, code, task_set=REFERENCE_TASKS, **staff))
            homes = settle(context, village, "Nguyễn Văn An", "Trần Thị Đào", "Danh Mẫu")
            answers.open_year(context, YEAR)
            for at, home in enumerate(homes):
                status = (Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE)[at]
                cells = [answers.NewAnswer(home.id, str(task), Answer(Status.ACHIEVED)) for task in range(2, 16 - at)]
                answers.set_answers(context, YEAR, [answers.NewAnswer(home.id, "1", Answer(status)), *cells])
    return folder


@pytest.fixture
def opened(
    made: Path, tmp_path: Path, qtbot: QtBot, dressed: Appearance
) -> Callable[[str], AbstractContextManager[Screen]]:
    """Return how to sit down before an office; the province is begun when it is first opened."""
    for code in (FIRST, SECOND):
        shutil.copytree(made / code, tmp_path / code)
    (tmp_path / "usb").mkdir()

    def sit_down(code: str) -> AbstractContextManager[Screen]:
        folder = tmp_path / code
        first = None if folder.exists() else beginning(qtbot, "an giang", "Lê Thị Mẫu", receives=True)
        return office(folder, qtbot, dressed, first)

    return sit_down


def test_reports_go_up_and_receipts_come_back(
    opened: Callable[[str], AbstractContextManager[Screen]], tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    with opened(PROVINCE) as province:
        assert province.window.windowTitle() == "An Giang — Nơi nhận · NTM"
        write_card(province, usb)
    for code in (FIRST, SECOND):
        with opened(code) as commune:
            write_card(commune, usb)
            compare_card(commune, usb / f"{PROVINCE}.ntmcard", digits(tmp_path / PROVINCE))
            write_package(commune, usb)
    with opened(PROVINCE) as province:
        for code in (FIRST, SECOND):
            compare_card(province, usb / f"{code}.ntmcard", digits(tmp_path / code))
        take_in_both(province, usb)
        tell_early_from_late(province)
        look_into_a_household(province)
        print_the_whole(province, tmp_path / "tong-hop.pdf")
        write_receipts(province, usb)
    with opened(FIRST) as commune:
        take_the_receipt(commune, usb)


def digits(folder: Path) -> str:
    """Return what an office would read out on the telephone."""
    with app.office(folder) as context:
        return trust.own_card(context).fingerprint


def write_card(screen: Screen, usb: Path) -> None:
    page = screen.go("Alt+8", ExchangePage)
    page.tabs.setCurrentWidget(page.cards)
    screen.prompter.paths = [usb / f"{screen.context.office.code}.ntmcard"]
    page.cards.write.setFocus()
    press(None, "Return")
    assert screen.said() == "Đã ghi thẻ"


def compare_card(screen: Screen, card: Path, heard: str) -> None:
    """The 30 digits that were heard are typed; one wrong digit is seen, and nothing is trusted before all stand."""
    page = screen.go("Alt+8", ExchangePage)
    screen.prompter.paths = [card]
    page.receive_card()
    dialog = screen.modal(CompareDialog)
    wrong = str((int(heard[0]) + 1) % 10)
    write(wrong + heard[1:])
    assert not dialog.trust.isEnabled()
    assert "nhóm 1" in dialog.verdict.text()
    dialog.typed.clear()
    write(heard)
    assert dialog.trust.isEnabled()
    screen.look(f"compare-{screen.context.office.code}", dialog)
    press(None, "Return")
    screen.settle()
    assert trust_known(screen, card.stem)


def trust_known(screen: Screen, code: str) -> bool:
    return code in {one.code for one in trust.listed(screen.context)}


def write_package(screen: Screen, usb: Path) -> None:
    """Only after the package was written and read back does the page say that the stick may go."""
    page = screen.go("Alt+8", ExchangePage)
    assert "thay đổi" in screen.window.status.unsent.text()
    screen.prompter.paths = [usb]
    page.focus_start()
    press(None, "Return")
    screen.qtbot.waitUntil(lambda: bool(page.outgoing.said.text()))
    assert "Xin đừng rút USB" in page.outgoing.said.text()
    screen.settle()
    assert "Có thể rút USB an toàn" in page.outgoing.said.text()
    assert page.outgoing.write.hasFocus()
    assert list(usb.glob(f"*{screen.context.office.code}*.ntmpkg"))
    screen.look(f"sent-{screen.context.office.code}")


def take_in_both(screen: Screen, usb: Path) -> None:
    """Both packages at once: the plan first, nothing before it was agreed to."""
    screen.go("Alt+1", ReceivingPage)
    screen.prompter.paths = [usb]
    press(screen.window, "Ctrl+Shift+O")
    screen.settle()
    dialog = screen.modal(IntakeDialog)
    assert dialog.go.text() == "&Nhận 2 gói"
    plan = {name: plan.new for name, plan in dialog.plan.model_of_lines.lines()}
    assert (plan["households"], plan["villages"]) == (3, 1)
    assert receiving.history(screen.context) == []
    screen.look("plan", dialog)
    dialog.go.setFocus()
    press(None, "Space")
    screen.settle()
    assert {one.sender_code for one in receiving.history(screen.context)} == {FIRST, SECOND}
    screen.look("board")


def row(page: ReceivingPage, code: str) -> BoardRow:
    """Return the row of an office on the board."""
    assert page.board is not None
    return next(one for one in page.board.rows if one.status.code == code)


def tell_early_from_late(screen: Screen) -> None:
    page = screen.page(ReceivingPage)
    today = screen.context.clock().date()
    for days, standing, missing in ((1, Standing.ON_TIME, Standing.MISSING), (-1, Standing.LATE, Standing.OVERDUE)):
        page.view.deadline.setFocus()
        press(None, "Return")
        form = screen.modal(FormDialog)
        form.form.set_values({"due": today + timedelta(days=days)})
        press(None, "Return")
        screen.settle()
        assert (row(page, FIRST).standing, row(page, "30292").standing) == (standing, missing)
    assert row(page, FIRST).share == pytest.approx(1 / 3)


def look_into_a_household(screen: Screen) -> None:
    """Down to one household's answers by Enter, and back up by Esc."""
    page = screen.page(ReceivingPage)
    press(page, "Ctrl+F")
    write("an bien")
    press(page.view.table, "Return")
    screen.settle()
    view = page.commune
    assert page.stack.currentWidget() is view
    press(view.units, "Down")
    press(view.units, "Return")
    screen.settle()
    assert [one.head for one in view.households.model_of_lines.lines()] == ["Nguyễn Văn An", "Trần Thị Đào", "Danh Mẫu"]
    press(view.households, "Down")
    press(view.households, "Return")
    assert "Trần Thị Đào" in view.path.text()
    assert view.answers.model_of_lines.index(0, 2).data() == "✗ chưa đạt"
    screen.look("household")
    for widget in (view.answers, view.households, view.units):
        press(widget, "Esc")
    assert page.stack.currentWidget() is page.view


def print_the_whole(screen: Screen, target: Path) -> None:
    """The consolidated report is seen before it is saved."""
    page = screen.go("Alt+7", ReportsPage)
    page.view.setFocus()
    press(None, "Return")
    screen.qtbot.waitUntil(lambda: page.desk.preview is not None and page.desk.preview.isVisible(), timeout=15_000)
    preview = page.desk.preview
    assert preview is not None
    screen.look("consolidated", preview)
    screen.prompter.paths = [target]
    preview.activateWindow()
    screen.qtbot.waitUntil(preview.isActiveWindow)
    press(preview, "Ctrl+S")
    screen.settle()
    preview.close()
    text = "".join(one.extract_text() for one in PdfReader(target).pages)
    assert "TỔNG HỢP" in text.upper()
    assert "An Biên" in text


def write_receipts(screen: Screen, usb: Path) -> None:
    page = screen.go("Alt+1", ReceivingPage)
    page.ask_receipts()
    dialog = screen.modal(ReceiptsDialog)
    assert set(dialog.codes()) == {FIRST, SECOND}
    screen.prompter.paths = [usb]
    dialog.target.browse.setFocus()
    press(None, "Space")
    dialog.list.setFocus()
    press(None, "Return")
    screen.settle()
    assert row(page, FIRST).receipt is Receipt.WRITTEN
    assert "Có thể rút USB an toàn" in page.view.said.text()


def take_the_receipt(screen: Screen, usb: Path) -> None:
    """What became of the package stands beside it; the receipt of the other commune says nothing here."""
    page = screen.go("Alt+8", ExchangePage)
    screen.prompter.paths = [one for one in usb.glob("*.ntmpkg") if one.stem.startswith(PROVINCE) and FIRST in one.stem]
    page.incoming.files.setFocus()
    press(None, "Return")
    screen.settle()
    lines = page.sent.model_of_lines
    column = [one.head() for one in lines.columns].index("Tình trạng")
    assert "Đã được tiếp nhận" in str(lines.index(0, column).data())
    assert households.find(screen.context)
    screen.look("receipt")
