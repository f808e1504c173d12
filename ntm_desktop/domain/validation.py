"""What a person typed, checked: every fault at once, as values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.households import HouseholdFields
    from ntm_desktop.domain.tasks import TaskSet

OLDEST_BIRTH_YEAR = 1900
MAXIMUM_MEMBERS = 50
MAXIMUM_TASKS = 60
LONGEST_NAME, LONGEST_CODE, LONGEST_REMARK = 120, 32, 500
# No longer than the exchange format takes: what could not be sent is told when it is typed, not at the deadline.
LONGEST_ADDRESS, LONGEST_ETHNIC_GROUP, LONGEST_VILLAGE, LONGEST_VILLAGE_WORD = 500, 60, 120, 40
LONGEST_TITLE, LONGEST_BASIS, LONGEST_TASK, LONGEST_SHORT = 500, 1000, 1000, 200
_CODE = re.compile(r"[0-9A-Za-zĐđ][0-9A-Za-zĐđ._/-]*")
_PHONE = re.compile(r"\+?[0-9][0-9 .-]{6,18}")
_PERSONAL_ID = re.compile(r"[0-9]{12}|[0-9]{9}")
_TASK_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,7}")
_LETTER = re.compile(r"[^\W\d_]")


def household_problems(fields: HouseholdFields, code: str, this_year: int) -> tuple[Problem, ...]:
    """Check what is known of a household; `this_year` bounds the birth year. Warnings do not refuse it."""
    return (
        *_name_problems(fields.head),
        *_code_problems(code),
        *_number_problems(fields, this_year),
        *_contact_problems(fields),
        *_long_problems(fields),
    )


def village_problems(name: str, word: str = "") -> tuple[Problem, ...]:
    """Check how a village is called: the name, and the word before it."""
    return tuple(
        Problem("households.village_too_long", Place(column="village"), found=text, expected=str(most))
        for text, most in ((clean(name), LONGEST_VILLAGE), (clean(word), LONGEST_VILLAGE_WORD))
        if len(text) > most
    )


def answer_problems(tasks: TaskSet, task: str, answer: Answer) -> tuple[Problem, ...]:
    """Check one answer against the edition of the year."""
    for asked in tasks.tasks:
        if asked.code == task:
            break
    else:
        return (Problem("answers.no_such_task", Place(column=task), found=task, expected=", ".join(tasks.codes)),)
    if asked.allows(answer.status) and len(answer.remark) <= LONGEST_REMARK:
        return ()
    found = []
    if not asked.allows(answer.status):
        found.append(Problem("answers.status_not_allowed", Place(column=task), found=answer.status.value))
    if len(answer.remark) > LONGEST_REMARK:
        found.append(
            Problem(
                "answers.remark_too_long",
                Place(column=task),
                found=str(len(answer.remark)),
                expected=str(LONGEST_REMARK),
            )
        )
    return tuple(found)


def task_set_problems(tasks: TaskSet) -> tuple[Problem, ...]:
    """Check an edition of the task list that a person typed."""
    found: list[Problem] = []
    if not clean(tasks.title):
        found.append(Problem("answers.set.no_title", Place(column="title")))
    if not 1 <= len(tasks.tasks) <= MAXIMUM_TASKS:
        found.append(Problem("answers.set.count", found=str(len(tasks.tasks)), expected=f"1–{MAXIMUM_TASKS}"))
    seen: set[str] = set()
    for row, task in enumerate(tasks.tasks, start=1):
        if not _TASK_CODE.fullmatch(task.code):
            found.append(Problem("answers.set.bad_code", Place(row=row, column="code"), found=task.code))
        elif task.code in seen:
            found.append(Problem("answers.set.twice", Place(row=row, column="code"), found=task.code))
        seen.add(task.code)
        if Status.ACHIEVED not in task.statuses:
            found.append(Problem("answers.set.never_achieved", Place(row=row, column="statuses"), found=task.code))
        found += _long_texts(row, (("name", task.name, LONGEST_TASK), ("short_name", task.short_name, LONGEST_SHORT)))
    heads = (("title", tasks.title, LONGEST_TITLE), ("legal_basis", tasks.legal_basis, LONGEST_BASIS))
    return (*found, *_long_texts(None, heads))


def _long_texts(row: int | None, texts: Iterable[tuple[str, str, int]]) -> list[Problem]:
    return [
        Problem("answers.set.too_long", Place(row=row, column=name), found=str(len(clean(text))), expected=str(most))
        for name, text, most in texts
        if len(clean(text)) > most
    ]


def _name_problems(head: str) -> Iterator[Problem]:
    name = clean(head)
    if not name:
        yield Problem("households.no_head", Place(column="head"))
    elif len(name) > LONGEST_NAME:
        yield Problem("households.too_long", Place(column="head"), found=name, expected=str(LONGEST_NAME))
    elif not _LETTER.search(name):
        yield Problem("households.no_letter", Place(column="head"), found=name)


def _code_problems(code: str) -> Iterator[Problem]:
    if code and (len(code) > LONGEST_CODE or not _CODE.fullmatch(code)):
        yield Problem("households.bad_code", Place(column="code"), found=code)


def _number_problems(fields: HouseholdFields, this_year: int) -> Iterator[Problem]:
    year = fields.birth_year
    if year is not None and not OLDEST_BIRTH_YEAR <= year <= this_year:
        span = f"{OLDEST_BIRTH_YEAR}–{this_year}"
        yield Problem("households.birth_year", Place(column="birth_year"), found=str(year), expected=span)
    members = fields.members
    if members is not None and not 0 <= members <= MAXIMUM_MEMBERS:
        span = f"0–{MAXIMUM_MEMBERS}"
        yield Problem("households.members", Place(column="members"), found=str(members), expected=span)


def _long_problems(fields: HouseholdFields) -> Iterator[Problem]:
    for code, name, text, most in (
        ("households.address_too_long", "address", fields.address, LONGEST_ADDRESS),
        ("households.ethnic_group_too_long", "ethnic_group", fields.ethnic_group, LONGEST_ETHNIC_GROUP),
    ):
        if len(clean(text)) > most:
            yield Problem(code, Place(column=name), found=text, expected=str(most))


def _contact_problems(fields: HouseholdFields) -> Iterator[Problem]:
    # An id or a telephone number that looks odd is kept, with a warning: the paper may say just that.
    if fields.personal_id and not _PERSONAL_ID.fullmatch(fields.personal_id):
        yield Problem(
            "households.personal_id",
            Place(column="personal_id"),
            found=fields.personal_id,
            severity=Severity.WARNING,
        )
    if fields.phone and not _PHONE.fullmatch(fields.phone):
        yield Problem("households.phone", Place(column="phone"), found=fields.phone, severity=Severity.WARNING)
