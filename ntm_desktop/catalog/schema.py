"""The schema document of a pack (JSON Schema 2020-12), generated from the declaration that also decodes it."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from ntm_desktop.catalog.declarations import field_types, required_fields

_SCALARS: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}


def schema_of(wanted: type, title: str) -> dict[str, Any]:
    """Return the schema document of a pack type."""
    definitions: dict[str, Any] = {}
    root = _schema(wanted, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any declared type
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _record(wanted, definitions)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return {"enum": [str(choice) for choice in wanted]}
    if get_origin(wanted) is None:
        return dict(_SCALARS[wanted])
    return _composed(wanted, definitions)


def _composed(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any declared type
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        return {"type": "array", "items": _schema(inner[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(inner[1], definitions)}
    if origin is Literal:
        return {"enum": list(inner)}
    return {"anyOf": [_schema(option, definitions) for option in inner]}


def _record(wanted: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = wanted.__name__
    if name not in definitions:
        definitions[name] = {}  # a rule holds rules: the name must stand before its own fields are read
        definitions[name] = {
            "type": "object",
            "description": inspect.cleandoc(wanted.__doc__ or "").replace("\n", " "),
            "properties": {key: _schema(hint, definitions) for key, hint in field_types(wanted).items()},
            "required": sorted(required_fields(wanted)),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
