"""Words of the plans for people: standings of targets, states of deadlines, outcomes of votes, how sure a value is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDINGS: Mapping[str, str] = {
    "ahead": _("đạt trước hạn"),
    "on_time": _("đạt đúng hạn"),
    "late": _("đạt trễ hạn"),
    "not_reached": _("không đạt"),
    "pending": _("chưa đến hạn"),
    "no_data": _("chưa có kết quả"),
}
ROLES: Mapping[str, str] = {
    "total": _("tổng số"),
    "add": _("tăng thêm"),
    "maintain": _("duy trì"),
    "carry_on": _("tiếp tục thực hiện"),
}
STATES: Mapping[str, str] = {
    "before": _("chưa đến hạn"),
    "due": _("sắp đến hạn"),
    "late": _("quá hạn"),
    "done": _("đã làm"),
    "done_late": _("đã làm, trễ hạn"),
}
VOTES: Mapping[str, str] = {
    "met": _("đủ phiếu"),
    "not_met": _("không đủ phiếu"),
    "unknown": _("chưa đủ, còn phiếu chưa thu"),
}
SURE: Mapping[str, str] = {
    "seen": "",
    "derived": _("Hệ số suy ra, cần đối chiếu văn bản."),
    "unverified": _("Chưa kiểm, cần đối chiếu văn bản."),
}
NO_DATA = _("chưa có")


def standing(code: str) -> str:
    """Return the words for how a target stands."""
    return gettext(STANDINGS[code])


def role(code: str) -> str:
    """Return the words for what a planned number counts."""
    return gettext(ROLES[code])


def state(code: str) -> str:
    """Return the words for how a deadline stands."""
    return gettext(STATES[code])


def vote(code: str) -> str:
    """Return the words for the outcome of a vote."""
    return gettext(VOTES[code])


def known(code: str) -> str:
    """Return the mark for a value that no official text was seen for; empty where one was."""
    return gettext(SURE[code])


def no_data() -> str:
    """Return the words for a number that nobody has."""
    return gettext(NO_DATA)
