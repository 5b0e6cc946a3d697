"""The built web pages, as axe-core and Chromium see them."""

from __future__ import annotations

from typing import Any

import outside
import pytest

BAD = """<!DOCTYPE html><html><head><title>x</title></head><body><main><h1 style="width:2000px">Bred</h1>
<p style="color:#bbb;background:#fff">Svak</p><img src="borte.png">
<script>document.body.append("Skrevet"); nei();</script>
</main></body></html>"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    bad = tmp_path_factory.mktemp("web") / "bad.html"
    bad.write_text(BAD, encoding="utf-8")
    return outside.browse([*outside.built(".html"), bad])


def faults_of(name: str, report: dict[str, Any]) -> list[str]:
    """Every fault of one page, in all views."""
    faults = []
    for view in report["views"]:
        where = f"{name} ({view['name']})"
        faults += [f"{where}: {found['id']}: {found['help']} {found['where'][:3]}" for found in view["violations"]]
        faults += [f"{where}: {complaint}" for complaint in view["complaints"]]
        if view["overflow"] > 0:
            faults.append(f"{where}: {view['overflow']} px wider than the window")
    if report["withScript"] != report["withoutScript"]:
        faults.append(f"{name}: reads otherwise without script")
    if not report["withoutScript"].strip():
        faults.append(f"{name}: nothing to read")
    return faults


def test_no_page_has_a_fault_in_any_view(reports: dict[str, dict[str, Any]]) -> None:
    faults = [fault for name, report in reports.items() if name != "bad.html" for fault in faults_of(name, report)]
    outside.none(faults)


@pytest.mark.parametrize(
    "sign",
    [
        "html-has-lang",
        "image-alt",
        "color-contrast",
        "px wider",
        "request: ",
        "script error",
        "without script",
    ],
)
def test_each_kind_of_fault_is_found(reports: dict[str, dict[str, Any]], sign: str) -> None:
    assert any(sign in fault for fault in faults_of("bad.html", reports["bad.html"]))
