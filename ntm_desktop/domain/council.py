"""Votes of an emulation council: a share of all members, whoever is absent votes in writing, ties by law."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.domain.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# The council's own rule where the law sets none: more than half of all members.
DEFAULT_SHARE = Decimal("0.5")
# A collective counts as women's with at least this share of women.
WOMEN_SHARE = Decimal("0.7")


class Choice(StrEnum):
    """What a ballot says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's vote; `written` where the member was absent and voted in writing."""

    member: str
    choice: Choice
    written: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least share of all members; `strict` asks for more than it."""

    share: Decimal
    strict: bool = False
    document: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of a vote; `share` is votes for as a part of all members."""

    members: int
    present: int
    written: int
    votes_for: int
    against: int
    abstained: int

    @property
    def missing(self) -> int:
        """How many members have not voted at all."""
        return self.members - self.votes_for - self.against - self.abstained

    @property
    def percent(self) -> Decimal:
        """Votes for in per cent of all members, to one decimal."""
        return round(Decimal(100 * self.votes_for) / self.members, 1)


def tally(members: int, ballots: Sequence[Ballot]) -> Tally:
    """Count ballots; RefusedError(packs.votes_refused) for too many, or a member who voted twice."""
    problems = tuple(_problems(members, ballots))
    if problems:
        raise RefusedError("packs.votes_refused", problems)
    choices = Counter(ballot.choice for ballot in ballots)
    written = sum(ballot.written for ballot in ballots)
    return Tally(
        members=members,
        present=len(ballots) - written,
        written=written,
        votes_for=choices[Choice.FOR],
        against=choices[Choice.AGAINST],
        abstained=choices[Choice.ABSTAIN],
    )


def decided(count: Tally, threshold: Threshold) -> Outcome:
    """Return whether enough of all members are for it; unknown while missing votes could still make it up."""
    if _enough(count.votes_for, count.members, threshold):
        return Outcome.MET
    possible = count.votes_for + count.missing
    return Outcome.UNKNOWN if _enough(possible, count.members, threshold) else Outcome.NOT_MET


def votes_needed(members: int, threshold: Threshold) -> int:
    """Return the least number of votes that passes; one more than the members where none does."""
    for votes in range(members + 1):
        if _enough(votes, members, threshold):
            return votes
    return members + 1


def _enough(votes: int, members: int, threshold: Threshold) -> bool:
    asked = threshold.share * members
    return votes > asked if threshold.strict else votes >= asked


def _problems(members: int, ballots: Sequence[Ballot]) -> Iterator[Problem]:
    if members < 1 or len(ballots) > members:
        yield Problem("packs.too_many_votes", Place(path="ballots"), str(len(ballots)), str(members))
    seen: Counter[str] = Counter()
    for at, ballot in enumerate(ballots):
        seen[ballot.member] += 1
        if seen[ballot.member] > 1:
            yield Problem("packs.voted_twice", Place(path=f"ballots[{at}].member"), ballot.member)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who was voted on. A collective gives its number of people and of women, a person only `woman`."""

    name: str
    votes: int
    woman: bool = False
    people: int = 0
    women: int = 0

    @property
    def women_first(self) -> bool:
        """Whether this one goes before others with as many votes."""
        return self.woman or (self.people > 0 and self.women >= WOMEN_SHARE * self.people)


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates by votes; on a tie women, or a collective with 70 % women, go first."""
    return tuple(sorted(candidates, key=lambda one: (-one.votes, not one.women_first)))


def undecided_ties(candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], ...]:
    """Return the names that votes and the rule for women leave level: the council has to vote again on them."""
    groups: dict[tuple[int, bool], list[str]] = {}
    for one in candidates:
        groups.setdefault((one.votes, one.women_first), []).append(one.name)
    return tuple(tuple(names) for names in groups.values() if len(names) > 1)
