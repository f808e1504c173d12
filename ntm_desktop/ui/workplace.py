"""What every page is given: the open office, who asks and tells, what changed, long work, and the way elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.changes import Changes
    from ntm_desktop.ui.preferences import Preferences
    from ntm_desktop.ui.prompts import Prompter
    from ntm_desktop.ui.tasks import Tasks


@frozen
class Workplace:
    """Shared by the pages of one window.

    `go` opens a place by its id, or a part of it («settings/backups»); `restart` opens the office anew;
    `open_folder` opens the data of another folder in its stead.
    """

    context: Context
    prompter: Prompter
    changes: Changes
    tasks: Tasks
    preferences: Preferences
    appearance: Appearance
    go: Callable[[str], bool]
    restart: Callable[[], None]
    open_folder: Callable[[Path], None] = lambda _folder: None
