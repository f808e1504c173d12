"""Every code of the catalogue of errors is provoked by some test; those not yet stand in a list that shrinks."""

from __future__ import annotations

import re
from pathlib import Path

from ntm_desktop.wording import texts

TESTS = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_name("unprovoked.txt")


def listed() -> set[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def unprovoked() -> set[str]:
    """Return the codes that no test names; a test of all sentences together does not count."""
    files = [path for path in TESTS.rglob("*.py") if path.parent.name != "wording" and path != Path(__file__)]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files).replace("\\.", ".")
    named = set(re.findall(r"[a-z]+(?:\.[a-z0-9_]+)+", source))
    return set(texts()) - named


def test_no_code_more_is_left_without_a_test() -> None:
    new = sorted(unprovoked() - listed())
    assert not new, f"No test provokes these codes; write one (the list in {LIST.name} only shrinks): {new}"


def test_the_list_shrinks() -> None:
    done = sorted(listed() - unprovoked())
    assert not done, f"These codes have tests now, or are gone: take them out of {LIST.name}: {done}"
