"""The names that domain declarations use in annotations without importing them at run time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module

_MODULES = (
    "answers",
    "criteria",
    "criteria_overlay",
    "criteria_forms",
    "facts",
    "law",
    "movements",
    "movements_parts",
    "movements_work",
    "movements_figures",
    "rules",
    "tasks",
)

PLAIN_NAMES: dict[str, object] = {"date": date, "Decimal": Decimal, "Mapping": Mapping}


@cache
def annotation_names() -> Mapping[str, object]:
    """Return every name that an annotation of a decoded type may use."""
    names: dict[str, object] = {}
    for module in _MODULES:
        found = vars(import_module(f"ntm_desktop.domain.{module}"))
        names.update({name: value for name, value in found.items() if not name.startswith("_")})
    return names | PLAIN_NAMES
