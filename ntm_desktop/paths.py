"""Where files live: what ships with the program, and what belongs to an office."""

from __future__ import annotations

import os
from pathlib import Path

from ntm_desktop.frozen import frozen

DATA_VARIABLE = "NTM_DATA"
_PROGRAM = Path(__file__).resolve().parent.parent


def program_folder() -> Path:
    """Return the folder that holds `resources` and `translations`, beside the package."""
    return _PROGRAM


def resources_folder() -> Path:
    """Return the folder of the data that ships with the program."""
    return program_folder() / "resources"


def translations_folder() -> Path:
    """Return the folder of the compiled translations."""
    return program_folder() / "translations"


def default_data_folder() -> Path:
    """Return the office's data folder: NTM_DATA, or the system's place for a user's data."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_dir

    return Path(user_data_dir("NTM", appauthor=False, roaming=False))


@frozen
class DataPaths:
    """The files of one office, all below `root`."""

    root: Path

    @property
    def database(self) -> Path:
        """The live database."""
        return self.root / "ntm.sqlite3"

    @property
    def lock(self) -> Path:
        """The lock that keeps a second writer out."""
        return self.root / "ntm.lock"

    @property
    def backups(self) -> Path:
        """Verified copies of the database."""
        return self.root / "backups"

    @property
    def states(self) -> Path:
        """A receiving office's shelf: one database per accepted state of a commune."""
        return self.root / "states"

    @property
    def quarantine(self) -> Path:
        """Where a package is copied before anything of it is believed."""
        return self.root / "quarantine"

    @property
    def settings(self) -> Path:
        """This computer's settings (language, text size, theme): not the office's data."""
        return self.root / "settings.json"

    @property
    def logs(self) -> Path:
        """Technical logs, rotated."""
        return self.root / "logs"
