"""A pack's text as a tree of YAML nodes that know their line, without what only YAML allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from ntm_desktop.domain.problems import Place, Problem

if TYPE_CHECKING:
    from ntm_desktop.errors import Fact

MAX_BYTES = 4_000_000
MAX_DEPTH = 60  # the deepest pack that ships has 8; the C library that makes the tree falls over at some ten thousand
TAG = "tag:yaml.org,2002:"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotYamlError(Exception):
    """The text cannot become a tree; carries the one problem that stopped it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_tree(data: bytes, source: str) -> yaml.Node:
    """Return the root node of a pack; NotYamlError on wrong encoding, syntax, size, depth, an alias, no content."""
    if len(data) > MAX_BYTES:
        raise _refused("packs.too_large", source, None, found=len(data), limit=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("packs.not_utf8", source, data[: error.start].count(b"\n") + 1) from error
    try:
        line = _too_deep(text)
        root = yaml.compose(text, Loader=_LOADER) if line is None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _refused("packs.not_yaml", source, mark.line + 1 if mark else None) from error
    if line is not None:
        raise _refused("packs.too_deep", source, line, limit=MAX_DEPTH)
    if root is None:
        raise _refused("packs.empty", source, 1)
    node = _repeated(root)
    if node is not None:
        raise _refused("packs.alias", source, line_of(node))
    return root


def line_of(node: yaml.Node) -> int:
    """Return the 1-based line on which a node starts."""
    return int(node.start_mark.line) + 1


def _too_deep(text: str) -> int | None:
    """Return the line where a text goes deeper than MAX_DEPTH; its events come one by one, whatever its depth."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return int(event.start_mark.line) + 1 if event.start_mark else 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _repeated(root: yaml.Node) -> yaml.Node | None:
    """Return a node met twice: an alias, which could blow a small file up to any size."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return node
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
    return None


def _refused(code: str, source: str, line: int | None, **facts: Fact) -> NotYamlError:
    return NotYamlError(Problem(code, Place(source=source, row=line), facts=facts))
