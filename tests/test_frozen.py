"""Our frozen values are those of `dataclass(frozen=True, slots=True)`, to whoever uses them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@frozen
class Ours:
    """A value."""

    KIND: ClassVar[str] = "kind"
    name: str
    number: int = 3
    facts: Mapping[str, int] = field(default_factory=dict)
    act: Callable[[], int] = field(default=lambda: 7)

    @property
    def double(self) -> int:
        """Twice the number."""
        return 2 * self.number


@dataclass(frozen=True, slots=True)
class Theirs:
    """A value."""

    KIND: ClassVar[str] = "kind"
    name: str
    number: int = 3
    facts: Mapping[str, int] = field(default_factory=dict)
    act: Callable[[], int] = field(default=lambda: 7)

    @property
    def double(self) -> int:
        """Twice the number."""
        return 2 * self.number


@frozen
class One:
    """A value of one field."""

    only: int


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_both_are_made_shown_and_read_alike(kind: type[Any]) -> None:
    value = kind("Ấp 1")
    assert (value.name, value.number, value.facts, value.act(), value.double) == ("Ấp 1", 3, {}, 7, 6)
    assert repr(value).startswith(f"{kind.__qualname__}(name='Ấp 1', number=3, facts={{}}, act=<function")
    assert kind("a").facts is not kind("a").facts, "each value has a mapping of its own"
    assert kind("a", 4, {"x": 1}) == kind(name="a", number=4, facts={"x": 1})
    assert (kind.__doc__, kind.__module__, kind.KIND) == ("A value.", __name__, "kind")
    assert kind.__slots__ == kind.__match_args__ == ("name", "number", "facts", "act")
    assert not hasattr(value, "__dict__")


def _fresh() -> type[Any]:
    @frozen
    class Fresh:
        """A value of which none has been made."""

        name: str
        number: int = 3
        facts: Mapping[str, int] = field(default_factory=dict)
        act: Callable[[], int] = field(default=len)  # type: ignore[assignment] # any object will do

    return Fresh


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 5), {}),
    (("a",), {"facts": {"x": 1}}),
    ((), {"number": 1, "name": "b"}),
    (("a", 1, {}, len), {}),
    ((), {}),
    (("a", 1, {}, None, 5), {}),
    (("a",), {"name": "b"}),
    (("a",), {"no": 1}),
    ((), {"number": 1}),
]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_the_first_values_are_made_like_all_later_ones(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """The first ones are made without a compiled constructor."""
    kind = _fresh()
    told = [_told(Theirs, values, named), *(_told(kind, values, named) for _each in range(6))]
    assert all(one == told[0] for one in told), told


def _told(kind: type[Any], values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    try:
        made = kind(*values, **named)
    except TypeError as error:
        return (str(error).partition("() ")[2],)
    return (made.name, made.number, made.facts)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_what_is_made_cannot_be_changed(kind: type[Any]) -> None:
    value = kind("a")
    with pytest.raises(FrozenInstanceError):
        value.name = "b"
    with pytest.raises(FrozenInstanceError):
        del value.name
    with pytest.raises((FrozenInstanceError, TypeError)):  # the standard library's own slip of a slotted class
        value.other = 1


@pytest.mark.parametrize("kind", [Ours, Theirs])
@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("a", 1, {}, None, 5), {}), (("a",), {"name": "b"}), (("a",), {"no": 1})]
)
def test_what_does_not_fit_is_refused(kind: type[Any], values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        kind(*values, **named)


def test_the_standard_library_takes_it_for_its_own() -> None:
    kind: object = Ours  # what the type checker knows already shall be seen at run time
    assert is_dataclass(kind)
    assert [(one.name, one.type) for one in fields(Ours)] == [(one.name, one.type) for one in fields(Theirs)]
    assert [one.default_factory for one in fields(Ours)] == [one.default_factory for one in fields(Theirs)]
    assert replace(Ours("a"), number=9) == Ours("a", 9, {}, Ours("a").act)
    act = Ours("a").act
    assert dataclasses.asdict(Ours("a", 1, {"x": 2})) == {"name": "a", "number": 1, "facts": {"x": 2}, "act": act}
    match Ours("a", 5):
        case Ours(name, number):
            assert (name, number) == ("a", 5)


def test_it_can_be_copied_and_kept() -> None:
    value = One(4)
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - ours


@given(st.tuples(st.integers(), st.integers()))
def test_equal_values_have_equal_hashes(pair: tuple[int, int]) -> None:
    first, second = One(pair[0]), One(pair[1])
    assert (first == second) == (pair[0] == pair[1])
    assert first != second or hash(first) == hash(second)
    another: object = (1,)
    assert One(1) != another
    assert {One(1), One(1)} == {One(1)}


def test_the_first_value_may_be_one_of_a_class_below() -> None:
    @frozen
    class Above:
        """A value."""

        a: int

    class Below(Above):
        """Says the same."""

        __slots__ = ()

    assert Below(1).a == Above(1).a == 1
    assert Below(1) != Above(1)


def _with_base() -> type:
    class More(One):
        """A base with fields."""

        also: int

    return More


def _with_more() -> type:
    class Hidden:
        """A field that is more than a default."""

        a: int = field(default=1, repr=False)

    return Hidden


def _empty() -> type:
    class Empty:
        """No field."""

    return Empty


def _later() -> type:
    class Later:
        """Something to do after."""

        a: int

        def __post_init__(self) -> None:
            """Do it."""

    return Later


@pytest.mark.parametrize("made", [_with_base, _with_more, _empty, _later])
def test_what_it_does_not_offer_is_refused_at_once(made: Callable[[], type]) -> None:
    with pytest.raises(TypeError, match="use dataclass"):
        frozen(made())
