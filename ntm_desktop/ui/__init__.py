"""The Qt screens, and the only place that knows Qt."""

from __future__ import annotations

from ntm_desktop.ui.references import keep_constants

keep_constants()
