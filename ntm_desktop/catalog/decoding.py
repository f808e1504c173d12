"""Strict decoding of a pack into frozen dataclasses: a type's declaration is the declaration of its file.

Every fault of a file is collected, with its line and its path (`criteria[3].indicators[0].threshold`), before
anything is refused. Understood are dataclasses, `tuple[X, ...]`, `Mapping[K, V]`, `str`, `int`, `bool`,
`Decimal`, `date`, `StrEnum`, `Literal`, `X | None`, and unions of dataclasses told apart by their
`kind: Literal[...]`.
"""

from __future__ import annotations

import dataclasses
import re
import types
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import yaml

from ntm_desktop.catalog.declarations import blank, field_types, required_fields, tags_of
from ntm_desktop.catalog.yaml_nodes import TAG, NotYamlError, line_of, read_tree
from ntm_desktop.domain.problems import Place, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

# No office counts beyond eighteen figures; what is longer is a slip, and some libraries choke on it.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MISSING: Any = object()
# What a message says was wanted.
_NOT = {
    "text": "packs.not_text",
    "integer": "packs.not_integer",
    "number": "packs.not_number",
    "true_false": "packs.not_true_false",
    "date": "packs.not_date",
    "mapping": "packs.not_mapping",
    "list": "packs.not_list",
}
_WORDS = {str: "text", int: "integer", bool: "true_false", Decimal: "number", date: "date"}


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """A decoded pack and the line of every path in it, so that later checks can point as well."""

    value: T
    source: str
    lines: Mapping[str, int]

    def place(self, path: str) -> Place:
        """Return where `path` stands; the nearest known parent's line where it has none of its own."""
        nearest = path
        while nearest and nearest not in self.lines:
            nearest = nearest[: max(nearest.rfind("."), nearest.rfind("["), 0)]
        return Place(source=self.source, row=self.lines.get(nearest), path=path)


@dataclass(frozen=True, slots=True)
class Draft(Generic[T]):
    """A pack as far as it could be read: every fault of its form, and blanks where they stand.

    `value` is None where the file is no mapping of keys at all.
    """

    value: T | None
    decoded: Decoded[T]
    problems: tuple[Problem, ...]
    blanks: tuple[str, ...]

    def says(self, path: str) -> bool:
        """Whether what stands at a path comes from the file, and not from a blank put in its place."""
        return not any(path == blank or path.startswith((f"{blank}.", f"{blank}[")) for blank in self.blanks)


def decode_file(path: Path, wanted: type[T]) -> Decoded[T]:
    """Decode the pack in `path`; RefusedError(packs.refused) with all of its faults."""
    return decode(path.read_bytes(), wanted, path.name)


def decode(data: bytes, wanted: type[T], source: str) -> Decoded[T]:
    """Decode a pack's bytes into `wanted`; RefusedError(packs.refused) with all of its faults."""
    draft = draft_of(data, wanted, source)
    if draft.problems:
        raise RefusedError("packs.refused", draft.problems, file=source)
    return draft.decoded


def draft_of(data: bytes, wanted: type[T], source: str) -> Draft[T]:
    """Decode a pack's bytes as far as they can be, so that references can be checked beside the faults of form."""
    try:
        root = read_tree(data, source)
    except NotYamlError as error:
        return Draft(None, Decoded(blank(wanted), source, {}), (error.problem,), ())
    reading = _Reading(source)
    value = reading.read(root, wanted, "")
    in_order = sorted(reading.problems, key=lambda problem: problem.place.row or 0)
    decoded = Decoded(cast("T", value), source, reading.lines)
    return Draft(None if value is _MISSING else decoded.value, decoded, tuple(in_order), tuple(reading.blanks))


@dataclass(slots=True)
class _Reading:
    """One pass over a tree: what was found wrong so far, where blanks were put for it, and the line of each path."""

    source: str
    problems: list[Problem] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401 - any declared type
        """Return the node's value as `wanted`, or _MISSING with a problem recorded."""
        self.lines.setdefault(path, line_of(node))
        return _reader(wanted)(self, node, wanted, path)

    def or_blank(self, value: Any, wanted: Any, path: str) -> Any:  # noqa: ANN401
        """Return a value that was read, or a blank, with its path kept, where it could not be."""
        if value is not _MISSING:
            return value
        self.blanks.append(path)
        return blank(wanted)

    def fault(self, code: str, node: yaml.Node, path: str, found: str = "", expected: str = "") -> Any:  # noqa: ANN401
        """Record a problem at a node, and return the value that says so."""
        place = Place(source=self.source, row=line_of(node), path=path)
        self.problems.append(Problem(code, place, found[:80], expected))
        return _MISSING

    def mistyped(self, node: yaml.Node, path: str, expected: str) -> Any:  # noqa: ANN401
        """Record that another type was expected."""
        return self.fault(_NOT.get(expected, "packs.wrong_type"), node, path, shown(node), expected)

    def entries(self, node: yaml.MappingNode, path: str) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
        """Return a mapping's nodes by their key, with a problem for a key given twice or not a scalar."""
        found: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.mistyped(key, path, "text")
            elif key.value in found:
                self.fault("packs.duplicate_key", key, joined(path, key.value), key.value)
            else:
                found[key.value] = (key, value)
        return found


def shown(node: yaml.Node) -> str:
    """Return what stands in the file, for a message."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value) or "null"
    return "[…]" if isinstance(node, yaml.SequenceNode) else "{…}"


def _reader(wanted: Any) -> Callable[[_Reading, yaml.Node, Any, str], Any]:  # noqa: ANN401
    if dataclasses.is_dataclass(wanted):
        return _read_record
    origin = get_origin(wanted)
    if origin in _BY_ORIGIN:
        return _BY_ORIGIN[origin]
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return _read_choice
    return _read_scalar


def _read_record(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    if not isinstance(node, yaml.MappingNode):
        return reading.mistyped(node, path, "mapping")
    known = field_types(wanted)
    entries = reading.entries(node, path)
    for key, (key_node, _) in entries.items():
        if key not in known:
            reading.fault("packs.unknown_key", key_node, joined(path, key), key, ", ".join(known))
    for key in sorted(required_fields(wanted) - entries.keys()):
        reading.fault("packs.missing_key", node, joined(path, key), "", key)
    values: dict[str, Any] = {}
    for key, hint in known.items():
        value = reading.read(entries[key][1], hint, joined(path, key)) if key in entries else _MISSING
        if key in entries or key in required_fields(wanted):
            values[key] = reading.or_blank(value, hint, joined(path, key))
    return wanted(**values)


def _read_tuple(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    if not isinstance(node, yaml.SequenceNode):
        return reading.mistyped(node, path, "list")
    inner = get_args(wanted)[0]
    places = [(child, f"{path}[{index}]") for index, child in enumerate(node.value)]
    return tuple(reading.or_blank(reading.read(child, inner, place), inner, place) for child, place in places)


def _read_mapping(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    if not isinstance(node, yaml.MappingNode):
        return reading.mistyped(node, path, "mapping")
    key_type, inner = get_args(wanted)
    result: dict[Any, Any] = {}
    for key, (key_node, value) in reading.entries(node, path).items():
        found = reading.or_blank(reading.read(value, inner, joined(path, key)), inner, joined(path, key))
        result[_read_key(reading, key_node, key_type, path)] = found
    return result


def _read_key(reading: _Reading, node: yaml.ScalarNode, wanted: Any, path: str) -> Any:  # noqa: ANN401
    if wanted is str:  # a key needs no quotes: «1» and «01» are texts here
        return unicodedata.normalize("NFC", node.value)
    return reading.read(node, wanted, joined(path, node.value))


def _read_union(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    options = get_args(wanted)
    if node.tag == TAG + "null" and type(None) in options:
        return None
    options = tuple(option for option in options if option is not type(None))
    if len(options) == 1:
        return reading.read(node, options[0], path)
    records = [option for option in options if dataclasses.is_dataclass(option)]
    tagged = {tag: option for option in records for tag in tags_of(cast("type", option))}
    if isinstance(node, yaml.MappingNode) and tagged:
        return _read_tagged(reading, node, tagged, path)
    for option in options:
        trial = _Reading(reading.source)
        value = trial.read(node, option, path)
        if not trial.problems:
            return value
    return reading.mistyped(node, path, " | ".join(expected_word(option) for option in options))


def _read_tagged(reading: _Reading, node: yaml.MappingNode, tagged: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401
    kinds = [value for key, value in node.value if key.value == "kind"]
    choices = ", ".join(tagged)
    if not kinds:
        return reading.fault("packs.missing_key", node, joined(path, "kind"), "", f"kind ({choices})")
    option = tagged.get(kinds[0].value)
    if option is None:
        return reading.fault("packs.not_one_of", kinds[0], joined(path, "kind"), shown(kinds[0]), choices)
    return reading.read(node, option, path)


def _read_literal(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    choices = {str(choice): choice for choice in get_args(wanted)}
    if isinstance(node, yaml.ScalarNode) and node.value in choices:
        return choices[node.value]
    return reading.fault("packs.not_one_of", node, path, shown(node), ", ".join(choices))


def _read_choice(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    if isinstance(node, yaml.ScalarNode) and node.value in list(wanted):
        return wanted(node.value)
    return reading.fault("packs.not_one_of", node, path, shown(node), ", ".join(wanted))


def _read_scalar(reading: _Reading, node: yaml.Node, wanted: Any, path: str) -> Any:  # noqa: ANN401
    if isinstance(node, yaml.ScalarNode):
        value = _SCALARS[wanted](node)
        if value is not None:
            return value
    return reading.mistyped(node, path, expected_word(wanted))


def _text(node: yaml.ScalarNode) -> str | None:
    return unicodedata.normalize("NFC", node.value) if node.tag == TAG + "str" else None


def _integer(node: yaml.ScalarNode) -> int | None:
    return int(node.value) if node.tag == TAG + "int" and _INTEGER.match(node.value) else None


def _number(node: yaml.ScalarNode) -> Decimal | None:
    plain = node.tag in {TAG + "int", TAG + "float"}
    return Decimal(node.value) if plain and _DECIMAL.match(node.value) else None


def _truth(node: yaml.ScalarNode) -> bool | None:
    return {"true": True, "false": False}.get(node.value) if node.tag == TAG + "bool" else None


def _day(node: yaml.ScalarNode) -> date | None:
    try:
        return date.fromisoformat(node.value) if _DAY.match(node.value) else None
    except ValueError:
        return None


_SCALARS: Mapping[Any, Callable[[yaml.ScalarNode], Any]] = {
    str: _text,
    int: _integer,
    Decimal: _number,
    bool: _truth,
    date: _day,
}
_BY_ORIGIN: Mapping[Any, Callable[[_Reading, yaml.Node, Any, str], Any]] = {
    tuple: _read_tuple,
    Mapping: _read_mapping,
    types.UnionType: _read_union,
    Union: _read_union,
    Literal: _read_literal,
}


def expected_word(wanted: Any) -> str:  # noqa: ANN401
    """Return the word for a type that messages and the schema use."""
    return _WORDS.get(wanted) or str(getattr(wanted, "__name__", "list"))


def joined(path: str, key: str) -> str:
    """Return the path of a key inside `path`."""
    return f"{path}.{key}" if path else key
