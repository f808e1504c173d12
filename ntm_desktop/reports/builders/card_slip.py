"""The office card's fingerprint on paper, in groups of five to be read over the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import day
from ntm_desktop.i18n import gettext as _
from ntm_desktop.reports.builders import common
from ntm_desktop.reports.document import (
    Align,
    Column,
    KeyValues,
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
    from ntm_desktop.domain.documents import CardFacts, Letterhead
    from ntm_desktop.reports.document import Document

GROUP = 5
_A_LINE = 3
_BIG = 26.0


def build(facts: CardFacts, letterhead: Letterhead) -> Document:
    """Make the slip; its date lines are filled in by hand."""
    blocks = (
        Title(_("PHIẾU ĐỐI CHIẾU THẺ ĐƠN VỊ"), facts.office),
        KeyValues(_pairs(facts)),
        common.plain(_("Dãy số nhận dạng của thẻ (đọc từng nhóm năm chữ số, theo hàng):"), indent=False),
        fingerprint_table(facts.fingerprint),
        common.plain(_("Cách đối chiếu:"), indent=False),
        Points(tuple((Run(text),) for text in _steps())),
        _signatures(),
    )
    head = common.plain_head(letterhead.superior, letterhead.issuer)
    section = Section(_("Thẻ đơn vị"), blocks, head)
    title = _("PHIẾU ĐỐI CHIẾU THẺ ĐƠN VỊ") + f" – {facts.office}"
    return common.document("card_slip", title, letterhead.issuer, (section,))


def _pairs(facts: CardFacts) -> tuple[tuple[str, str], ...]:
    pairs = (
        (_("Tên đơn vị"), facts.office),
        (_("Mã đơn vị"), facts.code),
        (_("Cấp"), facts.level),
        (_("Ngày lập thẻ"), day(facts.made_on) if facts.made_on else ""),
    )
    return tuple(pair for pair in pairs if pair[1])


def fingerprint_table(fingerprint: str) -> Table:
    """Return the digits in groups of five, three groups a line, large."""
    digits = "".join(fingerprint.split())
    groups = [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]
    groups += [""] * (-len(groups) % _A_LINE)
    rows = tuple(Row(tuple(groups[start : start + _A_LINE])) for start in range(0, len(groups), _A_LINE))
    return Table(tuple(Column(1, Align.CENTER) for _group in range(_A_LINE)), (), rows, size=_BIG)


def _steps() -> tuple[str, ...]:
    return (
        _("Gọi điện cho người phụ trách của đơn vị theo số điện thoại đã biết từ trước, không theo số ghi kèm thẻ;"),
        _("Một bên đọc lần lượt từng nhóm số, bên kia so với dãy số hiện trên màn hình của mình;"),
        _("Chỉ bấm «Tin cậy thẻ này» khi tất cả các nhóm số đều trùng khớp;"),
        _("Nếu khác dù chỉ một chữ số: không tin cậy thẻ, báo ngay cho đơn vị và xin lại thẻ."),
    )


def _signatures() -> SignatureRow:
    line = common.date_line(None)
    reader = SignatureBlock((_("NGƯỜI ĐỌC SỐ"),), "", common.sign_note(), line)
    checker = SignatureBlock((_("NGƯỜI ĐỐI CHIẾU"),), "", common.sign_note(), line)
    return SignatureRow((reader, checker))
