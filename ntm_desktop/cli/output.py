"""What a command prints: text for people, or one JSON document for machines."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from ntm_desktop import wording
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import visible
from ntm_desktop.wording.problems import KINDS, facts_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.problems import Place, Problem

DONE, FAILED, USAGE, REFUSED, ENVIRONMENT = 0, 1, 2, 3, 4
# A spreadsheet's column, as against the name of a table's field.
_LETTERS = re.compile(r"[A-Z]{1,3}")


def say(args: argparse.Namespace, text: str, document: Mapping[str, Any]) -> None:
    """Print the document as JSON where `--json` was given, else the text."""
    if args.json:
        print_json(document)
    elif text:
        print(text)


def say_list(args: argparse.Namespace, text: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as one JSON list where `--json` was given, else the text."""
    if args.json:
        print_json(rows)
    elif text:
        print(text)


def print_json(document: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
    """Print the one document of a command for machines."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def complain(problems: Iterable[Problem]) -> None:
    """Print every problem to the error stream, a line each: where, what, what to do."""
    for problem in problems:
        print(problem_line(problem), file=sys.stderr)


def problem_line(problem: Problem) -> str:
    """Return one line for a problem: where it stands, what is wrong and what to do, what was found and expected."""
    where = place_text(problem.place)
    said = wording.sentence(problem.code, facts_of(problem))
    expected = "" if problem.expected in KINDS else problem.expected
    seen = ((_("có «{text}»"), problem.found), (_("cần {text}"), expected))
    more = "; ".join(form.format(text=visible(text)) for form, text in seen if text and text not in said)
    line = f"{said} ({more}) [{problem.code}]" if more else f"{said} [{problem.code}]"
    return f"{where}: {line}" if where else line


def problem_document(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON has it."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "source": place.source,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "path": place.path,
        "found": problem.found,
        "expected": problem.expected,
        "message": wording.sentence(problem.code, facts_of(problem)),
    }


def place_text(place: Place) -> str:
    """Return where a problem stands, as one reads it aloud: file, sheet, row, column."""
    row = _("dòng {row}").format(row=place.row) if place.row else ""
    cell = [row, _("cột {column}").format(column=place.column) if place.column else ""]
    if _LETTERS.fullmatch(place.column):
        cell = [f"{place.column}{place.row}" if place.row else place.column]
    return visible(" · ".join(part for part in (place.source, place.sheet, *cell, place.path) if part))
