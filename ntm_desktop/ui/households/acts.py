"""What acts on households and villages are called: in the history, and in the tooltip of undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.i18n import day, gettext, number
from ntm_desktop.i18n import mark as _
from ntm_desktop.services import undo
from ntm_desktop.services.journal_words import sentence
from ntm_desktop.wording import household_values as words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.household_history import FieldChange, HistoryLine

_HISTORY: Mapping[str, str] = {
    "household.added": _("Thêm hộ vào danh sách"),
    "household.imported": _("Nhập từ tệp {file}"),
    "household.edited": _("Sửa thông tin hộ"),
    "household.moved": _("Chuyển sang {village}"),
    "household.split": _("Tách ra từ hộ {household} ({head})"),
    "household.merged": _("Nhập vào hộ {household} ({head})"),
    "household.moved_away": _("Ghi nhận hộ đã chuyển đi"),
    "household.dissolved": _("Ghi nhận hộ đã giải thể"),
    "household.reopened": _("Mở lại hộ"),
    "village.merged": _("Gộp {village} vào {into}"),
    "undo": _("Hoàn tác một thao tác"),
    "redo": _("Làm lại một thao tác"),
}
# The same acts in the history of the household that stayed.
_HISTORY_OF_OTHERS: Mapping[str, str] = {
    "household.split": _("Có {count} hộ tách ra: {others}"),
    "household.merged": _("Có {count} hộ nhập vào: {others}"),
}
_MENU: Mapping[str, str] = {
    "household.added": _("thêm hộ {head}"),
    "household.imported": _("nhập {count} hộ từ tệp {file}"),
    "household.edited": _("sửa hộ {head}"),
    "household.moved": _("chuyển {count} hộ sang {village}"),
    "household.split": _("tách {count} hộ từ hộ {head}"),
    "household.merged": _("nhập {count} hộ vào hộ {head}"),
    "household.moved_away": _("ghi {count} hộ chuyển đi"),
    "household.dissolved": _("ghi {count} hộ giải thể"),
    "household.reopened": _("mở lại {count} hộ"),
    "village.added": _("thêm ấp, thôn {village}"),
    "village.edited": _("sửa ấp, thôn {village}"),
    "village.merged": _("gộp {village} vào {into}"),
}
_ANSWERS = _("thay đổi ở «15 phần việc»")


class _Facts(dict[str, object]):
    """Facts for `format_map`; one that is missing leaves a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def history_words(line: HistoryLine) -> str:
    """Return the sentence of an act in a household's history."""
    if line.others:
        pattern = _HISTORY_OF_OTHERS[line.action]
        return gettext(pattern).format(count=number(len(line.others)), others=", ".join(line.others))
    pattern = _HISTORY.get(line.action) or _("Thay đổi thông tin")
    if line.action == "household.imported" and "file" not in line.facts:
        pattern = _("Nhập cùng cả danh sách")
    return gettext(pattern).format_map(_Facts(line.facts))


def menu_words(action: str, facts: Mapping[str, Fact]) -> str:
    """Return what undo or redo would be about, after «Hoàn tác: »."""
    if action.startswith(("answers.", "year.")):
        return gettext(_ANSWERS)
    if action not in _MENU:
        return sentence(action, facts)
    shown = {key: number(value) if isinstance(value, int) else value for key, value in facts.items()}
    return gettext(_MENU[action]).format_map(_Facts(shown))


def undo_words(context: Context) -> str:
    """Say what undo would take back; empty where there is nothing."""
    entry = undo.undoable(context)
    return "" if entry is None else menu_words(entry.action, entry.facts)


def redo_words(context: Context) -> str:
    """Say what redo would bring back; empty where there is nothing."""
    entry = undo.redoable(context)
    return "" if entry is None else menu_words(entry.action, entry.facts)


def change_words(change: FieldChange, village: Callable[[str], str], household: Callable[[str], str]) -> str:
    """Return a field's change: «Năm sinh: 1960 → 1961»; `village`, `household` name an id."""
    before, after = (_value(change.field, value, village, household) for value in (change.before, change.after))
    empty = gettext("(trống)")
    return f"{words.field(change.field)}: {before or empty} → {after or empty}"


def _value(field: str, value: str | int | None, village: Callable[[str], str], household: Callable[[str], str]) -> str:
    if value in {None, ""}:
        return ""
    text = str(value)
    named: Mapping[str, Callable[[str], str]] = {
        "village_id": village,
        "successor_id": household,
        "sex": words.sex,
        "poverty": words.poverty,
        "status": words.status,
        "status_on": lambda iso: day(date.fromisoformat(iso)),
    }
    return named[field](text) if field in named else text
