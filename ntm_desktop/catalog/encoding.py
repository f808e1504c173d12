"""A declared value as plain data and as a pack's text: what `decode` reads back to the same value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Texts that are no plain words stand in double quotes, so that none is read as a number or a date."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as its base has it
        """Write everything out: packs have no references."""
        del data
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = None if value and value[0].isalpha() and ": " not in value and " #" not in value else '"'
    resolved = dumper.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's own
    plain_word = resolved == "tag:yaml.org,2002:str"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style if plain_word else '"')


_Dumper.add_representer(str, _text)


def plain(value: object) -> Any:  # noqa: ANN401 - any plain data
    """Return a declared value as mappings, lists and scalars; fields at their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: plain(getattr(value, one.name))
            for one in dataclasses.fields(value)
            if not _at_default(value, one)
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return str(value) if isinstance(value, StrEnum) else value


def jsonable(value: object) -> Any:  # noqa: ANN401 - any plain data
    """Return plain data in which days are texts as well."""
    found = plain(value) if not isinstance(value, dict | list) else value
    if isinstance(found, dict):
        return {key: jsonable(item) for key, item in found.items()}
    if isinstance(found, list):
        return [jsonable(item) for item in found]
    return found.isoformat() if isinstance(found, date) else found


def encode(value: object) -> str:
    """Return the text of a pack."""
    return yaml.dump(plain(value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118)


def _at_default(value: object, one: dataclasses.Field[Any]) -> bool:
    # A literal tag such as `kind` has no default and so always stands.
    return one.default is not dataclasses.MISSING and getattr(value, one.name) == one.default
