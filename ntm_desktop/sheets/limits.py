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
MAX_SPARSE, MAX_SPREAD = 1_000_000, 40
MAX_TEXT = 64 * 2**20
MAX_CELL_TEXT = 40_000
MAX_SHEETS = 300
"""Cells are those of all sheets of a file, blank ones between others included: so many at most, and no more than a
million and forty for each that is written. Sizes are in bytes (web pages and flat XML are read as a whole), the ratio
is that of unpacked to packed. Excel itself ends a cell's text at 32,767 characters."""
