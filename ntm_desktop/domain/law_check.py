"""The faults of a law pack, and of a task list, that decoding cannot see."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from ntm_desktop.domain.law import Category
from ntm_desktop.domain.rules_check import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.domain.law import LawPack
    from ntm_desktop.domain.tasks import TaskSet


def check_law(law: LawPack) -> tuple[Fault, ...]:
    """Return every fault of a law pack: salaries that overlap, codes that nothing declares, shares beyond all."""
    return (*_check_salaries(law), *_check_coefficients(law), *_check_votes(law), *_check_copies(law))


def check_tasks(tasks: TaskSet) -> tuple[Fault, ...]:
    """Return every fault of a task list: none at all, or a code given twice."""
    if not tasks.tasks:
        return (Fault("packs.empty_rule", "tasks"),)
    seen: Counter[str] = Counter()
    faults: list[Fault] = []
    for at, task in enumerate(tasks.tasks):
        seen[task.code] += 1
        if seen[task.code] > 1:
            faults.append(Fault("packs.repeated_code", f"tasks[{at}].code", task.code))
    return tuple(faults)


def _check_salaries(law: LawPack) -> Iterator[Fault]:
    for at, one in enumerate(law.base_salaries):
        if one.until is not None and one.until < one.since:
            yield Fault("packs.impossible", f"base_salaries[{at}].until", str(one.until), f"≥ {one.since}")
    ordered = sorted(enumerate(law.base_salaries), key=lambda pair: pair[1].since)
    for (_, before), (at, after) in itertools.pairwise(ordered):
        if before.until is None or before.until >= after.since:
            yield Fault("packs.impossible", f"base_salaries[{at}].since", str(after.since), f"> {before.until}")


def _check_coefficients(law: LawPack) -> Iterator[Fault]:
    known = {form.code for form in law.award_forms}
    values = {(one.award, one.category): one.value for one in law.coefficients}
    seen: Counter[tuple[str, Category]] = Counter()
    for at, one in enumerate(law.coefficients):
        path = f"coefficients[{at}]"
        if one.award not in known:
            yield Fault("packs.unknown_code", f"{path}.award", one.award)
        seen[one.award, one.category] += 1
        if seen[one.award, one.category] > 1:
            yield Fault("packs.repeated_code", f"{path}.award", f"{one.award} {one.category}")
        single = values.get((one.award, Category.INDIVIDUAL))
        if one.category is Category.HOUSEHOLD and single is not None:
            asked = single * law.reward_rules.household_factor
            if one.value != asked:
                yield Fault("packs.impossible", f"{path}.value", str(one.value), f"= {asked}")


def _check_votes(law: LawPack) -> Iterator[Fault]:
    known = {form.code for form in law.award_forms}
    for at, rule in enumerate(law.votes):
        yield from _unknown(rule.awards, known, f"votes[{at}].awards")
        if rule.min_share is not None and not 0 < rule.min_share <= 1:
            yield Fault("packs.impossible", f"votes[{at}].min_share", str(rule.min_share), "0–1")


def _check_copies(law: LawPack) -> Iterator[Fault]:
    known = {form.code for form in law.award_forms}
    for at, rule in enumerate(law.copies):
        yield from _unknown(rule.awards, known, f"copies[{at}].awards")


def _unknown(awards: tuple[str, ...], known: set[str], path: str) -> Iterator[Fault]:
    for at, award in enumerate(awards):
        if award not in known:
            yield Fault("packs.unknown_code", f"{path}[{at}]", award)
