"""SQL typed into every text field, sent and taken in: it is text everywhere, and every table stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.services import (
    answers,
    backups,
    households,
    receiving,
    receiving_overview,
    setup,
    task_sets,
    undo,
    villages,
)
from ntm_desktop.services.households import Filter
from ntm_desktop.store import integrity
from ntm_desktop.store.contents import contents
from tests.network import FIRST, network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from tests.network import Network

SQL = (
    "Robert'); DROP TABLE household;--",
    "' OR '1'='1",
    '"; DELETE FROM answer; --',
    "x' UNION SELECT secret FROM office --",
    "%_\\' ESCAPE '",
    "?1 :name @v $x",
)


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Network]:
    with network(tmp_path / "net") as one:
        yield one


def household(text: str) -> HouseholdFields:
    return HouseholdFields(text, ethnic_group=text, address=text, note=text)


def typed(office: Context) -> None:
    """Type SQL wherever a person may type text; each field refuses it in words or keeps it as it is."""
    first, _changed = setup.hire(office, SQL[0], SQL[1])
    setup.change_staff(office, replace(first, post=SQL[2]))
    for text in SQL:
        villages.add(office, text)
    for village, text in zip(villages.listed(office), SQL, strict=True):
        households.add(office, village.id, household(text))
    chosen = task_sets.chosen(office)
    tasks = tuple(replace(task, name=SQL[place % len(SQL)]) for place, task in enumerate(chosen.tasks))
    edition, _changed = task_sets.save_edition(office, replace(chosen, title=SQL[3], tasks=tasks))
    task_sets.choose(office, edition.key)
    answers.open_year(office, 2025)
    cells = [
        answers.NewAnswer(one.id, "1", Answer(Status.ACHIEVED, remark=one.fields.head))
        for one in households.find(office)
    ]
    answers.set_answers(office, 2025, cells)


def test_sql_in_every_text_field_is_text_from_the_village_to_the_province(net: Network) -> None:
    office, province = net.commune(FIRST), net.province()
    tables = {one: set(contents(backups.write(one).path)) for one in (office, province)}
    typed(office)
    kept = households.find(office)
    assert sorted(one.fields.head for one in kept) == sorted(SQL)
    assert all(one.fields == household(one.fields.head) for one in kept)
    for text in SQL:
        assert [one.fields.head for one in households.find(office, Filter(text=text))] == [text]
    assert {one.name for one in villages.listed(office)} == set(SQL)
    net.introduce(office, province)
    file = net.send(office, province).file
    assert receiving.apply(province, receiving.inspect(province, file)).accepted
    shown = receiving_overview.consolidated(province, 2025)
    assert dict(shown.whole.achieved) == {"1": len(SQL)}
    for one in (office, province):
        assert integrity.structure_faults(one.database) == []
        assert set(contents(backups.write(one).path)) == tables[one]


@pytest.mark.parametrize("text", SQL)
def test_sql_in_what_is_edited_undone_and_sought(net: Network, text: str) -> None:
    office = net.commune(FIRST, "Nguyễn Văn Mẫu")
    (one,) = households.find(office)
    households.edit(office, one.id, household(text))
    assert households.find(office)[0].fields == household(text)
    for wanted in (Filter(village_id=text), Filter(ethnic_group=text + "x"), Filter(text=text + " khác")):
        assert households.find(office, wanted) == []
    undo.undo(office)
    assert households.find(office)[0].fields == one.fields
