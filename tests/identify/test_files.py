"""Files that are no paper of ours, are broken, locked or hostile: a clear word, soon, and without much memory."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from copies import built, edited, merged, one, replaced, texts
from lxml import etree
from PIL import Image

from press import cli
from press.build.identify import told, what_is
from press.identify import State
from press.problem import Problem, Wrong


def refused(root: Path, folder: Path, data: bytes, name: str = "papir.pdf") -> Problem:
    path = folder / name
    path.write_bytes(data)
    begun = time.process_time()
    with pytest.raises(Wrong) as wrong:
        what_is(root, path)
    assert time.process_time() - begun < 20
    (problem,) = wrong.value.problems
    assert problem.hint
    return problem


def package(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return target.getvalue()


def locked(data: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="hemmelig", user="hemmelig"))
    return target.getvalue()


def many_pages(count: int) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(target)
    return target.getvalue()


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 60)).save(target, "JPEG")
    return target.getvalue()


def scan() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(target, "PDF")
    return target.getvalue()


ENTITY = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "U190"),
        (b"Et vanlig tekstdokument.", "O392"),
        (picture(), "O392"),
        (b"%PDF-1.7\nikke mer enn dette", "O392"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "O391"),
        (b"PK\x03\x04 avkortet", "P111"),
        (package(word__document_xml=b"<a/>"), "O392"),
        (many_pages(10_000), "O393"),
    ],
)
def test_what_cannot_be_read_is_told(told_story: Path, tmp_path: Path, data: bytes, code: str) -> None:
    assert refused(told_story, tmp_path, data).code == code


def test_what_is_not_there_is_told(told_story: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "borte.pdf", tmp_path):
        with pytest.raises(Wrong) as wrong:
            what_is(told_story, path)
        assert wrong.value.problems[0].code == "U190"


def test_a_password_is_told(told_story: Path, tmp_path: Path) -> None:
    assert refused(told_story, tmp_path, locked(built(told_story, "r2016", "pdf"))).code == "O391"


def test_a_cut_pdf_is_told_or_read(told_story: Path, tmp_path: Path) -> None:
    """What a library can mend is read; nothing else than its own words is ever said of it."""
    whole = built(told_story, "r2016", "pdf")
    for part in (2000, len(whole) // 2, len(whole) - 300):
        path = tmp_path / "kuttet.pdf"
        path.write_bytes(whole[:part])
        try:
            (found,) = what_is(told_story, path).found
            told_of = texts(found) if found.state is not State.UNKNOWN else set()
        except Wrong as wrong:
            told_of = {problem.code for problem in wrong.problems}
        assert told_of <= {"r2016"} or told_of == {"O392"}


def test_an_entity_and_a_bomb_are_refused(told_story: Path, tmp_path: Path) -> None:
    docx = built(told_story, "r2016", "docx")

    def with_part(data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
            for name in before.namelist():
                after.writestr(name, data if name == "word/document.xml" else before.read(name))
        return target.getvalue()

    assert refused(told_story, tmp_path, with_part(ENTITY)).code == "P103"
    assert refused(told_story, tmp_path, with_part(b" " * 90_000_000)).code == "P113"


def test_pages_without_text_are_told_as_a_scan(told_story: Path, tmp_path: Path) -> None:
    path = tmp_path / "skannet.pdf"
    path.write_bytes(scan())
    (found,) = what_is(told_story, path).found
    assert (found.state, found.papers) == (State.UNKNOWN, ())
    assert "a scan" in found.why[0]


def test_a_tracked_change_is_an_alteration(told_story: Path) -> None:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

    def track(tree: etree._Element) -> None:
        node = next(node for node in tree.iter(f"{word}t") if (node.text or "").startswith("Vedtak krever"))
        run = node.getparent()
        changed = etree.SubElement(run.getparent(), f"{word}ins", {f"{word}id": "9", f"{word}author": "x"})
        run.addnext(changed)
        added = etree.SubElement(etree.SubElement(changed, f"{word}r"), f"{word}t")
        added.text = " Unntak gjøres."

    found = one(told_story, edited(built(told_story, "r2016", "docx"), track))
    assert found.state is State.ALTERED
    assert texts(found) == {"r2016"}
    assert [(change.after, change.tracked) for change in found.changes] == [("Unntak gjøres.", True)]


def test_what_a_file_says_of_itself_is_not_believed(told_story: Path) -> None:
    """The properties of one revision, the words of another."""
    other = built(told_story, "r2008", "docx")
    with zipfile.ZipFile(io.BytesIO(other)) as file:
        properties = etree.fromstring(file.read("docProps/custom.xml"))

    def forge(tree: etree._Element) -> None:
        tree[:] = list(properties)

    found = one(told_story, edited(built(told_story, "r2024", "docx"), forge, "docProps/custom.xml"))
    assert (found.state, texts(found)) == (State.UNALTERED, {"r2024"})


def test_an_older_draft_is_not_told_as_an_altered_one(story_project: Path) -> None:
    """The draft was changed since: what the file says is not known any more, and that is what is said."""
    before = built(story_project, "r2026-utkast", "docx")
    source = story_project / "content" / "avtale" / "nb.yaml"
    source.write_text(source.read_text("utf-8").replace("med to års varsel", "med tre års varsel"), "utf-8")
    assert "tre års" in source.read_text("utf-8")
    path = story_project / "utkast.docx"
    path.write_bytes(edited(before, replaced("Eksempelalliansen", "Eksempelalliansen")))
    (story_project / "build" / "manifest.json").unlink()
    (found,) = what_is(story_project, path).found
    assert (found.state, texts(found)) == (State.UNKNOWN, {"r2026-utkast"})
    assert "older draft" in " ".join(found.why)
    assert [(change.before, change.after) for change in found.changes] == [("tre", "to")]


def test_the_answer_is_plain_english_or_json(
    told_story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pakke.pdf"
    altered = built(told_story, "r2016", "pdf")
    pack.write_bytes(merged(many_pages(2), altered, built(told_story, "r2024", "pdf")))
    arguments = ["--root", str(told_story), "identify", "--file", str(pack)]
    assert cli.main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "pakke.pdf, pages 3–6 of 10: unaltered",
        "  what: Samarbeidsavtale (EKSEMPEL), text",
        "  document: avtale, revision: r2016 («Revisjon 2016, 31. mai 2016»), language: nb",
        "  standing: adopted 2016-05-31, superseded by r2016-rettet",
    ]
    assert "pakke.pdf, pages 7–10 of 10: unaltered" in lines
    assert cli.main([*arguments, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["papers"][0]["revision"] for one in said["found"]] == ["r2016", "r2024"]
    assert list(told(what_is(told_story, pack), "pakke.pdf")) == lines
