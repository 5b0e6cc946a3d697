"""Orders -> what came of them, as many at a time as there are processors, each fenced off from the others."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from press.build.fence import confine
from press.build.make import Made, Order, make
from press.build.project import Say
from press.problem import Place, Problem, Wrong

A = TypeVar("A")
B = TypeVar("B")

TASKS = 60
"""Tasks that one process is given before another takes its place: the limits of the fence are for each process, and
what prints grows with every page that it has printed."""


def print_all(orders: list[Order], say: Say) -> Iterator[tuple[Order, Made]]:
    """Each order and what came of it. Raises `Wrong` (environment) where no process can be started."""
    for order in orders:
        say(f"making {order.edition.name}: {', '.join(form.short for form in order.formats)}")
    for order, made in fan_out(orders, make):
        yield order, made or Made({}, (stopped(f"build/{order.edition.name}"),))


def fan_out(tasks: Sequence[A], work: Callable[[A], B]) -> Iterator[tuple[A, B | None]]:
    """Each task and what `work` made of it, in their order; None where it took its process down with it.

    At most twice as many are under way as there are processes, so that what was made does not pile up. Raises `Wrong`
    (environment) where no process can be started.
    """
    workers = min(len(tasks), len(os.sched_getaffinity(0)))
    left = deque(tasks)
    while left:
        done = 0
        batch = list(islice(left, TASKS * workers))
        with _pool(workers) as pool:
            for task, made in _under_way(pool, batch, work, 2 * workers):
                done += 1
                yield task, made
        for _ in range(done):
            left.popleft()
        if done < len(batch):  # the pool broke: each of those that were under way has a process of its own
            for task in list(islice(left, 2 * workers)):
                yield task, _alone(task, work)
                left.popleft()


def _under_way(
    pool: ProcessPoolExecutor, batch: Sequence[A], work: Callable[[A], B], width: int
) -> Iterator[tuple[A, B]]:
    """What came of the tasks of a batch, in their order, as far as the pool lasts."""
    waiting = deque[tuple[A, "Future[B]"]]()
    coming = iter(batch)
    try:
        waiting.extend((task, pool.submit(work, task)) for task in islice(coming, width))
        while waiting:
            task, future = waiting[0]
            made = future.result()
            waiting.popleft()
            waiting.extend((another, pool.submit(work, another)) for another in islice(coming, 1))
            yield task, made
    except BrokenProcessPool:
        return


def _alone(task: A, work: Callable[[A], B]) -> B | None:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return None


def _pool(workers: int) -> ProcessPoolExecutor:
    try:
        return ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=confine)
    except OSError as fault:
        message = f"No process can be started for the printing: {os.strerror(fault.errno or 0)}."
        hint = "Look whether /dev/shm can be written, and how many files may be open (ulimit -n)."
        raise Wrong(Problem(Place("/dev/shm"), "E303", message, hint)) from None


def stopped(path: str) -> Problem:
    """That the process was stopped in which the files at `path` were to be made."""
    message = "The program that prints was stopped before it was done: it took too long, or memory was short."
    hint = "Look for what was added last: a very long text or word, a picture that unfolds. See make doctor."
    return Problem(Place(path), "E302", message, hint)
