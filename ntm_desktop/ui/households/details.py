"""The pane beside the list: what is known of a household, its years, and its history in sentences."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QTextBrowser

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import day, moment, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import household_history, households, villages
from ntm_desktop.ui.households.acts import change_words, history_words
from ntm_desktop.ui.theme import colours_in_use
from ntm_desktop.wording import household_values as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.household_history import History, HistoryLine
    from ntm_desktop.ui.models.household_rows import Line

_FACTS = ("birth_year", "sex", "ethnic_group", "members", "poverty", "address", "phone", "personal_id", "note")
# Long enough that holding an arrow key down reads no history, short enough not to be noticed.
_PAUSE = 80


class DetailsPane(QTextBrowser):
    """Shows one household; read again a moment after another one became current."""

    def __init__(self, context: Callable[[], Context]) -> None:
        super().__init__()
        self._context = context
        self._line: Line | None = None
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.show_now)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.retranslate()

    def show_line(self, line: Line | None, count: int = 1) -> None:
        """Show a household soon; `count` is how many are selected."""
        self._line, self._count = line, count
        self._timer.start()

    def show_now(self) -> None:
        """Read and show at once."""
        self._timer.stop()
        if self._line is None:
            self.setHtml(_tagged("p", _("Chọn một hộ để xem thông tin và lịch sử.")))
            return
        try:
            past = household_history.history(self._context(), self._line.id)
        except NtmError:
            # The list shows what went wrong with the store; the pane only stays silent.
            self.clear()
            return
        self.setHtml(self._html(self._line, past))

    def retranslate(self) -> None:
        """Word the pane anew."""
        self.setAccessibleName(_("Thông tin và lịch sử hộ"))
        self.show_line(self._line, self._count)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._timer.start()

    def _html(self, line: Line, past: History) -> str:
        muted = colours_in_use().muted
        parts = [f"<h3>{escape(line.household.head)}</h3>", _under_name(line, muted)]
        if self._count > 1:
            said = _("Đang chọn {count} hộ.")
            parts.append(f"<p><b>{escape(said.format(count=number(self._count)))}</b></p>")
        parts += [facts_html(line, muted), years_html(past)]
        parts.append(_tagged("h4", _("Lịch sử")))
        parts += [self._line_html(one, muted) for one in past.lines]
        return "".join(parts)

    def _line_html(self, line: HistoryLine, muted: str) -> str:
        who = f" · {line.author}" if line.author else ""
        undone = _(" (đã hoàn tác)") if line.undone else ""
        when = f'<span style="color:{muted}">{escape(moment(line.at.astimezone()) + who)}</span>'
        changes = "".join(
            f"<br>&nbsp;&nbsp;{escape(change_words(change, self._village, self._household))}" for change in line.changes
        )
        return f"<p>{when}<br>{escape(history_words(line) + undone)}{changes}</p>"

    def _village(self, village_id: str) -> str:
        return villages.get(self._context(), village_id).title

    def _household(self, household_id: str) -> str:
        return households.get(self._context(), household_id).code


def facts_html(line: Line, muted: str) -> str:
    """Return what is known of a household as a table; what is not known is not shown."""
    fields = line.household.fields
    rows = []
    for name in _FACTS:
        value = getattr(fields, name)
        said = {"sex": words.sex, "poverty": words.poverty}.get(name, str)(value) if value not in {None, ""} else ""
        if said:
            head = f'<td style="color:{muted}; padding-right:8px">{escape(words.field(name))}</td>'
            rows.append(f"<tr>{head}<td>{escape(said)}</td></tr>")
    return f'<table style="margin-top:4px">{"".join(rows)}</table>' if rows else ""


def years_html(past: History) -> str:
    """Return the years as lines: «2025: 13/15 đạt»."""
    head = _tagged("h4", _("Kết quả phần việc"))
    if not past.years:
        return head + _tagged("p", _("Chưa có trên phiếu năm nào."))
    lines = []
    for one in past.years:
        said = _("{year}: {achieved}/{tasks} đạt").format(year=one.year, achieved=one.achieved, tasks=one.tasks)
        if not one.answered:
            said = _("{year}: chưa đánh giá").format(year=one.year)
        lines.append(escape(said))
    return f"{head}<p>{'<br>'.join(lines)}</p>"


def _under_name(line: Line, muted: str) -> str:
    one = line.household
    parts = [one.code, line.village]
    if one.status != "active":
        since = f" ({day(one.status_on)})" if one.status_on else ""
        parts.append(words.status(one.status) + since)
    return f'<p style="color:{muted}; margin-bottom:6px">{escape(" · ".join(parts))}</p>'


def _tagged(tag: str, words: str) -> str:
    return f"<{tag}>{escape(words)}</{tag}>"
