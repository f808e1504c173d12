"""What a person reads for each code, Vietnamese first: what is wrong, and what to do."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext, number, visible
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.errors import Fact

# One module an area. They are read when the first sentence is needed, not at every start.
AREAS = (
    "general",
    "grid",
    "store",
    "households",
    "answers",
    "sheets",
    "exchange",
    "packs",
    "facts",
    "reports",
    "reporting",
    "shell",
    "transport",
)

__all__ = ["AREAS", "Text", "remedy", "sentence", "texts", "what"]


@cache
def texts() -> Mapping[str, Text]:
    """Return every code with its text."""
    found: dict[str, Text] = {}
    for area in AREAS:
        found.update(import_module(f"ntm_desktop.wording.{area}").TEXTS)
    return found


class _Blank(dict[str, object]):
    """Facts for `str.format_map`: a fact that is missing leaves a dash, never a failure."""

    def __missing__(self, key: str) -> str:
        """Stand in for a fact that nobody gave."""
        return "–"


def what(code: str, facts: Mapping[str, Fact]) -> str:
    """Return the sentence that says what is wrong, in the language in use."""
    text = texts().get(code) or texts()["general.unknown"]
    return gettext(text.what).format_map(_Blank({"code": code, **_written(facts)}))


def remedy(code: str, facts: Mapping[str, Fact]) -> str:
    """Return the sentence that says what to do, in the language in use; empty where nothing can be done."""
    text = texts().get(code) or texts()["general.unknown"]
    return gettext(text.remedy).format_map(_Blank({"code": code, **_written(facts)}))


def sentence(code: str, facts: Mapping[str, Fact]) -> str:
    """Return both sentences as one paragraph."""
    return " ".join(part for part in (what(code, facts), remedy(code, facts)) if part)


def _written(facts: Mapping[str, Fact]) -> dict[str, object]:
    return {key: _said(value) for key, value in facts.items()}


def _said(value: Fact) -> object:
    """Write a fact; whole numbers stay as they are, for a year has no thousands separator."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return visible(value)
    return number(value) if isinstance(value, float) else value
