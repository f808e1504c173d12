"""The path of the first start as a table: which steps there are, what each needs, what follows. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.services import setup
from ntm_desktop.services.setup import NewOffice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ntm_desktop.domain.places import OfficeUnit
    from ntm_desktop.services.context import Context

VILLAGE_WORDS = setup.VILLAGE_WORDS
# Provinces of the south, by the codes of both lists: there the unit below a commune is mostly called «ấp».
_SOUTH = frozenset({*range(72, 90), *range(91, 97)})
_FOUND, _LOOKED_AT = 40, 400


TASK_LISTS: Mapping[str, str] = {
    "kg-ho-15-phan-viec": _("Khung chính thức: nhập tên 15 phần việc từ văn bản của tỉnh"),
    "ho-15-phan-viec-phuc-dung": _("Danh sách tham khảo (phục dựng, không chính thức)"),
}


class Step(StrEnum):
    """The steps, in their order."""

    LANGUAGE = "language"
    ROLE = "role"
    OFFICE = "office"
    MOVEMENT = "movement"
    PERSON = "person"
    SUMMARY = "summary"


class After(StrEnum):
    """What a person wants to do first, once the office is made."""

    IMPORT = "import"
    EMPTY = "empty"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far. `superior` is a chosen one; empty: found from the official list by date."""

    language: str = "vi"
    receives: bool | None = None
    old_list: bool = False
    unit: OfficeUnit | None = None
    superior: OfficeUnit | None = None
    movement: str | None = None
    task_set: str = ""
    village_word: str = ""
    name: str = ""
    post: str = ""
    after: After = After.IMPORT


@dataclass(frozen=True, slots=True)
class StepRule:
    """A step's title and what still stands in the way of going on: a message id, empty for nothing."""

    title: str
    missing: Callable[[Answers], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the first start ended: whether an office was made, what comes first, the folder of a sample to open."""

    made: bool = False
    after: After = After.EMPTY
    sample: Path | None = None


def _nothing(_answers: Answers) -> str:
    return ""


def _role_missing(answers: Answers) -> str:
    return _("Hãy chọn một trong hai vai trò.") if answers.receives is None else ""


def _office_missing(answers: Answers) -> str:
    return _("Hãy gõ vài chữ của tên đơn vị rồi chọn trong danh sách hiện ra.") if answers.unit is None else ""


def _movement_missing(answers: Answers) -> str:
    if answers.movement is None:
        return _("Hãy chọn phong trào, hoặc «Chưa chọn».")
    if not answers.receives and not answers.task_set:
        return _("Hãy chọn danh mục phần việc.")
    return ""


def _person_missing(answers: Answers) -> str:
    if not answers.receives and not answers.village_word.strip():
        return _("Hãy chọn cách gọi đơn vị dưới xã: ấp, thôn, làng…")
    return "" if answers.name.strip() else _("Hãy gõ họ và tên: nhật ký ghi tên này bên mỗi thay đổi.")


RULES: Mapping[Step, StepRule] = {
    Step.LANGUAGE: StepRule(_("Ngôn ngữ"), _nothing),
    Step.ROLE: StepRule(_("Nơi làm việc"), _role_missing),
    Step.OFFICE: StepRule(_("Cơ quan"), _office_missing),
    Step.MOVEMENT: StepRule(_("Phong trào và phần việc"), _movement_missing),
    Step.PERSON: StepRule(_("Người làm việc"), _person_missing),
    Step.SUMMARY: StepRule(_("Xem lại và bắt đầu"), _nothing),
}


def title(step: Step) -> str:
    """Return the title of a step, in the language in use."""
    return gettext(RULES[step].title)


def missing(step: Step, answers: Answers) -> str:
    """Return what a step still needs, in the language in use; empty where one may go on."""
    return gettext(RULES[step].missing(answers))


def following(step: Step) -> Step | None:
    """Return the step after this one, None after the last."""
    steps = list(Step)
    at = steps.index(step) + 1
    return steps[at] if at < len(steps) else None


def before(step: Step) -> Step | None:
    """Return the step before this one, None before the first."""
    at = list(Step).index(step)
    return list(Step)[at - 1] if at else None


def position(step: Step) -> tuple[int, int]:
    """Return the number of a step and how many there are, for «Bước 2/6»."""
    return list(Step).index(step) + 1, len(Step)


def levels(answers: Answers) -> tuple[Level, ...]:
    """Return the levels of office that fit the role and the list: today's has no district."""
    if not answers.receives:
        return (Level.COMMUNE,)
    return (Level.DISTRICT, Level.PROVINCE) if answers.old_list else (Level.PROVINCE,)


def search_offices(context: Context, answers: Answers, text: str) -> list[OfficeUnit]:
    """Return the offices that fit role and list and have every typed word, best first."""
    regime = setup.THREE_TIERS if answers.old_list else setup.TWO_TIERS
    return _search(context, text, levels(answers), regime)


def search_superiors(context: Context, answers: Answers, text: str) -> list[OfficeUnit]:
    """Return whom the office could report to: units of a higher level, those of both lists, today's first."""
    above = (Level.PROVINCE,) if answers.receives else (Level.DISTRICT, Level.PROVINCE)
    found = _search(context, text, above, None)
    return sorted(found, key=lambda one: one.regime != setup.TWO_TIERS)


def _search(context: Context, text: str, wanted: tuple[Level, ...], regime: str | None) -> list[OfficeUnit]:
    level = wanted[0] if len(wanted) == 1 else None  # several levels are ranked together, then told apart
    found = context.catalogue.units.search(text, level, regime, _FOUND if level else _LOOKED_AT)
    return [one for one in found if one.level in wanted][:_FOUND]


def superior(context: Context, answers: Answers, on: date | None = None) -> OfficeUnit | None:
    """Return the superior: the chosen one, or the one that the official list gives for the date."""
    if answers.superior is not None or answers.unit is None:
        return answers.superior
    return context.catalogue.units.superior_of(answers.unit, on or context.clock().date())


def village_word(unit: OfficeUnit | None) -> str:
    """Return how the unit below a commune is usually called where the office is: «ấp» or «thôn»."""
    if unit is not None and unit.kind.casefold() in {"phường", "thị trấn"}:
        return "khu phố"
    return "ấp" if unit is not None and int(unit.province_code) in _SOUTH else "thôn"


def describe(unit: OfficeUnit) -> str:
    """Return what tells a unit from its namesakes: kind, district and province, code, the old list where it is."""
    places = [part for part in (unit.district_name, unit.province_name) if part and part != unit.name]
    kind = "" if unit.name.casefold().startswith(unit.kind.casefold()) else unit.kind
    words = [kind, ", ".join(places), gettext(_("mã {code}")).format(code=unit.code)]
    if unit.regime == setup.THREE_TIERS:
        words.append(gettext(_("danh mục trước 01/7/2025")))
    return " · ".join(part for part in words if part)


def wanted(answers: Answers) -> NewOffice:
    """Return what the service makes the office of; the answers must lack nothing."""
    unit = answers.unit
    if unit is None:
        raise ValueError(Step.OFFICE)
    return NewOffice(
        unit.level,
        unit.code,
        superior_code=answers.superior.code if answers.superior else "",
        movement=answers.movement or "",
        task_set=answers.task_set or setup.DEFAULT_TASK_SET,
        village_word=answers.village_word,
        regime=unit.regime,
        staff_name=answers.name,
        staff_post=answers.post,
        superior_regime=answers.superior.regime if answers.superior else "",
    )


def _tasks_name(context: Context, set_id: str) -> str:
    """Return a list of tasks as its page names it: the catalogue's own title may name another province's plan."""
    if set_id in TASK_LISTS:
        return gettext(TASK_LISTS[set_id])
    return next((one.title for one in context.catalogue.task_sets if one.set_id == set_id), "")


def summary(context: Context, answers: Answers) -> Sequence[tuple[str, str]]:
    """Return what will be made, as lines of name and value."""
    unit, above = answers.unit, superior(context, answers)
    movement = next((one.title for one in context.catalogue.movements if one.id == answers.movement), "")
    person = ", ".join(part for part in (answers.name.strip(), answers.post.strip()) if part)
    role = _("Nơi nhận báo cáo của cấp dưới") if answers.receives else _("Xã, phường, đặc khu")
    lines = [
        (_("Vai trò"), gettext(role)),
        (_("Cơ quan"), f"{unit.name} ({describe(unit)})" if unit else ""),
        (_("Cấp trên nhận báo cáo"), above.name if above else gettext(_("không có"))),
        (_("Phong trào"), movement or gettext(_("chưa chọn"))),
    ]
    if not answers.receives:
        tasks = _tasks_name(context, answers.task_set)
        lines += [(_("Danh mục phần việc"), tasks), (_("Đơn vị dưới xã gọi là"), answers.village_word)]
    lines.append((_("Người làm việc"), person))
    return [(gettext(name), value) for name, value in lines]
