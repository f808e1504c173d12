"""Everything that ships as data, behind one value; a kind of pack is read when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from ntm_desktop.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ntm_desktop.catalog.compiled import Folder
    from ntm_desktop.catalog.offices import UnitDirectory
    from ntm_desktop.domain.criteria import CriteriaSet
    from ntm_desktop.domain.criteria_forms import FormSet
    from ntm_desktop.domain.facts import FactDeclaration
    from ntm_desktop.domain.law import LawPack
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_check import Known
    from ntm_desktop.domain.tasks import TaskSet


def load_catalogue(resources: Path) -> Catalogue:
    """Return the catalogue of a `resources` folder; nothing is read before it is asked for."""
    return Catalogue(resources)


class Catalogue:
    """The packs of one `resources` folder. Reading a faulty pack raises RefusedError(packs.refused)."""

    def __init__(self, resources: Path) -> None:
        self.resources = resources
        self._folders: dict[str, Folder[Any]] = {}

    @cached_property
    def units(self) -> UnitDirectory:
        """The official lists of units."""
        from ntm_desktop.catalog.offices import UnitDirectory

        files = (self.resources / "offices").glob("*.tsv")
        return UnitDirectory({path.name: path.read_bytes() for path in files})

    @cached_property
    def task_sets(self) -> tuple[TaskSet, ...]:
        """The household task lists, by id and edition: official frames first."""
        found: Folder[TaskSet] = self.packs("criteria/households")
        return tuple(sorted(found, key=lambda one: (not one.official, one.set_id, one.edition)))

    def task_set(self, set_id: str, edition: int | None = None) -> TaskSet:
        """Return an edition of a task list, its newest if none is named; UserError(packs.no_such_set)."""
        found = [one for one in self.task_sets if one.set_id == set_id and edition in {None, one.edition}]
        if not found:
            raise UserError("packs.no_such_set", id=set_id)
        return max(found, key=lambda one: one.edition)

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """The profiles of all plans, by id."""
        found: Folder[Movement] = self.packs("movements")
        return tuple(sorted(found, key=lambda one: one.id))

    def movement(self, movement_id: str) -> Movement:
        """Return the profile with this id; UserError(packs.no_such_movement)."""
        folder: Folder[Movement] = self.packs("movements")
        own_file = f"{movement_id}.yaml"  # as packs are called, so that no other need be unfolded
        if own_file in folder.names and folder.value(own_file).id == movement_id:
            return folder.value(own_file)
        for one in self.movements:
            if one.id == movement_id:
                return one
        raise UserError("packs.no_such_movement", id=movement_id, known=", ".join(one.id for one in self.movements))

    @cached_property
    def criteria_sets(self) -> tuple[CriteriaSet, ...]:
        """Every criteria set of villages, communes, provinces and products, by id and edition."""
        found: Folder[CriteriaSet] = self.packs("criteria/sets")
        return tuple(sorted(found, key=lambda one: (one.id, one.edition)))

    def criteria_set(self, set_id: str) -> CriteriaSet:
        """Return the newest edition of a criteria set, task lists included; UserError(packs.no_such_set)."""
        from ntm_desktop.domain.criteria_tasks import criteria_set_of

        found = [one for one in self.criteria_sets if set_id in {one.id, one.key}]
        if found:
            return found[-1]
        return criteria_set_of(self.task_set(set_id))

    @cached_property
    def report_forms(self) -> tuple[FormSet, ...]:
        """The report forms of the programme."""
        return tuple(self.packs("criteria/forms"))

    @cached_property
    def law(self) -> LawPack:
        """The law pack."""
        found: Folder[LawPack] = self.packs("law")
        return next(iter(found))

    @cached_property
    def facts(self) -> Mapping[str, FactDeclaration]:
        """The facts that rules may use, by name."""
        return {one.name: one for pack in self.packs("criteria") for one in pack.facts}

    @cached_property
    def known(self) -> Known:
        """What a movement profile may refer to."""
        from ntm_desktop.domain.movements_check import Known

        return Known(
            facts=self.facts,
            award_forms=frozenset(form.code for form in self.law.award_forms),
            criteria_sets=frozenset(one.id for one in self.criteria_sets),
            task_sets=frozenset(one.set_id for one in self.task_sets),
        )

    def packs(self, place: str) -> Folder[Any]:
        """Return the packs of one of compiled.FOLDERS: read and checked now, each unfolded when it is asked for."""
        from ntm_desktop.catalog.compiled import FOLDERS, Folder

        if place not in self._folders:
            self._folders[place] = Folder(self.resources / place, FOLDERS[place])
        return self._folders[place]
