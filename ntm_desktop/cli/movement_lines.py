"""What the commands of the plans say, line by line: a first line for each thing, what belongs to it further in."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ntm_desktop import i18n
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import explaining
from ntm_desktop.wording import plan_words, plans
from ntm_desktop.wording import verdicts as verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = dict[str, Any]
_JUNE = 6
_IN_TIME = frozenset({"ahead", "on_time"})


def movement(row: Row) -> str:
    """Return the line of a movement in a list: id, title, years, and how far the profile has come."""
    state = "" if row["status"] == "signed" else f"  ({plan_words.code('status', row['status'])})"
    under = _(", thuộc {parent}").format(parent=row["parent_id"]) if row["parent_id"] else ""
    return f"{row['id']}  {row['title']}  {row['first_year']}–{row['last_year']}{state}{under}"


def money_list(found: Row) -> list[str]:
    """Return the lines of a list of money with their totals, then the totals by year and source."""
    lines = [f"{_named(one)}: {i18n.money(one['total'])}  [{one['source']}]" for one in found["lines"]]
    for one in found["by_year_and_source"]:
        year = _("năm {year}").format(year=one["year"])
        lines.append(f"{year}, {one['source']}: {i18n.money(one['total'])}")
    return [*lines, _("Tổng cộng: {total}").format(total=i18n.money(found["total"]))]


def _named(one: Row) -> str:
    if "item" in one:
        return f"{one['item']}: {i18n.number(one['quantity'])} × {i18n.money(one['unit_price'])}"
    category = plan_words.code("category", one["category"])
    day = i18n.day(date.fromisoformat(one["date"]))
    return f"{day}  {one['award']} ({category}): {one['count']} × {i18n.money(one['each'])}"


def _head(row: Row) -> str:
    return f"{row['requirement']}  {row['title']}"


def _words(field: str, codes: Sequence[str]) -> str:
    return ", ".join(plan_words.code(field, one) for one in codes)


def _ways(row: Row) -> Iterator[str]:
    """Yield who does it, who gets it, and through whom."""
    offices = "; ".join(row["offices"]) or _("không còn cơ quan nào giữ việc này")
    yield f"    {plan_words.key('offices')}: {offices}"
    if row["to"]:
        through = _(" (qua {offices})").format(offices="; ".join(row["through"])) if row["through"] else ""
        yield f"    {plan_words.key('to')}: {'; '.join(row['to'])}{through}"


def step(row: Row) -> list[str]:
    """Return a step with its actions, offices, addressees and registers."""
    lines = [_head(row), f"    {plan_words.key('actions')}: {_words('actions', row['actions'])}", *_ways(row)]
    if row["levels"]:
        lines.append(f"    {plan_words.key('level')}: {_words('level', row['levels'])}")
    if row["records"]:
        lines.append(f"    {plan_words.key('records')}: {_words('records', row['records'])}")
    return lines


def dossier(row: Row) -> list[str]:
    """Return a dossier: documents with the statutory forms of that name, copies, and the way at each level."""
    lines = [row["title"]]
    for part in row["parts"]:
        lines.append(f"  {_head(part)}")
        lines += [f"    - {_document(one)}" for one in part["documents"]]
    if not row["parts"]:
        none = _("Kế hoạch không nêu thành phần hồ sơ: theo pháp luật về thi đua, khen thưởng.")
        lines.append(f"  {none}")
    lines.append(f"  {_copies(row)}")
    for way in row["ways"]:
        head = _("Đường đi của hồ sơ, {level}:").format(level=plan_words.code("level", way["level"]))
        lines.append(f"  {head}")
        for stage in way["stages"]:
            lines += [f"  {line}" for line in [f"  {_head(stage)}", *_ways(stage)]]
        if not way["stages"]:
            none = _("Kế hoạch không nêu.")
            lines.append(f"    {none}")
    return lines


def _document(row: Row) -> str:
    numbers = ", ".join(form["number"] for form in row["forms"])
    return _("{name} (mẫu số {numbers})").format(name=row["name"], numbers=numbers) if numbers else str(row["name"])


def _copies(row: Row) -> str:
    if row["copies"] is None:
        return _("Số bộ: theo quy định của tỉnh")
    copies = f"{row['copies']:02d}"
    if row["files"]:
        return _("Số bộ: {copies}, kèm tệp {files}").format(copies=copies, files=row["files"])
    return _("Số bộ: {copies}").format(copies=copies)


def award(row: Row) -> list[str]:
    """Return an award form that is open: occasion, form, level, authority."""
    occasion, level = plan_words.code("occasions", row["occasion"]), plan_words.code("level", row["level"])
    lines = [f"{occasion}: {row['form_title']} ({row['form']}), {level}  [{row['requirement']}]"]
    lines.append(f"    {plan_words.key('authority')}: {row['authority']}")
    if row["kinds"]:
        lines.append(f"    {plan_words.key('kinds')}: {_words('kinds', row['kinds'])}")
    return lines


def program(row: Row) -> list[str]:
    """Return a content or programme with what it lists, who leads it and what is kept of it."""
    lines = [_head(row), *(f"    - {item}" for item in row["items"])]
    lines += [f"    {name}: {', '.join(items)}" for name, items in row["groups"].items()]
    if row["offices"]:
        lines.append(f"    {plan_words.key('offices')}: {'; '.join(row['offices'])}")
    if row["task_set"]:
        lines.append(f"    {plan_words.key('task_set')}: {row['task_set']}")
    if row["records"]:
        lines.append(f"    {plan_words.key('records')}: {_words('records', row['records'])}")
    return lines


def fund(row: Row) -> list[str]:
    """Return the sources of money that a clause names, and how it is given."""
    lines = [_head(row), *(f"    - {source}" for source in row["sources"])]
    marks = [plan_words.key(name) for name in ("voluntary", "by_law") if row[name]]
    return [*lines, f"    ({', '.join(marks)})"] if marks else lines


def goal(row: Row) -> list[str]:
    """Return a goal with the plan's full text."""
    return [_head(row), f"    {row['text']}"]


def recipients(row: Row) -> list[str]:
    """Return to whom a plan's documents go, and the signature block."""
    lines = [_head(row)]
    for one in (*row["recipients"], *row["filed"]):
        group = f" ({one['group']})" if one["group"] else ""
        copies = " ({})".format(_("{copies} bản").format(copies=one["copies"])) if one["copies"] else ""
        lines.append(f"    - {one['name']}{group}{copies}")
    return [*lines, *(f"    {line}" for line in row["signature"])]


def deadline(row: Row) -> list[str]:
    """Return a deadline: when, how it stands, what, and who owes it to whom."""
    head = f"{_when(row)}  {plans.state(row['state'])}{_left(row)}  {_head(row)}"
    what = f"    {plan_words.key('what')}: {plan_words.code('what', row['what'])}"
    return [head, what, *_ways(row), *(f"    - {one}" for one in row["checklist"])]


def _when(row: Row) -> str:
    """Return the last day as exactly as the plan names it: a day, a month, a year, the end of a period."""
    last = date.fromisoformat(row["last_day"])
    if row["exact"] == "month":
        return _("tháng {month}/{year}").format(month=last.month, year=last.year)
    if row["exact"] == "period" and last.month == _JUNE:
        return _("6 tháng đầu năm {year}").format(year=last.year)
    if row["exact"] in {"year", "period"}:
        return _("năm {year}").format(year=last.year)
    return i18n.day(last)


def _left(row: Row) -> str:
    """Return how many days are left, or gone; only where the plan names the day."""
    if row["exact"] != "day" or row["state"] not in {"due", "late"}:
        return ""
    days = abs(row["days_left"])
    return (_(" (còn {days} ngày)") if row["days_left"] >= 0 else _(" (đã {days} ngày)")).format(days=days)


def targets(found: Row) -> list[str]:
    """Return every target with its figures, the yearly table's contradictions, and what the plan says wrong itself."""
    lines = [f"{_head(one)}: {_stood(one)}" for one in found["baselines"]]
    for _requirement, rows in groupby(found["targets"], key=lambda one: one["requirement"]):
        figures = list(rows)
        lines.append(_head(figures[0]))
        lines += [f"    {_figure(one)}" for one in figures]
        if figures[0]["document"]:
            lines.append(f"    {plan_words.key('document')}: {figures[0]['document']}")
    lines += [
        _("{unit}: {standing}  [{requirement}]").format(
            unit=one["unit"], standing=plans.standing(one["standing"]), requirement=one["requirement"]
        )
        for one in found["units"]
    ]
    lines += [
        _("Kế hoạch ghi {stated}, tính lại được {computed}  [{measure}, {requirement}]").format(
            **{**one, "stated": i18n.number(one["stated"]), "computed": i18n.number(one["computed"])}
        )
        for one in found["contradictions"]
    ]
    lines += [_("Lưu ý: {text}").format(text=text) for text in found["remarks"]]
    if found["unused"]:
        lines.append(_("Kế hoạch không có đại lượng: {names}").format(names=", ".join(found["unused"])))
    return lines or [_("Kế hoạch không có chỉ tiêu bằng số.")]


def _stood(one: Row) -> str:
    day = i18n.day(date.fromisoformat(one["date"]))
    figures = ", ".join(f"{each['measure']} = {i18n.number(each['value'])}" for each in one["figures"])
    return _("số gốc ngày {day}: {figures}").format(day=day, figures=figures)


def _figure(one: Row) -> str:
    """Return a figure: what is planned, what was reached, and how it stands."""
    what = ", ".join(part for part in (one["measure"], plans.role(one["role"]), one["scope"]) if part)
    planned = f"{explaining.signed(one['op'])} {i18n.number(one['planned'])}"
    if one["planned_max"] is not None:
        planned = f"{i18n.number(one['planned'])}–{i18n.number(one['planned_max'])}"
    planned = " ".join(part for part in (planned + _share(one["of"], one["planned_percent"]), one["unit"]) if part)
    year = "" if one["year"] is None else _(" năm {year}").format(year=one["year"])
    reached = i18n.number(one["value"]) + _share(None, one["percent"]) if one["value"] is not None else plans.no_data()
    if one["baseline"] is not None:
        reached += _(", gốc {value}").format(value=i18n.number(one["baseline"]))
    more = _(", vượt kế hoạch") if one["exceeded"] and one["standing"] in _IN_TIME else ""
    return f"[{what}]{year} {planned}: {reached}  {plans.standing(one['standing'])}{more}"


def _share(of: float | None, percent: float | None) -> str:
    whole = f"/{i18n.number(of)}" if of is not None else ""
    return whole + (f" ({i18n.number(percent)} %)" if percent is not None else "")


def check_sheet(found: Row) -> list[str]:
    """Return a check sheet: the outcome, then each standard with its evidence, outcome and reasons."""
    logic = plan_words.code("logic", found["logic"])
    basis = plan_words.code("basis", found["basis"])
    outcome = verdict_words.outcome(found["verdict"]["outcome"])
    lines = [f"{found['category']}  {found['title']}: {outcome}", f"  {plan_words.key('logic')}: {logic} ({basis})"]
    lines += [f"  {reason['message']}" for reason in found["verdict"]["reasons"]]
    for row in found["sheet"]:
        lines.append(f"  {row['requirement']}  {row['title']}: {verdict_words.outcome(row['outcome'])}")
        if row["evidence"]:
            lines.append(f"      {plan_words.key('evidence')}: {row['evidence']}")
        lines += [f"      {why}" for why in row["why"]]
    return lines
