"""A file that is whole or not there: a temporary name beside it, flushed to the disk, then renamed."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ntm_desktop import disk
from ntm_desktop.errors import EnvironmentFault, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path; what was written there stands under `path` afterwards, or nothing does.

    EnvironmentFault `reports.not_written` where the disk refuses; `reports.file_open` where the old file is in use;
    UserError `reports.not_a_file` where a folder or a device has that name.
    """
    with suppress(OSError):  # a name that the system cannot even look up is told below
        if path.exists() and not path.is_file():
            raise UserError("reports.not_a_file", file=str(path))
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            disk.refuse_special(path)
            part.unlink(missing_ok=True)  # a link under that name would lead the writing elsewhere
            yield part
            disk.sync(part)
            disk.rename(part, path)
        except PermissionError as error:
            raise EnvironmentFault("reports.file_open", file=path.name, folder=str(path.parent)) from error
        except OSError as error:
            raise EnvironmentFault("reports.not_written", file=path.name, folder=str(path.parent)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    with suppress(OSError):
        disk.sync(path.parent)
