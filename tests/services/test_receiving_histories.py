"""Random histories: packages lost, doubled and late, backups restored, clocks gone wild; an oracle knows."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.errors import UserError
from ntm_desktop.services import backups, receipts, receiving_overview, sending, summaries
from tests.network import FIRST, SECOND, Network, answer, network

if TYPE_CHECKING:
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.services.sending import Sent

YEARS = (2024, 2025)
STEPS = 30


class History:
    """Two communes, a province, a stick full of packages, and what the province must hold."""

    def __init__(self, net: Network, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a test's dice
        self.net = net
        self.province = net.province()
        self.communes = {code: net.commune(code, "Nguyễn Văn Mẫu", "Trần Thị Thử") for code in (FIRST, SECOND)}
        for commune in self.communes.values():
            net.introduce(commune, self.province)
        self.sent: list[Sent] = []
        self.said: dict[str, dict[int, UnitSummary]] = {}
        self.held: dict[tuple[str, int], UnitSummary] = {}
        self.saved: dict[str, Path] = {}

    def step(self) -> None:
        code = self.chance.choice(list(self.communes))
        if self.chance.random() < 0.1:
            year = self.chance.choice([2016, 2026, 2036])
            self.net.clock.now = self.net.clock.now.replace(year=year)
        acts = (self.work, self.work, self.send, self.deliver, self.deliver, self.acknowledge, self.mishap)
        self.chance.choice(acts)(code)

    def work(self, code: str) -> None:
        status = self.chance.choice([Status.ACHIEVED, Status.NOT_ACHIEVED])
        answer(self.communes[code], self.chance.choice(YEARS), [self.chance.choice("123456789")], status)

    def send(self, code: str) -> None:
        commune = self.communes[code]
        one = self.net.send(commune, self.province)
        self.said[one.sha256] = {year: summaries.of_year(commune, year).commune for year in one.period}
        self.sent.append(one)

    def deliver(self, _code: str) -> None:
        """Bring any package, new or old, again or for the first time; a fork is decided by a throw of dice."""
        if not self.sent:
            return
        one = self.chance.choice(self.sent)
        done = self.net.take(self.province, one.file, self.chance.choice(["", "Đã hỏi xã"]))
        assert all(problem.code.startswith("transport.") for problem in done.problems)
        if done.changed is not None:
            code = one.file.name.split("-")[0]
            self.held |= {(code, year): figures for year, figures in self.said[one.sha256].items()}

    def acknowledge(self, code: str) -> None:
        try:
            receipt = receipts.write_receipts(self.province, code, self.net.stick)
        except UserError:
            return
        if self.chance.random() < 0.7:
            self.net.take(self.communes[code], receipt.file, "Đã hỏi tỉnh")

    def mishap(self, code: str) -> None:
        """Back up, or lose the computer and restore the backup."""
        commune = self.communes[code]
        if code in self.saved:
            backups.restore(commune, self.saved.pop(code))
            self.communes[code] = self.net.reopened(commune)
        else:
            kept = self.net.folder / f"{code}-backup.sqlite3"
            self.saved[code] = Path(shutil.copy(backups.write(commune).path, kept))

    def check(self) -> None:
        for year in YEARS:
            found = receiving_overview.consolidated(self.province, year).communes
            wanted = {code: figures for (code, of), figures in self.held.items() if of == year}
            assert {one.commune.code: one.commune for one in found} == wanted

    def converge(self, code: str) -> None:
        """One more package, decided upon if need be, and its receipt make both sides agree."""
        commune = self.communes[code]
        self.send(code)
        assert self.net.take(self.province, self.sent[-1].file, "Đã hỏi xã").accepted
        for year in self.sent[-1].period:
            found = {one.commune.code: one for one in receiving_overview.consolidated(self.province, year).communes}
            assert found[code].commune == summaries.of_year(commune, year).commune
        receipt = receipts.write_receipts(self.province, code, self.net.stick)
        assert self.net.take(commune, receipt.file, "Đã hỏi tỉnh").accepted
        (state,) = {one.receipt_state for one in sending.sent(commune) if one.sha256 == self.sent[-1].sha256}
        assert state == "accepted"
        assert sending.unsent(commune).changes == 0


@pytest.mark.parametrize("seed", range(6))
def test_a_history_converges_and_nothing_is_overwritten_silently(tmp_path: Path, seed: int) -> None:
    with network(tmp_path / "net") as net:
        history = History(net, seed)
        for _step in range(STEPS):
            history.step()
            history.check()
        for code in history.communes:
            history.converge(code)
