"""How large a spreadsheet from outside may be, looked at before anything of it is believed.

The largest list that an office may bring is 100,000 households; memory while reading stays under 300 MiB.
"""

from __future__ import annotations

MAX_FILE = 60 * 2**20
MAX_MARKUP = 32 * 2**20
MAX_UNPACKED = 220 * 2**20
MAX_RATIO = 150
RATIO_FROM = 20 * 2**20
MAX_ENTRIES = 3000
MAX_ROWS = 200_000
MAX_CELLS = 4_000_000
MAX_SHARED_TEXT = 64 * 2**20
MAX_CELL_TEXT = 40_000
MAX_SHEETS = 300
"""Bytes (web pages and flat XML are taken in as a whole), ratio of unpacked to packed, counts. Excel itself ends a
cell's text at 32,767 characters."""
