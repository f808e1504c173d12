"""Files of votes: ballots by member, or their counts; checked whole, every fault at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.catalog.decoding import draft_of
from ntm_desktop.domain import council
from ntm_desktop.domain.council import Ballot, Candidate, Choice
from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services.catalogue_inputs import read_bytes, under
from ntm_desktop.services.json_texts import plain_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ntm_desktop.catalog.decoding import Draft

MAX_MEMBERS = 999
_COUNTS = (*(choice.value for choice in Choice), "written")


@dataclass(frozen=True, slots=True)
class VotesFile:
    """Ballots by member, or their counts (`written` of them in writing); `candidates` are ranked."""

    ballots: tuple[Ballot, ...] = ()
    votes: Mapping[str, int] | None = None
    candidates: tuple[Candidate, ...] = ()


def read_votes(path: Path, members: int) -> VotesFile:
    """Return the votes of a JSON file: ballots, or their counts; or an object with either, and candidates.

    UserError(packs.bad_members) for a council of none or of more than MAX_MEMBERS; RefusedError(packs.refused) with
    every fault: of the form, counts below 0, votes of more members than there are, candidates named twice.
    """
    if not 1 <= members <= MAX_MEMBERS:
        raise UserError("packs.bad_members", found=members, limit=MAX_MEMBERS)
    data, whole = plain_json(read_bytes(path))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        data = under(data, b"ballots")
    elif isinstance(whole, dict) and whole and whole.keys() <= set(_COUNTS):
        data = under(data, b"votes")
    draft = draft_of(data, VotesFile, path.name)
    problems = [*draft.problems, *_faults(draft, members)]
    if problems or draft.value is None:
        raise RefusedError("packs.refused", problems, file=path.name)
    return draft.value


def counted(members: int, read: VotesFile) -> council.Tally:
    """Return the count of a file's ballots or counts; RefusedError(packs.votes_refused) as `council.tally`."""
    if read.votes is None:
        return council.tally(members, read.ballots)
    votes_for, against, abstained = (read.votes.get(choice, 0) for choice in Choice)
    written = read.votes.get("written", 0)
    present = votes_for + against + abstained - written
    return council.Tally(members, present, written, votes_for, against, abstained)


def _faults(draft: Draft[VotesFile], members: int) -> Iterator[Problem]:
    if draft.value is None:
        return
    if draft.value.ballots and draft.value.votes:
        yield Problem("packs.ballots_and_votes", draft.decoded.place("votes"))
    if draft.value.votes is not None and draft.says("votes"):
        yield from _count_faults(draft, draft.value.votes, members)
    seen: set[str] = set()
    for at, one in enumerate(draft.value.candidates):
        if draft.says(f"candidates[{at}]"):
            yield from _candidate_faults(draft, one, f"candidates[{at}]", members)
            if one.name in seen:
                yield Problem("packs.repeated_code", draft.decoded.place(f"candidates[{at}].name"), one.name)
            seen.add(one.name)


def _count_faults(draft: Draft[VotesFile], votes: Mapping[str, int], members: int) -> Iterator[Problem]:
    for name, number in votes.items():
        place = draft.decoded.place(f"votes.{name}")
        if name not in _COUNTS:
            yield Problem("packs.unknown_key", place, name, ", ".join(_COUNTS))
        elif number < 0:
            yield Problem("packs.impossible", place, str(number), "≥ 0")
    cast = sum(votes.get(choice, 0) for choice in Choice)
    if cast > members:
        yield Problem("packs.too_many_votes", draft.decoded.place("votes"), str(cast), str(members))
    elif votes.get("written", 0) > cast >= 0:
        place = draft.decoded.place("votes.written")
        yield Problem("packs.impossible", place, str(votes["written"]), f"0–{cast}")


def _candidate_faults(draft: Draft[VotesFile], one: Candidate, path: str, members: int) -> Iterator[Problem]:
    if not 0 <= one.votes <= members:
        yield Problem("packs.impossible", draft.decoded.place(f"{path}.votes"), str(one.votes), f"0–{members}")
    if one.people < 0:
        yield Problem("packs.impossible", draft.decoded.place(f"{path}.people"), str(one.people), "≥ 0")
    elif not 0 <= one.women <= one.people:
        yield Problem("packs.impossible", draft.decoded.place(f"{path}.women"), str(one.women), f"0–{one.people}")
