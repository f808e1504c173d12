"""What a declared type says about its own file: fields, their types, which must stand, and what stands for nothing."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ntm_desktop.catalog.names import PLAIN_NAMES, annotation_names

_BLANKS: Mapping[Any, Any] = {
    str: "",
    int: 0,
    bool: False,
    Decimal: Decimal(0),
    date: date.min,
    tuple: (),
    Mapping: {},
}


@cache
def field_types(wanted: type) -> Mapping[str, Any]:
    """Return the resolved type of every field of a dataclass, in their order."""
    try:
        hints = get_type_hints(wanted, localns=PLAIN_NAMES)
    except NameError:  # a type of another module: only now is it worth the time to import them all
        hints = get_type_hints(wanted, localns=dict(annotation_names()))
    return {one.name: hints[one.name] for one in dataclasses.fields(wanted) if one.init}


@cache
def required_fields(wanted: type) -> frozenset[str]:
    """Return the fields of a dataclass that have no default, so that a pack must give them."""
    none = dataclasses.MISSING
    return frozenset(
        one.name
        for one in dataclasses.fields(wanted)
        if one.init and one.default is none and one.default_factory is none
    )


@cache
def tags_of(wanted: type) -> tuple[str, ...]:
    """Return the values of a dataclass's `kind: Literal[...]`; none where it has no such field."""
    hint = field_types(wanted).get("kind")
    return get_args(hint) if get_origin(hint) is Literal else ()


def blank(wanted: Any) -> Any:  # noqa: ANN401 - any declared type
    """Return a value of a declared type that stands for one that could not be read."""
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        known = field_types(wanted)
        return wanted(**{key: blank(known[key]) for key in required_fields(wanted)})
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return next(iter(wanted))
    inner = get_args(wanted)
    if get_origin(wanted) is Literal:
        return inner[0]
    if get_origin(wanted) in {Union, types.UnionType}:
        return None if type(None) in inner else blank(inner[0])
    return _BLANKS[get_origin(wanted) or wanted]
