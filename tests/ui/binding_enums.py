"""Run as a program: tell all there is to know of the binding's enums, as JSON; with `ours`, as the program has them."""

from __future__ import annotations

import enum
import importlib
import json
import sys
from typing import Any

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")


def shown(value: object) -> object:
    """Return a value as text that is the same in each process."""
    if isinstance(value, dict):
        return [[shown(key), shown(one)] for key, one in value.items()]
    if isinstance(value, list):
        return [shown(one) for one in value]
    return repr(value.__func__ if isinstance(value, staticmethod) else value).partition(" at 0x")[0]


def told(made: Any) -> dict[str, object]:
    """Return what is to be known of an enum and its members."""
    names = [made.__name__, made.__qualname__, made.__module__, repr(type(made)), made.__doc__]
    parts = {name: shown(value) for name, value in sorted(vars(made).items())}
    members = {name: told_of_member(made, name) for name in made.__members__}
    return {"names": names, "parts": parts, "members": members, "each": shown(list(made)), "dir": dir(made)}


def told_of_member(made: Any, name: str) -> list[object]:
    """Return what a member has, and whether each way leads to it."""
    one = made[name]
    parts = {**vars(one), "__objclass__": one.__objclass__ is made}
    return [shown(parts), str(one), one is getattr(made, name), one is made(one.value), type(one) is made]


def found(owner: object, known: dict[int, Any]) -> None:
    """Gather the enums of a module or a class and of the classes in it."""
    for name in dir(owner):
        one = getattr(owner, name, None)
        if isinstance(one, type) and one.__module__.startswith("PySide6.") and id(one) not in known:
            known[id(one)] = one
            found(one, known)


def main() -> None:
    """Print everything."""
    if sys.argv[1:] == ["ours"]:
        importlib.import_module("ntm_desktop.ui")
    known: dict[int, Any] = {}
    for module in MODULES:
        found(importlib.import_module(f"PySide6.{module}"), known)
    made = {
        f"{one.__module__}.{one.__qualname__}": told(one) for one in known.values() if isinstance(one, enum.EnumType)
    }
    maker = enum.EnumType._create_.__module__  # type: ignore[attr-defined]
    sys.stdout.write(json.dumps({"maker": maker, "enums": made}, sort_keys=True))


if __name__ == "__main__":
    main()
