"""The binding's enums, made in a fraction of the time that Python's own maker takes.

A class of Qt brings all its enums when it is first named, the namespace `Qt` alone ninety: a start makes two hundred
with three thousand members. Python's maker looks at each member for all that a person may write in a class body, which
was a quarter of a start; the binding gives nothing but names and numbers. So Python makes one small enum of each kind,
and the binding's are made like it, with members of their own. What is not so plain goes to Python's maker, and so does
everything where this one does not make that small enum as Python does: another Python may keep its members otherwise.
"""

from __future__ import annotations

import sys
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_PYTHONS: Any = EnumType._create_  # type: ignore[attr-defined]
_KINDS: tuple[EnumType, ...] = (Enum, IntEnum, Flag, IntFlag)  # what the binding has
_SAMPLE = {"one": 1, "two": 2, "both": 3, "first": 1}


class Maker:
    """Makes enums of a kind as this Python makes them."""

    def __init__(self, kind: EnumType) -> None:
        sample = _PYTHONS(kind, "Sample", list(_SAMPLE.items()), module=__name__, boundary=KEEP)
        self._bases = (kind,)
        self._flag = issubclass(kind, Flag)
        self._common = {name: part for name, part in vars(sample).items() if name not in _SAMPLE}
        self._own = {name: type(part) for name, part in self._common.items() if type(part) in (list, dict, set)}
        self._taken = {"mro"}.union(*(vars(base) for base in (*kind.__mro__, sample))) - _SAMPLE.keys()
        self._as_python = self._makes(sample)

    def suits(self, members: dict[str, int]) -> bool:
        """Whether these are names and numbers that mean nothing more to Python's maker."""
        return (
            self._as_python
            and self._taken.isdisjoint(members)
            and set(map(type, members.values())) <= {int}
            and "" not in members
            and "\n_" not in "\n".join(("", *members))
        )

    def make(self, name: str, module: str, members: dict[str, int]) -> Any:  # noqa: ANN401 - an enum
        """Return an enum of this name and module with these members."""
        own = {each: new() for each, new in self._own.items()}
        masks = _masks(members.values()) if self._flag else {}
        body: Any = {**self._common, "__module__": module, **own, **masks}
        made: Any = EnumType.__new__(EnumType, name, self._bases, body, _simple=True)
        self._fill(made, members)
        if self._flag and (values := [one.value for one in made]) != sorted(values):
            made._iter_member_ = made._iter_member_by_def_
        return made

    def _fill(self, made: Any, members: dict[str, int]) -> None:  # noqa: ANN401
        order, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
        new, valued, flag = made._new_member_, made._use_args_, self._flag
        for name, value in members.items():
            member: Any = by_value.get(value)
            if member is None:
                member = by_value[value] = new(made, value) if valued else new(made)
                member._value_ = value
                member._name_ = name
                member.__objclass__ = made
                member._sort_order_ = len(order)
                if not flag or _is_single(value):
                    order.append(name)
            by_name[name] = member
        for name, member in by_name.items():  # afterwards: a class that changes looks every attribute up anew
            _put(made, name, member)

    def _makes(self, sample: EnumType) -> bool:
        try:
            return _parts(self.make("Sample", __name__, _SAMPLE)) == _parts(sample)
        except Exception:  # noqa: BLE001 - whatever another Python lacks: its own maker has it
            return False


_put = type.__setattr__  # an enum's own would ask whether there is such a member already
_makers: dict[EnumType, Maker] = {}


def _is_single(value: int) -> bool:
    return value > 0 and not value & (value - 1)


def _masks(values: Iterable[int]) -> dict[str, int]:
    every = singles = 0
    for value in values:
        every |= value
        singles |= value if _is_single(value) else 0
    return {"_flag_mask_": every, "_singles_mask_": singles, "_all_bits_": 2 ** every.bit_length() - 1}


def _parts(made: Any) -> dict[str, object]:  # noqa: ANN401
    """Return all that an enum has, with names for its members, to compare it with another."""
    members = {name: vars(member) for name, member in made.__members__.items()}
    told = {name: {**parts, "__objclass__": parts["__objclass__"] is made} for name, parts in members.items()}
    return {"": told, **{name: _named(value) for name, value in vars(made).items()}}


def _named(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _named(one)) for key, one in value.items()]
    return getattr(value, "__func__", getattr(value, "_name_", value))  # of a method, what it calls


def _create(kind: EnumType, class_name: str, names: Any, **asked: Any) -> Any:  # noqa: ANN401 - as Python's
    """Do what `Enum(class_name, names, …)` does."""
    module = asked.get("module") or _calling_module()
    plainly = asked.get("boundary") is KEEP and not asked.get("type") and not asked.get("qualname") and module
    if plainly and type(names) is list and kind in _KINDS and set(map(type, names)) <= {tuple}:
        maker = _makers.get(kind) or _makers.setdefault(kind, Maker(kind))
        members = dict(names)
        if len(members) == len(names) and maker.suits(members):
            return maker.make(class_name, module, members)
    return _PYTHONS(kind, class_name, names, **{**asked, "module": module})


def _calling_module() -> Any:  # noqa: ANN401
    """Return the module that made the call, as Python's maker finds it: behind this, `_create` and `Enum(…)`."""
    try:
        return sys._getframe(3).f_globals.get("__name__")  # noqa: SLF001 - as Python's
    except ValueError:  # Qt itself called
        return None


def install() -> None:
    """Let the binding's enums be made here from now on."""
    EnumType._create_ = _create  # type: ignore[attr-defined]
