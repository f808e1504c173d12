"""Network paths are known by how they are written and by the list of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntm_desktop.store.volumes import is_network_path

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/chung nfs4 rw 0 0
//server/phong /mnt/van\\040phong cifs rw 0 0
/dev/sdb1 /mnt/chung/usb vfat rw 0 0
broken
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/srv/xa/ntm.sqlite3", False),
        ("/mnt/chung/ntm.sqlite3", True),
        ("/mnt/van phong/ntm.sqlite3", True),
        ("/mnt/chung/usb/ntm.sqlite3", False),
        ("//server/share/x", True),
        ("\\\\server\\share\\x", True),
    ],
)
def test_where_a_path_lies(mounts: Path, path: str, network: bool) -> None:
    assert is_network_path(Path(path), mounts) is network


def test_without_a_list_of_mounts_a_path_is_taken_for_local(tmp_path: Path) -> None:
    assert not is_network_path(tmp_path, tmp_path / "none")
