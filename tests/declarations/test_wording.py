"""Every code that the source can give has its sentences, and every sentence has a code that gives it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from ntm_desktop.wording import texts

PACKAGE = Path(__file__).resolve().parents[2] / "ntm_desktop"
ERRORS = {"UserError", "EnvironmentFault", "BugError"}
CALLS = ERRORS | {"Problem", "RefusedError"}
CODE = re.compile(r"[a-z]+(\.[a-z0-9]+(_[a-z0-9]+)*)+")
TEXTS = texts()
AREAS = {code.partition(".")[0] for code in TEXTS}
# A module's own helper that makes a problem or an error: any code among its arguments counts.
HELPER = re.compile(r"problem|fault|refus|finding|error|raise|complain|report", re.IGNORECASE)
ALWAYS_KNOWN = {"code"}


@dataclass(frozen=True, slots=True)
class Use:
    """A place that gives a code, with the facts that it names; `facts` is None where not all are named."""

    where: str
    code: str
    facts: frozenset[str] | None


def test_every_code_has_its_sentences() -> None:
    missing = [f"{use.where}: {use.code}" for use in _uses() if use.code not in TEXTS]
    assert not missing, "Codes without a text in ntm_desktop/wording:\n" + "\n".join(missing)


def test_every_sentence_is_used() -> None:
    unused = sorted(set(TEXTS) - _strings())
    assert not unused, "Texts whose code stands nowhere in the source:\n" + "\n".join(unused)


def test_every_fact_of_a_sentence_is_given() -> None:
    """A fact that nobody gives is read as «–»."""
    lacking = [
        f"{use.where}: {use.code} lacks {sorted(wanted)}"
        for use in _uses()
        if use.facts is not None and use.code in TEXTS
        if (wanted := _named(use.code) - use.facts - ALWAYS_KNOWN)
    ]
    assert not lacking, "Facts that the sentences name and the errors do not carry:\n" + "\n".join(lacking)


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_text_says_what_is_wrong_and_what_to_do(code: str) -> None:
    text = TEXTS[code]
    assert CODE.fullmatch(code), "area.name or area.group.name, in small letters"
    assert text.what.strip(), "what is wrong?"
    assert text.remedy.strip(), "what shall a person do?"
    for sentence in (text.what, text.remedy):
        assert sentence == " ".join(sentence.split()), "stray spaces"
        assert sentence[-1] in ".!?:…»)", "a sentence ends"


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_text_names_its_facts_plainly(code: str) -> None:
    """`{name}` and nothing more: a fact may be missing, and «–» has neither parts nor a number's format."""
    for sentence in (TEXTS[code].what, TEXTS[code].remedy):
        for _literal, name, spec, conversion in Formatter().parse(sentence):
            assert name is None or name.isidentifier()
            assert not spec
            assert conversion is None


def test_codes_are_found_however_they_are_written() -> None:
    source = (
        "raise UserError('a.one', path=p)\n"
        "raise errors.EnvironmentFault('a.two' if x else 'a.three')\n"
        "Problem(code='a.four', place=Place())\n"
        "raise RefusedError('a.five', problems, **facts)\n"
        "raise BugError(code)\n"
        "ValueError('a.six')\n"
        "_problem(row, 'general.seven')\n"
    )
    found = [(use.code, use.facts) for use in _uses_in(ast.parse(source), "x.py")]
    assert sorted(found, key=lambda pair: pair[0]) == [
        ("a.five", None),
        ("a.four", None),
        ("a.one", frozenset({"path"})),
        ("a.three", frozenset()),
        ("a.two", frozenset()),
        ("general.seven", None),
    ]


def _named(code: str) -> set[str]:
    text = TEXTS[code]
    parsed = (*Formatter().parse(text.what), *Formatter().parse(text.remedy))
    return {name for _literal, name, _spec, _conversion in parsed if name}


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return every module but the wording itself, parsed."""
    return tuple(
        (path.relative_to(PACKAGE.parent).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
        if not (path.parent.name == "wording" and path.name != "__init__.py")
    )


@cache
def _strings() -> frozenset[str]:
    return frozenset(
        node.value
        for _where, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def _uses() -> tuple[Use, ...]:
    return tuple(use for where, tree in _modules() for use in _uses_in(tree, where))


def _uses_in(tree: ast.Module, where: str) -> list[Use]:
    """Return the codes in calls of our errors and of Problem, as far as they are written out."""
    return [
        Use(f"{where}:{node.lineno}", code, _facts(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (_called(node) in CALLS or HELPER.search(_called(node)))
        for code in _codes(node)
    ]


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _codes(node: ast.Call) -> list[str]:
    if _called(node) not in CALLS:
        return [each for value in node.args for each in _constants(value) if _looks_like_code(each)]
    named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
    return [code for first in (*named, *node.args[:1])[:1] for code in _constants(first)]


def _looks_like_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None and text.partition(".")[0] in AREAS


def _constants(expression: ast.expr) -> list[str]:
    if isinstance(expression, ast.IfExp):
        return [*_constants(expression.body), *_constants(expression.orelse)]
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return [expression.value]
    return []


def _facts(node: ast.Call) -> frozenset[str] | None:
    if _called(node) not in ERRORS or any(keyword.arg is None for keyword in node.keywords):
        return None
    return frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
