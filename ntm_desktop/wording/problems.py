"""How a problem is said: where, what is wrong, what to do; on the screen and the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import visible
from ntm_desktop.wording import remedy, what
from ntm_desktop.wording.tables import TABLES, column_name, table_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.errors import Fact


PACKAGE_SUFFIX = ".ntmpkg"
# What kind of value was expected, in the words of the schema: the sentences say it in the person's own.
KINDS = frozenset({"text", "integer", "number", "true_false", "date", "mapping", "list"})


class PlaceLike(Protocol):
    """`domain.problems.Place`, seen from below (this layer may not import the domain)."""

    @property
    def source(self) -> str:
        """A file, a package, a pack."""

    @property
    def sheet(self) -> str:
        """A worksheet or a table."""

    @property
    def row(self) -> int | None:
        """A row, counted from 1."""

    @property
    def column(self) -> str:
        """A column letter or a field."""

    @property
    def path(self) -> str:
        """A path inside a structured file."""


class ProblemLike(Protocol):
    """`domain.problems.Problem`, seen from below."""

    @property
    def code(self) -> str:
        """The code of the catalogue."""

    @property
    def place(self) -> PlaceLike:
        """Where it stands."""

    @property
    def found(self) -> str:
        """What was found."""

    @property
    def expected(self) -> str:
        """What was expected."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What the sentence needs besides."""


def where(place: PlaceLike) -> str:
    """Return the place in words, «tệp ds.xlsx, trang Ấp 1, dòng 12, cột C»; empty for no place."""
    file = _("tệp {name}").format(name=place.source) if place.source else ""
    return ", ".join(part for part in (file, inside(place)) if part)


def inside(place: PlaceLike) -> str:
    """Return the place inside its file, where the file is named already."""
    sheet, column = _("trang {name}").format(name=place.sheet), place.column
    if place.source.endswith(PACKAGE_SUFFIX) and place.sheet in TABLES:
        sheet, column = _("bảng «{name}»").format(name=table_name(place.sheet)), column_name(place.sheet, column)
    parts = (
        sheet if place.sheet else "",
        _("dòng {number}").format(number=place.row) if place.row is not None else "",
        _("cột {name}").format(name=column) if place.column else "",
        _("mục {name}").format(name=place.path) if place.path else "",
    )
    return visible(", ".join(part for part in parts if part))


def what_is_wrong(problem: ProblemLike) -> str:
    """Return the sentence that says what is wrong, in the language in use."""
    return what(problem.code, facts_of(problem))


def what_to_do(problem: ProblemLike) -> str:
    """Return the sentence that says what to do, in the language in use."""
    return remedy(problem.code, facts_of(problem))


def facts_of(problem: ProblemLike) -> Mapping[str, Fact]:
    """Return the facts for a problem's sentence: its own, its place, and what was found and expected."""
    place = problem.place
    return {
        "found": problem.found,
        "expected": problem.expected,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "source": place.source,
        "file": place.source,
        **problem.facts,
    }
