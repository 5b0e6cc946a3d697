"""Orders -> what came of them, as many at a time as there are processors, each fenced off from the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from press.build.fence import confine
from press.build.make import Made, Order, make
from press.build.project import Say
from press.problem import Place, Problem, Wrong


def print_all(orders: list[Order], say: Say) -> Iterator[tuple[Order, Made]]:
    """Each order and what came of it. Raises `Wrong` (environment) where no process can be started."""
    if not orders:
        return
    workers = min(len(orders), len(os.sched_getaffinity(0)))
    try:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=confine)
    except OSError as fault:
        message = f"No process can be started for the printing: {os.strerror(fault.errno or 0)}."
        hint = "Look whether /dev/shm can be written, and how many files may be open (ulimit -n)."
        raise Wrong(Problem(Place("/dev/shm"), "E303", message, hint)) from None
    with pool:
        for order in orders:
            say(f"making {order.edition.name}: {', '.join(form.short for form in order.formats)}")
        waiting = [(order, pool.submit(make, order)) for order in orders]
        for order, future in waiting:
            try:
                yield order, future.result()
            except BrokenProcessPool:
                message = (
                    "The program that prints was stopped before it was done: it took too long, or memory was short."
                )
                hint = (
                    "Look for what was added last: a very long text or word, a picture that unfolds. See make doctor."
                )
                yield order, Made({}, (Problem(Place(f"build/{order.edition.name}"), "E302", message, hint),))
