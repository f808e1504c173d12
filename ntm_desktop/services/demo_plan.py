"""How large a sample is, and for which office."""

from __future__ import annotations

from dataclasses import dataclass

from ntm_desktop.domain.places import Level

DEMO_OFFICES = {Level.COMMUNE: "30886", Level.PROVINCE: "91", Level.DISTRICT: "905"}
DEMO_MOVEMENT = "tu-2025-07-01"
DEMO_TASKS = "ho-15-phan-viec-phuc-dung"


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """How large the sample is. The same seed makes the same people and answers."""

    households: int = 240
    villages: int = 4
    years: tuple[int, ...] = ()
    seed: int = 1
    office: str = DEMO_OFFICES[Level.COMMUNE]
    task_set: str = DEMO_TASKS
    level: Level = Level.COMMUNE
    communes: int = 3
