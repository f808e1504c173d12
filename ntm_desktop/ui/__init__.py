"""The screens: Qt, and only here."""

from __future__ import annotations

from ntm_desktop.ui.references import keep_booleans

keep_booleans()
