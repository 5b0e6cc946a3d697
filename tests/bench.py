"""How long people wait: medians over runs, and ratios to a bare WeasyPrint script on the same HTML in the same run.

`make bench` runs this. It measures and judges nothing; compare the ratios, the machine may be busy.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from archives import Sizes, archive

from cases.measure import main as cases
from redline.measure import main as redlines

ROOT = Path(__file__).parent.parent
RUNS = int(os.environ.get("RUNS", "5"))
FONTS = ("Regular", 400, "normal"), ("Italic", 400, "italic"), ("SemiBold", 600, "normal"), ("Bold", 700, "normal")

BARE = """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
html, style, target = sys.argv[1:]
HTML(html).write_pdf(target, stylesheets=[CSS(style, font_config=fonts)], font_config=fonts, pdf_variant="pdf/a-2a")
"""


def main() -> None:
    """Measure everything and print a table."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "press"
        for name in ("content", "templates", "scripts"):
            shutil.copytree(ROOT / name, root / name)
        for name in ("Makefile", "pyproject.toml"):
            shutil.copy(ROOT / name, root)
        (root / "build").mkdir()
        (root / ".venv").symlink_to(ROOT / ".venv")
        measure(root)


def measure(root: Path) -> None:
    """Each line: median milliseconds, peak memory of the largest process in MB, and the ratio to the bare script."""
    words = root / "content" / "samarbeidsplattform" / "nb.yaml"
    adopted = words.read_text("utf-8")
    text = adopted.replace("Å styrke", "Å virkelig styrke", 1)  # a draft: what is adopted is not made again
    words.write_text(text, "utf-8")
    press = [sys.executable, "-m", "press"]

    def cold() -> None:
        shutil.rmtree(root / "build" / "samarbeidsplattform", ignore_errors=True)

    def one_word() -> None:
        now = words.read_text("utf-8")
        words.write_text(text if now != text else text.replace("virkelig styrke", "sterkt styrke", 1), "utf-8")

    def as_adopted() -> None:
        cold()
        words.write_text(adopted, "utf-8")

    history = root.parent / "history"
    archive(history, 200, 300, Sizes())

    # In a process of its own: what this one loads would count as memory of all that it starts.
    subprocess.run([sys.executable, __file__, str(root)], check=True)
    beside = [str(root.parent / name) for name in ("bare.py", "page.html", "page.css", "bare.pdf")]
    bare = timed("bare WeasyPrint script, PDF alone", [sys.executable, *beside], root)
    rows = [
        bare,
        timed("cold build: PDF, Word, web, proof", ["make", "--silent", "build"], root, cold),
        timed("nothing changed", ["make", "--silent", "build"], root),
        timed("one word changed", ["make", "--silent", "build"], root, one_word),
        timed("cold, serving what is adopted", ["make", "--silent", "build"], root, as_adopted),
        timed("press redline: PDF, Word, web, table", [*press, "redline"], root, one_word),
        timed("press verify, 200 revisions × 300", [*press, "--root", str(history), "verify"], root),
        timed("make check", ["make", "--silent", "check"], root),
        timed("press check", [*press, "check"], root),
        timed("press --help", [*press, "--help"], root),
        timed("import press.cli", [sys.executable, "-c", "import press.cli"], root),
        timed("python without any import", [sys.executable, "-c", ""], root),
    ]
    print(f"{'median of ' + str(RUNS):36} {'ms':>7} {'MB':>6} {'ratio':>6}")
    for name, seconds, memory in rows:
        print(f"{name:36} {seconds * 1000:7.0f} {memory:6.0f} {seconds / bare[1]:6.2f}")
    redlines()
    cases()


def bare_script(root: Path) -> None:
    """Lay out the bare script, with the HTML and the style sheet that our own build prints."""
    from lxml import etree

    from press.build.run import Project, prepare
    from press.fonts import path
    from press.html import Templates

    order = prepare(Project(root), everything=True)[0][0]
    page = Templates(order.templates).page(order.edition, order.words)
    beside = root.parent
    (beside / "timeline.svg").write_bytes(page.pictures["timeline.svg"].data)
    html = etree.tostring(page.tree, encoding="unicode", method="html").replace("press:", "")
    (beside / "page.html").write_text(html, "utf-8")
    faces = (
        f'@font-face {{ font-family: "Fira Sans"; font-weight: {weight}; font-style: {style};'
        f" src: url({path(f'FiraSans-{cut}').as_uri()}) }}\n"
        for cut, weight, style in FONTS
    )
    (beside / "page.css").write_text("".join(faces) + page.styles["pdf"], "utf-8")
    (beside / "bare.py").write_text(BARE, "utf-8")


def timed(
    name: str, command: list[str], root: Path, before: Callable[[], None] = lambda: None
) -> tuple[str, float, float]:
    """Median seconds and peak memory (MB) of a command, from start to end of the process, after one run to warm up."""
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts")}
    seconds, memory = [], 0.0
    for run in range(RUNS + 1):
        before()
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"bench: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
        if run:
            seconds.append(time.perf_counter() - start)
        memory = max(memory, usage.ru_maxrss / 1024)
    return name, statistics.median(seconds), memory


if __name__ == "__main__":
    if len(sys.argv) > 1:
        bare_script(Path(sys.argv[1]))
    else:
        main()
