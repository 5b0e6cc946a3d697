"""What one more council costs: time per council, peak memory and growth, at 12, 48 and 356 councils."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import many

SIZES = (12, 48, 356)


def main() -> None:
    """Measure and print a table. Each size has a process of its own, so that its peak is its own."""
    print(f"\n{'press case, councils':36} {'s':>7} {'ms each':>8} {'MB peak':>8} {'again s':>8} {'kB each':>8}")
    for size in SIZES:
        subprocess.run([sys.executable, __file__, str(size)], check=True)


def measure(size: int) -> None:
    """One line: from nothing, then again when everything stands."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        many.told(root, size)
        first, memory = _timed(root)
        again, _ = _timed(root)
        made = root / "build" / "cases" / many.CASE / many.name(1)
        kilobytes = sum(path.stat().st_size for path in made.iterdir()) / 1000
    # The size is in the line so that a reader sees whether time grows as the councils do.
    print(f"{size:36} {first:7.1f} {first / size * 1000:8.0f} {memory:8.0f} {again:8.1f} {kilobytes:8.0f}")


def _timed(root: Path) -> tuple[float, float]:
    """Seconds, and the peak in MB of the largest process that took part."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "press", "--root", str(root), "case", "--case", many.CASE]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"bench: press case ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(int(sys.argv[1]))
    else:
        main()
