"""The sentences of «Nơi nhận»: what is wrong or right with a package, where a commune stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import errors_of
from ntm_desktop.i18n import day, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.receiving.board import Receipt, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.services.receiving import Applied, InRecord
    from ntm_desktop.ui.receiving.board import BoardRow
    from ntm_desktop.ui.receiving.looking import Looked, Taken


def verdict(looked: Looked, taken: Taken | None) -> tuple[str, str]:
    """Say what becomes of a package that was looked at, and the tone of it."""
    if looked.known:
        return _("Đã có từ trước"), "muted"
    if looked.sound:
        warned = len(looked.problems)
        return (
            (_("! Nhận được, có {count} lưu ý").format(count=number(warned)), "warn")
            if warned
            else (
                _("✓ Nhận được"),
                "good",
            )
        )
    if looked.decidable:
        if taken is not None:
            return _("! Nhận, do {name} quyết định").format(name=taken.context.author.name), "warn"
        return _("✗ Hai chuỗi gói: cần người quyết định"), "bad"
    return _("✗ Không nhận: {count} lỗi").format(count=number(len(errors_of(looked.problems)))), "bad"


def looked_at(looked: Sequence[Looked], taken: Sequence[Taken]) -> str:
    """Sum up what looking at packages found, as rich text; nothing is written yet."""
    sound = {id(one.looked) for one in taken}
    known = sum(one.known for one in looked)
    undecided = sum(one.decidable and id(one) not in sound for one in looked)
    refused = sum(not one.sound and not one.decidable for one in looked)
    counts = (
        (len(sound) - known, _("{count} nhận được")),
        (known, _("{count} đã có từ trước")),
        (undecided, _("{count} cần người quyết định")),
        (refused, _("{count} không nhận được")),
    )
    said = ", ".join(text.format(count=number(count)) for count, text in counts if count)
    whole = _("<b>{count} gói</b>: {found}. Chưa có gì được ghi vào sổ.")
    return whole.format(count=number(len(looked)), found=said)


def outcome(applied: Sequence[Applied], asked: int) -> str:
    """Sum up what came of applying packages."""
    new = sum(one.accepted and one.changed is not None for one in applied)
    known = sum(one.accepted and one.changed is None for one in applied)
    refused = sum(not one.accepted for one in applied)
    parts = [_("Đã nhận {count} gói.").format(count=number(new))] if new or not known else []
    if known:
        parts.append(_("{count} gói đã có từ trước, không thay đổi gì.").format(count=number(known)))
    if refused:
        parts.append(_("{count} gói không nhận được; xem danh sách lỗi.").format(count=number(refused)))
    if len(applied) < asked:
        parts.append(_("Đã dừng: {count} gói còn lại chưa nhận.").format(count=number(asked - len(applied))))
    return " ".join(parts)


def standing_words(row: BoardRow) -> str:
    """Say whether a commune reported, and in time."""
    match row.standing:
        case Standing.ON_TIME:
            return _("✓ Đúng hạn")
        case Standing.LATE:
            return _("! Trễ hạn")
        case Standing.RECEIVED:
            return _("✓ Đã nhận")
        case Standing.OVERDUE:
            return _("✗ Quá hạn")
    return _("– Chưa gửi")


def standing_tone(row: BoardRow) -> str:
    """Return the colour of where a commune stands."""
    tones = {Standing.MISSING: "muted", Standing.LATE: "warn", Standing.OVERDUE: "bad"}
    return tones.get(row.standing, "good")


def problem_words(row: BoardRow) -> str:
    """Say what is wrong with a commune's packages."""
    status = row.status
    parts = []
    if status.problems:
        parts.append(_("✗ Gói sau bị từ chối: {count} lỗi").format(count=number(status.problems)))
    if status.missing:
        parts.append(_("! Thiếu gói số {numbers}").format(numbers=", ".join(map(str, status.missing))))
    if not status.expected:
        parts.append(_("! Không có trong danh sách phải gửi"))
    return "; ".join(parts)


def receipt_words(row: BoardRow) -> str:
    """Say whether a receipt about a commune's packages was written."""
    match row.receipt:
        case Receipt.TO_WRITE:
            return _("! Chưa ghi phiếu")
        case Receipt.WRITTEN:
            return _("✓ Đã ghi phiếu")
    return ""


def package_state(one: InRecord) -> str:
    """Say what became of a package that was received."""
    if one.undone_at is not None:
        return _("– Đã hoàn tác ({day})").format(day=day(one.undone_at))
    if not one.accepted:
        return _("✗ Bị từ chối: {count} lỗi").format(count=number(len(one.problems)))
    return _("✓ Đã nhận") if not one.reason else _("! Đã nhận theo quyết định: {reason}").format(reason=one.reason)


def package_tone(one: InRecord) -> str:
    """Return the colour of what became of a package."""
    if one.undone_at is not None:
        return "muted"
    if not one.accepted:
        return "bad"
    return "warn" if one.reason else "good"
