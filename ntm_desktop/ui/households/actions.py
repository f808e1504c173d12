"""What can be done with households: each act asks with numbers, is written by a service, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.errors import CancelledError, NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, number
from ntm_desktop.services import household_history, households, villages
from ntm_desktop.ui.forms.lookup import LookupEditor, LookupRow
from ntm_desktop.ui.households import forms
from ntm_desktop.ui.households.form_dialog import FormDialog, FormSpec
from ntm_desktop.ui.models.household_rows import matching
from ntm_desktop.ui.prompts import Destruction, Message, dropping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.domain.households import HouseholdFields
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.forms.editors import Editor
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.households.form_dialog import Values
    from ntm_desktop.ui.models.household_rows import Line
    from ntm_desktop.ui.prompts import Prompter

# Above this many, counting their years one by one would hold up the window.
_COUNTED = 60
_FOUND = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where the acts take place: who works, who is asked, what the list holds."""

    context: Callable[[], Context]
    prompter: Prompter
    lines: Callable[[], Sequence[Line]]
    window: QWidget


class HouseholdActions(QObject):
    """Opens the dialogs and writes. `done` carries each Changed and the id to go to, empty for none."""

    done = Signal(object, str)

    def __init__(self, place: Place) -> None:
        super().__init__(place.window)
        self._place = place
        self.dialog: FormDialog | None = None

    def add(self, village_id: str = "") -> None:
        """Ask for a new household; a village comes first."""
        places = villages.listed(self._context)
        if not places:
            self._place.prompter.tell(
                Message(
                    _("Chưa có ấp, thôn"),
                    _("Mỗi hộ thuộc một ấp, thôn, mà danh sách ấp, thôn còn trống."),
                    remedy=_("Hãy thêm ấp, thôn trước (Ctrl+B), hoặc nhập cả danh sách từ Excel (Ctrl+I)."),
                )
            )
            return
        start = village_id or (places[0].id if len(places) == 1 else "")
        spec = FormSpec(_("Thêm hộ"), forms.household_fields(places), _("&Lưu"), again=_("Lưu và thêm &hộ nữa"))
        self._open(spec, self._add, warnings=self._odd_new, start={"village_id": start or None})

    def edit(self, line: Line) -> None:
        """Ask what is to be changed of a household."""
        title = _("Sửa hộ {head}").format(head=line.household.head)
        spec = FormSpec(title, forms.household_fields(None), _("&Lưu"))
        self._open(
            spec,
            lambda values: self._edit(line, values),
            warnings=lambda values: forms.odd(forms.fields_of(values), self._context.clock().year),
            start=forms.values_of(line.household),
        )

    def move(self, lines: Sequence[Line]) -> None:
        """Ask where households go."""
        here = {line.household.village_id for line in lines}
        places = [one for one in villages.listed(self._context) if here != {one.id}]
        said = _("Chuyển {count} hộ: {names}. Phiếu của các năm trước giữ nguyên.").format(
            count=number(len(lines)), names=_names(lines)
        )
        field = forms.village_field(places, mark("Ch&uyển đến"))
        spec = FormSpec(_("Chuyển sang ấp, thôn khác"), (field,), _("&Chuyển"), said)
        start: Values = {"village_id": places[0].id if len(places) == 1 else None}
        self._open(spec, lambda values: self._move(lines, str(values["village_id"])), start=start)

    def split(self, line: Line) -> None:
        """Ask for the households that leave a household."""
        made: list[HouseholdFields] = []
        origin = line.household
        said = _("Hộ mới ở cùng {village} và ghi chú «Tách từ hộ {code}». Hộ {head} giữ nguyên quá trình.").format(
            village=line.village, code=origin.code, head=origin.head
        )
        start: Values = {
            "ethnic_group": origin.fields.ethnic_group,
            "address": origin.fields.address,
            "poverty": origin.fields.poverty.value if origin.fields.poverty else None,
        }
        title = _("Tách hộ từ hộ {head}").format(head=origin.head)
        spec = FormSpec(title, forms.NEW_IN_SPLIT, _("Tác&h hộ"), said, again=_("Khai thê&m hộ tách nữa"))

        def more(values: Values) -> None:
            made.append(forms.fields_of(values))
            heads = ", ".join(one.head for one in made)
            if self.dialog is not None:
                self.dialog.explain.setText(_("Đã khai: {heads}.").format(heads=heads) + f"\n{said}")

        self._open(
            spec,
            lambda values: self._split(line, [*made, forms.fields_of(values)]),
            warnings=lambda values: forms.odd(forms.fields_of(values), self._context.clock().year),
            more=more,
            rest=lambda: self._split(line, made),
            start=start,
        )

    def merge(self, lines: Sequence[Line]) -> None:
        """Ask which household others are merged into."""
        spec_fields = (forms.kept_field(lines), forms.MERGE_DATE)
        editors: dict[str, Editor] = {}
        said = _("Chọn hộ được giữ lại; {count} hộ kia được đóng và chỉ sang hộ ấy, kết quả các năm giữ nguyên.")
        said = said.format(count=number(len(lines) - 1))
        if len(lines) == 1:
            editors["into"] = self._lookup(lines[0])
            said = _("Hộ {head} sẽ được đóng và chỉ sang hộ chọn dưới đây, kết quả các năm giữ nguyên.").format(
                head=lines[0].household.head
            )
        start: Values = {"on": self._today(), "into": lines[0].id if len(lines) > 1 else None}
        spec = FormSpec(_("Nhập hộ"), spec_fields, _("&Nhập hộ"), said)
        self._open(spec, lambda values: self._merge(lines, values), editors=editors, start=start)

    def close(self, lines: Sequence[Line]) -> None:
        """Ask why and since when households are no longer here."""
        said = _("{count} hộ: {names}.").format(count=number(len(lines)), names=_names(lines))
        spec = FormSpec(_("Đóng hộ"), forms.CLOSING, _("Đón&g hộ"), said)
        self._open(spec, lambda values: self._close(lines, values), start={"on": self._today()})

    def reopen(self, lines: Sequence[Line]) -> None:
        """Open closed households again, after a question."""
        touches = _("{count} hộ được mở lại và có lại trên phiếu của năm đang mở: {names}.").format(
            count=number(len(lines)), names=_names(lines)
        )
        try:
            self._agree(_("Mở lại hộ"), touches, _("Mở lại {count} hộ").format(count=number(len(lines))))
            self.done.emit(households.reopen(self._context, _ids(lines)), lines[0].id)
        except CancelledError:
            return
        except NtmError as error:
            self._place.prompter.show_error(error)

    @property
    def _context(self) -> Context:
        return self._place.context()

    def _today(self) -> date:
        return self._context.clock().date()

    def _add(self, values: Values) -> None:
        changed = households.add(
            self._context, str(values["village_id"]), forms.fields_of(values), str(values.get("code") or "")
        )
        self.done.emit(changed, next(iter(changed.rows.get("household", ())), ""))

    def _edit(self, line: Line, values: Values) -> None:
        changed = households.edit(self._context, line.id, forms.fields_of(values), str(values.get("code") or ""))
        if changed.count:
            self.done.emit(changed, line.id)

    def _move(self, lines: Sequence[Line], village_id: str) -> None:
        moving = [line for line in lines if line.household.village_id != village_id]
        title = villages.get(self._context, village_id).title
        touches = _("{count} hộ chuyển sang {village}, cả trên phiếu của năm đang mở. {years}").format(
            count=number(len(moving)), village=title, years=self._kept(moving)
        )
        button = _("Chuyển {count} hộ").format(count=number(len(moving)))
        self._agree(_("Chuyển sang {village}").format(village=title), touches, button)
        self.done.emit(households.move(self._context, _ids(moving), village_id), moving[0].id)

    def _split(self, line: Line, made: Sequence[HouseholdFields]) -> None:
        changed = households.split(self._context, line.id, made)
        self.done.emit(changed, next(iter(changed.rows.get("household", ())), line.id))

    def _merge(self, lines: Sequence[Line], values: Values) -> None:
        into = str(values["into"])
        gone = [line for line in lines if line.id != into]
        kept = households.get(self._context, into)
        touches = _("{count} hộ được đóng và nhập vào hộ {head} ({code}): {names}. {years}").format(
            count=number(len(gone)), head=kept.head, code=kept.code, names=_names(gone), years=self._kept(gone)
        )
        self._agree(_("Nhập hộ"), touches, _("Nhập {count} hộ").format(count=number(len(gone))))
        self.done.emit(households.merge(self._context, _ids(gone), into, forms.date_of(values, "on")), into)

    def _close(self, lines: Sequence[Line], values: Values) -> None:
        status = HouseholdStatus(str(values["status"]))
        touches = _("{count} hộ không còn trong danh sách đang ở: {names}. {years}").format(
            count=number(len(lines)), names=_names(lines), years=self._kept(lines)
        )
        self._agree(_("Đóng hộ"), touches, _("Đóng {count} hộ").format(count=number(len(lines))))
        changed = households.close(self._context, _ids(lines), status, forms.date_of(values, "on"))
        self.done.emit(changed, lines[0].id)

    def _kept(self, lines: Sequence[Line]) -> str:
        """Say how many years of results stay as they are."""
        if len(lines) > _COUNTED:
            return _("Kết quả các năm giữ nguyên.")
        past = [household_history.history(self._context, line.id) for line in lines]
        years = sum(bool(year.answered) for one in past for year in one.years)
        return _("Giữ nguyên {years} phiếu năm đã có kết quả.").format(years=number(years))

    def _odd_new(self, values: Values) -> list[str]:
        fields = forms.fields_of(values)
        same = forms.namesakes(self._place.lines(), fields, str(values.get("village_id") or ""))
        return [*same, *forms.odd(fields, self._context.clock().year)]

    def _lookup(self, gone: Line) -> LookupEditor:
        lines = self._place.lines()
        known = {line.id: _found_row(line) for line in lines}

        def search(text: str) -> list[LookupRow]:
            places = [place for place in matching(lines, range(len(lines)), text) if lines[place].id != gone.id]
            active = [place for place in places if lines[place].household.status is HouseholdStatus.ACTIVE]
            return [known[lines[place].id] for place in active[:_FOUND]]

        return LookupEditor(search, known.get, required=True)

    def _agree(self, title: str, touches: str, button: str) -> None:
        """Ask with numbers; CancelledError leaves the dialog as it is."""
        act = Destruction(title, touches, button, _("Có thể hoàn tác bằng Ctrl+Z."))
        if not self._place.prompter.confirm_destructive(act):
            raise CancelledError

    def _open(
        self,
        spec: FormSpec,
        save: Callable[[Values], None],
        *,
        warnings: Callable[[Values], Sequence[str]] = lambda _values: (),
        more: Callable[[Values], None] | None = None,
        rest: Callable[[], None] = lambda: None,
        editors: Mapping[str, Editor] | None = None,
        start: Mapping[str, Value] | None = None,
    ) -> None:
        dialog = FormDialog(
            spec,
            save,
            warnings=warnings,
            more=more,
            rest=rest,
            leave=lambda: self._place.prompter.confirm_destructive(dropping(spec.title)),
            editors=editors,
            start=start,
            parent=self._place.window.window(),
        )
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _ids(lines: Sequence[Line]) -> list[str]:
    return [line.id for line in lines]


def _names(lines: Sequence[Line]) -> str:
    """Return the first names, and how many more."""
    few = 3
    said = ", ".join(line.household.head for line in lines[:few])
    if len(lines) > few:
        said += " " + _("và {count} hộ khác").format(count=number(len(lines) - few))
    return said


def _found_row(line: Line) -> LookupRow:
    one = line.household
    born = f", {one.fields.birth_year}" if one.fields.birth_year else ""
    return LookupRow(line.id, one.head + born, f"{line.village}, {one.code}")
