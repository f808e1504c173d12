"""Dated data packs of `resources/`, decoded strictly into domain values when they are first asked for."""

from __future__ import annotations

from ntm_desktop.catalog.catalogue import Catalogue, load_catalogue

__all__ = ["Catalogue", "load_catalogue"]
