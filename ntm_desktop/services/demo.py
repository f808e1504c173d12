"""A filled sample commune: made-up people, so that anyone may try everything and nobody is harmed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ntm_desktop import paths
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import Household, HouseholdFields, Poverty, Sex
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, setup, task_sets, villages
from ntm_desktop.services.context import Act, perform
from ntm_desktop.services.demo_plan import DEMO_MOVEMENT, DEMO_OFFICES, DemoPlan
from ntm_desktop.store import households as household_store
from ntm_desktop.store import rows
from ntm_desktop.store import villages as village_store
from ntm_desktop.store.ids import new_ids

__all__ = ["DEMO_OFFICES", "DemoPlan", "fill"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ntm_desktop.domain.places import Village
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change

OLDEST, YOUNGEST = 25, 85
MOST_HOUSEHOLDS, MOST_VILLAGES, MOST_COMMUNES = 100_000, 500, 500


def fill(context: Context, plan: DemoPlan, progress: Callable[[float], None] | None = None) -> None:
    """Make the office (where there is none yet) and fill it with villages, households and years of answers."""
    _check_size(plan)
    if plan.level is not Level.COMMUNE:
        from ntm_desktop.services import demo_receiving

        demo_receiving.fill(context, plan, fill, progress)
        return
    names = _names()
    chance = random.Random(plan.seed)  # noqa: S311 - a sample, not a secret
    if setup.current(context) is None:
        setup.create(context, _office(plan))
    if not setup.staff(context):
        for person in names["staff"]:
            setup.hire(context, person["name"], person["post"])
    places = _add_villages(context, plan, names)
    people = _add_households(context, plan, names, chance, places)
    for done, year in enumerate(_years(context, plan), start=1):
        _answer(context, year, people, names, chance)
        if progress is not None:
            progress(done / len(_years(context, plan)))


def _check_size(plan: DemoPlan) -> None:
    wrong = [
        (text, found, least, most)
        for text, found, (least, most) in (
            ("households", plan.households, (1, MOST_HOUSEHOLDS)),
            ("villages", plan.villages, (1, MOST_VILLAGES)),
            ("communes", plan.communes, (0, MOST_COMMUNES)),
        )
        if not least <= found <= most
    ]
    for name, found, least, most in wrong:
        raise UserError("general.demo_size", option=f"--{name}", found=found, least=least, most=most)


def _office(plan: DemoPlan) -> setup.NewOffice:
    return setup.NewOffice(
        Level.COMMUNE, plan.office, task_set=plan.task_set, movement=DEMO_MOVEMENT, village_word="ấp"
    )


def _years(context: Context, plan: DemoPlan) -> tuple[int, ...]:
    this_year = context.clock().year
    return tuple(sorted(plan.years)) or (this_year - 1, this_year)


def _names() -> dict[str, Any]:
    import yaml

    text = (paths.resources_folder() / "samples" / "demo.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _add_villages(context: Context, plan: DemoPlan, names: dict[str, Any]) -> list[Village]:
    known: Sequence[str] = names["villages"]
    for number in range(plan.villages):
        name = known[number] if number < len(known) else f"{known[number % len(known)]} {number // len(known) + 1}"
        if village_store.by_name(context.database, name) is None:
            villages.add(context, name, ethnic_minority_area=number % 4 == 0)
    return villages.listed(context)


def _add_households(
    context: Context, plan: DemoPlan, names: dict[str, Any], chance: random.Random, places: Sequence[Village]
) -> list[Household]:
    ids = new_ids(context.clock(), plan.households)
    office = context.office.code
    people = []
    for index, household_id in enumerate(ids):
        village = places[index * len(places) // plan.households]
        people.append(_household(household_id, f"{office}-{index}", village, names, chance))
    numbered = _numbered(people, places, office)

    def work(connection: Connection) -> Iterator[Change | None]:
        yield from rows.insert_many(connection, "household", (household_store.as_row(one) for one in numbered))

    perform(context, Act("household.imported", {"count": len(numbered)}), work)
    return numbered


def _numbered(people: Sequence[Household], places: Sequence[Village], office: str) -> list[Household]:
    found = []
    for village in places:
        mine = [one for one in people if one.village_id == village.id]
        found += [
            replace(one, code=f"{office}-{village.number:02d}-{number:04d}") for number, one in enumerate(mine, start=1)
        ]
    return found


def _household(
    household_id: str, code: str, village: Village, names: dict[str, Any], chance: random.Random
) -> Household:
    sex = chance.choice((Sex.MALE, Sex.MALE, Sex.FEMALE))
    head = " ".join(
        (
            chance.choice(names["families"]),
            chance.choice(names["middles"][sex.value]),
            chance.choice(names["given"][sex.value]),
        )
    )
    fields = HouseholdFields(
        head=head,
        birth_year=2024 - chance.randint(OLDEST, YOUNGEST),
        sex=sex,
        ethnic_group=_weighted(names["ethnic_groups"], chance),
        poverty=Poverty(_weighted(names["poverty"], chance)),
        members=chance.randint(1, 8),
        address=f"Tổ {chance.randint(1, 12)}, {village.title}",
    )
    return Household(household_id, code, village.id, fields)


def _weighted(choices: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(choices), weights=list(choices.values()))[0]


def _answer(
    context: Context, year: int, people: Sequence[Household], names: dict[str, Any], chance: random.Random
) -> None:
    answers.open_year(context, year)
    tasks = task_sets.of_year(context, year).codes
    this_year = context.clock().year
    cells = []
    for index, one in enumerate(people):
        # The newest year is under way: the last fifth of the households has not been visited yet.
        if year >= this_year and index >= len(people) * 4 // 5:
            continue
        diligence = chance.betavariate(8, 1)
        cells += [answers.NewAnswer(one.id, task, _one_answer(diligence, names, chance)) for task in tasks]
    answers.set_answers(context, year, cells, action="answers.imported")


def _one_answer(diligence: float, names: dict[str, Any], chance: random.Random) -> Answer:
    luck = chance.random()
    if luck < 0.02:  # noqa: PLR2004 - one in fifty does not apply
        return Answer(Status.NOT_APPLICABLE)
    if luck < diligence:
        return Answer(Status.ACHIEVED, registered=chance.random() < 0.7)  # noqa: PLR2004 - most registered
    remark = chance.choice(names["remarks"]) if chance.random() < 0.1 else ""  # noqa: PLR2004 - a few say why
    return Answer(Status.NOT_ACHIEVED, registered=chance.random() < 0.5, remark=remark)  # noqa: PLR2004
