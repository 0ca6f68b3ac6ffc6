"""The app as a server asks for it."""

from __future__ import annotations

import os
import signal

from django.core.wsgi import get_wsgi_application

from comity.web.lifeline import end_with_parent

if os.environ.get("COMITY_CHILD"):
    # The server's own child: where the server was killed while it started, nobody else would end this process.
    end_with_parent(signal.SIGKILL)
application = get_wsgi_application()
