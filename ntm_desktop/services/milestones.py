"""The deadlines of the movement that an office carries out, as they stand on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.deadlines import Standing, standings

if TYPE_CHECKING:
    from datetime import date

    from ntm_desktop.catalog import Catalogue

__all__ = ["Standing", "of_movement"]


def of_movement(catalogue: Catalogue, movement: str, on: date) -> tuple[Standing, ...]:
    """Return every deadline of a movement by date, as it stands on a day; none where no movement is named.

    Reads the movement's profile, which takes its time, and no database: for a worker.
    UserError(packs.no_such_movement).
    """
    return standings(catalogue.movement(movement), on) if movement else ()
