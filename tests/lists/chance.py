"""Lists put together by chance of many offices' habits: heads, order of columns, places, numbers, pages, files."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.lists.paper import Page, write_text, write_xls, write_xlsx
from tests.lists.truth import MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, tcvn3, vni
from tests.lists.wrapping import html_table, spreadsheetml, write_ods

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.lists.truth import Person

_HEADS = {
    "number": ("STT", "TT", "Số TT", "Số\nTT", "STT hộ"),
    "name": (
        "Họ và tên chủ hộ",
        "Chủ hộ",
        "Họ tên",
        "Họ và tên",
        "HỌ VÀ TÊN CHỦ HỘ",
        "Tên chủ hộ",
        "Họ tên chủ hộ (*)",
    ),
    "birth": ("Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh", "NS", "NĂM SINH", "Sinh năm"),
    "sex": ("Giới tính", "Nam/Nữ", "Giới", "GT"),
    "village": ("Ấp", "Thôn", "Thôn/ấp", "Tên thôn", "Khu phố"),
    "members": ("Số khẩu", "Số nhân khẩu", "Nhân khẩu", "NK", "Tổng số khẩu", "Số người trong hộ"),
    "poverty": ("Diện hộ", "Phân loại hộ", "Đối tượng", "Loại hộ", "Hộ nghèo, cận nghèo"),
    "ethnic": ("Dân tộc", "Thành phần dân tộc"),
    "phone": ("SĐT", "Điện thoại", "Số điện thoại liên hệ"),
    "id": ("Số CCCD", "CCCD/CMND", "Số định danh cá nhân"),
    "note": ("Ghi chú", "GHI CHÚ"),
}
# What one thing takes in several columns: the head over them, and their own.
_WIDE = {
    "name": (("Họ và tên chủ hộ", ("Họ và tên đệm", "Tên")), ("Họ và tên", ("Họ đệm", "Tên"))),
    "birth": (("Năm sinh", ("Nam", "Nữ")), ("Năm sinh chủ hộ", ("Nam", "Nữ"))),
    "poverty": (("Thuộc diện", ("Nghèo", "Cận nghèo")), ("Phân loại hộ", ("Hộ nghèo", "Hộ cận nghèo"))),
    "members": (("Nhân khẩu", ("Tổng số", "Nam", "Nữ")), ("Số khẩu", ("Tổng", "Nữ"))),
}
_RELATIONS = ("Vợ", "Con", "Con dâu", "Mẹ đẻ", "Cháu nội")
_OTHERS = ("Nghề nghiệp", "Diện tích (m2)", "Trình độ", "Ký nhận", "Tôn giáo", "Thu nhập")
_FAMILIES_OF_PLACES = ("Hòa Bình", "Xẻo Bần", "Vĩnh Lợi", "Nà Lại", "Đông Phước", "Cây Dương", "Suối Rè")
_CLASSES = (("Hộ nghèo", POOR), ("Cận nghèo", NEAR), ("Không nghèo", NOT_POOR))
_TITLES = ("DANH SÁCH HỘ GIA ĐÌNH", "DANH SÁCH CÁC HỘ DÂN NĂM 2025", "BIỂU TỔNG HỢP HỘ DÂN CƯ", "Danh sách chủ hộ")
_SIGNATURES = (("Người lập biểu", "Trưởng ấp"), ("NGƯỜI LẬP", "TM. UBND XÃ"), ("Cán bộ thống kê", "CHỦ TỊCH"))


@dataclass(slots=True)
class _Habits:
    """What one clerk does."""

    chance: random.Random
    where: str
    columns: list[str]
    heads: dict[str, str]
    word: str
    files: str
    shown: Callable[[str], str] = str
    numbers: Callable[[int], object] = int
    wide: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    people: bool = False
    every_page: int = 0
    letters: Callable[[str], str] = str
    rows_of_village: int = 0
    homes: list[Home] = field(default_factory=list)

    def place(self, name: str) -> int:
        """Return the first column of a thing."""
        return sum(self.width(other) for other in self.columns[: self.columns.index(name)])

    def width(self, name: str) -> int:
        """Return how many columns a thing takes."""
        return len(self.wide[name][1]) if name in self.wide else 1

    @property
    def all_columns(self) -> int:
        """How many columns the list has."""
        return sum(map(self.width, self.columns))


def made_by_chance(seed: int) -> Listing:
    """Return the list of a clerk whose habits the seed chooses."""
    chance = random.Random(seed)  # noqa: S311 - made-up clerks
    habits = _habits(chance)
    names = chance.sample(_FAMILIES_OF_PLACES, 1 if habits.where in {"title", "file"} else chance.choice((2, 3)))
    villages = [f"{habits.word} {name}" for name in names]
    persons = people(len(villages) * 6, seed + 5000)
    groups = [(village, persons[at * 6 : at * 6 + 6]) for at, village in enumerate(villages)]
    pages = _pages(habits, groups)
    file = f"DS hộ {villages[0]}" if habits.where == "file" else "danh sách"
    return Listing(
        _WRITERS[habits.files][1](pages), tuple(habits.homes), _WRITERS[habits.files][0], doubts=_DOUBTS, file=file
    )


_DOUBTS = frozenset({"sheets.id_zero_restored", "sheets.phone_zero_restored"})


def _habits(chance: random.Random) -> _Habits:
    where = chance.choice(("title", "column", "section", "tab", "file", "merged"))
    optional = chance.sample(("sex", "members", "poverty", "ethnic", "phone", "id", "note"), chance.randint(0, 5))
    columns = ["number", "name", "birth", *optional, *chance.sample(_OTHERS, chance.choice((0, 0, 1, 2)))]
    if where in {"column", "merged"}:
        columns.insert(
            chance.choice((0, len(columns))) if where == "merged" else chance.randint(1, len(columns)), "village"
        )
    if chance.random() < 0.3:
        middle = columns[1:]
        chance.shuffle(middle)
        columns = [columns[0], *middle]
    files = chance.choice(tuple(_WRITERS))
    if where == "tab" and not _WRITERS[files][2]:
        where = "section"
    if where == "merged" and files == "csv":
        where = "column"
    word = chance.choice(("Ấp", "Thôn", "Xóm", "Khu phố"))
    heads = {name: chance.choice(said) for name, said in _HEADS.items()}
    heads["village"] = {"Ấp": "Tên ấp", "Thôn": "Thôn", "Xóm": "Xóm", "Khu phố": "Khu phố"}[word]
    wide = {name: chance.choice(said) for name, said in _WIDE.items() if name in columns and chance.random() < 0.25}
    of_people = chance.random() < 0.25
    if of_people:
        columns.insert(columns.index("name") + chance.choice((0, 1, 1)), "relation")
        heads["name"] = chance.choice(("Họ và tên", "Họ tên", "HỌ VÀ TÊN"))
        heads["relation"] = chance.choice(("Quan hệ với chủ hộ", "Quan hệ", "QH với CH", "Mối quan hệ"))
    letters = chance.choice((tcvn3, vni)) if files == "xls" and chance.random() < 0.4 else str
    shown = chance.choice((str, str, str.upper, lambda said: unicodedata.normalize("NFD", said)))
    numbers = chance.choice((int, int, lambda n: f"{n:02d}", lambda n: f"{n}.", str))
    if letters is not str:
        shown = str
    every_page = chance.choice((0, 0, 0, 5, 8))
    return _Habits(chance, where, columns, heads, word, files, shown, numbers, wide, of_people, every_page, letters)


def _pages(habits: _Habits, groups: Sequence[tuple[str, Sequence[Person]]]) -> list[Page]:
    pages, page, running = [], Page("Danh sách"), 0
    for at, (village, persons) in enumerate(groups):
        if habits.where == "tab":
            page = Page(village)
        if habits.where == "tab" or not at:
            pages.append(page)
            _begin(habits, page, village)
        if habits.where == "section":
            line = habits.chance.choice((village.upper(), f"{'I' * (at + 1)}. {village.upper()}", f"{village}: 6 hộ"))
            page.add(*_placed(habits, line))
        if habits.where != "column" and habits.chance.random() < 0.6:
            running = 0
        running = _rows(habits, page, persons, running, village)
        if habits.where == "merged":
            page.merge(1 - habits.rows_of_village, habits.place("village"), 0, habits.place("village"))
        if habits.where in {"section", "tab"} and habits.chance.random() < 0.5:
            page.add(*_placed(habits, habits.chance.choice(("Cộng", f"Cộng {village}: 6 hộ", "Tổng số: 6 hộ"))))
    for made in pages:
        _end(habits, made)
        made.name = made.name if habits.letters is str or habits.where == "tab" else "Sheet1"
        made.rows = [[habits.letters(cell) if isinstance(cell, str) else cell for cell in row] for row in made.rows]
    return pages


def _rows(habits: _Habits, page: Page, persons: Sequence[Person], running: int, village: str) -> int:
    """Put the rows of a village below, the heads again on each page; return the last number."""
    for place, one in enumerate(persons):
        running += 1
        if habits.every_page and running > 1 and running % habits.every_page == 1 and habits.where != "merged":
            _heads(habits, page)
        _row(habits, page, one, running, village, first=not place)
    return running


def _placed(habits: _Habits, line: str) -> list[str]:
    """Return a line of words where clerks put them: in the first column, or in that of the names."""
    at = habits.chance.choice((0, habits.place("name")))
    return ["" if place != at else line for place in range(habits.all_columns)]


def _begin(habits: _Habits, page: Page, village: str) -> None:
    chance, width = habits.chance, habits.all_columns
    if chance.random() < 0.5:
        page.add("UBND XÃ TÂN PHÚ", *[""] * (width - 2), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    title = chance.choice(_TITLES)
    if habits.where == "title":
        page.add(
            chance.choice(
                (
                    f"{title} {village.upper()}",
                    f"{village}",
                    f"{habits.word}: {village.removeprefix(habits.word).strip()}",
                )
            )
        )
    else:
        page.add(title)
    page.blank(chance.choice((0, 1, 2)))
    _heads(habits, page)
    if chance.random() < 0.3 and width > 2:
        page.add(*(f"({n})" for n in range(1, width + 1)))


def _heads(habits: _Habits, page: Page) -> None:
    """Put the line of heads, or two of them where something takes several columns."""
    upper: list[str] = []
    lower: list[str] = []
    for name in habits.columns:
        over, own = habits.wide.get(name, (habits.heads.get(name, name), ("",)))
        upper += [over, *[""] * (len(own) - 1)]
        lower += own
    page.add(*upper)
    if not habits.wide:
        return
    merged = [(habits.place(name), habits.place(name) + habits.width(name) - 1) for name in habits.wide]
    for left, right in merged if habits.files != "csv" else ():
        page.merge(0, left, 0, right)
    page.add(*lower)
    alone = [habits.place(name) for name in habits.columns if name not in habits.wide]
    for column in alone if habits.files != "csv" else ():
        page.merge(-1, column, 0, column)


def _row(habits: _Habits, page: Page, one: Person, running: int, village: str, *, first: bool) -> None:
    chance = habits.chance
    said, poverty = chance.choice(_CLASSES)
    members = chance.randint(1, 9)
    bare = village.removeprefix(habits.word).strip()
    place = (village, bare, village.upper())[len(habits.heads["name"]) % 3]
    date = habits.heads["birth"] in {"Ngày sinh", "Ngày, tháng, năm sinh"}
    values = {
        "number": habits.numbers(running), "name": habits.shown(one.name), "sex": "Nam" if one.sex is MALE else "Nữ",
        "birth": (one.birth if running % 2 else f"{one.birth:%d/%m/%Y}") if date else one.year,
        "village": "" if habits.where == "merged" and not first else place, "members": members, "poverty": said,
        "ethnic": "Tày", "phone": one.phone, "id": one.personal_id, "note": "",
        "Diện tích (m2)": 1957, "Nghề nghiệp": "Làm ruộng", "Tôn giáo": "Không", "Thu nhập": "1.500.000",
    }  # fmt: skip
    values["relation"] = "Chủ hộ"
    page.add(*_cells(habits, one, values, poverty))
    family = chance.randint(0, 3) if habits.people else 0
    for other in people(family, running + 900):
        told = {"name": habits.shown(other.name), "birth": other.year, "relation": chance.choice(_RELATIONS)}
        told |= {"number": "", "village": "" if habits.where == "merged" else place}
        page.add(*_cells(habits, other, told, None))
    habits.rows_of_village = 1 + family + (0 if first else habits.rows_of_village)
    if habits.people and "members" not in habits.columns:
        members = family + 1
    has = set(habits.columns) | ({"members"} if habits.people and family else set())
    has |= {"sex"} if "birth" in habits.wide else set()
    habits.homes.append(
        Home(one.name, village, one.year, one.sex if "sex" in has else None, poverty if "poverty" in has else None,
             "Tày" if "ethnic" in has else "", members if "members" in has else None,
             phone=one.phone if "phone" in has else "", id=one.personal_id if "id" in has else "")
    )  # fmt: skip


def _cells(habits: _Habits, one: Person, values: dict[str, object], poverty: object) -> list[object]:
    """Return the cells of a row, what takes several columns parted."""
    cells: list[object] = []
    for name in habits.columns:
        value = values.get(name, "")
        if name not in habits.wide:
            cells.append(value)
        elif name == "name":
            cells += str(value).rsplit(" ", 1)
        elif name == "birth":
            cells += [value, ""] if one.sex is MALE else ["", value]
        elif name == "poverty":
            cells += ["x" if poverty is POOR else "", "x" if poverty is NEAR else ""]
        else:
            cells += [value, *[1] * (habits.width(name) - 1)]
    return cells


def _end(habits: _Habits, page: Page) -> None:
    chance = habits.chance
    if chance.random() < 0.5:
        page.add(*_placed(habits, chance.choice(("Tổng cộng", "TỔNG CỘNG: 6 HỘ", "Cộng"))))
    if chance.random() < 0.6:
        left, right = chance.choice(_SIGNATURES)
        middle = [""] * max(0, habits.all_columns - 3)
        page.blank().add("", *middle, "", "Tân Phú, ngày 5 tháng 3 năm 2025").add("", left, *middle, right).blank(2)
        page.add("", "Lê Thị Lập", *middle, "Võ Văn Trưởng")


def _text(path: Path, pages: Sequence[Page]) -> None:
    write_text(path, pages[0], "utf-8", ";")


_WRITERS: dict[str, tuple[str, Callable[[list[Page]], Callable[[Path], None]], bool]] = {
    "xlsx": (".xlsx", lambda pages: lambda path: write_xlsx(path, pages), True),
    "xls": (".xls", lambda pages: lambda path: write_xls(path, pages), True),
    "csv": (".csv", lambda pages: lambda path: _text(path, pages), False),
    "html": (".xls", lambda pages: lambda path: _put(path, f"<html><body>{html_table(pages[0])}</body></html>"), False),
    "xml": (".xls", lambda pages: lambda path: _put(path, spreadsheetml(pages)), True),
    "ods": (".ods", lambda pages: lambda path: write_ods(path, pages), True),
}


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
