"""Lists as offices keep them, made on the spot: each comes in whole and as it is meant, and only once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.problems import Severity
from ntm_desktop.services import households, importing, undo, villages
from tests.lists import (
    awkward,
    encoding,
    families,
    fillings,
    further,
    grounds,
    habits,
    hamlets,
    heads,
    living,
    placing,
    registers,
    reviews,
    saying,
    spelling,
    wrapped,
)
from tests.lists.chance import made_by_chance
from tests.lists.truth import Home, Listing
from tests.offices import FakeClock, commune

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.importing import ImportPlan


def _listings(*modules: ModuleType) -> dict[str, Callable[[], Listing]]:
    return {
        f"{module.__name__.rpartition('.')[2]}-{name}": make
        for module in modules
        for name, make in vars(module).items()
        if callable(make) and getattr(make, "__module__", "") == module.__name__ and not name.startswith("_")
    }


OLDER = (heads, placing, living, saying, encoding, awkward, further)
LATER = (reviews, registers, hamlets, habits, spelling, wrapped, families, grounds, fillings)
LISTINGS = _listings(*OLDER, *LATER)


CHANCES = {f"chance-{seed}": partial(made_by_chance, seed) for seed in (*range(60), 385, 535, 1073)}
"""Clerks by chance; those with a number of their own were not understood once."""
LISTINGS |= CHANCES


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """One office for all lists: each import is undone before the next."""
    with commune(tmp_path_factory.mktemp("office"), FakeClock()) as context:
        yield context


@pytest.mark.parametrize("name", LISTINGS)
def test_a_list_comes_in_whole_and_once_and_goes_again(name: str, office: Context, tmp_path: Path) -> None:
    listing = LISTINGS[name]()
    path = tmp_path / f"{listing.file}{listing.suffix}"
    listing.write(path)
    planned = importing.plan(office, importing.open_file(path))
    done = importing.apply(office, planned, add_doubtful=True)
    try:
        assert sorted(_homes(office, listing), key=str) == sorted(listing.homes, key=str)
        assert done.added == len(listing.homes)
        assert len(planned.draft.duplicates) == listing.duplicates
        _only_expected_problems(planned, listing)
        again = importing.plan(office, importing.open_file(path))
        assert (again.new, len(again.unchanged)) == ((), len(listing.homes))
    finally:
        undo.undo(office)
    assert (households.find(office), villages.listed(office)) == ([], [])


def _homes(office: Context, listing: Listing) -> list[Home]:
    titles = {one.id: one.title for one in villages.listed(office)}
    with_code = any(home.code for home in listing.homes)
    return [
        Home(
            one.fields.head,
            titles[one.village_id],
            one.fields.birth_year,
            one.fields.sex,
            one.fields.poverty,
            one.fields.ethnic_group,
            one.fields.members,
            one.fields.address,
            one.fields.phone,
            one.fields.personal_id,
            one.fields.note,
            one.code if with_code else "",
        )
        for one in households.find(office)
    ]


def _only_expected_problems(planned: ImportPlan, listing: Listing) -> None:
    errors = {problem.code for problem in planned.problems if problem.severity is Severity.ERROR}
    assert errors == listing.refused
    told = {problem.code for problem in planned.problems if problem.severity is not Severity.ERROR}
    assert told <= listing.doubts, [(p.code, p.place.row, p.place.column, p.found) for p in planned.problems]
