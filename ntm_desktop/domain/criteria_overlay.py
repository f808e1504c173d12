"""What a province sets over a national criteria set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ntm_desktop.domain.criteria import Basis, Case, CriteriaSet, Indicator


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a province sets over a national set: thresholds by indicator, with the text that sets them."""

    id: str
    set_id: str
    province_code: str
    legal_basis: Basis
    cases: Mapping[str, tuple[Case, ...]]
    valid_from: date | None = None
    valid_to: date | None = None


def overlaid(base: CriteriaSet, overlay: Overlay) -> CriteriaSet:
    """Return the set with a province's thresholds in place of its own; KeyError for another set's overlay."""
    if overlay.set_id != base.id:
        raise KeyError(overlay.set_id)
    return replace(
        base,
        criteria=tuple(
            replace(one, indicators=tuple(_overlaid(indicator, overlay) for indicator in one.indicators))
            for one in base.criteria
        ),
    )


def _overlaid(indicator: Indicator, overlay: Overlay) -> Indicator:
    cases = overlay.cases.get(indicator.code)
    return indicator if cases is None else replace(indicator, cases=cases)
