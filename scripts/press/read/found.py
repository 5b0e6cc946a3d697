"""What a rule about councils and cases finds: a problem, and which councils it stops."""

from __future__ import annotations

from typing import NamedTuple

from press.problem import Problem
from press.text import Text, problem_at


class Found(NamedTuple):
    """A problem and the ids of the councils that it stops; none of them: the case as a whole. A warning stops none."""

    problem: Problem
    stops: frozenset[str] = frozenset()


WINDOWS = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices: no file or folder there can bear one (Naming Files, Win32)."""

OURS = frozenset({"felles", "log", "register"})
"""Names that stand beside the councils' folders in what is built of a case; no council can bear one."""


def reserved(name: Text, stops: frozenset[str] = frozenset()) -> Found | None:
    """That an id is one that Windows keeps for itself."""
    if name.lower() not in WINDOWS:
        return None
    message = f"The id `{name}` is a name that Windows keeps for itself: no folder there can be called so."
    return Found(problem_at(name, "C627", message, "Choose another id."), stops)
