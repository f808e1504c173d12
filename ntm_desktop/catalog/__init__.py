"""Dated data packs of `resources/`, decoded strictly into domain values when they are first asked for."""

from __future__ import annotations

from ntm_desktop.catalog.catalogue import Catalogue, load_catalogue
from ntm_desktop.catalog.offices import UnitDirectory

__all__ = ["Catalogue", "UnitDirectory", "load_catalogue"]
