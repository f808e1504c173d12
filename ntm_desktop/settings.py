"""The declared settings of this computer: its looks, where it left off. Never an office's data.

Labels are message ids; the screen translates them. This layer knows neither Qt nor the domain, so a value
that cannot be kept comes back as a `SettingFault`, which the screen words with `wording.shell`.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Value = str | int | bool


@frozen
class Option:
    """One value of a setting with fixed choices, and the message id that a person chooses."""

    value: Value
    label: str


@frozen
class Declaration:
    """A setting's name, type, label and choices; hidden ones are never shown on a form."""

    name: str
    kind: type[str | int | bool]
    label: str = ""
    options: tuple[Option, ...] = ()
    hidden: bool = False

    def accepts(self, value: object) -> bool:
        """Tell whether `value` may stand in this setting (a boolean is not a number here).

        A text has no letters that nobody can type: half a letter, say, of a folder that was named by another system.
        """
        if type(value) is not self.kind or (isinstance(value, str) and not value.isprintable()):
            return False
        return not self.options or value in [option.value for option in self.options]


@frozen
class Settings:
    """The values in use. `others` are keys of a newer edition of the program: kept, never read."""

    language: str = "vi"
    theme: str = "system"
    text_size: int = 10
    second_backup: str = ""
    last_staff: str = ""
    last_place: str = ""
    last_folder: str = ""
    window_geometry: str = ""
    others: Mapping[str, Any] = field(default_factory=dict)


def _(message: str) -> str:
    """Mark a message id: `i18n` is a sibling of this layer, the screen translates."""
    return message


DECLARATIONS: tuple[Declaration, ...] = (
    Declaration("language", str, _("Ngôn ngữ"), (Option("vi", "Tiếng Việt"), Option("en", "English"))),
    Declaration(
        "theme",
        str,
        _("Giao diện màu"),
        (
            Option("system", _("Theo hệ điều hành")),
            Option("light", _("Sáng")),
            Option("dark", _("Tối")),
            Option("high_contrast", _("Tương phản cao")),
        ),
    ),
    Declaration(
        "text_size",
        int,
        _("Cỡ chữ"),
        (
            Option(10, _("10 – thường")),
            Option(11, _("11 – lớn hơn")),
            Option(12, _("12 – lớn")),
            Option(13, _("13 – rất lớn")),
        ),
    ),
    Declaration("second_backup", str, _("Thư mục sao lưu thứ hai")),
    Declaration("last_staff", str, hidden=True),
    Declaration("last_place", str, hidden=True),
    Declaration("last_folder", str, hidden=True),
    Declaration("window_geometry", str, hidden=True),
)


@frozen
class SettingFault:
    """What could not be kept: a code, the setting (empty for the whole file), what was found."""

    code: str
    name: str
    found: str


@frozen
class Loaded:
    """The settings in use after reading, and everything that had to be replaced by its default."""

    settings: Settings
    faults: tuple[SettingFault, ...] = ()


def load(path: Path) -> Loaded:
    """Read the settings at `path`. A missing file gives the defaults; a bad value its default and a fault."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        return Loaded(Settings(), (SettingFault("shell.settings_unreadable", "", path.name),))
    return decode(raw)


def decode(raw: Mapping[str, Any]) -> Loaded:
    """Turn a plain mapping into settings; every fault at once, unknown keys kept."""
    declared = {declaration.name: declaration for declaration in DECLARATIONS}
    good = {name: value for name, value in raw.items() if name in declared and declared[name].accepts(value)}
    faults = tuple(
        SettingFault("shell.setting_invalid", name, str(value))
        for name, value in raw.items()
        if name in declared and name not in good
    )
    others = {name: value for name, value in raw.items() if name not in declared}
    return Loaded(Settings(**good, others=others), faults)


def set_aside(path: Path) -> None:
    """Keep a file that could not be read beside the one that the next change of a setting writes."""
    with suppress(OSError):
        path.replace(path.with_name(path.name + ".unreadable"))


def encode(settings: Settings) -> dict[str, Any]:
    """Return what `save` writes: the keys of others first, then each declared setting that can be read again."""
    own = {item.name: getattr(settings, item.name) for item in DECLARATIONS}
    good = {item.name: own[item.name] for item in DECLARATIONS if item.accepts(own[item.name])}
    return {**settings.others, **good}


def save(path: Path, settings: Settings) -> None:
    """Write the settings as a whole or not at all; raises EnvironmentFault where the disk refuses."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", errors="backslashreplace") as file:
            json.dump(encode(settings), file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise EnvironmentFault("shell.settings_not_saved", path=str(path)) from error


def changed(settings: Settings, name: str, value: Value) -> Settings:
    """Return `settings` with one value changed; raises ValueError for what is not declared."""
    declaration = next((item for item in DECLARATIONS if item.name == name), None)
    if declaration is None or not declaration.accepts(value):
        raise ValueError(name, value)
    given: dict[str, Any] = {name: value}
    return replace(settings, **given)
