"""One bit flipped, or the end cut off: a package is refused, or says exactly what it said; the office never changes.

A flip outside the seal is what a bad stick does. A flip inside, sealed anew, is what anyone may do who has the
receiving office's card, which is public: only the signature stands against it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyrage

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.exchange.package import open_package
from ntm_desktop.services import receiving
from ntm_desktop.store.contents import contents
from tests.exchange.offices import Pair
from tests.torture import world
from tests.torture.common import BrokenError, Outcome, chance, require

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ntm_desktop.exchange.package import OpenedPackage

_STEP = 4096
_REMARKS = 160
_THROUGH_THE_OFFICE = 100  # one damaged package in so many goes through the whole receiving office
Said = dict[str, tuple[object, ...]]


def flips(count: int, seed: int, start: int = 0) -> Outcome:
    """Flip one bit in each of `count` copies of a package, half of them inside the seal; cut it every 4 KiB first.

    `start` is the number of the first flip: a piece of a larger run.
    """
    outcome = Outcome("flips", seed)
    with tempfile.TemporaryDirectory(prefix="ntm-flips-") as folder:
        lab = _Lab(Path(folder), seed)
        for number, data in enumerate(lab.cut() if not start else ()):
            lab.judge(outcome, f"cut {number}", data)
            outcome.count("cut")
        for number in range(start, start + count):
            inside = number % 2 == 1
            lab.judge(outcome, f"flip {number}", lab.flipped(number, inside=inside))
            outcome.count("flipped inside the seal" if inside else "flipped")
    _through_the_office(outcome, range(start // _THROUGH_THE_OFFICE, (start + count) // _THROUGH_THE_OFFICE), seed)
    return outcome.ended()


class _Lab:
    """A package of some size, its parts, and what it says."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._pair = Pair()
        self._seed = seed
        self._file = folder / "damaged.ntmpkg"
        random = chance("remarks", seed)
        people = [(f"h{n}", f"31123-1-{n}", "v1", f"Nguyễn Văn {n}", *_REST) for n in range(_REMARKS)]
        sheets = [(f"h{n}", 2025, "v1", "kg@1") for n in range(_REMARKS)]
        given = [(f"h{n}", 2025, "1", "achieved", 0, random.randbytes(150).hex(), None) for n in range(_REMARKS)]
        path = self._pair.write(folder, households=people, sheets=sheets, answers=given).path
        self._whole = path.read_bytes()
        self._inside = pyrage.decrypt(self._whole, [self._pair.province.opener])
        with self._pair.open(path) as package:
            self._said = _said(package)

    def cut(self) -> Iterator[bytes]:
        """Yield the package cut at every 4 KiB, and at its last bytes."""
        for length in [*range(0, len(self._whole), _STEP), *range(len(self._whole) - 20, len(self._whole))]:
            yield self._whole[:length]

    def flipped(self, number: int, *, inside: bool) -> bytes:
        """Return the package with one bit flipped: the head bit by bit first, then at random places."""
        data = bytearray(self._inside if inside else self._whole)
        random = chance("flip", self._seed, number)
        # The head of the seal, and the tail of the archive (its list of entries), get as many as all the rest.
        near = random.randrange(min(len(data), 2048))
        place = random.choice((near, len(data) - 1 - near, random.randrange(len(data))))
        data[place] ^= 1 << random.randrange(8)
        if not inside:
            return bytes(data)
        recipients = [self._pair.province.public.recipient, self._pair.commune.public.recipient]
        sealed: bytes = pyrage.encrypt(bytes(data), recipients)
        return sealed

    def judge(self, outcome: Outcome, what: str, data: bytes) -> None:
        """Open a damaged package: it must be refused, or say what the sound one says."""
        self._file.write_bytes(data)
        try:
            with self._opened() as package:
                require(_said(package) == self._said, f"{what} was accepted, and says something else")
                outcome.count("harmless")
        except RefusedError:
            outcome.count("refused")
        except Exception as error:  # noqa: BLE001 - whatever else comes out is a finding
            outcome.broken.append(f"{what}, seed {self._seed}: {type(error).__name__}: {error}")

    def _opened(self) -> OpenedPackage:
        return open_package(self._file, self._pair.province, {"31123": self._pair.commune_card}, office="91")


_REST = (1970, "male", "Kinh", None, 4, "", "active", None, None)


def _said(package: OpenedPackage) -> Said:
    tables: Mapping[str, object] = package.tables
    rows: Said = {name: tuple(package.tables[name].rows()) for name in tables}
    return {**rows, "info": (package.info,)}


def _through_the_office(outcome: Outcome, numbers: range, seed: int) -> None:
    """Let a real office look at damaged packages and try to apply them; then it must hold what it held."""
    with world.trial() as place, world.office(place.province) as province:
        whole = place.waiting.read_bytes()
        file = place.stick / "damaged.ntmpkg"
        before = contents(place.province / "ntm.sqlite3", {})
        for number in numbers:
            data = bytearray(whole)
            random = chance("office", seed, number)
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            file.write_bytes(data)
            done = receiving.apply(province, receiving.inspect(province, file))
            if done.accepted:
                outcome.broken.append(f"the office took in flip {number}, seed {seed}")
            outcome.count("through a whole office")
        province.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        left = [one.name for one in province.paths.quarantine.glob("*")]
        try:
            require(contents(place.province / "ntm.sqlite3", {}) == before, "the office changed")
            require(not left, f"quarantine keeps {left}")
        except BrokenError as error:
            outcome.broken.append(f"{error}, seed {seed}")
