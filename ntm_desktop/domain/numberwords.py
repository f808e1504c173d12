"""Numbers in Vietnamese words, as documents write them: «một nghìn không trăm lẻ một»."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu")
LARGEST = 10**18 - 1


def in_words(number: int) -> str:
    """Return `number` in words; ValueError beyond ± 10^18 - 1.

    Every group after the first is read whole, with its empty hundreds and «lẻ»: 1.001 is «một nghìn không trăm lẻ một».
    """
    if abs(number) > LARGEST:
        raise ValueError(number)
    if number < 0:
        return f"âm {in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    above = f"{_below_billion(billions, whole=False)} tỷ" if billions else ""
    below = _below_billion(rest, whole=bool(billions)) if rest else ""
    return " ".join(part for part in (above, below) if part)


def money_in_words(vnd: int) -> str:
    """Return an amount for a document: «Một triệu không trăm sáu mươi nghìn đồng»."""
    words = in_words(vnd)
    return f"{words[0].upper()}{words[1:]} đồng"


def _below_billion(number: int, *, whole: bool) -> str:
    parts: list[str] = []
    for scale in (2, 1, 0):
        group = number // 1000**scale % 1000
        if group:
            parts.append(_group(group, whole=whole or bool(parts)) + _SCALES[scale])
    return " ".join(parts)


def _group(number: int, *, whole: bool) -> str:
    """Read three digits; `whole` where something stands before them."""
    hundreds, rest = divmod(number, 100)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    if rest:
        parts.append(_two_digits(rest, after=bool(parts)))
    return " ".join(parts)


def _two_digits(number: int, *, after: bool) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return f"lẻ {_DIGITS[unit]}" if after else _DIGITS[unit]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{head} {_unit(tens, unit)}" if unit else head


def _unit(tens: int, unit: int) -> str:
    if unit == 1 and tens > 1:
        return "mốt"
    return "lăm" if _DIGITS[unit] == "năm" else _DIGITS[unit]
