"""Which slot stands on which page, and where: breaks before what does not fit, heads repeated, nothing cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.reports.boxes import Splittable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ntm_desktop.reports.boxes import Box, Slot

Placed = tuple[float, "Box"]
_HAIR = 0.01


class _Flow:
    """The page being filled: `room` points high, `used` so far."""

    def __init__(self, room: float) -> None:
        self.room = room
        self.used = 0.0
        self.pages: list[list[Placed]] = [[]]

    @property
    def fresh(self) -> bool:
        return not self.pages[-1]

    @property
    def left(self) -> float:
        return self.room - self.used

    def new_page(self, head: Box | None) -> None:
        self.pages.append([])
        self.used = 0.0
        if head is not None:
            self.place(head, 0.0)

    def place(self, box: Box, gap: float) -> None:
        self.used += 0.0 if self.fresh else gap
        self.pages[-1].append((self.used, box))
        self.used += box.height


def paginate(slots: Iterable[Slot], room: float) -> list[list[Placed]]:
    """Put slots onto pages `room` points high; each page is a list of (distance from its top, box)."""
    flow = _Flow(room)
    for group in _groups(slots):
        first = group[0]
        if not flow.fresh and (first.new_page or not _fits(group, flow)):
            flow.new_page(first.head)
        for slot in group:
            _put(slot, flow)
    return flow.pages


def _groups(slots: Iterable[Slot]) -> Iterator[list[Slot]]:
    group: list[Slot] = []
    for slot in slots:
        group.append(slot)
        if not slot.keep:
            yield group
            group = []
    if group:
        yield group


def _fits(group: Sequence[Slot], flow: _Flow) -> bool:
    """Whether a group stays on this page: because it fits, or because no page could hold it whole."""
    height = sum(slot.gap + slot.box.height for slot in group)
    if height <= flow.left + _HAIR:
        return True
    head = group[0].head
    whole = height - group[0].gap + (head.height if head else 0.0)
    too_high = whole > flow.room + _HAIR
    return too_high and group[0].gap + group[0].box.height <= flow.left + _HAIR


def _put(slot: Slot, flow: _Flow) -> None:
    if slot.gap + slot.box.height > flow.left + _HAIR and not _only_head(slot, flow):
        flow.new_page(slot.head)
    box: Box | None = slot.box
    while box is not None:
        parts = None
        if box.height > flow.left + _HAIR and isinstance(box, Splittable):
            parts = box.split(flow.left)
        if parts is None:
            flow.place(box, slot.gap)
            return
        flow.place(parts[0], slot.gap)
        flow.new_page(slot.head)
        box = parts[1]


def _only_head(slot: Slot, flow: _Flow) -> bool:
    """Whether this page holds nothing but the head that was just repeated, so that a new one would not help."""
    page = flow.pages[-1]
    return not page or (len(page) == 1 and page[0][1] is slot.head)
