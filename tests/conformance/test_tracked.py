"""A redline in Word, as the validators see it, and as LibreOffice makes it when all is accepted, or all rejected."""

from __future__ import annotations

from pathlib import Path

import outside
import pytest
import word_pages

from press.proof.tracked import Block, accepted
from press.proof.tracked_reading import Paragraph
from press.word import write

COMMANDS = {"ins": "AcceptAllTrackedChanges", "del": "RejectAllTrackedChanges"}
"""Which words stay -> LibreOffice's command."""
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(command As String, source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Dim written(0) As New com.sun.star.beans.PropertyValue
  written(0).Name = "FilterName"
  written(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, written())
  document.close(True)
End Sub
</script:module>
"""
NAMES = {"caption1": "caption"}
"""Styles that LibreOffice calls otherwise when it saves."""


@pytest.fixture(scope="module")
def redline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tracked") / "redline.docx"
    file.write_bytes(write(word_pages.example("redline"), word_pages.LOOK, {}))
    return file


@pytest.fixture(scope="module")
def office(redline: Path) -> str:
    """A profile of LibreOffice with our macro. It must be there before: a new profile is filled without asking."""
    profile = redline.parent / "profile"
    setting = f"-env:UserInstallation={profile.as_uri()}"
    outside.call(outside.program("soffice"), setting, "--headless", "--norestore", "--terminate_after_init")
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
    return setting


def told(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Style and words of each paragraph that has words, cells included.

    LibreOffice 7.4 keeps an empty paragraph before a table that goes, and shows other numbers in fields until it is
    asked; so neither is looked at.
    """
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words = "".join(run.text for run in block.runs).strip()
            style = block.style.lower()
            found += [(NAMES.get(style, style), words)] if words else []
        else:
            found += [one for row in block.rows for cell in row.cells for one in told(cell)]
    return found


@pytest.mark.parametrize("kept", COMMANDS)
def test_libreoffice_makes_both_texts_of_it(redline: Path, office: str, kept: str) -> None:
    target = redline.parent / f"{kept}.docx"
    macro = f"macro:///Standard.Module1.Settle({COMMANDS[kept]},{redline.as_uri()},{target.as_uri()})"
    outside.call(outside.program("soffice"), office, "--headless", "--norestore", macro)
    plain = write(word_pages.settled(word_pages.example("redline"), kept), word_pages.LOOK, {})
    assert told(accepted(target.read_bytes())) == told(accepted(plain))


def test_validators_find_no_fault(redline: Path) -> None:
    outside.none(outside.word_validators(redline))
