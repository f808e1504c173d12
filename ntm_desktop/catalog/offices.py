"""The official lists of units: found by typing without diacritics, and who stands above whom at a date.

Two files of tab-separated lines in `resources/offices`, sorted as they are shown. A line stays text until its
unit is asked for: 14,000 units would cost more to make than the first window has time.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import THREE_TIERS, TWO_TIERS, Level, OfficeUnit
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Newest first: what a person who chooses an office today wants to see first.
REGIMES = (TWO_TIERS, THREE_TIERS)
# Luật 72/2025/QH15: no district since this day.
TWO_TIERS_FROM = date(2025, 7, 1)

_LEVELS = {"p": Level.PROVINCE, "d": Level.DISTRICT, "c": Level.COMMUNE}
_LETTERS = {level: letter for letter, level in _LEVELS.items()}
_KIND_WORDS = ("thanh pho ", "thi xa ", "thi tran ", "dac khu ", "tinh ", "huyen ", "quan ", "phuong ", "xa ")


class _List:
    """One regime's list: its lines, and for each the text that a search looks into.

    The search column is `| name| district| province| words of kind`, folded, a space before every word. It is
    taken apart when it is first asked.
    """

    def __init__(self, regime: str, data: bytes) -> None:
        self.regime = regime
        self._data = data

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """A line for each unit, without the head."""
        return tuple(self._data.decode("utf-8").removesuffix("\n").split("\n")[1:])

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The search column of every line, with the marks between its parts."""
        return tuple(line[line.rindex("\t") + 1 :] for line in self.lines)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The search column of every line, without its marks."""
        return tuple("\n".join(self.marked).replace("|", "").split("\n"))

    @cached_property
    def index(self) -> Mapping[tuple[str, str], int]:
        """The line number of (level letter, code)."""
        return {(line[0], line[2 : line.index("\t", 2)]): at for at, line in enumerate(self.lines)}

    def name(self, letter: str, code: str) -> str:
        """Return the published name of a unit; empty where the list has none."""
        at = self.index.get((letter, code))
        return "" if at is None else self.lines[at].split("\t")[5]

    def unit(self, at: int) -> OfficeUnit:
        """Return the unit of a line."""
        letter, code, province, district, kind, name, _ = self.lines[at].split("\t")
        province = code if letter == "p" else province
        district = code if letter == "d" else district
        return OfficeUnit(
            level=_LEVELS[letter],
            code=code,
            name=name,
            province_code=province,
            province_name=self.name("p", province),
            district_code=district,
            district_name=self.name("d", district) if district else "",
            kind=kind,
            regime=self.regime,
        )


class UnitDirectory:
    """All units of both regimes: 34 provinces and 3,321 communes now; 63, 696 and 10,051 until 30/6/2025."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files of `resources/offices`, by name."""
        self._files = files

    def search(
        self, text: str, level: Level | None = None, regime: str | None = None, limit: int = 50
    ) -> tuple[OfficeUnit, ...]:
        """Return the units that have every word of `text` (beginnings suffice), in any order, best first.

        Best is a name that is just that, then one that begins so; the list in force goes before the old one.
        """
        query = fold(text)
        words = query.split()
        ranked: list[tuple[int, _List, int]] = []
        for one in self._lists(regime):
            hits = _matching(one, words, level)
            ranked += [(_rank(one, at, query), one, at) for at in _shortlist(one, hits, query, limit)]
        ranked.sort(key=lambda hit: hit[0])
        return tuple(one.unit(at) for _, one, at in ranked[:limit])

    def get(self, level: Level, code: str, regime: str | None = None) -> OfficeUnit | None:
        """Return the unit with this code, from the list in force if both have one; None if none.

        The lists gave 1,792 codes to communes of other names: who knows more than the code asks `called` first.
        """
        return next(iter(self.coded(level, code, regime)), None)

    def coded(self, level: Level, code: str, regime: str | None = None) -> tuple[OfficeUnit, ...]:
        """Return what a code stands for, in the list in force and then in the old one."""
        found = ((one, one.index.get((_LETTERS[level], code))) for one in self._lists(regime))
        return tuple(one.unit(at) for one, at in found if at is not None)

    def called(self, level: Level, code: str, name: str) -> OfficeUnit | None:
        """Return the unit with this code and name, whichever list it stands in; None where neither calls it so."""
        wanted = _bare(fold(name))
        return next((unit for unit in self.coded(level, code) if _bare(fold(unit.name)) == wanted), None)

    def namesake(self, unit: OfficeUnit) -> OfficeUnit | None:
        """Return the unit of another name that the other list gives this unit's code to, or None."""
        others = (one for one in self.coded(unit.level, unit.code) if one.regime != unit.regime)
        return next((one for one in others if _bare(fold(one.name)) != _bare(fold(unit.name))), None)

    def superior_of(self, unit: OfficeUnit, on: date) -> OfficeUnit | None:
        """Return the receiving office of a unit: the district until 30/6/2025, since then the province.

        A commune of the old list answers after that day to the province that took its own in; a district has
        ended by then, and a province has nobody above: None.
        """
        if unit.level is Level.PROVINCE:
            return None
        if unit.regime == TWO_TIERS:
            return self.get(Level.PROVINCE, unit.province_code, TWO_TIERS)
        if on < TWO_TIERS_FROM:
            if unit.level is Level.COMMUNE:
                return self.get(Level.DISTRICT, unit.district_code, THREE_TIERS)
            return self.get(Level.PROVINCE, unit.province_code, THREE_TIERS)
        return self.province_now(unit) if unit.level is Level.COMMUNE else None

    def province_now(self, unit: OfficeUnit) -> OfficeUnit | None:
        """Return the province of the list in force that a unit of either list lies in."""
        code = unit.province_code if unit.regime == TWO_TIERS else self._successors.get(unit.province_code)
        return self.get(Level.PROVINCE, code, TWO_TIERS) if code else None

    def communes_of(self, unit: OfficeUnit) -> tuple[OfficeUnit, ...]:
        """Return the communes of a province or district, by the Vietnamese alphabet."""
        one = self._list(unit.regime)
        column = 3 if unit.level is Level.DISTRICT else 2
        return tuple(
            one.unit(at)
            for at, line in enumerate(one.lines)
            if line[0] == "c" and line.split("\t", 4)[column] == unit.code
        )

    def _lists(self, regime: str | None) -> Iterable[_List]:
        return [self._list(one) for one in REGIMES if regime is None or one == regime]

    def _list(self, regime: str) -> _List:
        return self._now if regime == TWO_TIERS else self._before

    @cached_property
    def _now(self) -> _List:
        return _List(TWO_TIERS, self._files[f"units-{TWO_TIERS}.tsv"])

    @cached_property
    def _before(self) -> _List:
        return _List(THREE_TIERS, self._files[f"units-{THREE_TIERS}.tsv"])

    @cached_property
    def _successors(self) -> Mapping[str, str]:
        text = self._files["province-successors.tsv"].decode("utf-8")
        rows = (line.split("\t") for line in text.splitlines()[1:])
        return {row[0]: row[1] for row in rows}


def _matching(one: _List, words: list[str], level: Level | None) -> list[int]:
    """Return the lines in which every word begins a word; all of the level for no words."""
    letter = _LETTERS[level] if level else ""
    if not words:
        return [at for at, line in enumerate(one.lines) if line.startswith(letter)]
    longest, *others = sorted((" " + word for word in words), key=len, reverse=True)
    hits = [at for at, text in enumerate(one.plain) if longest in text]
    for word in others:
        hits = [at for at in hits if word in one.plain[at]]
    return [at for at in hits if one.lines[at].startswith(letter)] if letter else hits


def _shortlist(one: _List, hits: list[int], query: str, limit: int) -> list[int]:
    """Return at most about 2 × `limit` hits that can be among the best, so that ranking stays cheap."""
    if len(hits) <= 2 * limit:
        return hits
    start = " " + _bare(query)
    leading = [at for at in hits if one.plain[at].startswith(start)]
    exact = [at for at in leading if one.marked[at].startswith(f"|{start}|")]
    return list(dict.fromkeys([*exact[:limit], *leading[:limit], *hits[:limit]]))


def _rank(one: _List, at: int, query: str) -> int:
    bare = _bare(query)
    if one.marked[at].startswith(f"| {bare}|"):
        # «xã Chi Lăng» wants the commune before the district of the same name
        return 0 if f" {query} " in f" {fold(one.lines[at].split(chr(9))[5])} " else 1
    if one.plain[at].startswith(f" {bare}"):
        return 2
    return 3 if f" {bare}" in one.plain[at] else 4


def _bare(query: str) -> str:
    """Return a folded query without its leading word of kind: «xa chi lang» → «chi lang»."""
    for word in _KIND_WORDS:
        if query.startswith(word):
            return query.removeprefix(word)
    return query
