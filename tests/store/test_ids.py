"""UUID version 7: unique, and sorted by time and order of making."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from ntm_desktop.store.ids import new_id, new_ids

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_an_id_is_a_version_7_uuid_of_its_millisecond() -> None:
    made = uuid.UUID(new_id(NOW))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == int(NOW.timestamp() * 1000)


def test_many_ids_are_unique_and_sort_in_their_order() -> None:
    made = new_ids(NOW, 10_000)
    assert len(set(made)) == 10_000
    assert made == sorted(made)
