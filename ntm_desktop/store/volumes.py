"""Which disk a path lies on: a live SQLite file must not lie on a network share, where locks lie."""

from __future__ import annotations

import sys
from pathlib import Path

from ntm_desktop.errors import EnvironmentFault

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ncpfs", "davfs", "fuse.davfs2"}
)
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4


def refuse_network_path(path: Path) -> None:
    """Raise `store.network_path` where `path` lies on a network share."""
    if is_network_path(path):
        raise EnvironmentFault("store.network_path", file=str(path))


def is_network_path(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether `path` lies on a network share, as far as the system tells."""
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = path.resolve().drive + "\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE)
    return _kind_of_mount(path.resolve(), mounts) in NETWORK_FILE_SYSTEMS


def _kind_of_mount(path: Path, mounts: Path) -> str:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, kind
            continue
        point = fields[1].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind
