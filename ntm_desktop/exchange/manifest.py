"""What a package says about itself: the fields of `bag-info.txt`, by the line rules of RFC 8493."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.sequence import EARLIER_MAX
from ntm_desktop.domain.text import clean
from ntm_desktop.exchange.values import is_moment, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.exchange.findings import Findings

SEQUENCE_MAX = 999_999
EARLIER_DIGITS = 16
Version = tuple[int, int]
FORMAT: Version = (1, 0)
# Every field stands in every package: so says one where there is nothing to name, as for a first package.
NOTHING = "none"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LABEL = re.compile(r"[^\s:][^:]*")
_CONTINUED = re.compile(r"\n[ \t]+")


class Kind(StrEnum):
    """What a package is for."""

    REPORT = "report"
    DIRECTIVE = "directive"
    RECEIPT = "receipt"
    SHARE = "share"
    HANDOVER = "handover"


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """Who writes to whom, what and when. All of it is signed.

    `lineage` is the random id of the sending database, `previous` the SHA-256 (hex) of the previous package's
    tag manifest (empty for the first), `earlier` the first 16 digits of those before it by sequence (the newest
    40), which show a second history even where packages between were lost, `acknowledges` the highest sequence
    received from the addressee, with the lineage that it belonged to, `period` the years meant, `catalogue` the
    editions used, `made` a time with its offset, to the second.
    """

    sender: str
    sender_name: str
    recipient: str
    kind: Kind
    lineage: str
    sequence: int
    made: datetime
    previous: str = ""
    earlier: Mapping[int, str] = field(default_factory=dict)
    acknowledges: int | None = None
    acknowledges_lineage: str = ""
    period: str = ""
    catalogue: str = ""
    app_version: str = ""
    format: Version = FORMAT
    reader_minimum: Version = FORMAT


def written_version(version: Version) -> str:
    """Return «1.0» for (1, 0)."""
    return f"{version[0]}.{version[1]}"


def encode_info(info: PackageInfo, oxum: str) -> bytes:
    """Return `bag-info.txt`; `oxum` is «octets.files». ValueError for a value that cannot stand."""
    lines = [
        ("Source-Organization", clean(info.sender_name)),
        ("Bagging-Date", info.made.date().isoformat()),
        ("Payload-Oxum", oxum),
        ("NTM-Sender", info.sender),
        ("NTM-Recipient", info.recipient),
        ("NTM-Kind", info.kind.value),
        ("NTM-Format", written_version(info.format)),
        ("NTM-Reader-Minimum", written_version(info.reader_minimum)),
        ("NTM-Lineage", info.lineage),
        ("NTM-Sequence", str(info.sequence)),
        ("NTM-Made", info.made.isoformat(timespec="seconds")),
        ("NTM-Previous", info.previous or NOTHING),
        ("NTM-Earlier", _earlier_text(info.earlier)),
        ("NTM-Acknowledges", str(info.acknowledges or 0)),
        ("NTM-Acknowledges-Lineage", info.acknowledges_lineage),
        ("NTM-Period", clean(info.period) or NOTHING),
        ("NTM-Catalogue", clean(info.catalogue) or NOTHING),
        ("NTM-App-Version", info.app_version),
    ]
    return "".join(f"{label}: {_line(value)}\n" for label, value in lines if value).encode()


def decode_lines(data: bytes) -> list[tuple[str, str]] | None:
    """Return the label and value pairs of a tag file; None where it is no such file.

    CR, LF and CRLF end a line; a line that begins with a blank continues the one before.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
    text = _CONTINUED.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    pairs: list[tuple[str, str]] = []
    for line in text.split("\n"):
        label, colon, value = line.partition(":")
        if not colon or not _LABEL.fullmatch(label.rstrip()):
            return None
        pairs.append((label.rstrip(), value.strip()))
    return pairs


def decode_info(data: bytes, findings: Findings) -> PackageInfo | None:
    """Read `bag-info.txt`. Every faulty field is noted (`exchange.info.*`); None where there is any."""
    pairs = decode_lines(data)
    if pairs is None:
        findings.add("exchange.info.format", path="bag-info.txt")
        return None
    before = findings.count
    labels = Counter(label.casefold() for label, _ in pairs)
    for label in sorted(label for label, count in labels.items() if count > 1 and label.startswith("ntm-")):
        findings.add("exchange.info.twice", path="bag-info.txt", column=label, field=label)
    fields = {label.casefold(): value for label, value in pairs}
    for label, (good, expected) in _RULES.items():
        value = fields.get(label.casefold(), "")
        if not good(value):
            findings.add(
                "exchange.info.field",
                path="bag-info.txt",
                column=label,
                found=value,
                expected=expected,
                field=label,
            )
    return _info(fields) if findings.count == before else None


def oxum_of(data: bytes) -> str:
    """Return the Payload-Oxum that `bag-info.txt` states; empty where it states none."""
    return dict(decode_lines(data) or ()).get("Payload-Oxum", "")


def _info(fields: Mapping[str, str]) -> PackageInfo:
    acknowledges = int(fields.get("ntm-acknowledges", "") or 0)
    acknowledges_lineage = fields.get("ntm-acknowledges-lineage", "")
    return PackageInfo(
        sender=fields["ntm-sender"],
        sender_name=fields["source-organization"],
        recipient=fields["ntm-recipient"],
        kind=Kind(fields["ntm-kind"]),
        lineage=fields["ntm-lineage"],
        sequence=int(fields["ntm-sequence"]),
        made=datetime.fromisoformat(fields["ntm-made"]),
        previous=_named(fields, "ntm-previous"),
        earlier=_earlier(fields.get("ntm-earlier", "")),
        acknowledges=acknowledges if acknowledges or acknowledges_lineage else None,
        acknowledges_lineage=acknowledges_lineage,
        period=_named(fields, "ntm-period"),
        catalogue=_named(fields, "ntm-catalogue"),
        app_version=fields.get("ntm-app-version", ""),
        format=_version(fields["ntm-format"]),
        reader_minimum=_version(fields["ntm-reader-minimum"]),
    )


def _named(fields: Mapping[str, str], label: str) -> str:
    value = fields.get(label, "")
    return "" if value == NOTHING else value


def _earlier_text(earlier: Mapping[int, str]) -> str:
    newest = sorted(earlier, reverse=True)[:EARLIER_MAX]
    return " ".join(f"{number}:{earlier[number][:EARLIER_DIGITS]}" for number in newest)


def _earlier(text: str) -> dict[int, str]:
    return {int(number): digits for number, _, digits in (part.partition(":") for part in text.split())}


def _version(text: str) -> Version:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def _line(value: str) -> str:
    if not plain_text(value):
        raise ValueError(value)
    return value


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: compiled.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_text(length: int, *, empty: bool) -> Callable[[str], bool]:
    return lambda value: (empty or value != "") and len(value) <= length and plain_text(value)


_YEAR = r"2[01][0-9]{2}"
_OFFICE = (_matches(r"[0-9]{2,5}"), "31123 | 911 | 12")
_SEQUENCE = rf"[1-9][0-9]{{0,{len(str(SEQUENCE_MAX)) - 1}}}"
_RULES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "Source-Organization": (_is_text(200, empty=False), "1 – 200"),
    "NTM-Sender": _OFFICE,
    "NTM-Recipient": _OFFICE,
    "NTM-Kind": (lambda value: value in set(Kind), " | ".join(Kind)),
    "NTM-Format": (_matches(r"[0-9]{1,4}\.[0-9]{1,4}"), "1.0"),
    "NTM-Reader-Minimum": (_matches(r"[0-9]{1,4}\.[0-9]{1,4}"), "1.0"),
    "NTM-Lineage": (_matches(r"[0-9A-Za-z-]{8,64}"), "8 – 64"),
    "NTM-Sequence": (_matches(_SEQUENCE), f"1 – {SEQUENCE_MAX}"),
    "NTM-Made": (is_moment, "yyyy-mm-ddThh:mm:ss+07:00"),
    "Bagging-Date": (_is_day, "yyyy-mm-dd"),
    "NTM-Previous": (_matches(rf"(?:[0-9a-f]{{64}}|{NOTHING})?"), "SHA-256"),
    "NTM-Earlier": (
        _matches(rf"(?:{_SEQUENCE}:[0-9a-f]{{{EARLIER_DIGITS}}}(?: (?!$)|$)){{0,{EARLIER_MAX}}}"),
        f"1:0123456789abcdef …, ≤ {EARLIER_MAX}",
    ),
    "NTM-Acknowledges": (_matches(rf"(?:0|{_SEQUENCE})?"), f"0 – {SEQUENCE_MAX}"),
    "NTM-Acknowledges-Lineage": (_matches(r"(?:[0-9A-Za-z-]{8,64})?"), "8 – 64"),
    "NTM-Period": (_matches(rf"(?:{_YEAR}(?:, ?{_YEAR}){{0,100}}|{NOTHING})?"), "2024, 2025"),
    "NTM-Catalogue": (_is_text(2000, empty=True), "≤ 2000"),
    "NTM-App-Version": (_is_text(40, empty=True), "≤ 40"),
}
