"""The official head and the signatures, as Nghị định 30/2020/NĐ-CP, Phụ lục I places them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.reports import fonts, nd30
from ntm_desktop.reports.boxes import Slot, Space, side_by_side, stack, text_lines
from ntm_desktop.reports.document import Align
from ntm_desktop.reports.prose import Rule

if TYPE_CHECKING:
    from ntm_desktop.reports.boxes import Box, Pieces
    from ntm_desktop.reports.document import (
        OfficialHead,
        RecipientsAndSignature,
        SignatureBlock,
        SignatureRow,
    )

_GUTTER = 10.0
_SIGNING_ROOM = 58.0
_NOTE_SIZE = 11.0
_LEFT_SHARE = 0.4


def official_head(head: OfficialHead, width: float) -> list[Slot]:
    """Lay the two-column head out: issuing body and number at the left, state, motto, place and date at the right."""
    state = fonts.width(head.state, fonts.BOLD, nd30.STATE_SIZE) + 2
    right = min(max(state, (1 - _LEFT_SHARE) * width - _GUTTER), width * 0.62)
    left = width - right - _GUTTER
    names = side_by_side(((0.0, _issuer(head, left)), (left + _GUTTER, _state(head, right))))
    boxes: list[Box] = [names]
    if head.number or head.place_date:
        number = text_lines(head.number, fonts.REGULAR, nd30.NUMBER_SIZE, left, Align.CENTER)
        dated = text_lines(head.place_date, fonts.ITALIC, nd30.PLACE_DATE_SIZE, right, Align.CENTER)
        boxes += [Space(3), side_by_side(((0.0, stack(number)), (left + _GUTTER, stack(dated))))]
    return [Slot(stack(boxes), keep=True)]


def _issuer(head: OfficialHead, width: float) -> Pieces:
    superior = text_lines(head.superior, fonts.REGULAR, nd30.BODY_NAME_SIZE, width, Align.CENTER)
    issuer = text_lines(head.issuer, fonts.BOLD, nd30.BODY_NAME_SIZE, width, Align.CENTER)
    rule = Rule(width, max(line.natural for line in issuer) * nd30.SHORT_RULE)
    return stack([*(superior if head.superior else ()), *issuer, rule])


def _state(head: OfficialHead, width: float) -> Pieces:
    state = text_lines(head.state, fonts.BOLD, nd30.STATE_SIZE, width, Align.CENTER)
    motto = text_lines(head.motto, fonts.BOLD, nd30.MOTTO_SIZE, width, Align.CENTER)
    return stack([*state, *motto, Rule(width, motto[0].natural)])


def signature_row(block: SignatureRow, width: float) -> list[Slot]:
    """Lay one to three signatures out side by side; a single one stands in the right half."""
    count = max(2, len(block.blocks))
    column = width / count
    first = count - len(block.blocks)
    columns = tuple(
        ((first + index) * column, signature(each, column - _GUTTER)) for index, each in enumerate(block.blocks)
    )
    return [Slot(side_by_side(columns), 2 * nd30.PARAGRAPH_GAP)]


def recipients_and_signature(block: RecipientsAndSignature, width: float) -> list[Slot]:
    """Lay «Nơi nhận» and the signature out, level with each other."""
    left = width * 0.45
    label = text_lines(block.label, fonts.BOLD_ITALIC, nd30.RECIPIENTS_LABEL_SIZE, left)
    lines = [line for each in block.recipients for line in text_lines(each, fonts.REGULAR, nd30.RECIPIENTS_SIZE, left)]
    right = signature(block.block, width - left - _GUTTER)
    pieces = side_by_side(((0.0, stack([*label, *lines])), (left + _GUTTER, right)))
    return [Slot(pieces, 2 * nd30.PARAGRAPH_GAP)]


def signature(block: SignatureBlock, width: float) -> Pieces:
    """Lay one signature out: date line, authority, note, room to sign, name."""
    size = nd30.SIGNATURE_SIZE
    boxes: list[Box] = []
    if block.date_line:
        boxes += text_lines(block.date_line, fonts.ITALIC, size, width, Align.CENTER)
    for line in block.authority:
        boxes += text_lines(line, fonts.BOLD, size, width, Align.CENTER)
    if block.note:
        boxes += text_lines(block.note, fonts.ITALIC, _NOTE_SIZE, width, Align.CENTER)
    boxes.append(Space(_SIGNING_ROOM))
    if block.name:
        boxes += text_lines(block.name, fonts.BOLD, size, width, Align.CENTER)
    return stack(boxes)
