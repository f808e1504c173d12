"""The forms of this place, declared; and how their values become a household and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ntm_desktop.domain.households import HouseholdFields, HouseholdStatus, Poverty, Sex
from ntm_desktop.domain.problems import Severity
from ntm_desktop.domain.validation import LONGEST_CODE, LONGEST_NAME, MAXIMUM_MEMBERS, household_problems
from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.services.households import same_person
from ntm_desktop.ui.forms.fields import Field, FieldChoice, Kind
from ntm_desktop.wording import household_values as words
from ntm_desktop.wording.problems import what_is_wrong, what_to_do

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.models.household_rows import Line

    Values = Mapping[str, Value]

_SEX = tuple(FieldChoice(value, label) for value, label in words.SEX.items())
_POVERTY = tuple(FieldChoice(value, label) for value, label in words.POVERTY.items())
_CLOSINGS = (
    FieldChoice(HouseholdStatus.MOVED_AWAY.value, _("Chuyển đi nơi khác")),
    FieldChoice(HouseholdStatus.DISSOLVED.value, _("Giải thể (không còn hộ này)")),
)

HEAD = Field("head", _("&Chủ hộ"), required=True, most=LONGEST_NAME)
BIRTH = Field("birth_year", _("&Năm sinh"), Kind.YEAR)
SEX = Field("sex", _("&Giới tính"), Kind.CHOICE, choices=_SEX)
MEMBERS = Field("members", _("Số nhân &khẩu"), Kind.INT, least=0, most=MAXIMUM_MEMBERS)
POVERTY = Field("poverty", _("&Diện hộ"), Kind.CHOICE, choices=_POVERTY)
OTHERS = (
    Field("ethnic_group", _("Dân &tộc"), most=60),
    Field("address", _("Đị&a chỉ"), most=200),
    Field("phone", _("Số điện th&oại"), most=40),
    Field("personal_id", _("&Số định danh"), most=32),
    Field("note", _("Gh&i chú"), most=500),
)
CODE = Field("code", _("&Mã hộ"), hint=_("Để trống để chương trình tự đặt mã."), most=LONGEST_CODE)
NEW_IN_SPLIT = (HEAD, BIRTH, SEX, MEMBERS, POVERTY, *OTHERS)
CLOSING = (
    Field("status", _("&Lý do"), Kind.CHOICE, required=True, choices=_CLOSINGS),
    Field("on", _("&Từ ngày"), Kind.DATE, required=True),
)
MERGE_DATE = Field("on", _("&Từ ngày"), Kind.DATE, required=True)


def village_field(villages: Iterable[Village], label: str = _("Ấ&p, thôn")) -> Field:
    """Return a field that chooses one of the villages."""
    choices = tuple(FieldChoice(one.id, one.title, translate=False) for one in villages)
    return Field("village_id", label, Kind.CHOICE, required=True, choices=choices)


def household_fields(villages: Iterable[Village] | None) -> tuple[Field, ...]:
    """Return the fields of a household; without villages those of one that stays in its village."""
    village = () if villages is None else (village_field(villages),)
    return (HEAD, *village, BIRTH, SEX, MEMBERS, POVERTY, *OTHERS, CODE)


def kept_field(lines: Iterable[Line]) -> Field:
    """Return a field that chooses which of some households stays."""
    choices = tuple(
        FieldChoice(line.id, f"{line.household.head} – {line.household.code} – {line.village}", translate=False)
        for line in lines
    )
    return Field("into", _("&Hộ được giữ lại"), Kind.CHOICE, required=True, choices=choices)


def fields_of(values: Values) -> HouseholdFields:
    """Return what a form says of a household."""
    return HouseholdFields(
        head=_text(values, "head"),
        birth_year=_number(values, "birth_year"),
        sex=Sex(str(values["sex"])) if values.get("sex") else None,
        ethnic_group=_text(values, "ethnic_group"),
        poverty=Poverty(str(values["poverty"])) if values.get("poverty") else None,
        members=_number(values, "members"),
        address=_text(values, "address"),
        phone=_text(values, "phone"),
        personal_id=_text(values, "personal_id"),
        note=_text(values, "note"),
    )


def values_of(household: Household) -> dict[str, Value]:
    """Return a household as the values of its form."""
    fields = household.fields
    return {
        "code": household.code,
        "village_id": household.village_id,
        "head": fields.head,
        "birth_year": fields.birth_year,
        "sex": fields.sex.value if fields.sex else None,
        "ethnic_group": fields.ethnic_group,
        "poverty": fields.poverty.value if fields.poverty else None,
        "members": fields.members,
        "address": fields.address,
        "phone": fields.phone,
        "personal_id": fields.personal_id,
        "note": fields.note,
    }


def date_of(values: Values, name: str) -> date:
    """Return the date that a required field holds."""
    return cast("date", values[name])


def odd(fields: HouseholdFields, this_year: int) -> list[str]:
    """Return what is odd about a household but may be kept."""
    problems = household_problems(fields, "", this_year)
    return [
        f"{what_is_wrong(problem)} {what_to_do(problem)}"
        for problem in problems
        if problem.severity is Severity.WARNING
    ]


def namesakes(lines: Sequence[Line], fields: HouseholdFields, village_id: str) -> list[str]:
    """Return a sentence for each household that may be the same: same id number, or name, birth year, village."""
    pattern = gettext("Đã có hộ «{head}» sinh {year}, {village}, mã {code}. Có phải là một hộ không?")
    return [
        pattern.format(
            head=line.household.head,
            year=line.household.fields.birth_year or "–",
            village=line.village,
            code=line.household.code,
        )
        for line in lines
        if same_person(line.household, fields, village_id)
    ]


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def _number(values: Values, name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) else None
