"""The Qt screens, and the only place that knows Qt."""

from ntm_desktop.ui.binding import import_binding

import_binding()
