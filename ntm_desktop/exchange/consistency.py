"""Rules between tables that keys cannot say: whose data it is, and which answers a task allows."""

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
