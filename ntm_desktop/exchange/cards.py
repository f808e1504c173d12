"""Office cards: who an office is and which keys it has, in a small signed file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature

from ntm_desktop.domain.places import Level
from ntm_desktop.exchange.documents import read_object
from ntm_desktop.exchange.findings import Findings
from ntm_desktop.exchange.keys import PublicKeys, check_public
from ntm_desktop.exchange.limits import CARD_BYTES
from ntm_desktop.exchange.values import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.exchange.keys import Identity

FORMAT = "ntm-card/1"
SUFFIX = ".ntmcard"
CODE_PATTERNS = {Level.COMMUNE: r"[0-9]{5}", Level.DISTRICT: r"[0-9]{3}", Level.PROVINCE: r"[0-9]{2}"}
_FIELDS = ("format", "code", "name", "level", "province_code", "age", "minisign", "made", "signature")
_DIGITS = 30
_GROUP = 5
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class OfficeRef:
    """An office; codes are text («31123» a commune, «911» a district, «12» a province)."""

    code: str
    name: str
    level: Level
    province_code: str


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """A card that was read and whose own signature holds. Whether to trust it is a person's decision."""

    office: OfficeRef
    keys: PublicKeys
    made: date


def make_card(identity: Identity, office: OfficeRef, made: date) -> bytes:
    """Return the bytes of the office's card file, signed by its own key."""
    card = OfficeCard(office, identity.public, made)
    signature = base64.b64encode(identity.signer.sign(_signed_bytes(card))).decode("ascii")
    content = {**_content(card), "signature": signature}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def read_card(data: bytes, source: str = "") -> OfficeCard:
    """Read a card file. RefusedError with all problems (`exchange.card.*`) where it is not a sound card."""
    findings = Findings(source)
    content = _texts(data, findings)
    findings.refuse_if_any()
    _check_values(content, findings)
    findings.refuse_if_any()
    card = _card(content)
    if not _signed(card, content["signature"]):
        findings.add("exchange.card.signature")
    findings.refuse_if_any()
    return card


def fingerprint(card: OfficeCard) -> str:
    """Return 30 digits in groups of five that stand for office and keys, whenever the card was made."""
    content = {key: value for key, value in _content(card).items() if key != "made"}
    number = int.from_bytes(hashlib.sha256(_canonical(content)).digest(), "big") % 10**_DIGITS
    digits = f"{number:0{_DIGITS}d}"
    return " ".join(digits[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))


def same_fingerprint(typed: str, card: OfficeCard) -> bool:
    """Whether what a person typed is the card's fingerprint; blanks, dots and hyphens do not count."""
    return re.sub(r"[\s.\-–]", "", typed) == fingerprint(card).replace(" ", "")


def _content(card: OfficeCard) -> dict[str, str]:
    return {
        "format": FORMAT,
        "code": card.office.code,
        "name": card.office.name,
        "level": card.office.level.value,
        "province_code": card.office.province_code,
        "age": card.keys.age,
        "minisign": card.keys.signing,
        "made": card.made.isoformat(),
    }


def _canonical(content: Mapping[str, str]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _signed_bytes(card: OfficeCard) -> bytes:
    # The prefix keeps this signature from ever being one over a package.
    return b"ntm-card\n" + _canonical(_content(card))


def _texts(data: bytes, findings: Findings) -> dict[str, str]:
    if len(data) > CARD_BYTES:
        findings.add("exchange.card.format", found=str(len(data)), expected=f"≤ {CARD_BYTES}")
        return {}
    content = read_object(data)
    if content is None or content.get("format") != FORMAT:
        findings.add("exchange.card.format", expected=FORMAT)
        return {}
    for name in _FIELDS:
        if not isinstance(content.get(name), str):
            findings.add("exchange.card.field", column=name, field=name)
    for name in content.keys() - set(_FIELDS):
        findings.add("exchange.card.field", column=str(name), found=str(name), field=str(name))
    return {name: str(content.get(name)) for name in _FIELDS}


def _check_values(content: Mapping[str, str], findings: Findings) -> None:
    wrong = {
        "name": not plain_text(content["name"]) or not 0 < len(content["name"]) <= _NAME_LENGTH,
        "level": content["level"] not in set(Level),
        "code": not _code_fits(content["level"], content["code"]),
        "province_code": not _code_fits(Level.PROVINCE, content["province_code"]),
        "made": not _is_date(content["made"]),
    }
    keys = check_public(PublicKeys(content["age"], content["minisign"]))
    wrong["age"] = "age" in keys
    wrong["minisign"] = "signing" in keys
    for name, bad in wrong.items():
        if bad:
            findings.add("exchange.card.field", column=name, found=content[name], field=name)


def _code_fits(level: str, code: str) -> bool:
    return level in set(Level) and re.fullmatch(CODE_PATTERNS[Level(level)], code) is not None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _card(content: Mapping[str, str]) -> OfficeCard:
    office = OfficeRef(content["code"], content["name"], Level(content["level"]), content["province_code"])
    keys = PublicKeys(content["age"], content["minisign"])
    return OfficeCard(office, keys, date.fromisoformat(content["made"]))


def _signed(card: OfficeCard, signature: str) -> bool:
    try:
        card.keys.verifier.verify(base64.b64decode(signature, validate=True), _signed_bytes(card))
    except (InvalidSignature, ValueError):  # ValueError: no base64 at all, or letters that are not ASCII
        return False
    return True
