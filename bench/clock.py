"""Processor time, which hardly moves with what else the machine does."""

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

PROCESSES = Path("/proc")


def best_of(work: Callable[[], object], times: int = 7) -> float:
    """The least processor time of some runs here, in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent) * 1000


def used_by(processes: Iterable[int]) -> float:
    """The processor time that these processes have used so far, all their threads together, in milliseconds."""
    return sum(
        int(task.read_text().split()[0]) / 1e6
        for process in processes
        for task in (PROCESSES / str(process) / "task").glob("*/schedstat")
    )


def used_with_children(process: int) -> float:
    """The processor time of a process and of those it has waited for, in seconds."""
    fields = (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def in_turn(
    clock: Callable[[], float], works: dict[str, Callable[[], object]], rounds: int = 60
) -> dict[str, list[float]]:
    """What each costs by this clock, taken in turn, so that a slow minute falls on all alike."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = clock()
            work()
            spent[name].append(clock() - start)
    return spent


def ratio(spent: list[float], yardstick: list[float]) -> float:
    """The median of the ratios, each of two neighbours in time."""
    return median(one / other for one, other in zip(spent, yardstick, strict=True))
