"""The shape of the source: small files, small functions, docstrings, nothing named that must not be."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

import ntm_desktop

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
FOLDERS = ("ntm_desktop", "packaging", "tests")
MODULES = sorted(path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
FORBIDDEN_FILES = {"uv.lock": "it names the index that it was made with; packaging/lock names none"}
# What must stand in no file: written in two parts, so that this file may be read too.
FORBIDDEN_TEXT = {
    "an address of an index": re.compile(r"https?://[^\s\"']*/" + r"simple\b|py" + r"pi\.org|python" + r"hosted\.org"),
    "an option that names an index": re.compile(r"(extra-)?index" + r"-url"),
    "a folder of somebody's machine": re.compile(r"(?<![\w.])/(home/[a-z]\w*|root)" + r"/|/work" + r"/(main|shared)"),
}
LARGEST_TEXT = 2_000_000  # bytes: more is data


@pytest.mark.parametrize("module", MODULES)
def test_module_has_its_shape(module: str) -> None:
    """One test a module, so that the list of faults is a list of modules."""
    tree = _tree(module)
    faults = []
    if not ast.get_docstring(tree) and not _is_empty(tree):
        faults.append("no module docstring")
    if (lines := len((ROOT / module).read_text(encoding="utf-8").splitlines())) > LONGEST_FILE:
        faults.append(f"{lines} lines, {LONGEST_FILE} are the most")
    faults += [
        f"{node.name}: {_length(node)} lines, {LONGEST_FUNCTION} are the most"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > LONGEST_FUNCTION
    ]
    assert not faults, f"{module}: " + "; ".join(faults)


def test_package_modules_all_speak() -> None:
    silent = [each for each in MODULES if each.startswith("ntm_desktop/") and not ast.get_docstring(_tree(each))]
    assert silent == []


def test_nothing_forbidden_is_committed() -> None:
    files = _files()
    assert [f"{path.name}: {FORBIDDEN_FILES[path.name]}" for path in files if path.name in FORBIDDEN_FILES] == []
    found = [
        f"{path.relative_to(ROOT)}:{number}: {what}"
        for path in files
        for number, line in enumerate(_text(path).splitlines(), 1)
        for what, pattern in FORBIDDEN_TEXT.items()
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "see https://example.net/root/" + "simple/x",
        "--extra-index" + "-url=x",
        "registry = https://py" + "pi.org/y",
        "open('/ro" + "ot/x')",
        "cd /work" + "/main",
        "/ho" + "me/an/x",
    ],
)
def test_forbidden_text_is_recognised(line: str) -> None:
    assert any(pattern.search(line) for pattern in FORBIDDEN_TEXT.values())


@pytest.mark.parametrize("line", ["a simple/plain text", "the index of urls", "tests/root/x", "./home/an"])
def test_innocent_text_is_not_forbidden(line: str) -> None:
    assert not any(pattern.search(line) for pattern in FORBIDDEN_TEXT.values())


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ntm_desktop.__version__


def test_resources_say_whose_they_are() -> None:
    """Each folder of resources has a licence note: its own, or its name in resources/README.md."""
    resources = ROOT / "resources"
    overview = resources / "README.md"
    told = overview.read_text(encoding="utf-8") if overview.is_file() else ""
    silent = [
        folder.name
        for folder in sorted(resources.iterdir())
        if folder.is_dir() and _has_files(folder) and not _has_note(folder) and f"{folder.name}/" not in told
    ]
    assert silent == [], "add LICENSE or README.md to them, or a line «name/: …» to resources/README.md"


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = [path for path in _files() if path.suffix.lower() in {".ttf", ".otf", ".ttc", ".woff", ".woff2"}]
    lonely = [str(path.relative_to(ROOT)) for path in fonts if not _has_licence(path.parent)]
    assert lonely == []


def _has_note(folder: Path) -> bool:
    return _has_licence(folder) or (folder / "README.md").is_file()


def _has_licence(folder: Path) -> bool:
    return any(path.name.upper().startswith(("LICENSE", "LICENCE", "OFL", "COPYING")) for path in folder.iterdir())


def _has_files(folder: Path) -> bool:
    return any(path.is_file() for path in folder.rglob("*"))


def _is_empty(tree: ast.Module) -> bool:
    return not tree.body


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


@cache
def _files() -> tuple[Path, ...]:
    """Return the files that are, or are about to be, committed."""
    git = shutil.which("git")
    command = [git or "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if git and (ROOT / ".git").exists():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 (our own command)
        named = (ROOT / name for name in done.stdout.decode().split("\0") if name)
        return tuple(path for path in named if path.is_file())
    return tuple(path for name in (*FOLDERS, "resources", "translations") for path in (ROOT / name).rglob("*.*"))


def _text(path: Path) -> str:
    """Return a file's text; nothing for what is no text, or is data by its size."""
    if path.stat().st_size > LARGEST_TEXT:
        return ""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_manual_leads_to_every_page_and_back_to_none_that_is_missing(language: str) -> None:
    folder = ROOT / "resources" / "help" / language
    linked = set(re.findall(r"\]\((\w+)\.md\)", (folder / "index.md").read_text(encoding="utf-8")))
    assert linked == {path.stem for path in folder.glob("*.md")} - {"index"}
