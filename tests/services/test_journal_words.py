"""Every act that a service or the grid writes has its sentence, with facts that the act is written with."""

from __future__ import annotations

import ast
from string import Formatter
from typing import TYPE_CHECKING

from ntm_desktop import paths
from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.i18n import language
from ntm_desktop.services import journal_words, undo
from tests.offices import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context

PROGRAM = paths.program_folder() / "ntm_desktop"
SOURCES = ("services/*.py", "ui/grid/*.py", "ui/pages/tasks.py")
# An act's name that is made of a prefix and a value: all values that there are.
VALUES = {
    "household.": [status.value for status in HouseholdStatus if status is not HouseholdStatus.ACTIVE],
    "package.applied.": [kind.value for kind in Kind],
    "package.written.": [kind.value for kind in Kind],
}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(found for pattern in SOURCES for found in PROGRAM.glob(pattern)):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def named(node: ast.expr) -> set[str]:
    """Return the act names that an expression can be; empty for a variable."""
    match node:
        case ast.Constant(value=str() as text):
            return {text}
        case ast.JoinedStr(values=[ast.Constant(value=str() as prefix), *_rest]):
            return {prefix + value for value in VALUES[prefix]}
        case ast.IfExp(body=body, orelse=other):
            return named(body) | named(other)
    return set()


def acts() -> set[str]:
    """Return every act name in the sources: given to Act(…) or Note(…), or reaching it through `action`."""
    found: set[str] = set()
    for _path, tree in trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="Act" | "Note"), args=[first, *_rest]):
                    found |= named(first)
                case ast.Call(func=ast.Name(id="_save_staff"), args=[_context, _person, action]):
                    found |= named(action)
                case ast.Call(func=ast.Name(id="_note"), args=[_context, action, *_rest]):
                    found |= named(action)
                case ast.keyword(arg="action", value=value) | ast.Assign(targets=[ast.Name(id="action")], value=value):
                    found |= named(value)
                case ast.arguments(args=arguments, defaults=defaults):
                    for argument, default in zip(reversed(arguments), reversed(defaults), strict=False):
                        if argument.arg == "action":
                            found |= named(default)
    return found


def test_every_act_has_its_sentence() -> None:
    assert len(acts()) > 30
    assert sorted(acts() - set(journal_words.SENTENCES)) == []


def test_no_sentence_is_left_over() -> None:
    assert sorted(set(journal_words.SENTENCES) - acts()) == []


def test_every_sentence_names_only_facts_that_are_written() -> None:
    written = {"act", "action"}
    for _path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                written |= {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
    for sentence in journal_words.SENTENCES.values():
        assert {name for _text, name, _spec, _how in Formatter().parse(sentence) if name} <= written, sentence


def test_the_journal_reads_as_sentences(office: Context) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    undo.undo(office)
    newest, added, *_rest = journal_words.recent(office)
    assert newest.sentence == "Hoàn tác: Thêm hộ Đặng Văn Ánh (30889-01-0001)"
    assert (added.sentence, added.undone) == ("Thêm hộ Đặng Văn Ánh (30889-01-0001)", True)
    assert journal_words.recent(office, 1) == [newest]


def test_numbers_are_written_as_people_do_and_years_are_not() -> None:
    facts = {"count": 12500, "year": 2026}
    assert journal_words.sentence("answers.set", facts) == "Ghi 12.500 kết quả năm 2026"
    with language("en"):
        assert journal_words.sentence("answers.set", facts) == "Recorded 12,500 results of 2026"


def test_what_is_missing_or_unknown_is_still_said() -> None:
    assert journal_words.sentence("household.imported", {"count": 3}) == "Nhập 3 hộ"
    assert journal_words.sentence("household.imported", {"count": 3, "file": "a.xlsx"}) == "Nhập 3 hộ từ tệp a.xlsx"
    assert journal_words.sentence("village.merged", {}) == "Gộp – vào –"
    assert journal_words.sentence("new.act", {}) == "Thao tác new.act"
