"""A decoded pack as plain data that names its types, and back: exact, quick, and without a YAML library.

Whatever JSON has no word for is an object of one entry that says what it is: `{"rules.Compare": {…}}`,
`{"Decimal": "79.90"}`, `{"date": "2024-12-05"}`, `{"Mapping": [[key, value], …]}`. A list is a tuple.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

FAULTS = (ValueError, TypeError, ArithmeticError, AttributeError, ImportError)
_DOMAIN = "ntm_desktop.domain."


def named(value: object) -> Any:  # noqa: ANN401 - any plain data
    """Return a declared value as data that JSON can hold; fields at their default are left out."""
    if isinstance(value, tuple):
        return [named(item) for item in value]
    if isinstance(value, dict):
        return {"Mapping": [[named(key), named(item)] for key, item in value.items()]}
    if isinstance(value, Enum):
        return {_name_of(type(value)): value.value}
    if is_dataclass(value):
        given = {one.name: getattr(value, one.name) for one in fields(value)}
        inside = {one.name: named(given[one.name]) for one in fields(value) if _differs(one, given)}
        return {_name_of(type(value)): inside}
    kind = type(value).__name__
    return {kind: str(value)} if kind in _PLAIN else value


def revived(plain: Any) -> Any:  # noqa: ANN401 - any declared value
    """Return the value that `named` wrote; one of FAULTS where it did not, or where the types have changed since."""
    if isinstance(plain, list):
        return tuple(revived(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    ((name, inside),) = plain.items()
    if name in _PLAIN:
        return _PLAIN[name](inside)
    wanted = declared(name)
    if isinstance(inside, dict):
        return wanted(**{key: revived(item) for key, item in inside.items()})
    return wanted(inside)


def _decimal(text: str) -> Decimal:
    from decimal import Decimal  # the first window has none, and its library takes a millisecond

    return Decimal(text)


_PLAIN: dict[str, Any] = {
    "Mapping": lambda pairs: {revived(key): revived(item) for key, item in pairs},
    "Decimal": _decimal,
    "date": date.fromisoformat,
}


def _differs(one: Field[Any], given: dict[str, Any]) -> bool:
    # A literal tag such as `kind` has no default and so always stands.
    return one.default is MISSING or given[one.name] != one.default


def _name_of(declared: type) -> str:
    return f"{declared.__module__.removeprefix(_DOMAIN)}.{declared.__name__}"


@cache
def declared(name: str) -> Any:  # noqa: ANN401 - a dataclass or an enumeration
    """Return a declared type of the domain; ValueError, ImportError or AttributeError for anything else."""
    module, _, own = name.partition(".")
    found = getattr(import_module(_DOMAIN + module), own)
    if not (is_dataclass(found) or (isinstance(found, type) and issubclass(found, Enum))):
        raise ValueError(name)
    return found
