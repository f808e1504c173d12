"""Reading small JSON documents from outside: one object, no doubled keys, no bottomless nesting."""

from __future__ import annotations

import json


def read_object(data: bytes) -> dict[str, object] | None:
    """Return the JSON object in `data`; None where it is anything else or has a key twice."""
    try:
        content = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError(len(pairs))
    return content
