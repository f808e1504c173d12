"""What an argument must look like: a path that names something, a year, a number that can be counted with."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

from ntm_desktop.i18n import gettext as _

# Stands before what we say ourselves, so that it is told from what argparse says; it prints nothing.
OWN_WORDS = "\x1f"
_LAST_YEAR = 9999
_MOST = 1_000_000_000


def wrong(said: str) -> ArgumentTypeError:
    """Return the error that says in our own words what is wrong with an argument."""
    return ArgumentTypeError(OWN_WORDS + said)


def path(text: str) -> Path:
    """Return a path; an empty text (a variable that was not set) would mean the folder one happens to stand in."""
    if not text.strip() or "\0" in text:
        raise wrong(_("thiếu tên tệp hoặc thư mục"))
    return Path(text)


def year(text: str) -> int:
    """Return a year of four figures at most; which years an office may have is said by the services."""
    number = _number(text)
    if number is None or abs(number) > _LAST_YEAR:
        raise wrong(_("«{text}» không phải là năm").format(text=text))
    return number


def whole(text: str) -> int:
    """Return a whole number."""
    number = _number(text)
    if number is None or abs(number) > _MOST:
        raise wrong(_("«{text}» không phải là số nguyên dùng được").format(text=text))
    return number


def _number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
