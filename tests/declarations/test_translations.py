"""Every text has its English, both sides name the same facts, and the compiled file is up to date."""

from __future__ import annotations

import ast
import gettext
import io
import unicodedata
from typing import TYPE_CHECKING

import pytest

import messages
from ntm_desktop import i18n

if TYPE_CHECKING:
    from pathlib import Path

# Vietnamese texts without a single mark, and why they are no English that slipped in.
PLAIN = {
    "Email",  # the word that offices use
    "Excel",  # a product
    "Excel (.xlsx)",
    "PDF",
    "USB",
    "NTM",  # nông thôn mới, as the movement is written
    "Kinh",  # an ethnic group
    "Nam",  # male
    "CSV",
    "OCOP",
    "English",  # languages are called by their own names
}
# Words that Vietnamese writes without marks: enough of them, to be added to.
MARKLESS = """
ai an anh ba bao bay ca cai cao cha chi chia chim cho chung con cong cung dang danh do dung em ghi
ghim gia giao ha hai hay hoa im in kha khai khi kho khoa khu khung kinh lam lan lao lo lui mai mang
mau minh mo mong mua nam nay ngan ngang ngay nghe nhanh nhau ong phong phu qua quan quay quy ra rau
sai sang sao sau sinh so ta tai tay than thanh thay theo thi thoi thu thuy tin to tra trang tranh
trao tre treo tri tro trong tu tung va vai van vay ve vi vua vui xa xe xem xin xong xung
"""
KEYS = {
    "Alt",
    "Ctrl",
    "Shift",
    "Enter",
    "Tab",
    "Esc",
    "Delete",
    "Home",
    "End",
    "PgUp",
    "PgDn",
}  # as on the keyboard
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(scope="module")
def report() -> messages.Report:
    return messages.check()


@pytest.mark.parametrize("part", messages.HEADINGS.values(), ids=list(messages.HEADINGS))
def test_the_translations_are_whole(part: str, report: messages.Report) -> None:
    lines = getattr(report, part)
    assert not lines, f"{len(lines)} lines; `python3 packaging/dev.py messages` prints all:\n" + "\n".join(lines)


def test_message_ids_are_vietnamese() -> None:
    english = [f"{places[0]}: {msgid!r}" for msgid, places in messages.extract().items() if _is_english(msgid)]
    assert not english, "A message id is the Vietnamese text; these look English:\n" + "\n".join(english)


def test_message_ids_are_composed() -> None:
    """NFC: what is typed with separate marks would never be found in a catalogue that is not."""
    entries, _faults = messages.read_english()
    known = [*messages.extract(), *(entry.msgid for entry in entries)]
    assert [msgid for msgid in known if unicodedata.normalize("NFC", msgid) != msgid] == []


@pytest.mark.parametrize(
    ("msgid", "expected"),
    [
        ("Save file", True),
        ("Lưu tệp", False),
        ("In", False),
        ("Xem trang sau", False),
        ("{name}: {count}", False),
        ("PDF", False),
        ("Close {name}", True),
        ("{title} (Alt+{digit})", False),
    ],
)
def test_english_is_told_from_vietnamese(msgid: str, expected: object) -> None:
    assert _is_english(msgid) is expected


def test_no_text_hides_in_another() -> None:
    """A text inside an f-string is not found when texts are gathered, and stays Vietnamese for ever."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sorted(messages.SOURCE.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in messages.KEYWORDS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden


def test_extraction_finds_every_way_of_saying(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.py").write_text(
        '_("Một")\ngettext("Hai")\nmark("Ba " "bốn")\nngettext("{n} hộ", "{n} hộ", 2)\nother("Không")\n_(name)\n',
        encoding="utf-8",
    )
    found = messages.extract(package)
    assert found == {
        "Một": ["package/a.py:1"],
        "Hai": ["package/a.py:2"],
        "Ba bốn": ["package/a.py:3"],
        "{n} hộ": ["package/a.py:4"],
    }


def test_every_fault_is_reported(tmp_path: Path) -> None:
    source, english = _project(tmp_path, '_("Một")\n_("Hai {n}")\n_("Ba")\n')
    (english / "a.po").write_text(
        HEADER + 'msgid "Hai {n}"\nmsgstr "Two {m}"\n\nmsgid "Ba"\nmsgstr "Three"\n\nmsgid "Cũ"\nmsgstr "Old"\n',
        encoding="utf-8",
    )
    (english / "b.po").write_text(
        HEADER + 'msgid "Ba"\nmsgstr "3"\n\n#, fuzzy\nmsgid "Một"\nmsgstr "One"\n', encoding="utf-8"
    )
    found = messages.check(source, english)
    assert found.missing == ("package/a.py:1: 'Một'",)
    assert found.placeholders == ("a.po:5: 'Hai {n}' → 'Two {m}'",)
    assert len(found.conflicts) == 1
    assert "a.po" in found.conflicts[0]
    assert "b.po" in found.conflicts[0]
    assert found.obsolete == ("a.po:11: 'Cũ' → 'Old'",)
    assert found.unreadable == ("b.po:9: marked fuzzy: Một",)
    assert found.stale
    assert "Without English (1):" in found.lines()


def test_an_empty_translation_is_missing(tmp_path: Path) -> None:
    source, english = _project(tmp_path, '_("Một")\n')
    (english / "a.po").write_text(HEADER + 'msgid "Một"\nmsgstr ""\n', encoding="utf-8")
    assert messages.check(source, english).missing == ("package/a.py:1: 'Một'",)


def test_a_file_that_is_no_po_is_reported(tmp_path: Path) -> None:
    source, english = _project(tmp_path, "")
    (english / "a.po").write_text(HEADER + 'msgid "Một"\nmsgstr "One\nwhat\n', encoding="utf-8")
    assert messages.check(source, english).unreadable[0].startswith("a.po: ")


def test_a_whole_translation_has_nothing_to_report(tmp_path: Path) -> None:
    source, english = _project(tmp_path, '_("Một")\nngettext("{n} hộ", "{n} hộ", 3)\n')
    plural = 'msgid "{n} hộ"\nmsgid_plural "{n} hộ"\nmsgstr[0] "{n} household"\nmsgstr[1] "{n} households"\n'
    (english / "a.po").write_text(HEADER + 'msgid "Một"\nmsgstr "One"\n\n' + plural, encoding="utf-8")
    compiled = english / "LC_MESSAGES" / "ntm.mo"
    compiled.parent.mkdir()
    compiled.write_bytes(messages.compile_english(messages.read_english(english)[0]))
    assert messages.check(source, english).lines() == []


def test_the_compiled_file_depends_on_the_texts_alone() -> None:
    one = messages.English("Một", ("One",), "a", 1)
    two = messages.English("{n} hộ", ("{n} household", "{n} households"), "b", 2)
    blank = messages.English("Ba", ("",), "b", 3)
    first = messages.compile_english([one, two, blank])
    assert first == messages.compile_english([blank, two, one])
    spoken = gettext.GNUTranslations(io.BytesIO(first))
    assert spoken.gettext("Một") == "One"
    assert [spoken.ngettext("{n} hộ", "{n} hộ", n) for n in (1, 2)] == ["{n} household", "{n} households"]
    assert spoken.gettext("Ba") == "Ba"


def test_the_command_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = messages.COMPILED.read_bytes() if messages.COMPILED.exists() else None
    monkeypatch.setattr(messages, "check", lambda: messages.Report(missing=("a.py:1: 'Một'",)))
    assert messages.main(["--check"]) == 1
    assert "Without English (1):\n  a.py:1: 'Một'" in capsys.readouterr().out
    assert (messages.COMPILED.read_bytes() if messages.COMPILED.exists() else None) == before
    monkeypatch.setattr(messages, "COMPILED", tmp_path / "LC_MESSAGES" / "ntm.mo")
    monkeypatch.setattr(messages, "check", messages.Report)
    assert messages.main([]) == 0
    assert (tmp_path / "LC_MESSAGES" / "ntm.mo").stat().st_size > 0


def test_the_program_reads_the_compiled_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = tmp_path / "en" / "LC_MESSAGES" / "ntm.mo"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(messages.compile_english([messages.English("Một", ("One",), "a", 1)]))
    monkeypatch.setattr("ntm_desktop.paths.translations_folder", lambda: tmp_path)
    i18n.use_language("en")
    assert i18n.gettext("Một") == "One"


def _project(tmp_path: Path, source: str) -> tuple[Path, Path]:
    package, english = tmp_path / "package", tmp_path / "en"
    package.mkdir()
    english.mkdir()
    (package / "a.py").write_text(source, encoding="utf-8")
    return package, english


def _is_english(msgid: str) -> bool:
    """Say whether a text of words has neither a Vietnamese mark nor only words that need none."""
    if msgid in PLAIN or not msgid.isascii():
        return False
    for name in messages.placeholders(msgid):
        msgid = msgid.replace("{" + name + "}", " ")
    words = {word for word in "".join(c if c.isalpha() else " " for c in msgid).split() if len(word) > 1} - KEYS
    markless = MARKLESS.split()
    return any(word.lower() not in markless and not word.isupper() for word in words)
