"""The receipt slip: one page that a messenger carries home, saying which package came and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import moment, number
from ntm_desktop.reports.builders import common
from ntm_desktop.reports.document import (
    Align,
    Column,
    HeadCell,
    KeyValues,
    Notice,
    Numbering,
    Points,
    Row,
    Run,
    Section,
    SignatureBlock,
    SignatureRow,
    Table,
    Title,
)

if TYPE_CHECKING:
    from ntm_desktop.domain.documents import Letterhead, ReceiptFacts
    from ntm_desktop.reports.document import Block, Document

_SIZE = 12.0
_HASH_GROUP = 8
_GROUPS_A_LINE = 4
# As many problems as one page holds with everything else; the rest is counted.
SHOWN_PROBLEMS = 8
_LONGEST_PROBLEM = 160


def build(facts: ReceiptFacts, letterhead: Letterhead) -> Document:
    """Make the slip of one package, dated with the moment of receipt."""
    subject = _("Gói dữ liệu báo cáo điện tử lần thứ {sequence}").format(sequence=facts.sequence)
    blocks: tuple[Block, ...] = (
        Title(_("PHIẾU TIẾP NHẬN"), subject),
        Notice(_verdict(facts)),
        KeyValues(_pairs(facts), _SIZE),
        common.plain(_("Mã kiểm tra SHA-256 của gói:"), indent=False, size=_SIZE),
        hash_table(facts.sha256),
        *_counts(facts),
        *_problems(facts),
        _signatures(facts),
    )
    head = common.plain_head(letterhead.superior, letterhead.issuer)
    section = Section(_("Phiếu tiếp nhận"), blocks, head, numbering=Numbering.DECREE)
    title = _("PHIẾU TIẾP NHẬN") + f" – {facts.sender} – {facts.sequence}"
    return common.document("receipt_slip", title, letterhead.issuer, (section,), created=facts.received_at)


def _verdict(facts: ReceiptFacts) -> str:
    if not facts.accepted:
        return _("KHÔNG TIẾP NHẬN – gói bị từ chối, dữ liệu không thay đổi")
    if facts.problems:
        return _("ĐÃ TIẾP NHẬN – có nội dung cần lưu ý")
    return _("ĐÃ TIẾP NHẬN – dữ liệu hợp lệ, đã ghi đầy đủ")


def _pairs(facts: ReceiptFacts) -> tuple[tuple[str, str], ...]:
    pairs = (
        (_("Đơn vị gửi"), facts.sender),
        (_("Đơn vị tiếp nhận"), facts.recipient),
        (_("Kỳ báo cáo"), facts.period),
        (_("Tên tệp"), facts.package),
        (_("Lần gửi thứ"), number(facts.sequence)),
        (_("Thời điểm tiếp nhận"), moment(facts.received_at)),
    )
    return tuple(pair for pair in pairs if pair[1])


def hash_table(digest: str) -> Table:
    """Return a digest in groups of eight, four groups a line, so that two people can compare it by reading."""
    groups = [digest[start : start + _HASH_GROUP] for start in range(0, len(digest), _HASH_GROUP)]
    groups += [""] * (-len(groups) % _GROUPS_A_LINE)
    rows = tuple(Row(tuple(groups[start : start + _GROUPS_A_LINE])) for start in range(0, len(groups), _GROUPS_A_LINE))
    columns = tuple(Column(1, Align.CENTER) for _group in range(_GROUPS_A_LINE))
    return Table(columns, (), rows, size=_SIZE)


def _counts(facts: ReceiptFacts) -> tuple[Block, ...]:
    if not facts.counts:
        return ()
    head = (HeadCell(_("Nội dung dữ liệu")), HeadCell(_("Số dòng")))
    rows = tuple(Row(pair) for pair in facts.counts)
    return (Table((Column(3), Column(1, Align.RIGHT)), (head,), rows, size=_SIZE),)


def _problems(facts: ReceiptFacts) -> tuple[Block, ...]:
    if not facts.problems:
        return ()
    shown = [_short(text) for text in facts.problems[:SHOWN_PROBLEMS]]
    more = len(facts.problems) - len(shown)
    if more:
        shown.append(_("và {count} nội dung khác, xem trên máy tính.").format(count=number(more)))
    title = common.plain(_("Nội dung cần lưu ý:"), indent=False, size=_SIZE)
    return (title, Points(tuple((Run(text),) for text in shown), lettered=False, size=_SIZE - 1))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_PROBLEM else text[: _LONGEST_PROBLEM - 1] + "…"


def _signatures(facts: ReceiptFacts) -> SignatureRow:
    on = facts.received_at.date()
    giver = SignatureBlock((_("NGƯỜI GIAO"),), facts.deliverer, common.sign_note())
    taker = SignatureBlock((_("NGƯỜI TIẾP NHẬN"),), facts.receiver, common.sign_note(), common.date_line(on))
    return SignatureRow((giver, taker))
