"""The translator's files, as the validators see them, and as LibreOffice gives them back: untouched, and with a text
written into them. Excel files need LibreOffice Calc."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import office_parcels
import outside
import pytest
from office_parcels import SEGMENTS
from test_word import loose_ends

from press.parcel import excel, word
from press.parcel.exchange import Return, Segment
from press.records import State

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Translate(source As String, target As String, filter As String, words As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If document.supportsService("com.sun.star.sheet.SpreadsheetDocument") Then
    document.Sheets.getByIndex(0).getCellRangeByName("C4").setString(words)
    document.Sheets.getByIndex(0).getCellRangeByName("D4").setString("utkast")
  Else
    table = document.TextTables.getByIndex(0)
    If table.Columns.Count &gt; 2 Then table = document.TextTables.getByIndex(1)
    cell = table.getCellByName("B4")
    cursor = cell.createTextCursor()
    cursor.gotoEndOfParagraph(True)
    cursor.setString("utkast")
    cell.insertString(cell.getEnd(), words, False)
  End If
  Dim written(0) As New com.sun.star.beans.PropertyValue
  written(0).Name = "FilterName"
  written(0).Value = filter
  document.storeToURL(target, written())
  document.close(True)
End Sub
</script:module>
"""
"""The table is found by its columns, as LibreOffice has them in no order; a macro that fails ends the program."""
FILTERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}
WORDS = "=Partane skal **ikkje** gjere dette «åleine» – čđŋšŧž."


def written(suffix: str, folder: Path) -> Path:
    file = folder / f"avtale.{suffix}"
    parcel = office_parcels.parcel()
    file.write_bytes(excel.write(parcel) if suffix == "xlsx" else word.write(parcel, office_parcels.LOOK))
    return file


def read(file: Path) -> Return:
    return (excel if file.suffix == ".xlsx" else word).read(file.read_bytes(), file.name)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A profile of LibreOffice with our macro. It must be there before: a new profile is filled without asking."""
    profile = tmp_path_factory.mktemp("office") / "profile"
    setting = f"-env:UserInstallation={profile.as_uri()}"
    outside.call(outside.program("soffice"), setting, "--headless", "--norestore", "--terminate_after_init")
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
    return setting


def test_the_word_file_has_no_fault(tmp_path: Path) -> None:
    file = written("docx", tmp_path)
    outside.none(outside.word_validators(file) + loose_ends(file))


@pytest.mark.parametrize("suffix", FILTERS)
def test_libreoffice_gives_back_what_it_was_given(suffix: str, office: str, tmp_path: Path) -> None:
    file, folder = written(suffix, tmp_path), tmp_path / "back"
    soffice = outside.program("soffice")
    outside.call(soffice, office, "--headless", "--norestore", "--convert-to", suffix, "--outdir", folder, file)
    assert (folder / file.name).read_bytes() != file.read_bytes()
    assert read(folder / file.name) == read(file)
    office_parcels.returned(SEGMENTS, read(folder / file.name))


@pytest.mark.parametrize("suffix", FILTERS)
def test_a_text_written_in_libreoffice_comes_back(suffix: str, office: str, tmp_path: Path) -> None:
    file, back = written(suffix, tmp_path), tmp_path / f"back.{suffix}"
    macro = f'macro:///Standard.Module1.Translate("{file.as_uri()}","{back.as_uri()}","{FILTERS[suffix]}","{WORDS}")'
    outside.call(outside.program("soffice"), office, "--headless", "--norestore", macro)
    translated: list[Segment] = list(SEGMENTS)
    translated[2] = replace(SEGMENTS[2], target=WORDS, state=State.DRAFT)
    office_parcels.returned(translated, read(back), SEGMENTS)
