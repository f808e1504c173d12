"""JSON as the reader of packs takes it: the reader speaks YAML, which leaves out a few spellings of JSON."""

from __future__ import annotations

import json
from typing import Any


def plain_json(data: bytes) -> tuple[bytes, Any]:
    """Return JSON without tabs and escapes that YAML does not know, and its value; other text as it is, and None.

    A key given twice is left for the reader to tell.
    """
    try:
        whole = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
        if b"\\" in data and isinstance(whole, dict | list):
            return json.dumps(whole, ensure_ascii=False).encode(), whole
    except (ValueError, RecursionError):  # half a surrogate is no text either
        return data, None
    return data.replace(b"\t", b" "), whole  # inside a text JSON has no bare tab


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found
