"""Pages: what stays together, what is repeated, what is parted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.reports.boxes import Slot, Space
from ntm_desktop.reports.flow import paginate

if TYPE_CHECKING:
    from ntm_desktop.reports.boxes import Box
    from ntm_desktop.reports.flow import Placed
    from ntm_desktop.reports.geometry import Pen

HEAD = Space(10)


@dataclass(frozen=True, slots=True)
class Elastic:
    """A box that can be parted anywhere above one point."""

    height: float

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw nothing."""

    def split(self, room: float) -> tuple[Box, Box] | None:
        return (Elastic(room), Elastic(self.height - room)) if 1 <= room < self.height else None


def heights(pages: list[list[Placed]]) -> list[list[float]]:
    return [[box.height for _y, box in page] for page in pages]


def test_what_does_not_fit_goes_to_the_next_page_without_its_gap() -> None:
    pages = paginate([Slot(Space(60)), Slot(Space(60), gap=5), Slot(Space(30), gap=5)], 100)
    assert heights(pages) == [[60], [60, 30]]
    assert [y for y, _box in pages[1]] == [0, 65]


def test_slots_that_keep_together_move_together() -> None:
    slots = [Slot(Space(60)), Slot(Space(20), keep=True), Slot(Space(30))]
    assert heights(paginate(slots, 100)) == [[60], [20, 30]]


def test_a_group_higher_than_a_page_is_placed_one_by_one() -> None:
    slots = [Slot(Space(50)), *(Slot(Space(40), keep=True) for _ in range(4))]
    assert heights(paginate(slots, 100)) == [[50, 40], [40, 40], [40]]


def test_a_head_is_repeated_on_each_page() -> None:
    slots = [Slot(HEAD, keep=True), *(Slot(Space(30), head=HEAD) for _ in range(7))]
    assert heights(paginate(slots, 100)) == [[10, 30, 30, 30], [10, 30, 30, 30], [10, 30]]


def test_a_forced_page_begins_anew_but_never_twice() -> None:
    slots = [Slot(Space(0), new_page=True), Slot(Space(10)), Slot(Space(10), new_page=True)]
    assert heights(paginate(slots, 100)) == [[0, 10], [10]]


def test_a_box_higher_than_a_page_is_parted() -> None:
    pages = paginate([Slot(HEAD, keep=True), Slot(Elastic(250), head=HEAD)], 100)
    assert heights(pages) == [[10, 90], [10, 90], [10, 70]]


def test_what_cannot_be_parted_stands_alone_and_is_not_lost() -> None:
    assert heights(paginate([Slot(Space(150), head=HEAD), Slot(Space(10))], 100)) == [[150], [10]]


@given(st.lists(st.tuples(st.floats(1, 100), st.floats(0, 10), st.booleans()), max_size=40))
def test_nothing_is_lost_and_no_page_overflows(parts: list[tuple[float, float, bool]]) -> None:
    slots = [Slot(Space(height), gap, keep) for height, gap, keep in parts]
    pages = paginate(slots, 100)
    assert [height for page in heights(pages) for height in page] == [height for height, _gap, _keep in parts]
    assert all(y + box.height <= 100.02 for page in pages for y, box in page)
