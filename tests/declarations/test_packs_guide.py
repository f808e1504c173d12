"""The guide for writing packs: its worked example is checked and answers as the guide says."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop import paths
from ntm_desktop.domain.facts import Fact
from ntm_desktop.domain.movements_verdicts import subject_verdict
from ntm_desktop.domain.verdicts import leaves
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services.evaluating import Question, evaluate

if TYPE_CHECKING:
    from ntm_desktop.catalog.checking import PackKind

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "packs"
EXAMPLE = GUIDE / "example"


def test_the_example_packs_are_without_fault() -> None:
    catalogue = queries.open_catalogue()
    packs: tuple[tuple[PackKind, str], ...] = (("criteria", "thon-mau.yaml"), ("movement", "phong-trao-mau.yaml"))
    for kind, name in packs:
        assert queries.check(catalogue, EXAMPLE / name, kind) == ()


def test_the_example_answers_when_it_lies_among_the_resources(tmp_path: Path) -> None:
    shutil.copytree(paths.resources_folder() / "criteria", tmp_path / "criteria")
    shutil.copytree(paths.resources_folder() / "movements", tmp_path / "movements")
    shutil.copy(EXAMPLE / "thon-mau.yaml", tmp_path / "criteria" / "sets")
    shutil.copy(EXAMPLE / "phong-trao-mau.yaml", tmp_path / "movements")
    catalogue = queries.open_catalogue(tmp_path)
    verdict = evaluate(catalogue, Question("thon-mau", "KV1"), EXAMPLE / "facts.json").verdict
    found = {leaf.id: leaf.outcome.value for leaf in leaves(verdict)}
    assert found == {"1.1": "met", "1.2": "unknown", "2.1": "met", "commune.construction_debt": "met"}
    assert verdict.outcome == "unknown"
    lowland = evaluate(catalogue, Question("thon-mau", "KV2"), EXAMPLE / "facts.json").verdict
    assert lowland.outcome == "not_met"
    targets = queries.target_standings(catalogue, "phong-trao-mau", EXAMPLE / "results.csv", 2028)
    assert [(one["standing"], one["reached_year"]) for one in targets["targets"]] == [("ahead", 2027)]
    assert targets["contradictions"] == []
    due = queries.due(catalogue, "phong-trao-mau", date(2027, 12, 1))
    assert [one["last_day"] for one in due if one["state"] == "due"] == ["2027-12-04"]
    movement = catalogue.movement("phong-trao-mau")
    recognised = {"village.recognised": Fact("village.recognised", value=True)}
    assert subject_verdict(movement, movement.subject("VD-2"), recognised).met


def test_every_command_and_file_that_the_guide_names_exists() -> None:
    text = (GUIDE / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(example/[\w.-]+)`", text):
        assert (GUIDE / name).exists(), name
    for name in re.findall(r"`(resources/criteria/facts\.yaml)`", text):
        assert (GUIDE.parents[1] / name).exists()
