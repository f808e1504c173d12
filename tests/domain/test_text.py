"""One normal form, folding, and the order of the Vietnamese alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.text import clean, collation_key, fold, person_key


def shuffled(words: list[str]) -> list[str]:
    return [*words[1::2], *words[::2]]


VIETNAMESE = st.text(
    st.sampled_from(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợ ùúủũụừứửữựỳýỷỹỵ "
    )
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  CHÂM  QUỐC\u00a0NGA \n", "CHÂM QUỐC NGA"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("An\u200b \u202eBình\ufeff", "An Bình"),
        ("e\u200b\u0301", "é"),
        ("a\tb", "a b"),
        ("", ""),
        (" ", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_clean_is_a_normal_form(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert clean(unicodedata.normalize("NFD", text)) == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ươm", "dang thi uom"),
        ("HỘ  NGHÈO", "ho ngheo"),
        ("Ỹ Ỵ ẵ", "y y a"),
        ("Đá", "da"),
        ("Müller ñ", "muller n"),
        ("ﬁ ß", "fi ss"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_is_idempotent_and_the_same_for_both_normal_forms(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper())


def test_alphabet() -> None:
    words = ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "v", "y"]
    assert sorted(shuffled(words), key=collation_key) == words


def test_tones_in_dictionary_order_after_letters() -> None:
    words = ["ba", "bà", "bả", "bã", "bá", "bạ", "bac", "băn", "bân"]
    assert sorted(shuffled(words), key=collation_key) == words


def test_shorter_syllables_first_and_letters_before_tones() -> None:
    assert sorted(["hoàng", "hoa", "hòa", "hoan"], key=collation_key) == ["hoa", "hòa", "hoan", "hoàng"]
    assert sorted(["Lê Bá", "Lê An", "Le Xa"], key=collation_key) == ["Le Xa", "Lê An", "Lê Bá"]


@given(VIETNAMESE)
def test_collation_ignores_normal_form_and_spaces(text: str) -> None:
    assert collation_key(f" {unicodedata.normalize('NFD', text)}  ") == collation_key(text)


@given(st.text())
def test_collation_never_fails(text: str) -> None:
    assert isinstance(collation_key(text), str)
    assert isinstance(person_key(text), str)


def test_people_by_given_name() -> None:
    people = ["Trần Văn An", "Lê Ánh", "Nguyễn Thị Bé", "Đặng Đào", "Bùi Ứng"]
    assert sorted(shuffled(people), key=person_key) == people


def test_a_mark_without_letter_is_ignored() -> None:
    assert collation_key("\u0302") == collation_key("")
