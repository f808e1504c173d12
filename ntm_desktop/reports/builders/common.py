"""What the documents share: heads, marks, signatures, and the words for units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop import i18n
from ntm_desktop.i18n import gettext as _
from ntm_desktop.reports import nd30
from ntm_desktop.reports.document import (
    Align,
    Document,
    Notice,
    OfficialHead,
    Paragraph,
    Properties,
    RecipientsAndSignature,
    Run,
    SignatureBlock,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ntm_desktop.domain.documents import Letterhead, Signer
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.reports.document import Block, Section


def document(
    kind: str,
    title: str,
    author: str,
    sections: Iterable[Section],
    *,
    created: datetime | None = None,
    hidden: tuple[tuple[str, str], ...] = (),
    people: int = 0,
) -> Document:
    """Make a document in the language in use; `people` is how many people or households it names."""
    return Document(
        kind=kind,
        properties=Properties(title=title, author=author, subject=title, created=created),
        sections=tuple(sections),
        language=i18n.current_language(),
        page_word=_("Trang"),
        hidden=hidden,
        people=people,
    )


def official_head(letterhead: Letterhead, symbol: str, on: date | None) -> OfficialHead:
    """Return the head of a numbered document: number blank for the clerk, date blank unless it is known."""
    blank = nd30.BLANK
    return OfficialHead(
        superior=letterhead.superior.upper(),
        issuer=issuer_lines(letterhead.issuer),
        state=state(),
        motto=motto(),
        number=_("Số: {blank}/{symbol}").format(blank=blank, symbol=f"{symbol}-{letterhead.symbol}"),
        place_date=place_date(letterhead.place, on),
    )


def plain_head(superior: str, issuer: str, place_and_date: str = "") -> OfficialHead:
    """Return the head of a working sheet, a list or a slip: without a number."""
    return OfficialHead(superior.upper(), issuer_lines(issuer), state(), motto(), place_date=place_and_date)


def issuer_lines(name: str) -> str:
    """Return the issuing body in capitals, its place on a line of its own: «ỦY BAN NHÂN DÂN / XÃ CỬU AN»."""
    text = name.upper()
    for body in ("ỦY BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN "):
        if text.startswith(body):
            return f"{body.strip()}\n{text.removeprefix(body)}"
    return text


def state() -> str:
    """Return the name of the state as heads carry it (Phụ lục I, II.1)."""
    return _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def motto() -> str:
    """Return the motto as heads carry it (Phụ lục I, II.1)."""
    return _("Độc lập - Tự do - Hạnh phúc")


def place_date(place: str, on: date | None) -> str:
    """Return «Cửu An, ngày 05 tháng 01 năm 2026», or blanks: a report of a year is often signed in the next."""
    pattern = _("{place}, ngày {day} tháng {month} năm {year}") if place else date_pattern()
    return nd30.date_words(pattern, on, place)


def date_line(on: date | None) -> str:
    """Return «Ngày 05 tháng 01 năm 2026», or blanks."""
    return nd30.date_words(date_pattern(), on)


def date_pattern() -> str:
    """Return the pattern of a date without a place."""
    return _("Ngày {day} tháng {month} năm {year}")


def sign_note() -> str:
    """Return the line under the authority of somebody who signs by hand."""
    return _("(Ký, ghi rõ họ tên)")


def signed(signer: Signer, recipients: tuple[str, ...]) -> RecipientsAndSignature:
    """Return «Nơi nhận» and the signature; without recipients, the superior and the archive."""
    lines = recipients or (_("- Như trên;"), _("- Lưu: VT."))
    block = SignatureBlock(tuple(line.upper() for line in signer.authority), signer.name)
    return RecipientsAndSignature(_("Nơi nhận:"), lines, block)


def reference_mark(task_set: TaskSet) -> tuple[Block, ...]:
    """Return the mark of a list that no official text stands behind; nothing for an official one."""
    if task_set.official:
        return ()
    text = _("Danh mục tham khảo, chưa đối chiếu văn bản của tỉnh – cần đối chiếu văn bản.")
    return (Notice(text),)


def plain(text: str, *, indent: bool = True, size: float | None = None) -> Paragraph:
    """Return a paragraph of one upright run."""
    return Paragraph((Run(text),), indent=indent, size=size)


def centred(text: str, *, italic: bool = False, bold: bool = False, size: float | None = None) -> Paragraph:
    """Return a centred line."""
    return Paragraph((Run(text, bold=bold, italic=italic),), Align.CENTER, indent=False, size=size)


def basis(task_set: TaskSet) -> tuple[Block, ...]:
    """Return the legal basis of the task list in italics, where it is known."""
    if not task_set.legal_basis:
        return ()
    text = _("Căn cứ {basis}.").format(basis=task_set.legal_basis)
    return (Paragraph((Run(text, italic=True),)),)
