"""The Qt screens, and the only place that knows Qt."""

from ntm_desktop.ui import late_modules

late_modules.postpone()  # before anything imports them

from ntm_desktop.ui.binding import import_binding  # noqa: E402 - see above

import_binding()
