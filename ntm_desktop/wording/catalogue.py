"""The shape of an entry: what a person reads for a code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """What is wrong (with `{facts}` in braces) and what to do about it; Vietnamese, marked for translation."""

    what: str
    remedy: str = ""
