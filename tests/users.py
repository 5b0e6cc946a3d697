"""Another user to run a program as."""

from __future__ import annotations

import os

NOBODY = 65534


def another_user() -> list[str]:
    """What to put before a command so that it runs as nobody; nothing where the tests do not run as root.

    Nobody may read everything, since Python itself may stand in root's folder, but may write only what is its own.
    """
    if os.getuid() != 0:
        return []
    may = "-all,+dac_read_search"
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
            f"--inh-caps={may}", f"--ambient-caps={may}"]  # fmt: skip
