"""Receiving packages: look first, then apply in one transaction, and take back within 30 days."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import RefusedError, errors_of
from ntm_desktop.domain.sequence import Standing
from ntm_desktop.errors import CancelledError, EnvironmentFault, NtmError, UserError
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.i18n import visible
from ntm_desktop.services import receipts, receiving_backup, receiving_check, receiving_inspected, wire
from ntm_desktop.services.context import Act
from ntm_desktop.services.receiving_inspected import Inspected, TablePlan, problem_document
from ntm_desktop.services.receiving_keeping import UNDO_DAYS
from ntm_desktop.store import received, shelf, states
from ntm_desktop.store.ids import new_id
from ntm_desktop.store.received import InRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change

__all__ = [
    "Applied",
    "InRecord",
    "Inspected",
    "TablePlan",
    "apply",
    "apply_many",
    "discard",
    "history",
    "inspect",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a package: `package_id` is its record, «» where nothing needed to be recorded.

    `accepted` is true also for a package that we had already; `changed` is None where nothing changed. `fault` is
    what the machine did, where that kept a package of a batch from being looked at.
    """

    inspected: Inspected
    accepted: bool
    package_id: str = ""
    problems: tuple[Problem, ...] = ()
    changed: Changed | None = None
    fault: NtmError | None = None


def inspect(
    context: Context,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Inspected:
    """Look at a package without taking anything of it in: who, what, what it would change, what is wrong.

    May run on any thread. Give the result to `apply`, or to `discard`. EnvironmentFault where the file or our own
    disk cannot be read or written; everything that is wrong with the package stands in `problems`.
    """
    with wire.own_connection(context) as own:
        return receiving_check.look(own, path, progress=progress, cancelled=cancelled)


def apply(
    context: Context,
    inspected: Inspected,
    *,
    fork_reason: str = "",
    backup: bool = True,
    cancelled: Callable[[], bool] | None = None,
) -> Applied:
    """Take in a package that was looked at, in one transaction; or note why it was refused.

    A fork is refused unless `fork_reason` is given and a person at work answers for it: UserError
    `transport.fork_needs_name`. UserError `transport.plan_stale` where the shelf changed since. A backup
    stands before it (`receiving_backup`), unless the caller saw to one. The package's draft is used up.
    """
    with wire.own_connection(context) as own, ExitStack() as stack:
        stack.callback(receiving_inspected.discard, inspected)
        if inspected.standing is Standing.ALREADY_HAVE and not errors_of(inspected.problems):
            return Applied(inspected, accepted=True, problems=inspected.problems)
        problems = _without_fork(own, inspected, fork_reason)
        if errors_of(problems):
            return _refused(own, inspected, problems)
        if cancelled is not None and cancelled():
            raise CancelledError
        if backup:
            receiving_backup.before(own)
        if inspected.kind is Kind.RECEIPT:
            return _applied_receipt(own, inspected, fork_reason)
        return _applied_report(own, inspected, fork_reason)


def apply_many(
    context: Context,
    paths: Sequence[Path],
    *,
    fork_reason: str = "",
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Applied]:
    """Look at and apply several packages, one after the other, oldest first; one backup before the first.

    A package that fails does not keep the others out. Cancelling keeps what was applied before, and what came of
    each; the one at work is left out whole. `progress` is told the share done and the file's name.
    """
    done: dict[Path, Applied] = {}
    backed_up = False
    ordered = _in_order(paths)
    for index, path in enumerate(ordered):
        if cancelled is not None and cancelled():
            break
        share = _share(progress, index, len(ordered), path)
        try:
            seen = inspect(context, path, progress=share, cancelled=cancelled)
            done[path] = apply(context, seen, fork_reason=fork_reason, backup=not backed_up, cancelled=cancelled)
            backed_up = backed_up or done[path].changed is not None
        except CancelledError:
            break
        except (UserError, EnvironmentFault) as error:
            done[path] = Applied(Inspected(path), accepted=False, fault=error)
    return [done[path] for path in dict.fromkeys(paths) if path in done]


def undo(context: Context, package_id: str) -> Changed:
    """Take a report back: what stood before it stands again. The sender is told with the next receipt.

    UserError: `transport.undo.unknown`, `transport.undo.too_late` (30 days), `transport.undo.not_newest`.
    """
    with wire.own_connection(context) as own:
        package = received.package(own.database, package_id)
        if package is None or not package.stands or package.kind != Kind.REPORT:
            raise UserError("transport.undo.unknown")
        facts: dict[str, Fact] = {"sender": package.sender_name, "sequence": package.sequence, "days": UNDO_DAYS}
        if own.clock() - package.received_at > timedelta(days=UNDO_DAYS):
            raise UserError("transport.undo.too_late", **facts)
        held = shelf.pointers(own.database, package.sender_level, package.sender_code)
        if any(held.get(year) != package.id for year in package.replaced):
            raise UserError("transport.undo.not_newest", **facts)
        with own.database.atomic() as connection:
            changes = shelf.point(connection, package.sender_level, package.sender_code, package.replaced)
            changes.append(received.mark_undone(connection, package, own.clock()))
            return wire.act(own, connection, Act("package.undone", facts, undoable=False), changes)


def discard(inspected: Inspected) -> None:
    """Let go of a package that was looked at and shall not be applied."""
    receiving_inspected.discard(inspected)


def history(context: Context, limit: int = 500) -> list[InRecord]:
    """Return the packages received, the last first."""
    return received.all_received(context.database, limit)


def _without_fork(context: Context, inspected: Inspected, reason: str) -> tuple[Problem, ...]:
    """Return the problems, without that of the fork where a named person answers for it with a reason."""
    forks = [problem for problem in inspected.problems if problem.code.startswith("transport.fork.")]
    if not forks or not reason.strip():
        return inspected.problems
    if not context.author.name:
        raise UserError("transport.fork_needs_name")
    return tuple(problem for problem in inspected.problems if problem not in forks)


def _refused(context: Context, inspected: Inspected, problems: tuple[Problem, ...]) -> Applied:
    """Note a refusal, so that the next receipt can say why: only where the sender is known to be the sender.

    What is only old or a fork is not noted: it says nothing about the package.
    """
    kept = inspected.authentic and inspected.kind is Kind.REPORT and inspected.faulty
    if not kept or received.refused_before(context.database, inspected.sha256):
        return Applied(inspected, accepted=False, problems=problems)
    record = replace(_record(context, inspected), accepted=False, counts={}, missing=())
    facts: dict[str, Fact] = {
        "sender": record.sender_name,
        "sequence": record.sequence,
        "count": len(errors_of(problems)),
    }
    with context.database.atomic() as connection:
        changes = [received.record(connection, record)]
        told = wire.act(context, connection, Act("package.refused", facts, undoable=False), changes)
    return Applied(inspected, accepted=False, package_id=record.id, problems=problems, changed=told)


def _applied_report(context: Context, inspected: Inspected, reason: str) -> Applied:
    if inspected.draft is None or inspected.sender is None:  # pragma: no cover - a sound report has both
        raise UserError("transport.plan_stale")
    target = states.path_of(context.paths.states, inspected.manifest_sha256)
    record = replace(
        _record(context, inspected),
        accepted=True,
        state_file=target.name,
        replaced={year: inspected.base.get(year) for year in inspected.period},
        reason=reason.strip(),
    )
    office = inspected.sender

    def work(connection: Connection) -> list[Change]:
        _refuse_stale(context, inspected)
        change = received.record(connection, record)
        if inspected.figures is not None:
            shelf.keep_figures(connection, record.id, inspected.figures)
        pointed = dict.fromkeys(inspected.period, record.id)
        return [change, *shelf.point(connection, office.level, office.code, pointed)]

    there = target.exists()
    states.shelve(inspected.draft, target)
    try:
        return _committed(context, inspected, record, work)
    except BaseException:
        if not there:
            target.unlink(missing_ok=True)
        raise


def _applied_receipt(context: Context, inspected: Inspected, reason: str) -> Applied:
    if inspected.sender is None:  # pragma: no cover - a sound receipt has one
        raise UserError("transport.plan_stale")
    record, sender = replace(_record(context, inspected), accepted=True, reason=reason.strip()), inspected.sender

    def work(connection: Connection) -> list[Change]:
        _refuse_stale(context, inspected)
        return [
            received.record(connection, record),
            *receipts.take_in(context, connection, inspected.receipts, sender, record.received_at),
        ]

    return _committed(context, inspected, record, work)


def _committed(
    context: Context,
    inspected: Inspected,
    record: InRecord,
    work: Callable[[Connection], Iterable[Change]],
) -> Applied:
    facts: dict[str, Fact] = {"sender": record.sender_name, "sequence": record.sequence, "reason": record.reason}
    with context.database.atomic() as connection:
        changes = list(work(connection))
        done = Act(f"package.applied.{record.kind}", facts, undoable=False)
        told = wire.act(context, connection, done, changes)
    return Applied(inspected, accepted=True, package_id=record.id, problems=inspected.problems, changed=told)


def _refuse_stale(context: Context, inspected: Inspected) -> None:
    """Inside the transaction: the sender's place must still be what it was when the plan was made."""
    office = inspected.sender
    if office is None:  # pragma: no cover - a sound package has a sender
        return
    same = received.held(context.database, office.level, office.code) == inspected.held
    pointers = shelf.pointers(context.database, office.level, office.code)
    if not same or pointers != inspected.base:
        raise UserError("transport.plan_stale")


def _record(context: Context, inspected: Inspected) -> InRecord:
    info, office = inspected.info, inspected.sender
    if info is None or office is None:  # pragma: no cover - only what is authentic is recorded
        raise RefusedError("exchange.refused", inspected.problems, source=inspected.path.name)
    now = context.clock()
    return InRecord(
        id=new_id(now),
        kind=info.kind.value,
        sender_level=office.level,
        sender_code=office.code,
        sender_name=office.name,
        lineage=info.lineage,
        sequence=info.sequence,
        previous=info.previous,
        file_name=visible(inspected.path.name),
        sha256=inspected.sha256,
        manifest_sha256=inspected.manifest_sha256,
        size=inspected.size,
        period=inspected.period,
        bagged_on=info.made.date().isoformat(),
        received_at=now,
        accepted=False,
        staff_name=context.author.name,
        counts={name: _numbers(plan) for name, plan in inspected.plan.items()},
        problems=[problem_document(problem) for problem in inspected.problems],
        missing=inspected.missing,
        acknowledges=info.acknowledges,
        acknowledges_lineage=info.acknowledges_lineage,
    )


def _numbers(plan: TablePlan) -> dict[str, int]:
    return {"new": plan.new, "changed": plan.changed, "removed": plan.removed, "unchanged": plan.unchanged}


def _in_order(paths: Iterable[Path]) -> list[Path]:
    """Return the files by sender and number as their names say, so that older ones are not refused as old."""
    return sorted(dict.fromkeys(paths), key=receiving_check.place)


def _share(
    progress: Callable[[float, str], None] | None, index: int, total: int, path: Path
) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda share: progress((index + share) / total, path.name)
