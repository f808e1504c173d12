"""TCVN3 and VNI: every letter there and back, and never mistaken for Unicode or the other way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.legacy_fonts import (
    TCVN3_TABLE,
    VNI_TABLE,
    Legacy,
    detect,
    legacy_of_font,
    repair,
    score,
    surely_unicode,
    suspect,
    to_unicode,
    vietnamese_share,
)

VOWELS = "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ".replace(" ", "")
SENTENCES = [
    "Họ và tên chủ hộ", "Nguyễn Văn Phượng", "Huỳnh Kim Tường", "Địa chỉ thường trú", "Số nhân khẩu", "Hộ nghèo",
    "Ấp Tân Điền", "Đặng Thị Ánh Tuyết", "Lò Văn Ơn", "Ỷ Ỵ ỹ", "Thôn Đồng Bành", "Ghi chú: mới tách hộ",
]  # fmt: skip


def to_legacy(text: str, legacy: Legacy) -> str:
    """Write Unicode in an old convention, letter by letter: the inverse of the tables under test."""
    table = TCVN3_TABLE if legacy is Legacy.TCVN3 else VNI_TABLE
    inverse = {letter: source for source, letter in table.items()}
    small = {letter: inverse.get(letter, inverse.get(letter.lower(), letter)) for letter in text}
    return "".join(small[letter] for letter in text)


@pytest.mark.parametrize("legacy", Legacy)
def test_every_small_letter_comes_back(legacy: Legacy) -> None:
    for letter in VOWELS + "đ":
        assert to_unicode(to_legacy(letter, legacy), legacy) == letter


def test_every_capital_comes_back_from_vni() -> None:
    for letter in (VOWELS + "đ").upper():
        assert to_unicode(to_legacy(letter, Legacy.VNI), Legacy.VNI) == letter


def test_the_tables_are_whole() -> None:
    marked = set(VOWELS + "đ") - set("aeiouy")
    assert set(TCVN3_TABLE.values()) == marked | set("ĂÂĐÊÔƠƯ")
    assert {letter.lower() for letter in VNI_TABLE.values()} == marked


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("legacy", Legacy)
def test_sentences_come_back(sentence: str, legacy: Legacy) -> None:
    assert to_unicode(to_legacy(sentence, legacy), legacy).casefold() == sentence.casefold()


def test_known_strings_of_old_files() -> None:
    assert to_unicode("Hä vµ tªn chñ hé", Legacy.TCVN3) == "Họ và tên chủ hộ"
    assert to_unicode("Huúnh Kim T\u00adêng", Legacy.TCVN3) == "Huỳnh Kim Tường"
    assert to_unicode("TH¤N §åNG BµNH", Legacy.TCVN3) == "THÔN ĐỒNG BÀNH"
    assert to_unicode("Hoï vaø teân chuû hoä", Legacy.VNI) == "Họ và tên chủ hộ"
    assert to_unicode("NGUYEÃN THÒ ÑÖÔØNG", Legacy.VNI) == "NGUYỄN THỊ ĐƯỜNG"
    assert to_unicode("Aùnh", Legacy.VNI) == "Ánh"


def test_capital_fonts() -> None:
    assert to_unicode("ñy ban nh©n d©n", Legacy.TCVN3, capitals=True) == "ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", (Legacy.TCVN3, False)),
        (".VnTimeH", (Legacy.TCVN3, True)),
        (" .vnarial ", (Legacy.TCVN3, False)),
        ("VNI-Times", (Legacy.VNI, False)),
        ("Times New Roman", None),
        ("", None),
    ],
)
def test_fonts(font: str, expected: tuple[Legacy, bool] | None) -> None:
    assert legacy_of_font(font) == expected


@pytest.mark.parametrize("legacy", Legacy)
def test_detection(legacy: Legacy) -> None:
    assert detect([to_legacy(sentence, legacy) for sentence in SENTENCES]) is legacy


@pytest.mark.parametrize(
    "texts", [SENTENCES, ["Lê Hà", "Tô Bé", "Sơn"], ["abc", "12"], [], ["café", "naïve", "señor", "Müller"]]
)
def test_unicode_is_left_alone(texts: list[str]) -> None:
    assert detect(texts) is None


def test_scores() -> None:
    assert score("Hä tªn", Legacy.TCVN3) == 1.0
    assert score("Hä tªn", None) < 0.5
    assert score("abc", Legacy.VNI) == 0.0
    assert vietnamese_share("Nguyễn Văn An") == 1.0
    assert vietnamese_share("ÐÞß abc") == 0.0
    assert vietnamese_share("abc") == 0.0


def test_repair_by_column() -> None:
    assert repair("Hé", Legacy.TCVN3) == "Hộ"
    assert repair("Nguyên", Legacy.TCVN3) == "Nguyên"
    assert repair("Hộ nghèo", Legacy.TCVN3) == "Hộ nghèo"
    assert repair("Hä", None) == "Hä"
    assert repair("abc", Legacy.VNI) == "abc"


def test_quick_looks() -> None:
    assert suspect("Hä tªn")
    assert not suspect("Lê Hà Tú È")
    assert surely_unicode("Hộ")
    assert not surely_unicode("Hé")


@given(st.text(max_size=40), st.sampled_from(Legacy))
def test_never_fails(text: str, legacy: Legacy) -> None:
    assert isinstance(to_unicode(text, legacy), str)
    assert 0.0 <= score(text, legacy) <= 1.0
    assert isinstance(repair(text, detect([text])), str)
