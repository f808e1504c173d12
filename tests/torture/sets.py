"""Random criteria sets and answers, judged by the program and by the oracle of the tests: they must always agree."""

from __future__ import annotations

from ntm_desktop.domain.criteria_verdicts import outcome_of, prepared, verdict_of
from tests.domain.criteria_built import built
from tests.domain.criteria_oracle import oracle, random_case
from tests.torture.common import Outcome, chance


def sets(number: int, seed: int, start: int = 0) -> Outcome:
    """Judge so many sets from one on; a disagreement names the number of its case."""
    outcome = Outcome("sets", seed)
    for at in range(start, start + number):
        case = random_case(chance("set", seed, at))
        whole, context, evidence = built(case)
        ready = prepared(whole, context)
        expected = oracle(case)
        found = {outcome_of(ready, evidence).value, verdict_of(ready, evidence).outcome.value}
        outcome.count("judged")
        outcome.count(expected)
        if found != {expected}:
            outcome.broken.append(f"set {at}: {sorted(found)} where the oracle says {expected}")
    return outcome
