"""What a package says about itself, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ntm_desktop.exchange.findings import Findings
from ntm_desktop.exchange.manifest import (
    Kind,
    PackageInfo,
    decode_info,
    decode_lines,
    encode_info,
    oxum_of,
    written_version,
)
from tests.exchange.offices import report

FULL = replace(
    report(7),
    previous="a" * 64,
    acknowledges=0,
    acknowledges_lineage="lineage-of-theirs",
    kind=Kind.RECEIPT,
    earlier={6: "a" * 16, 4: "0123456789abcdef"},
)


def faults(data: bytes) -> dict[str, str]:
    findings = Findings("x")
    assert decode_info(data, findings) is None
    return {problem.place.column: problem.code for problem in findings.problems()}


@pytest.mark.parametrize("info", [report(), FULL])
def test_info_comes_back(info: PackageInfo) -> None:
    assert decode_info(encode_info(info, "1.1"), Findings("x")) == info


def test_standard_fields_are_those_of_bagit() -> None:
    pairs = dict(decode_lines(encode_info(FULL, "12.3")) or ())
    assert pairs["Bagging-Date"] == "2026-11-22"
    assert pairs["Payload-Oxum"] == "12.3" == oxum_of(encode_info(FULL, "12.3"))
    assert pairs["NTM-Made"] == "2026-11-22T09:30:00+07:00"
    assert pairs["NTM-Format"] == written_version((1, 0))


def test_a_first_package_names_every_field_too() -> None:
    pairs = dict(decode_lines(encode_info(replace(report(), period="", catalogue=""), "1.1")) or ())
    empty = {label: pairs[label] for label in ("NTM-Previous", "NTM-Period", "NTM-Catalogue", "NTM-Acknowledges")}
    assert empty == {"NTM-Previous": "none", "NTM-Period": "none", "NTM-Catalogue": "none", "NTM-Acknowledges": "0"}


def test_fields_left_out_are_read_as_named_none() -> None:
    lines = encode_info(report(), "1.1").decode().splitlines(keepends=True)
    kept = [line for line in lines if "none" not in line and "NTM-Acknowledges" not in line]
    assert len(kept) < len(lines)
    assert decode_info("".join(kept).encode(), Findings("x")) == report()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_and_continue_as_the_standard_says(end: str) -> None:
    data = f"\ufeffA: one{end}  two{end}B :three: four{end}".encode()
    assert decode_lines(data) == [("A", "one two"), ("B", "three: four")]


@pytest.mark.parametrize("data", [b"\xff", b"no colon", b": x", b""])
def test_what_is_no_tag_file(data: bytes) -> None:
    assert decode_lines(data) is None
    assert set(faults(data).values()) == {"exchange.info.format"}
    assert oxum_of(data) == ""


def test_every_faulty_field_is_told_at_once() -> None:
    text = encode_info(FULL, "1.1").decode()
    lines = [line.partition(":")[0] for line in text.splitlines() if line.startswith("NTM")]
    told = faults("".join(f"{label}: \u202e!\n" for label in lines).encode())
    assert told.keys() == {*lines, "Source-Organization", "Bagging-Date"}


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("NTM-Sequence", "0"),
        ("NTM-Sequence", "1000000"),
        ("NTM-Sequence", "١"),
        ("NTM-Made", "2026-11-22T09:30:00"),
        ("NTM-Made", "soon"),
        ("NTM-Format", "1"),
        ("NTM-Sender", "../1"),
        ("NTM-Previous", "A" * 64),
        ("NTM-Period", "1800"),
        ("NTM-Period", "năm 2025"),
        ("Bagging-Date", "2026-13-45"),
        ("NTM-Earlier", "6:abc"),
        ("NTM-Earlier", "0:0123456789abcdef"),
        ("NTM-Earlier", "6:0123456789abcdef,5:0123456789abcdef"),
    ],
)
def test_value_that_cannot_be_is_refused(label: str, value: str) -> None:
    lines = [line for line in encode_info(FULL, "1.1").decode().splitlines() if not line.startswith(label + ":")]
    assert faults("\n".join([*lines, f"{label}: {value}"]).encode()) == {label: "exchange.info.field"}


def test_field_given_twice_is_refused() -> None:
    assert faults(encode_info(FULL, "1.1") + b"ntm-recipient: 92\n") == {"ntm-recipient": "exchange.info.twice"}


def test_value_that_would_make_a_new_line_is_not_written() -> None:
    with pytest.raises(ValueError, match="x"):
        encode_info(replace(FULL, app_version="x\nNTM-Recipient: 92"), "1.1")
    assert b"a b" in encode_info(replace(FULL, sender_name="a\nb", made=FULL.made + timedelta(days=1)), "1.1")
