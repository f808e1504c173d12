"""Hypothesis against everything that reads what strangers wrote: read, or refused in words; nothing else."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ntm_desktop.domain.pasting import format_block, parse_block
from ntm_desktop.errors import EnvironmentFault, UserError
from tests.torture.fuzz_targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

READERS = {target.name: target for target in TARGETS}
PASTED = st.text(st.sampled_from("ĐKx-01\t\n\r\" 'áđ\u200b\u202e,;."), max_size=60) | st.text(max_size=40)
YAML = st.text(st.sampled_from("abk: -[]{}\n\t'\"&*!|>#%@`0123456789.\u00a0đ"), max_size=80)
TABLES = st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6)
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def read(name: str, data: bytes, folder: Path) -> None:
    with suppress(UserError, EnvironmentFault):
        READERS[name].read(data, folder)


@given(PASTED)
@example('"')
@example('"\t"\n"')
def test_whatever_is_pasted_is_a_block(text: str) -> None:
    block = parse_block(text)
    assert len({len(row) for row in block.rows}) <= 1
    unknown = sum(status is None for row in block.rows for status in row)
    assert bool(unknown) <= bool(block.problems)
    if not unknown and block.rows:
        known = [[status for status in row if status is not None] for row in block.rows]
        assert [list(row) for row in parse_block(format_block(known)).rows] == known


@QUIET
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
def test_bytes(tmp_path: Path, data: bytes) -> None:
    for name in ("seal", "package", "card", "spreadsheet", "catalogue"):
        read(name, data, tmp_path)


@QUIET
@given(YAML)
@example("*a")
@example("a: &a [*a]")
@example("<<: {a: b}")
@example("? [a]\n: b")
def test_catalogues(tmp_path: Path, text: str) -> None:
    read("catalogue", text.encode(), tmp_path)


@QUIET
@given(TABLES)
def test_tables_as_text(tmp_path: Path, rows: list[list[str]]) -> None:
    read("spreadsheet", "\n".join("\t".join(row) for row in rows).encode("utf-8", "replace"), tmp_path)
