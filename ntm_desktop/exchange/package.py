"""The door of the package: what services need to write, look at and open one."""

from __future__ import annotations

from ntm_desktop.exchange.encode import TableData
from ntm_desktop.exchange.reading import OpenedPackage, inspect_header, open_package
from ntm_desktop.exchange.writing import SUFFIX, Written, write_package

__all__ = [
    "SUFFIX",
    "OpenedPackage",
    "TableData",
    "Written",
    "inspect_header",
    "open_package",
    "write_package",
]
