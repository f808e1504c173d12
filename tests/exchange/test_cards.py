"""Office cards: written, read, compared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.exchange.cards import OfficeRef, fingerprint, make_card, read_card, same_fingerprint
from ntm_desktop.exchange.keys import Identity
from tests.exchange.offices import COMMUNE, Pair

DAY = date(2026, 1, 5)


def refusal(data: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        read_card(data, "x.ntmcard")
    return caught.value


@pytest.mark.parametrize(
    "office",
    [COMMUNE, OfficeRef("911", "Huyện Mẫu", Level.DISTRICT, "91"), OfficeRef("91", "Tỉnh", Level.PROVINCE, "91")],
)
def test_card_comes_back(pair: Pair, office: OfficeRef) -> None:
    card = read_card(make_card(pair.commune, office, DAY))
    assert (card.office, card.keys, card.made) == (office, pair.commune.public, DAY)


def test_fingerprint_is_thirty_digits_in_groups_of_five(pair: Pair) -> None:
    text = fingerprint(pair.commune_card)
    groups = text.split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert text.replace(" ", "").isdigit()


def test_fingerprint_stands_for_office_and_keys_but_not_the_day(pair: Pair) -> None:
    card = pair.commune_card
    assert fingerprint(replace(card, made=date(2030, 1, 1))) == fingerprint(card)
    for office in (replace(COMMUNE, code="31124"), replace(COMMUNE, name="X"), replace(COMMUNE, province_code="92")):
        assert fingerprint(replace(card, office=office)) != fingerprint(card)
    assert fingerprint(replace(card, keys=Identity.generate().public)) != fingerprint(card)


def test_typed_fingerprint_may_have_blanks_and_hyphens(pair: Pair) -> None:
    text = fingerprint(pair.commune_card)
    assert same_fingerprint(f" {text.replace(' ', '-')}\n", pair.commune_card)
    assert not same_fingerprint(text[:-1], pair.commune_card)
    assert not same_fingerprint("", pair.commune_card)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b"{" * 20_000, b'{"format":"ntm-card/1","format":"ntm-card/1"}', b"{}", b"[" * 16_000]
)
def test_what_is_no_card_is_refused(data: bytes) -> None:
    assert refusal(data).code == "exchange.card.format"


def test_all_wrong_fields_are_told_at_once(pair: Pair) -> None:
    content = json.loads(make_card(pair.commune, COMMUNE, DAY))
    wrong = {
        "name": "x\u202ey",
        "level": "village",
        "code": "1",
        "province_code": "x",
        "made": "2026-02-31",
        "age": "age1",
        "minisign": "RW",
    }
    error = refusal(json.dumps(content | wrong).encode())
    assert {problem.place.column for problem in error.problems} == wrong.keys()
    assert error.facts["count"] == 7


def test_missing_and_foreign_fields_are_told(pair: Pair) -> None:
    content = json.loads(make_card(pair.commune, COMMUNE, DAY))
    del content["name"]
    content["phone"] = "1"
    error = refusal(json.dumps(content).encode())
    assert {problem.place.column for problem in error.problems} == {"name", "phone"}


@pytest.mark.parametrize("change", [{"name": "Xã khác"}, {"signature": "AAAA"}, {"signature": "!"}])
def test_changed_card_is_refused(pair: Pair, change: dict[str, str]) -> None:
    content = json.loads(make_card(pair.commune, COMMUNE, DAY))
    assert refusal(json.dumps(content | change).encode()).code == "exchange.card.signature"
