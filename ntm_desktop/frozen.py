"""Frozen values with slots, as `@dataclass(frozen=True, slots=True)` makes them, for what every start needs.

A dataclass of the standard library writes and compiles six methods when its module is imported, used or not: a third of
a millisecond each, and a start makes some forty. Here the constructor is compiled when several values have been made,
the other methods are shared closures, and what `dataclasses.fields` and `replace` ask for is made when they ask. To a
type checker, and to whoever uses the values, both are the same (`tests/test_frozen.py` compares them).
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T], /) -> type[_T]:
    """Return the class as a frozen value with slots.

    Raises:
        TypeError: where the class asks for what is not offered here (a base with fields, `__post_init__`, a field that
            is more than a default); `dataclass(frozen=True, slots=True)` has it.

    """
    names = _names(cls)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    _refuse_more(cls, names, defaults)
    body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__", *defaults)}
    late = {"__dataclass_fields__": _Late(cls, "__dataclass_fields__")}
    methods = {**_methods(names), "__init__": _late_constructor(names, defaults)}
    offered = {name: method for name, method in methods.items() if name not in body}
    made: type[_T] = type(cls)(  # type: ignore[misc] # the same class again, with slots
        cls.__name__, cls.__bases__, {**body, **offered, **late, "__slots__": names, "__match_args__": names}
    )
    made.__qualname__ = cls.__qualname__
    return made


def _names(cls: type) -> tuple[str, ...]:
    """Return the names of the fields: everything annotated in this very class but class variables."""
    annotated: Mapping[str, object] = vars(cls).get("__annotations__", {})
    return tuple(name for name, kind in annotated.items() if not str(kind).startswith(("ClassVar", "typing.ClassVar")))


def _refuse_more(cls: type, names: tuple[str, ...], defaults: Mapping[str, object]) -> None:
    plain = all(one.default is not MISSING or one.default_factory is not MISSING for one in _fields(defaults))
    shown = all(one.repr and one.compare and one.init and not one.metadata for one in _fields(defaults))
    if not names or cls.__bases__ != (object,) or "__post_init__" in cls.__dict__ or not (plain and shown):
        raise TypeError(f"{cls.__qualname__}: use dataclass(frozen=True, slots=True)")


def _fields(defaults: Mapping[str, object]) -> list[Field[Any]]:
    return [one for one in defaults.values() if isinstance(one, Field)]


class _Late:
    """What the standard library keeps in a dataclass, made when it is asked for."""

    def __init__(self, original: type, name: str) -> None:
        self._original = original
        self._name = name

    def __get__(self, instance: object, owner: type) -> object:
        """Return the attribute of the class as `dataclass` made it."""
        kept = vars(self._original)
        if self._name not in kept:
            # A copy, because dataclass takes the defaults of factories away; two threads may ask at once.
            body = {name: value for name, value in kept.items() if name[:2] != "__" or name in _DESCRIBING}
            bare = type(self._original.__name__, (), body)
            setattr(self._original, self._name, getattr(_described(bare), self._name))
        return vars(self._original)[self._name]


_DESCRIBING = ("__annotations__", "__module__", "__doc__")  # without the last, a signature would be made for it
# Only its description is wanted, and no method that would have to be compiled.
_described = dataclass(init=False, repr=False, eq=False)


_FEW = 3  # a start makes one or two of most values


def _late_constructor(names: tuple[str, ...], defaults: Mapping[str, object]) -> Callable[..., None]:
    made = 0

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807 - it becomes the class's own
        nonlocal made
        made += 1
        given = _given(names, defaults, values, named) if made <= _FEW else None
        if given is not None:
            for name, value in given:
                object.__setattr__(self, name, value)
            return
        cls = next(one for one in type(self).__mro__ if one.__dict__.get("__init__") is __init__)
        real = _constructor(cls, names, defaults)
        cls.__init__ = real  # type: ignore[misc] # from now on it is the class's constructor
        real(self, *values, **named)

    return __init__


def _given(
    names: tuple[str, ...], defaults: Mapping[str, object], values: tuple[object, ...], named: Mapping[str, object]
) -> list[tuple[str, object]] | None:
    """Return the fields with their values; None where the call is wrong, which a real constructor tells best."""
    told = {**dict(zip(names, values, strict=False)), **named}
    if len(told) != len(values) + len(named) or any(name not in names for name in named):
        return None
    found = []
    for name in names:
        value = told.get(name, defaults.get(name, _ABSENT))
        if name not in told and isinstance(value, Field):
            value = value.default if value.default_factory is MISSING else value.default_factory()
        if value is _ABSENT:
            return None
        found.append((name, value))
    return found


_ABSENT = object()


def _constructor(cls: type, names: tuple[str, ...], defaults: Mapping[str, object]) -> Callable[..., None]:
    """Return a constructor that sets each slot by its own descriptor, which a frozen class does not refuse."""
    known: dict[str, object] = {"_absent": _ABSENT}
    head, lines = ["self"], []
    for name in names:
        known[f"_set_{name}"] = cls.__dict__[name].__set__
        value, given = name, defaults.get(name, _ABSENT)
        if isinstance(given, Field) and given.default_factory is not MISSING:
            known[f"_make_{name}"] = given.default_factory
            value, given = f"_make_{name}() if {name} is _absent else {name}", _ABSENT
            head.append(f"{name}=_absent")
        elif given is not _ABSENT:
            known[f"_default_{name}"] = given.default if isinstance(given, Field) else given
            head.append(f"{name}=_default_{name}")
        else:
            head.append(name)
        lines.append(f"  _set_{name}(self, {value})")
    text = f"def __init__({', '.join(head)}):\n" + "\n".join(lines)
    exec(text, known)  # noqa: S102 - written above, from the names of a class of ours alone
    made: Callable[..., None] = known["__init__"]  # type: ignore[assignment] # exec put it there
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _methods(names: tuple[str, ...]) -> dict[str, object]:
    """Return what every value can do, over its fields in their order."""
    values: Callable[[object], object] = attrgetter(*names)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def digest(self: object) -> int:
        return hash(values(self))

    def shown(self: object) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({parts})"

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def restore(self: object, kept: list[object]) -> None:
        for name, value in zip(names, kept, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__eq__": equal,
        "__hash__": digest,
        "__repr__": shown,
        "__getstate__": state,
        "__setstate__": restore,
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
    }


def _refuse_setting(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
