"""Running text as slots: headings, paragraphs, points, names with values, notices, legends."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.reports import fonts, nd30, signs
from ntm_desktop.reports.boxes import LineBox, Pieces, Slot, stack, text_lines
from ntm_desktop.reports.document import Align, Run
from ntm_desktop.reports.geometry import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ntm_desktop.reports.boxes import Box, Segment
    from ntm_desktop.reports.document import (
        Heading,
        KeyValues,
        Legend,
        Notice,
        Numbered,
        Paragraph,
        Points,
        Sign,
        Title,
    )
    from ntm_desktop.reports.geometry import Pen

Atom = tuple["Segment", ...]
_POINT_MARK = 7 * nd30.MM
_PAD = 5.0
_VALUE_GAP = 14.0


def heading(block: Heading, width: float) -> list[Slot]:
    """Lay a heading out; it stays with what follows."""
    face = fonts.BOLD if block.level <= 2 else fonts.BOLD_ITALIC  # noqa: PLR2004 - levels of Heading
    text = block.text.upper() if block.level == 1 else block.text
    lines = text_lines(text, face, nd30.TEXT_SIZE, width)
    return [Slot(line, 2 * nd30.PARAGRAPH_GAP if index == 0 else 0.0, keep=True) for index, line in enumerate(lines)]


def title(block: Title, width: float) -> list[Slot]:
    """Lay the type of document and its subject out, centred, with the rule below."""
    boxes: list[Box] = []
    boxes += text_lines(block.kind, fonts.BOLD, nd30.KIND_SIZE, width, Align.CENTER)
    subject = text_lines(block.subject, fonts.BOLD, nd30.SUBJECT_SIZE, width, Align.CENTER)
    boxes += subject if block.subject else ()
    if block.rule:
        natural = subject[-1].natural if block.subject else boxes[-1].height * 6
        boxes.append(Rule(width, natural * nd30.SHORT_RULE))
    return [Slot(stack(boxes), 2 * nd30.PARAGRAPH_GAP, keep=True)]


@dataclass(frozen=True, slots=True)
class Rule:
    """A short rule, centred in `width`."""

    width: float
    length: float
    height: float = 7.0

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the rule."""
        left = x + (self.width - self.length) / 2
        pen.lines.append(Line(left, y + 4, left + self.length, y + 4, nd30.RULE_WIDTH))


def paragraph(block: Paragraph, width: float) -> list[Slot]:
    """Lay a paragraph out line by line, without a lonely first or last line."""
    size = block.size or nd30.TEXT_SIZE
    indent = nd30.FIRST_LINE if block.indent else 0.0
    lines = run_lines(block.runs, size, width, block.align, indent)
    return line_slots(lines, nd30.PARAGRAPH_GAP)


def points(block: Points, width: float) -> list[Slot]:
    """Lay a list out with hanging marks: a) b) c) d) đ), or dashes."""
    size = block.size or nd30.TEXT_SIZE
    result: list[Slot] = []
    for index, runs in enumerate(block.items):
        mark = nd30.point_mark(index) if block.lettered else "-"
        lines = run_lines(runs, size, width - _POINT_MARK, Align.JUSTIFY, 0.0)
        head = LineBox(((mark, fonts.REGULAR),), size, _POINT_MARK, leading=nd30.LINE_SPACING)
        first = Pieces(((0.0, 0.0, head), *lines[0].parts_at(_POINT_MARK)), lines[0].height)
        rest = [Pieces(tuple(line.parts_at(_POINT_MARK)), line.height) for line in lines[1:]]
        result += line_slots([first, *rest], nd30.PARAGRAPH_GAP / 2)
    return result


def numbered(block: Numbered, width: float) -> list[Slot]:
    """Lay a numbered list out in columns; the items of a line stay level."""
    down = -(-len(block.items) // block.columns)
    room = width / block.columns
    mark = max((fonts.width(mark, fonts.REGULAR, block.size) for mark, _text in block.items), default=0.0) + 5
    slots = []
    for index in range(down):
        parts: list[tuple[float, float, Box]] = []
        height = 0.0
        for place, (name, text) in enumerate(block.items[index::down]):
            lines = stack(text_lines(text, fonts.REGULAR, block.size, room - mark - _VALUE_GAP), place * room + mark)
            parts += ((place * room, 0.0, LineBox(((name, fonts.REGULAR),), block.size, mark)), *lines.parts)
            height = max(height, lines.height)
        slots.append(Slot(Pieces(tuple(parts), height), 2.0))
    return slots


def key_values(block: KeyValues, width: float) -> list[Slot]:
    """Lay names and values out in two columns; the names are as wide as the widest, up to 45 %."""
    size = block.size or nd30.TEXT_SIZE
    widest = max((fonts.width(f"{name}:", fonts.REGULAR, size) for name, _value in block.pairs), default=0.0)
    offset = min(widest, 0.45 * width) + _VALUE_GAP
    result = []
    for name, value in block.pairs:
        left = text_lines(f"{name}:", fonts.REGULAR, size, offset - _VALUE_GAP)
        right = text_lines(value, fonts.BOLD, size, width - offset)
        parts = stack(left).parts + stack(right, offset).parts
        height = max(len(left), len(right)) * left[0].height
        result.append(Slot(Pieces(parts, height), 3.0))
    return result


def notice(block: Notice, width: float) -> list[Slot]:
    """Lay a boxed mark out."""
    size = nd30.TABLE_SIZE
    lines = text_lines(block.text, fonts.BOLD_ITALIC, size, width - 4 * _PAD, Align.CENTER)
    return [Slot(Framed(stack(lines), width), nd30.PARAGRAPH_GAP)]


@dataclass(frozen=True, slots=True)
class Framed:
    """A stack within a frame."""

    inside: Pieces
    width: float

    @property
    def height(self) -> float:
        """Height in points, frame included."""
        return self.inside.height + 2 * _PAD

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the frame and what stands in it."""
        right, bottom = x + self.width, y + self.height
        corners = ((x, y), (right, y), (right, bottom), (x, bottom), (x, y))
        pen.lines += (Line(*start, *end, nd30.RULE_WIDTH) for start, end in itertools.pairwise(corners))
        self.inside.paint(pen, x + 2 * _PAD, y + _PAD)


def legend(block: Legend, width: float) -> list[Slot]:
    """Lay the signs and their meanings out, as many on a line as fit."""
    size = nd30.TABLE_SIZE
    rows: list[list[tuple[float, Sign, str]]] = [[]]
    left = 0.0
    for sign, text in block.items:
        wide = size * 1.5 + fonts.width(text, fonts.REGULAR, size) + 18
        if rows[-1] and left + wide > width:
            rows.append([])
            left = 0.0
        rows[-1].append((left, sign, text))
        left += wide
    boxes = [LegendLine(tuple(row), size) for row in rows]
    return [Slot(stack(boxes), nd30.PARAGRAPH_GAP)]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """Signs with their meanings, each at its offset."""

    items: tuple[tuple[float, Sign, str], ...]
    size: float

    @property
    def height(self) -> float:
        """Height in points."""
        return self.size * 1.3

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw every sign and the text after it."""
        for offset, sign, text in self.items:
            signs.paint(pen, sign, x + offset + self.size * 0.5, y + self.height / 2, self.size)
            line = LineBox(((text, fonts.REGULAR),), self.size, 1e4, leading=1.3)
            line.paint(pen, x + offset + self.size * 1.3, y)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A line set in by some points: a first line."""

    line: LineBox
    right: float = 0.0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.line.height

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the line."""
        self.line.paint(pen, x + self.right, y)

    def parts_at(self, offset: float) -> Iterator[tuple[float, float, Box]]:
        """Return the line as a part of `Pieces`."""
        yield (offset + self.right, 0.0, self.line)


def line_slots(lines: Sequence[Box], gap: float) -> list[Slot]:
    """Make slots of a paragraph's lines: first two and last two together."""
    last = len(lines) - 1
    return [
        Slot(line, gap if index == 0 else 0.0, keep=index < last and index in {0, last - 1})
        for index, line in enumerate(lines)
    ]


def run_lines(runs: Iterable[Run], size: float, width: float, align: Align, indent: float) -> list[Shifted]:
    """Break runs into lines; the first is set in by `indent`; the last of a justified paragraph is not stretched."""
    result: list[Shifted] = []
    for hard in _hard_lines(runs):
        broken = _broken(_atoms(hard), size, width, indent if not result else 0.0)
        for index, atoms in enumerate(broken):
            last = index == len(broken) - 1
            right = indent if not result else 0.0
            side = Align.LEFT if last and align is Align.JUSTIFY else align
            line = LineBox(_segments(atoms), size, width - right, side, nd30.LINE_SPACING)
            result.append(Shifted(line, right))
    return result


def _hard_lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(first, run.bold, run.italic))
        lines += ([Run(text, run.bold, run.italic)] for text in rest)
    return lines


def _atoms(runs: Iterable[Run]) -> list[Atom]:
    """Part runs at spaces; an atom is what stands between two spaces, perhaps in several styles."""
    atoms: list[Atom] = []
    current: list[Segment] = []
    for run in runs:
        face = fonts.style(bold=run.bold, italic=run.italic)
        for index, part in enumerate(run.text.split(" ")):
            if index:
                atoms.append(tuple(current))
                current = []
            if part:
                current.append((part, face))
    return [*atoms, tuple(current)]


def _atom_width(atom: Atom, size: float) -> float:
    return sum(fonts.width(text, face, size) for text, face in atom)


def _broken(atoms: list[Atom], size: float, width: float, indent: float) -> list[list[Atom]]:
    lines: list[list[Atom]] = [[]]
    used, room = 0.0, width - indent
    space = fonts.width(" ", fonts.REGULAR, size)
    for atom in atoms:
        for piece in _small(atom, size, room):
            wide = _atom_width(piece, size)
            if lines[-1] and used + space + wide > room:
                lines.append([])
                used, room = 0.0, width
            used += wide + (space if lines[-1] else 0.0)
            lines[-1].append(piece)
    return lines


def _small(atom: Atom, size: float, room: float) -> list[Atom]:
    """Part an atom that no line can hold."""
    if _atom_width(atom, size) <= room:
        return [atom]
    return [((piece, face),) for text, face in atom for piece in fonts.pieces(text, face, size, room)]


def _segments(atoms: list[Atom]) -> tuple[Segment, ...]:
    """Join the atoms of a line, a space between each two, into as few stretches of one style as possible."""
    result: list[Segment] = []
    for index, atom in enumerate(atoms):
        if index and result:
            result[-1] = (result[-1][0] + " ", result[-1][1])
        for text, face in atom:
            if result and result[-1][1] == face:
                result[-1] = (result[-1][0] + text, face)
            else:
                result.append((text, face))
    return tuple(result)
