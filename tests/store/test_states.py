"""States: built beside, checked, compared; whatever fails leaves no draft."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.errors import BugError, EnvironmentFault
from ntm_desktop.store import state_figures, state_rows, states
from ntm_desktop.store.states import TablePlan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STATUSES = ("achieved", "not_achieved", "not_applicable", "not_assessed")
Cells = dict[tuple[str, int, str], str]


class Rows:
    """A table of a package, column by column."""

    def __init__(self, names: str, rows: Sequence[Sequence[Any]]) -> None:
        self.columns = {name: [row[at] for row in rows] for at, name in enumerate(names.split())}
        self._length = len(rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._length


def commune(cells: Cells, villages: Mapping[str, str] | None = None, *, name: str = "Xã Mẫu") -> dict[str, Rows]:
    """Return the tables of a commune: a household in v1 unless said otherwise, on a sheet for each year."""
    homes = villages or {}
    households = sorted({key[0] for key in cells} | set(homes))
    years = sorted({key[1] for key in cells})
    return {
        "office": Rows(
            "code name level province_code village_word movement",
            [("30889", name, "commune", "91", "ấp", None)],
        ),
        "villages": Rows(
            "id number name word ethnic_minority_area closed",
            [("v1", 1, "Kinh 5", "ấp", 0, 0), ("v2", 2, "Kinh 6", "ấp", 1, 0)],
        ),
        "task_sets": Rows("key set_id edition title official legal_basis", [("kg@1", "kg", 1, "Bộ", 0, "")]),
        "tasks": Rows(
            "task_set code position name short_name required statuses",
            [
                ("kg@1", "1", 1, "Nhà sạch", "", 1, "achieved not_achieved"),
                ("kg@1", "2", 2, "", "", 1, "achieved not_achieved not_applicable"),
                ("kg@1", "3", 3, "", "", 0, "achieved"),
            ],
        ),
        "households": Rows(
            "id code village head birth_year sex ethnic_group poverty members address status status_on successor"
            " phone personal_id",
            [
                (
                    *(one, f"30889-{one}", homes.get(one, "v1"), f"Hộ {one}", 1970, "male", "", None, None, ""),
                    *("active", None, None, "", ""),
                )
                for one in households
            ],
        ),
        "sheets": Rows(
            "household year village task_set",
            [(one, year, homes.get(one, "v1"), "kg@1") for year in years for one in households],
        ),
        "answers": Rows(
            "household year task status registered remark on",
            [(*key, status, int(status == "not_assessed"), "", None) for key, status in cells.items()],
        ),
    }


def upward(achieved: int = 3) -> dict[str, Rows]:
    whole = commune({})
    return {
        **{name: whole[name] for name in ("office", "task_sets", "tasks")},
        "unit_totals": Rows(
            "commune commune_name year village village_name households started assessed all_achieved",
            [("30889", "Xã Mẫu", 2025, "v1", "Ấp Kinh 5", 4, 3, 2, 1)],
        ),
        "task_totals": Rows(
            "commune year village task achieved not_achieved not_applicable registered",
            [("30889", 2025, "v1", "1", achieved, 0, 0, 1)],
        ),
        "received": Rows("commune sequence received_on on_time sha256", [("30889", 1, "2026-01-02", None, "ab" * 32)]),
    }


CELLS: Cells = {("a", 2025, "1"): "achieved", ("a", 2025, "2"): "not_applicable", ("b", 2025, "1"): "not_assessed"}


def test_a_state_is_whole_and_has_its_name_by_content(tmp_path: Path) -> None:
    draft = tmp_path / "states" / ".x.draft"
    figures = states.build(draft, commune(CELLS))
    target = states.path_of(tmp_path / "states", "ab" * 32)
    states.shelve(draft, target)
    assert not draft.exists()
    assert figures.units == ((2025, "30889", "Xã Mẫu", "v1", 1, "Ấp Kinh 5", 2, 1, 0, 1),)
    assert figures.tasks == ((2025, "30889", "v1", "1", 1, 0, 0, 1), (2025, "30889", "v1", "2", 0, 0, 1, 0))
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (states.APPLICATION_ID,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        totals = connection.execute("SELECT * FROM sheets ORDER BY year, household").fetchall()
    assert totals == [(1, 2025, "v1", "kg@1", 1, 0, 1, 0, 1), (2, 2025, "v1", "kg@1", 0, 0, 0, 1, 0)]


def test_a_state_is_read_back(tmp_path: Path) -> None:
    states.build(tmp_path / "x", commune(CELLS, {"b": "v2"}))
    state = states.open_state(tmp_path / "x")
    try:
        assert state_rows.has_households(state)
        assert [one.title for one in state_rows.villages(state)] == ["Ấp Kinh 5", "Ấp Kinh 6"]
        (tasks,) = state_rows.task_sets(state)
        assert (tasks.key, tasks.codes) == ("kg@1", ("1", "2", "3"))
        assert tasks.required_codes == {"1", "2"}
        first, second = state_rows.households(state, 2025)
        assert (first.head, first.complete, len(first.answers)) == ("Hộ a", True, 2)
        assert (second.village_id, second.answers["1"].registered) == ("v2", True)
        assert [one.id for one in state_rows.households(state, 2025, village_id="v2")] == ["b"]
        assert [one.id for one in state_rows.households(state, 2025, text="ho b")] == ["b"]
        assert state_rows.households(state, 2024) == []
    finally:
        state.close()


def test_totals_from_below_are_kept_as_they_came(tmp_path: Path) -> None:
    figures = states.build(tmp_path / "x", upward())
    assert figures.units == ((2025, "30889", "Xã Mẫu", "v1", 1, "Ấp Kinh 5", 4, 3, 2, 1),)
    assert figures.tasks == ((2025, "30889", "v1", "1", 3, 0, 0, 1),)
    state = states.open_state(tmp_path / "x")
    assert not state_rows.has_households(state)
    state.close()
    states.build(tmp_path / "y", upward(achieved=4))
    plan = states.compare(tmp_path / "y", [2025], {2025: tmp_path / "x"}, tmp_path / "x")
    assert plan["task_totals"] == TablePlan(changed=1)
    assert plan["unit_totals"] == plan["received"] == TablePlan(unchanged=1)


def test_a_commune_after_totals_is_all_new(tmp_path: Path) -> None:
    states.build(tmp_path / "x", commune(CELLS))
    assert states.compare(tmp_path / "x", [2025], {}, None)["answers"] == TablePlan(new=3)


def test_an_empty_commune_has_a_state(tmp_path: Path) -> None:
    figures = states.build(tmp_path / "x", commune({}))
    assert (figures.units, figures.tasks) == ((), ())
    assert states.compare(tmp_path / "x", [2025], {}, None)["sheets"] == TablePlan()


def test_years_are_compared_with_what_stands_for_each(tmp_path: Path) -> None:
    states.build(tmp_path / "2024", commune({("a", 2024, "1"): "achieved"}))
    states.build(tmp_path / "2025", commune(CELLS, name="Xã cũ"))
    both = {**CELLS, ("a", 2024, "1"): "not_achieved", ("b", 2023, "1"): "achieved"}
    states.build(tmp_path / "x", commune(both))
    old = {2024: tmp_path / "2024", 2025: tmp_path / "2025"}
    plan = states.compare(tmp_path / "x", [2023, 2024, 2025], old, tmp_path / "2025")
    assert plan["answers"] == TablePlan(new=1, changed=1, unchanged=3)
    assert plan["sheets"] == TablePlan(new=3, unchanged=3)
    assert plan["office"] == TablePlan(changed=1)
    assert plan["households"] == TablePlan(unchanged=2)


def test_a_failure_leaves_no_draft(tmp_path: Path) -> None:
    doubled = commune(CELLS)
    doubled["answers"] = Rows(
        "household year task status registered remark on", [("a", 2025, "1", "achieved", 0, "", None)] * 2
    )
    draft = tmp_path / "x"
    with pytest.raises(BugError, match=r"store.unexpected"):
        states.build(draft, doubled)
    assert not draft.exists()


def test_a_state_that_lacks_rows_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rows, "__len__", lambda _self: 9)
    with pytest.raises(BugError, match=r"state incomplete"):
        states.build(tmp_path / "x", commune(CELLS))
    assert not (tmp_path / "x").exists()


def test_a_state_that_is_gone_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"store.cannot_open"):
        states.open_state(tmp_path / "none")
    (tmp_path / "x").write_bytes(b"no database" * 1000)
    with pytest.raises(EnvironmentFault, match=r"store.damaged"):
        states.compare(tmp_path / "x", [], {}, None)


def test_plans_add_up() -> None:
    assert TablePlan(1, 2, 3, 4) + TablePlan(1, 1, 1, 1) == TablePlan(2, 3, 4, 5)


keys = st.tuples(st.sampled_from("abcd"), st.sampled_from([2024, 2025]), st.sampled_from("123"))
some_cells = st.dictionaries(keys, st.sampled_from(STATUSES), max_size=20)
homes = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["v1", "v2"]), max_size=4)


@given(cells=some_cells, villages=homes)
def test_figures_are_what_a_plain_count_gives(cells: Cells, villages: dict[str, str]) -> None:
    tables = commune(cells, villages)
    figures, computed = state_figures.compute(tables)
    sheets = [tuple(row) for row in zip(*tables["sheets"].columns.values(), strict=True)]
    complete = []
    for household, year, _village, _edition in sheets:
        said = {task: cells.get((household, year, task), "") for task in "123"}
        good = {"achieved", "not_applicable"}
        complete.append(int("achieved" in said.values() and said["1"] in good and said["2"] in good))
    assert list(computed["sheets"]["complete"]) == complete
    for year, _code, _name, village, *_, households, started, assessed, all_achieved in figures.units:
        own = [at for at, sheet in enumerate(sheets) if sheet[1] == year and sheet[2] == village]
        counts = [
            sum(cells.get((sheets[at][0], year, task), "not_assessed") != "not_assessed" for task in "123")
            for at in own
        ]
        expected = (len(own), sum(map(bool, counts)), counts.count(3), sum(complete[at] for at in own))
        assert (households, started, assessed, all_achieved) == expected
    counted = sum(row[4] + row[5] + row[6] + row[7] for row in figures.tasks)
    assert counted == len(cells)


@given(old=some_cells, new=some_cells)
def test_a_comparison_is_what_a_plain_one_gives(
    tmp_path_factory: pytest.TempPathFactory, old: Cells, new: Cells
) -> None:
    folder = tmp_path_factory.mktemp("states")
    states.build(folder / "old", commune(old))
    states.build(folder / "new", commune(new))
    stands = dict.fromkeys({key[1] for key in old}, folder / "old")
    plan = states.compare(folder / "new", [2024, 2025], stands, folder / "old")["answers"]
    same = new.keys() & old.keys()
    assert plan == TablePlan(
        new=len(new.keys() - old.keys()),
        changed=sum(new[key] != old[key] for key in same),
        removed=len(old.keys() - new.keys()),
        unchanged=sum(new[key] == old[key] for key in same),
    )
