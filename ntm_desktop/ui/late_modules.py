"""Modules of Python that a start passes by: others import them for errors, for help texts, for kinds of files.

Who imports one of them gets an empty module, which loads itself when it is first asked for something.
`importlib.util.LazyLoader` does not serve here: the second `import` of a module already loads it.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

# The binding imports argparse, tempfile, traceback and zipfile, which has bz2, lzma and shutil; pathlib the others.
NAMES = ("argparse", "bz2", "ipaddress", "lzma", "ntpath", "random", "shutil", "tempfile", "traceback")


class LateModule(ModuleType):
    """A module that loads itself when something is looked up that an empty module does not have."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a module has
        """Load the module and return what it has under this name."""
        if not load(self):  # it looks into itself while it is being loaded
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)
        return getattr(self, name)


_one_at_a_time = threading.RLock()
_being_loaded: set[str] = set()


def postpone(names: tuple[str, ...] = NAMES) -> None:
    """Let these modules be loaded when they are first used, where they are not there already."""
    for name in names:
        spec = find_spec(name) if name not in sys.modules else None
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = LateModule
            sys.modules[name] = module


def load(module: ModuleType) -> bool:
    """Load a late module, and say whether it is whole; another thread that asks for it waits until it is.

    Raises:
        ImportError: whatever its import would have raised.

    """
    with _one_at_a_time:
        spec = module.__spec__
        if not isinstance(module, LateModule) or spec is None or spec.loader is None:
            return True
        if module.__name__ in _being_loaded:
            return False
        _being_loaded.add(module.__name__)
        try:
            spec.loader.exec_module(module)
        finally:
            _being_loaded.discard(module.__name__)
        module.__class__ = ModuleType  # type: ignore[assignment] # it is one like any other now
        return True


def load_all(names: tuple[str, ...] = NAMES) -> None:
    """Load what is still to be loaded, once there is time: no key press should have to wait for it."""
    for name in names:
        with suppress(ImportError):  # told to whoever uses it
            load(sys.modules[name])
