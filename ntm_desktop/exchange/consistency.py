"""Rules between tables that keys cannot say: whose data it is, which answers a task allows, what figures can be."""

from __future__ import annotations

from itertools import filterfalse, islice
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.exchange.findings import HOPELESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ntm_desktop.exchange.cards import OfficeRef
    from ntm_desktop.exchange.decode import TableRows
    from ntm_desktop.exchange.findings import Findings
    from ntm_desktop.exchange.tables import Value

_Answer = tuple["Value", "Value", "Value"]
_STATUSES = ("achieved", "not_achieved", "not_applicable")


def check_office(tables: Mapping[str, TableRows], office: OfficeRef, findings: Findings) -> None:
    """Check that the tables speak of the office that signed: one row, its code and level."""
    table = tables.get("office")
    if table is None or not all(table.sound.values()):
        return
    wanted = (office.code, office.level.value)
    said = list(table.rows("code", "level"))
    if said != [wanted]:
        found = "; ".join(f"{code} {level}" for code, level in said)
        findings.add("exchange.office.other", sheet="office", row=2, found=found, expected=" ".join(wanted))


def check_task_sets(tables: Mapping[str, TableRows], findings: Findings) -> None:
    """Each edition must be called what its list and number say, and have tasks where a sheet was made with it."""
    sets = tables.get("task_sets")
    if sets is None or not all(sets.sound.values()):
        return
    rows = zip(sets.columns["key"], sets.columns["set_id"], sets.columns["edition"], sets.numbers, strict=True)
    for key, name, edition, number in rows:
        if key != f"{name}@{edition}":
            found, expected = str(key), f"{name}@{edition}"
            findings.add(
                "exchange.task_set.key", sheet="task_sets", row=number, column="key", found=found, expected=expected
            )
    if {"tasks", "sheets"} <= tables.keys() and tables["tasks"].sound["task_set"]:
        used = set(tables["sheets"].columns["task_set"]) - set(tables["tasks"].columns["task_set"])
        for key, number in zip(sets.columns["key"], sets.numbers, strict=True):
            if key in used:
                findings.add("exchange.task_set.empty", sheet="task_sets", row=number, column="key", found=str(key))


def check_totals(tables: Mapping[str, TableRows], findings: Findings) -> None:
    """No more households can have done something than there are: a village's figures, and those of its tasks."""
    units, tasks = tables.get("unit_totals"), tables.get("task_totals")
    if units is None or tasks is None or not all((*units.sound.values(), *tasks.sound.values())):
        return
    place = ("commune", "year", "village")
    there = dict(zip(units.rows(*place), units.columns["households"], strict=True))
    names = ("started", "assessed", "all_achieved")
    for key, numbers, row in zip(units.rows(*place), units.rows(*names), units.numbers, strict=True):
        _check_share(numbers, there[key], "unit_totals", row, ", ".join(names), findings)
    for key, numbers, said, row in zip(
        tasks.rows(*place), tasks.rows(*_STATUSES), tasks.columns["registered"], tasks.numbers, strict=True
    ):
        if key in there:  # else it is loose, and was told
            both = (sum(map(_number, numbers)), said)
            _check_share(both, there[key], "task_totals", row, ", ".join((*_STATUSES, "registered")), findings)


def _check_share(
    numbers: Iterable[Value], households: Value, sheet: str, row: int, column: str, findings: Findings
) -> None:
    most = max(map(_number, numbers))
    if most > _number(households):
        findings.add(
            "exchange.totals.more",
            sheet=sheet,
            row=row,
            column=column,
            found=str(most),
            expected=f"≤ {households}",
            households=households,
        )


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def check_answers(tables: Mapping[str, TableRows], findings: Findings) -> None:
    """Each answer must be for a task of the sheet's own edition, with a status that the task allows."""
    if not {"answers", "sheets", "tasks"} <= tables.keys():
        return
    answers, allowed = tables["answers"], _allowed(tables["tasks"])
    editions = dict(zip(tables["sheets"].rows("household", "year"), tables["sheets"].columns["task_set"], strict=True))
    strays = filterfalse(allowed.__contains__, _answers(answers, editions))
    wrong = set(islice((answer for answer in strays if None not in answer), HOPELESS))
    if not wrong:
        return
    tasks = {(edition, task) for edition, task, _ in allowed}
    for answer, number in zip(_answers(answers, editions), answers.numbers, strict=True):
        if answer in wrong:
            edition, task, status = (str(part) for part in answer)
            known = answer[:2] in tasks
            findings.add(
                "exchange.answer.status" if known else "exchange.answer.task",
                sheet="answers",
                row=number,
                column="status" if known else "task",
                found=status if known else task,
                expected=edition,
                task=task,
                edition=edition,
            )


def _answers(answers: TableRows, editions: Mapping[tuple[Value, ...], Value]) -> Iterable[_Answer]:
    edition = map(editions.get, answers.rows("household", "year"))
    return zip(edition, answers.columns["task"], answers.columns["status"], strict=True)


def _allowed(tasks: TableRows) -> set[_Answer]:
    allowed: set[_Answer] = set()
    for edition, task, statuses in tasks.rows("task_set", "code", "statuses"):
        for status in (Status.NOT_ASSESSED.value, *str(statuses).split(" ")):
            allowed.add((edition, task, status))
    return allowed
