"""What stands beside a checkout and is no part of it: the gathered texts and data that packs are compared with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
_MISSING = not SHARED.is_dir() and not os.environ.get("CI")
_REASON = f"{SHARED} is not there: the packs and samples cannot be compared with what they were made from"

# For a test; where CI runs, what is missing fails and is never passed over.
needs_shared = pytest.mark.skipif(_MISSING, reason=_REASON)


def skip_without_shared() -> None:
    """Skip a whole module that reads the gathered data when it is imported."""
    if _MISSING:
        pytest.skip(_REASON, allow_module_level=True)
