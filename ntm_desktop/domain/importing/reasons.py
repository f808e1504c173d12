"""Why a row or table of a list was not taken in."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """As what a row was left out; every row that is not blank is either taken or listed with one of these."""

    TITLE = "title"
    HEAD = "head"
    COLUMN_NUMBERS = "column_numbers"
    SECTION = "section"
    SUBTOTAL = "subtotal"
    MEMBER = "member"
    SIGNATURE = "signature"
    NOTE = "note"
    NUMBER_ONLY = "number_only"
    UNCLEAR = "unclear"
    GONE = "gone"
    OFFICIALS = "officials"
    NOT_WANTED = "not_wanted"
    DUPLICATE = "duplicate"
    HIDDEN_SHEET = "hidden_sheet"
    NO_TABLE = "no_table"
