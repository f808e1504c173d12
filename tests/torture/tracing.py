"""Watching a child's system calls on Linux (ptrace), so that it can be killed before any one that touches a disk.

SQLite's own writes are seen as well as Python's; nothing of the program knows that it is watched.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRACEME, _SYSCALL, _SETOPTIONS, _SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_SYSGOOD, _EXITKILL = 1, 1 << 20
_ENTRY = 1
_CREATES = 0o100
_INFO = struct.Struct("=B3xIQQQ6Q")
_PIPE_NUMBER = 900

# Calls that change what a disk holds, by machine: number → name.
_CALLS: Mapping[str, Mapping[int, str]] = {
    "x86_64": {
        1: "write", 18: "pwrite", 20: "writev", 296: "pwritev", 326: "copy", 40: "sendfile", 74: "fsync",
        75: "fdatasync", 76: "truncate", 77: "ftruncate", 82: "rename", 264: "rename", 316: "rename", 87: "unlink",
        263: "unlink", 86: "link", 265: "link", 83: "mkdir", 258: "mkdir", 84: "rmdir", 257: "open", 285: "fallocate",
    },
    "aarch64": {
        64: "write", 68: "pwrite", 66: "writev", 70: "pwritev", 285: "copy", 71: "sendfile", 82: "fsync",
        83: "fdatasync", 45: "truncate", 46: "ftruncate", 38: "rename", 276: "rename", 35: "unlink", 37: "link",
        34: "mkdir", 56: "open", 47: "fallocate",
    },
}  # fmt: skip


def available() -> bool:
    """Whether children can be watched here: Linux, a machine whose numbers we know, and the right to do it."""
    return sys.platform == "linux" and platform.machine() in _CALLS and _permitted()


def wait_for_tracer() -> None:
    """In the child: let the parent watch, and wait until it does."""
    _ptrace(_TRACEME, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def tell(pipe: int, text: str) -> None:
    """In the child: report to the parent; told apart from writes to a disk by the number of its file."""
    if pipe != _PIPE_NUMBER:
        os.dup2(pipe, _PIPE_NUMBER)
    os.write(_PIPE_NUMBER, text.encode() + b"\n")


def follow(pid: int, kill_at: int | None) -> tuple[tuple[str, ...], int]:
    """In the parent: watch a child to its end; return the calls that it made on disks, and its wait status."""
    os.waitpid(pid, 0)
    _ptrace(_SETOPTIONS, pid, _SYSGOOD | _EXITKILL)
    names: list[str] = []
    forwarded = 0
    while True:
        _ptrace(_SYSCALL, pid, forwarded)
        _pid, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return tuple(names), status
        stop = os.WSTOPSIG(status)
        forwarded = 0 if stop == signal.SIGTRAP | 0x80 else stop
        name = "" if forwarded else _changing(pid)
        if name:
            names.append(name)
            if len(names) == kill_at:
                os.kill(pid, signal.SIGKILL)
                return tuple(names), os.waitpid(pid, 0)[1]


def _changing(pid: int) -> str:
    """Return the name of the call that a child is about to make, where it changes a disk."""
    buffer = ctypes.create_string_buffer(_INFO.size)
    _ptrace(_SYSCALL_INFO, pid, _INFO.size, ctypes.addressof(buffer))
    kind, _machine, _ip, _sp, number, first, _second, third, *_rest = _INFO.unpack(buffer.raw)
    name = _CALLS[platform.machine()].get(number, "") if kind == _ENTRY else ""
    if name == "open":
        return name if third & _CREATES else ""
    standard = name == "write" and first in {1, 2, _PIPE_NUMBER}
    return "" if standard else name


def _ptrace(request: int, pid: int, data: int, address: int = 0) -> None:
    # The kernel takes (request, pid, address, data); for the call's facts the size stands where the address does.
    first, second = (data, address) if request == _SYSCALL_INFO else (0, data)
    if _library().ptrace(request, pid, first, second) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    library.ptrace.restype = ctypes.c_long
    return library


@cache
def _permitted() -> bool:
    pid = os.fork()
    if not pid:
        try:
            wait_for_tracer()
        finally:
            os._exit(0)
    try:
        _points, status = follow(pid, None)
    except OSError:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return False
    return status == 0
