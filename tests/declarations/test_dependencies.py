"""What we depend on: locked with hashes, allowed by licence, and imported no earlier than needed."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "lock"
ALLOWED = re.compile(r"MIT|BSD|Apache|LGPL|PSF|Python Software|MPL|Mozilla|ISC|HPND|Unlicense|0BSD", re.IGNORECASE)
FORBIDDEN = re.compile(r"(?<!L)GPL|General Public", re.IGNORECASE)
# Distributions whose metadata do not name a licence of the list, and what was read instead.
READ_BY_HAND = {
    "pyrage": "MIT, in the LICENSE of its wheel",
    "click-default-group": "public domain, in its classifiers",
}

# Module -> what importing it must not load: what the first window, or a short command, does not need.
HEAVY = (
    "PySide6",
    "openpyxl",
    "python_calamine",
    "reportlab",
    "xlsxwriter",
    "babel",
    "cryptography",
    "pyrage",
    "yaml",
)
LAZY = {
    "ntm_desktop": HEAVY,
    "ntm_desktop.errors": HEAVY,
    "ntm_desktop.i18n": HEAVY,
    "ntm_desktop.paths": (*HEAVY, "platformdirs"),
    "ntm_desktop.domain": HEAVY,
    "ntm_desktop.wording": HEAVY,
    "ntm_desktop.cli": ("PySide6", "openpyxl", "reportlab", "xlsxwriter", "babel"),
}


def _pins(name: str) -> dict[str, str]:
    """Return distribution → version of a lock file."""
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["run", "dev", "build", "uv"])
def test_every_line_of_a_lock_has_a_hash(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    naked = [entry.splitlines()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]
    assert _pins(name)
    assert naked == []


def test_development_uses_the_versions_that_ship() -> None:
    run, dev = _pins("run"), _pins("dev")
    assert {name: (version, dev.get(name)) for name, version in run.items() if dev.get(name) != version} == {}


def test_the_lock_holds_what_the_project_asks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {
        "run": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for name, requirements in asked.items():
        wanted = {_canonical(re.match(r"[\w.-]+", each)[0]) for each in requirements}  # type: ignore[index]  # a name comes first
        assert wanted - {_canonical(each) for each in _pins(name)} == set()


@pytest.mark.parametrize("name", sorted(_pins("run")))
def test_the_licence_lets_us_ship_it(name: str) -> None:
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        pytest.skip(f"{name} is for another system")
    classifiers = [each for each in metadata.get_all("Classifier", []) if each.startswith("License ::")]
    fields = [each for key in ("License-Expression", "License") for each in metadata.get_all(key, [])]
    stated = [*classifiers, *(each[:200] for each in fields)]
    assert name in READ_BY_HAND or _may_ship(stated), stated


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["MIT"], True),
        (["LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"], True),
        (["Apache-2.0 AND GPL-3.0-only"], False),
        (["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"], False),
        (["GPL-3.0-or-later"], False),
        (["BSD license (see license.txt for details)"], True),
        ([], False),
    ],
)
def test_licences_are_told_apart(stated: list[str], expected: object) -> None:
    assert _may_ship(stated) is expected


@pytest.mark.parametrize("module", LAZY)
def test_importing_loads_nothing_heavy(module: str) -> None:
    if not _exists(module):
        pytest.fail(f"{module} does not exist")
    code = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 (our own command)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & set(LAZY[module]) == set()


def _may_ship(stated: list[str]) -> bool:
    """Say whether one of the stated licences, or one side of its OR, is allowed as a whole."""
    choices = [choice for each in stated for choice in re.split(r"\s+OR\s+", each)]
    return any(ALLOWED.search(choice) and not FORBIDDEN.search(choice) for choice in choices)


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _exists(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()
