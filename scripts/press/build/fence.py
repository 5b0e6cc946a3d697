"""What a printing process may use, so that a page that never ends is a problem and not a frozen machine."""

from __future__ import annotations

import ctypes
import resource
import signal
import sys

SECONDS = 300
"""Processor time for the editions that one process prints."""
BYTES = 4 << 30
"""Memory for one process."""

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def confine() -> None:
    """Limit this process, and let it end with the one that started it."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
