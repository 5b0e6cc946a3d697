"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass

from press.problem import Problem


@dataclass(frozen=True)
class Outcome:
    """Editions made, that failed, that kept their last whole files; every problem; adopted editions that are served."""

    built: int
    failed: int
    kept: int
    problems: tuple[Problem, ...]
    served: int = 0
    notes: tuple[str, ...] = ()
    """What is worth to know though nothing is wrong: how the translations stand that lag behind."""
