"""What the values of a household are called: poverty class, sex, status, and the names of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping

POVERTY: Mapping[str, str] = {
    "poor": _("Hộ nghèo"),
    "near_poor": _("Hộ cận nghèo"),
    "not_poor": _("Không nghèo"),
}
SEX: Mapping[str, str] = {"male": _("Nam"), "female": _("Nữ")}
STATUS: Mapping[str, str] = {
    "active": _("Đang ở"),
    "moved_away": _("Đã chuyển đi"),
    "dissolved": _("Đã giải thể"),
    "merged": _("Đã nhập hộ khác"),
}
FIELDS: Mapping[str, str] = {
    "code": _("Mã hộ"),
    "head": _("Chủ hộ"),
    "birth_year": _("Năm sinh"),
    "sex": _("Giới tính"),
    "village_id": _("Ấp, thôn"),
    "members": _("Số nhân khẩu"),
    "poverty": _("Diện hộ"),
    "ethnic_group": _("Dân tộc"),
    "address": _("Địa chỉ"),
    "phone": _("Số điện thoại"),
    "personal_id": _("Số định danh"),
    "note": _("Ghi chú"),
    "status": _("Tình trạng"),
    "status_on": _("Từ ngày"),
    "successor_id": _("Nhập vào hộ"),
}

# Heads of a narrow table, where the full name of the field is too long.
HEADINGS: Mapping[str, str] = {"members": _("Khẩu"), "sex": _("Giới"), "birth_year": _("N.sinh")}


def poverty(value: str | None) -> str:
    """Return the word of a poverty class; empty where it is not known."""
    return gettext(POVERTY.get(value or "", ""))


def sex(value: str | None) -> str:
    """Return the word of a sex; empty where it is not known."""
    return gettext(SEX.get(value or "", ""))


def status(value: str) -> str:
    """Return the word of a status."""
    return gettext(STATUS.get(value, value))


def field(name: str) -> str:
    """Return what a field is called."""
    return gettext(FIELDS.get(name, name))


def heading(name: str) -> str:
    """Return the head of a field's column, short where the name is long."""
    return gettext(HEADINGS.get(name, "")) or field(name)
