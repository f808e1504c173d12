"""Made-up people, and what a list of them must become."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import Poverty, Sex
from ntm_desktop.domain.legacy_fonts import TCVN3_TABLE, VNI_TABLE
from tests.lists.paper import Page, write_text, write_xls, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

POOR, NEAR, NOT_POOR = Poverty.POOR, Poverty.NEAR_POOR, Poverty.NOT_POOR
MALE, FEMALE = Sex.MALE, Sex.FEMALE
# fmt: off
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Tống", "Quách")
_MEN = ("Văn Hùng", "Hữu Phước", "Văn Đực", "Quốc Việt", "Minh Tưởng", "Văn Sỹ", "Đình Khuê", "Công Lập", "Văn Thuỷ")
_WOMEN = ("Thị Bưởi", "Thị Kim Nga", "Thị Ơn", "Thị Hường", "Ngọc Ẩn", "Thị Mỹ Lệ", "Thị Ưng", "Thị Tuyết Nhi")
# fmt: on


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up head of household."""

    name: str
    birth: date
    sex: Sex
    personal_id: str
    phone: str

    @property
    def year(self) -> int:
        """The birth year."""
        return self.birth.year


@dataclass(frozen=True, slots=True)
class Home:
    """A household as it must come out; what is left out here must be empty there."""

    head: str
    village: str
    year: int | None = None
    sex: Sex | None = None
    poverty: Poverty | None = None
    ethnic: str = ""
    members: int | None = None
    address: str = ""
    phone: str = ""
    id: str = ""
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: how it is written to a path, its truth, how many of its rows stand twice, and the doubts it may raise.

    `refused` are the codes of the errors that are right about it; any other error is a fault.
    """

    write: Callable[[Path], None]
    homes: tuple[Home, ...]
    suffix: str = ".xlsx"
    duplicates: int = 0
    doubts: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    file: str = "danh sách"


def people(count: int, seed: int = 1) -> list[Person]:
    """Return people with names of their own, always the same ones."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    both = [(f"{family} {given}", sex) for family in _FAMILIES for sex, names in ((MALE, _MEN), (FEMALE, _WOMEN))
            for given in names]  # fmt: skip
    chance.shuffle(both)
    return [_person(name, sex, chance) for name, sex in itertools.islice(both, count)]


def _person(name: str, sex: Sex, chance: random.Random) -> Person:
    birth = date(chance.randint(1931, 1999), chance.randint(1, 12), chance.randint(1, 28))
    personal_id = f"0{chance.randint(10, 96)}{chance.randint(10**8, 10**9 - 1)}"
    return Person(name, birth, sex, personal_id, f"09{chance.randint(10**7, 10**8 - 1)}")


def xlsx(pages: Page | Sequence[Page], homes: Sequence[Home], **more: object) -> Listing:
    """Return a list written as .xlsx."""
    made = [pages] if isinstance(pages, Page) else list(pages)
    return Listing(lambda path: write_xlsx(path, made), tuple(homes), **more)  # type: ignore[arg-type]  # a short hand


def xls(pages: Page | Sequence[Page], homes: Sequence[Home], **more: object) -> Listing:
    """Return a list written as .xls."""
    made = [pages] if isinstance(pages, Page) else list(pages)
    return Listing(lambda path: write_xls(path, made), tuple(homes), ".xls", **more)  # type: ignore[arg-type]  # a short hand


def text(
    page: Page, homes: Sequence[Home], encoding: str, separator: str = ",", start: bytes = b"", **more: object
) -> Listing:
    """Return a list written as text."""
    suffix = str(more.pop("suffix", ".csv"))
    return Listing(
        lambda path: write_text(path, page, encoding, separator, start=start),
        tuple(homes),
        suffix,
        **more,  # type: ignore[arg-type]  # a short hand
    )


_TO_TCVN3 = {letter: byte for byte, letter in TCVN3_TABLE.items()}
_TO_VNI = {letter: source for source, letter in VNI_TABLE.items() if letter.islower()}


def tcvn3(written: str) -> str:
    """Return text as .VnTime keeps it; capitals with marks have no place there."""
    return "".join(_TO_TCVN3.get(letter, _TO_TCVN3.get(letter.lower(), letter)) for letter in written)


def vni(written: str) -> str:
    """Return text as VNI-Times keeps it: marks of capitals are capitals only in words of capitals."""
    return " ".join(map(_vni_word, written.split(" ")))


def _vni_word(word: str) -> str:
    found = ""
    for letter in word:
        source = _TO_VNI.get(letter.lower(), letter.lower()) if not letter.isascii() else letter
        if letter.isupper() and not letter.isascii():
            source = source.upper() if word.isupper() else source[0].upper() + source[1:]
        found += source
    return found
