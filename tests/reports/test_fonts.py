"""The font has every Vietnamese letter, and wrapping loses nothing and overflows nothing."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.reports import fonts

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"


def vietnamese() -> set[str]:
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)}
    letters |= set("bcdđghklmnpqrstvxfjwz")
    return letters | {letter.upper() for letter in letters} | set("0123456789.,;:!?()«»“”–-…/%₫ ")


@pytest.mark.parametrize("name", fonts.FACES)
def test_every_face_has_every_vietnamese_letter(name: str) -> None:
    known = fonts.face(name).face.charToGlyph
    assert len(vietnamese()) > 180
    assert not [letter for letter in vietnamese() if ord(letter) not in known]


def test_the_licence_lies_beside_the_fonts() -> None:
    text = fonts.file_of(fonts.BOLD).with_name("LICENSE-Liberation.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_styles_choose_their_faces() -> None:
    assert fonts.style() == fonts.REGULAR
    assert fonts.style(bold=True) == fonts.BOLD
    assert fonts.style(italic=True) == fonts.ITALIC
    assert fonts.style(bold=True, italic=True) == fonts.BOLD_ITALIC


def test_a_short_text_is_one_line_and_a_line_feed_breaks() -> None:
    assert fonts.wrap("Nguyễn Văn An", fonts.REGULAR, 10, 500) == ("Nguyễn Văn An",)
    assert fonts.wrap("một\nhai", fonts.REGULAR, 10, 500) == ("một", "hai")


@given(st.text("abđềN ", max_size=60), st.floats(12, 120))
def test_wrapping_keeps_every_letter_and_the_width(text: str, room: float) -> None:
    lines = fonts.wrap(text, fonts.REGULAR, 10, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(fonts.width(line, fonts.REGULAR, 10) <= room for line in lines if line.strip())


def test_a_letter_wider_than_the_room_still_gets_its_line() -> None:
    assert fonts.wrap("MM", fonts.REGULAR, 40, 5)[-2:] == ("M", "M")
