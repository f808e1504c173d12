"""Looking at a package before anything of it is taken in: quarantine, checks, place in the sequence, plan."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import THREE_TIERS, Level
from ntm_desktop.domain.problems import Place, Problem, RefusedError, Severity, errors_of
from ntm_desktop.domain.sequence import Decision, ForkCause, Incoming, Standing, decide
from ntm_desktop.errors import CancelledError, EnvironmentFault
from ntm_desktop.exchange.limits import LIMITS
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import open_package
from ntm_desktop.exchange.peek import peek
from ntm_desktop.exchange.volume import quarantine
from ntm_desktop.services import receipts, wire
from ntm_desktop.services.receiving_inspected import Inspected, numbers_shown
from ntm_desktop.store import received, shelf, states
from ntm_desktop.store.states import TablePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ntm_desktop.domain.sequence import Held
    from ntm_desktop.errors import Fact
    from ntm_desktop.exchange.package import OpenedPackage
    from ntm_desktop.services.context import Context

# File names in an order: «31123-911-report-000007-…».
_NAMED = re.compile(r"([0-9]{2,5})-[0-9]{2,5}-[a-z]+-([0-9]{6})-")
_LEFT_BEHIND_SECONDS = 24 * 3600
_FORKS = {
    ForkCause.SAME_NUMBER: "transport.fork.same_number",
    ForkCause.OTHER_PREVIOUS: "transport.fork.other_previous",
    ForkCause.UNKNOWN_LINEAGE: "transport.fork.unknown_lineage",
    ForkCause.FORMER_LINEAGE: "transport.fork.former_lineage",
}
_NUMBERS_KEPT = 1000  # whoever skips a million numbers shall not fill our disk with them
_COMMUNES_SHOWN = 20
_OPENED_SHARE = 0.6
_BUILT_SHARE = 0.9


def look(
    context: Context,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Inspected:
    """Look at a package; `context` has a connection of the caller's own. See `receiving.inspect`."""
    _sweep(context)
    context.paths.quarantine.mkdir(parents=True, exist_ok=True)
    try:
        file = quarantine(path, context.paths.quarantine, LIMITS.sealed)
    except RefusedError as error:
        return Inspected(path, error.problems, faulty=True)
    looked = _Looking(context, path, file, progress, cancelled)
    try:
        return looked.result()
    except BaseException:
        file.unlink(missing_ok=True)
        looked.draft.unlink(missing_ok=True)
        raise


def place(path: Path) -> tuple[str, int, str]:
    """Return sender, number and name of a file by what its name says, to put a batch in order; no trust in it."""
    match = _NAMED.match(path.name)
    return (match[1], int(match[2]), path.name) if match else ("", 0, path.name)


class _Looking:
    """One look at one package, step by step."""

    def __init__(
        self,
        context: Context,
        path: Path,
        file: Path,
        progress: Callable[[float], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._context = context
        self._path = path
        self._file = file
        self._progress = progress
        self._cancelled = cancelled
        self.draft = context.paths.states / f".{file.stem}.draft"

    def result(self) -> Inspected:
        """Return what was found."""
        context = self._context
        keys, trusted = wire.identity(context), wire.trusted_cards(context)
        ours = context.office
        try:
            package = open_package(
                self._file,
                keys,
                trusted,
                office=ours.code,
                workdir=context.paths.quarantine,
                progress=self._part(0, _OPENED_SHARE),
                cancelled=self._cancelled,
            )
        except RefusedError as error:
            return self._refused(error)
        with package:
            return self._sound(package)

    def _refused(self, error: RefusedError) -> Inspected:
        context = self._context
        problems = tuple(self._named(problem) for problem in error.problems)
        said = peek(self._file, wire.identity(context), wire.trusted_cards(context), context.paths.quarantine)
        if said is None:
            return Inspected(self._path, problems, faulty=True, sha256=self._file.stem, quarantined=self._file)
        return Inspected(
            self._path,
            problems,
            said.info,
            said.sender.office if said.sender else None,
            said.sha256,
            said.manifest_sha256,
            said.size,
            faulty=True,
            period=wire.period_of(said.info.period),
            quarantined=self._file,
        )

    def _named(self, problem: Problem) -> Problem:
        """Return a problem under the name that the person knows, not that of the copy in quarantine."""
        return replace(problem, place=replace(problem.place, source=self._path.name))

    def _sound(self, package: OpenedPackage) -> Inspected:
        context, office = self._context, package.sender.office
        held = received.held(context.database, office.level, office.code)
        decision = decide(held, _incoming(package))
        missing = _missing(context, package, decision)
        problems = (*self._unwelcome(package), *self._of_place(decision, missing, package))
        found = _Found(held, decision, missing, problems)
        if package.info.kind is Kind.REPORT:
            return self._report(package, found)
        if package.info.kind is Kind.RECEIPT:
            return self._receipt(package, found)
        return self._inspected(package, found)

    def _unwelcome(self, package: OpenedPackage) -> list[Problem]:
        """Say what a package is not for: a receiving office takes reports, a commune takes receipts."""
        here, kind = self._context.office.level, package.info.kind
        if kind is Kind.REPORT and here is Level.COMMUNE:
            return [self._problem("transport.no_reports_here", {"name": self._context.office.name})]
        if kind is Kind.REPORT and not _below(package.sender.office.level, here):
            return [self._problem("transport.not_below", {"sender": package.sender.office.name})]
        if kind is Kind.REPORT and (foreign := self._foreign(package)):
            facts = {"sender": package.sender.office.name, "communes": ", ".join(foreign[:_COMMUNES_SHOWN])}
            return [self._problem("transport.not_its_communes", facts)]
        if kind in {Kind.REPORT, Kind.RECEIPT}:
            return []
        return [self._problem("transport.kind_later", {"kind": kind.value})]

    def _foreign(self, package: OpenedPackage) -> list[str]:
        """Return the communes in a district's report that the official list puts below another district."""
        office, totals = package.sender.office, package.tables.get("unit_totals")
        if office.level is not Level.DISTRICT or totals is None:
            return []
        units, codes = self._context.catalogue.units, sorted(map(str, set(totals.columns["commune"])))
        known = (units.get(Level.COMMUNE, code, THREE_TIERS) for code in codes)
        return [unit.code for unit in known if unit is not None and unit.district_code != office.code]

    def _of_place(self, decision: Decision, missing: tuple[int, ...], package: OpenedPackage) -> list[Problem]:
        # Under the name of the card that a person compared, never under the one that a package gives itself.
        sequence, sender = package.info.sequence, package.sender.office.name
        facts: dict[str, Fact] = {"sequence": sequence, "held": decision.held, "sender": sender}
        match decision.standing:
            case Standing.ALREADY_HAVE:
                return [self._problem("transport.already_have", facts, Severity.WARNING)]
            case Standing.OLDER:
                return [self._problem("transport.older", facts)]
            case Standing.FORK:
                return [self._problem(_FORKS[decision.cause or ForkCause.UNKNOWN_LINEAGE], facts)]
            case _ if missing:
                return [self._problem("transport.gap", {**facts, "missing": numbers_shown(missing)}, Severity.WARNING)]
        return []

    def _report(self, package: OpenedPackage, found: _Found) -> Inspected:
        context, office = self._context, package.sender.office
        base = shelf.pointers(context.database, office.level, office.code)
        period = _period(package)
        wanted = not errors_of(found.problems) or found.decision.standing is Standing.FORK
        welcome = not self._unwelcome(package)
        figures, plan = None, {}
        if wanted and welcome:
            figures = states.build(self.draft, package.tables, office.name)
            self._at(_BUILT_SHARE)
            plan = self._plan(period, base)
        elif found.decision.standing is Standing.ALREADY_HAVE and welcome:
            plan = {name: TablePlan(unchanged=count) for name, count in package.counts.items()}
        self._at(1.0)
        return self._inspected(
            package,
            found,
            plan=plan,
            period=period,
            base=base,
            figures=figures,
            draft=self.draft if figures is not None else None,
        )

    def _plan(self, period: tuple[int, ...], base: Mapping[int, str]) -> dict[str, TablePlan]:
        """Return what the draft changes; a state that was lost or damaged must not keep a new one out."""
        try:
            return states.compare(self.draft, period, *_standing(self._context, base))
        except EnvironmentFault:
            return states.compare(self.draft, period, {}, None)

    def _receipt(self, package: OpenedPackage, found: _Found) -> Inspected:
        read = receipts.read(package)
        plan = receipts.plan(self._context, read, package.counts, package.sender.office)
        return self._inspected(package, found, plan=plan, receipts=read, base=self._base(package))

    def _base(self, package: OpenedPackage) -> Mapping[int, str]:
        office = package.sender.office
        return shelf.pointers(self._context.database, office.level, office.code)

    def _inspected(self, package: OpenedPackage, found: _Found, **rest: object) -> Inspected:
        return Inspected(
            self._path,
            problems=found.problems,
            info=package.info,
            sender=package.sender.office,
            sha256=package.sha256,
            manifest_sha256=package.manifest_sha256,
            size=package.size,
            standing=found.decision.standing,
            missing=found.missing,
            held=found.held,
            quarantined=self._file,
            **rest,  # type: ignore[arg-type]  # names and values are those of the two callers above
        )

    def _problem(self, code: str, facts: Mapping[str, Fact], severity: Severity = Severity.ERROR) -> Problem:
        return Problem(code, Place(source=self._path.name), facts=facts, severity=severity)

    def _part(self, start: float, end: float) -> Callable[[float], None]:
        return lambda share: self._at(start + (end - start) * share)

    def _at(self, share: float) -> None:
        if self._cancelled is not None and self._cancelled():
            raise CancelledError
        if self._progress is not None:
            self._progress(share)


@dataclass(frozen=True, slots=True)
class _Found:
    held: Held | None
    decision: Decision
    missing: tuple[int, ...]
    problems: tuple[Problem, ...]


def _incoming(package: OpenedPackage) -> Incoming:
    info = package.info
    return Incoming(info.lineage, info.sequence, package.manifest_sha256, info.previous, info.earlier)


def _missing(context: Context, package: OpenedPackage, decision: Decision) -> tuple[int, ...]:
    office = package.sender.office
    known = received.known_numbers(context.database, office.level, office.code, package.info.lineage)
    return tuple(islice((number for number in decision.missing if number not in known), _NUMBERS_KEPT))


def _period(package: OpenedPackage) -> tuple[int, ...]:
    """Return the years that a report replaces: those that it names, and those that it has anything of."""
    table = package.tables["sheets" if "sheets" in package.tables else "unit_totals"]
    there = {int(str(year)) for year in set(table.columns["year"])}
    return tuple(sorted(there | set(wire.period_of(package.info.period))))


def _standing(context: Context, base: Mapping[int, str]) -> tuple[dict[int, Path], Path | None]:
    """Return the state file that stands for each year, and the newest of them."""
    files: dict[int, Path] = {}
    newest: tuple[int, Path] | None = None
    for year, package_id in base.items():
        package = received.package(context.database, package_id)
        if package is not None:
            files[year] = context.paths.states / package.state_file
            if newest is None or package.number > newest[0]:
                newest = (package.number, files[year])
    return files, newest[1] if newest else None


def _below(sender: Level, here: Level) -> bool:
    order = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)
    return order.index(sender) < order.index(here)


def _sweep(context: Context) -> None:
    """Remove what a program that died left in quarantine and among the states, once it is a day old."""
    before = datetime.now().astimezone().timestamp() - _LEFT_BEHIND_SECONDS
    for folder, pattern in ((context.paths.quarantine, "*"), (context.paths.states, ".*.draft")):
        for file in folder.glob(pattern):
            with suppress(OSError):
                if file.stat().st_mtime < before:
                    file.unlink()
