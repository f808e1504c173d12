"""The packages that were written, and what their addressees said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.i18n import day, mark, moment, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import slips
from ntm_desktop.ui.exchange.lines import Column
from ntm_desktop.ui.exchange.volumes import size_words
from ntm_desktop.ui.prompts import Message
from ntm_desktop.wording.tables import table_name
from ntm_desktop.wording.transport import sent_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ntm_desktop.services.sending import OutRecord
    from ntm_desktop.ui.prompts import Prompter

_KINDS = {"report": mark("Báo cáo"), "receipt": mark("Phiếu tiếp nhận")}
_TONES = {None: "muted", "accepted": "good", "refused": "bad"}
_SIGNS = {None: "…", "accepted": "✓", "refused": "✗"}


def kind_words(kind: str) -> str:
    """Return what a kind of package is called."""
    return _(_KINDS.get(kind, kind))


def years_words(years: tuple[int, ...]) -> str:
    """Say which years: «2024–2026», «2021, 2023»."""
    if len(years) > 1 and years == tuple(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(str(year) for year in years)


def state_words(sent: OutRecord) -> str:
    """Say what is known of a package: nobody claims that it arrived before a receipt does."""
    if sent.kind != "report":
        return _("✓ Đã ghi và kiểm tra")
    words = sent_state(sent.receipt_state)
    at = f" ({day(sent.receipt_at)})" if sent.receipt_at is not None else ""
    return f"{_SIGNS[sent.receipt_state]} {words}{at}"


def tone(sent: OutRecord) -> str:
    """Return the colour of a package's state."""
    return "muted" if sent.kind != "report" else _TONES[sent.receipt_state]


def overtaken(sent: Iterable[OutRecord]) -> frozenset[str]:
    """Return the ids of reports that wait for no receipt any more: a later one, which holds theirs, was taken in."""
    reports = [one for one in sent if one.kind == "report"]
    accepted = [one for one in reports if one.receipt_state == "accepted"]
    waiting = [one for one in reports if one.receipt_state is None]
    return frozenset(one.id for one in waiting if any(_holds(later, one) for later in accepted))


def _holds(later: OutRecord, one: OutRecord) -> bool:
    there = (later.recipient_level, later.recipient_code) == (one.recipient_level, one.recipient_code)
    return there and later.written_at > one.written_at and set(later.period) >= set(one.period)


def columns(sent: Iterable[OutRecord]) -> tuple[Column[OutRecord], ...]:
    """Return the columns for these packages."""
    old = overtaken(sent)

    def state(one: OutRecord) -> str:
        return _("– Gói ghi sau đã được tiếp nhận") if one.id in old else state_words(one)

    return tuple(replace(one, text=state) if one.text is state_words else one for one in COLUMNS)


COLUMNS: tuple[Column[OutRecord], ...] = (
    Column(mark("Số"), lambda one: number(one.sequence), 46, right=True, key=lambda one: one.sequence),
    Column(mark("Ngày ghi"), lambda one: moment(one.written_at), 126, key=lambda one: one.written_at),
    Column(mark("Loại"), lambda one: kind_words(one.kind), 110),
    Column(mark("Nơi nhận"), lambda one: one.recipient_name, 130),
    Column(mark("Các năm"), lambda one: years_words(one.period), 92),
    Column(mark("Tình trạng"), state_words, tone=tone),
    Column(mark("Người ghi"), lambda one: one.staff_name, 140),
)


def open_sent(sent: OutRecord, prompter: Prompter) -> None:
    """Show what is known of a package; of a refused one every reason."""
    documents = sent.receipt.get("problems")
    kept = (
        slips.problems_kept(documents, sent.file_name, {"sequence": sent.sequence})
        if isinstance(documents, list | tuple)
        else ()
    )
    if sent.receipt_state == "refused" and kept:
        title = _("Gói số {sequence} không được tiếp nhận").format(sequence=sent.sequence)
        prompter.problems(title, kept)
        return
    prompter.tell(Message(_("Gói số {sequence}").format(sequence=sent.sequence), _told(sent), where=sent.file_name))


def _told(sent: OutRecord) -> str:
    rows = "\n".join(f"{table_name(name)}: {number(count)}" for name, count in sent.counts.items())
    said = _("{state}. Gửi {recipient}, ghi lúc {at}, {size}.").format(
        state=state_words(sent), recipient=sent.recipient_name, at=moment(sent.written_at), size=size_words(sent.size)
    )
    remark = str(sent.receipt.get("remark") or "")
    return "\n\n".join(part for part in (said, remark, _("Số dòng trong gói:") + "\n" + rows) if part)
