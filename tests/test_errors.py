"""Errors carry a code and facts, and no sentence."""

from __future__ import annotations

import copy
import pickle

import pytest

from ntm_desktop.domain.problems import Place, Problem, RefusedError, Severity, errors_of
from ntm_desktop.errors import BugError, CancelledError, EnvironmentFault, NtmError, UserError


@pytest.mark.parametrize("kind", [UserError, EnvironmentFault, BugError])
def test_an_error_carries_its_code_and_facts(kind: type[NtmError]) -> None:
    error = kind("store.locked", path="a b", count=3, other=None)
    assert error.code == "store.locked"
    assert error.facts == {"path": "a b", "count": 3, "other": None}
    assert str(error) == "store.locked(path='a b', count=3, other=None)"


def test_a_fact_may_be_called_code() -> None:
    error = UserError("packs.unknown", code="x", self="y")
    assert error.code == "packs.unknown"
    assert error.facts == {"code": "x", "self": "y"}


def test_the_kinds_are_told_apart() -> None:
    kinds = (UserError, EnvironmentFault, BugError)
    for kind in kinds:
        assert [each for each in kinds if issubclass(kind, each)] == [kind]
        assert issubclass(kind, NtmError)
    assert not issubclass(CancelledError, NtmError)


def test_an_error_survives_a_copy() -> None:
    """Tools copy and pickle exceptions: between processes, and to show them later."""
    error = EnvironmentFault("store.full", path="D:", free=0)
    refused = RefusedError("sheets.refused", [Problem("sheets.empty", Place(row=1))], file="a")
    for again in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301 (our own bytes)
        assert (type(again), again.code, again.facts) == (EnvironmentFault, error.code, error.facts)
    for other in (copy.copy(refused), pickle.loads(pickle.dumps(refused))):  # noqa: S301 (our own bytes)
        assert (other.code, other.facts, other.problems) == (refused.code, refused.facts, refused.problems)


def test_a_refusal_carries_all_problems_and_counts_them() -> None:
    problems = [Problem("a.b"), Problem("a.c", severity=Severity.WARNING)]
    refused = RefusedError("sheets.refused", iter(problems), file="ds.xlsx")
    assert refused.problems == tuple(problems)
    assert refused.facts == {"problems": 2, "file": "ds.xlsx"}
    assert isinstance(refused, UserError)
    assert errors_of(refused.problems) == (problems[0],)
