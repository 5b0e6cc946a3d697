"""The built PDFs, as veraPDF, outloud, Poppler and qpdf see them."""

from __future__ import annotations

from pathlib import Path

import outside
import pikepdf
import pytest
import yaml

EXPECTED = {"PDF/A-2a validation profile", "PDF/UA-1 validation profile"}
EXPLAINED = Path(__file__).with_name("outloud-explained.yaml")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF with a font that is not embedded, no tags, no metadata and no title."""
    file = tmp_path_factory.mktemp("bad") / "bad.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 700 Td (Sak 1) Tj ET")
        pdf.save(file)
    return file


@pytest.fixture(scope="module")
def opinions(bad: Path) -> dict[Path, dict[str, list[str]]]:
    return outside.verapdf([*outside.built(".pdf"), bad])


@pytest.fixture(scope="module")
def findings(bad: Path) -> dict[str, list[tuple[str, str]]]:
    said = outside.outloud([*outside.built(".pdf"), bad])
    return {name: [(found["rule"], found["message"]) for found in errors] for name, errors in said.items()}


def test_verapdf_finds_no_fault_for_pdf_a_2a_and_pdf_ua_1(opinions: dict[Path, dict[str, list[str]]]) -> None:
    faults = []
    for file in outside.built(".pdf"):
        profiles = opinions[file]
        if set(profiles) != EXPECTED:
            faults.append(f"{outside.shown(file)} claims {sorted(profiles)}, not {sorted(EXPECTED)}")
        faults += [f"{outside.shown(file)}: {rule}" for broken in profiles.values() for rule in broken]
    outside.none(faults)


def test_verapdf_does_find_faults(opinions: dict[Path, dict[str, list[str]]], bad: Path) -> None:
    broken = [rule for rules in opinions[bad].values() for rule in rules]
    assert any("embed" in rule.lower() or "font" in rule.lower() for rule in broken), broken


def test_outloud_finds_no_error_that_is_not_explained(findings: dict[str, list[tuple[str, str]]]) -> None:
    explained = {entry["rule"] for entry in yaml.load(EXPLAINED.read_text(encoding="utf-8"), yaml.BaseLoader) or []}
    own = {name: found for name, found in findings.items() if name != "bad.pdf"}
    faults = [
        f"{name}: {rule} {message}" for name, found in own.items() for rule, message in found if rule not in explained
    ]
    outside.none(faults)
    unused = explained - {rule for found in own.values() for rule, _ in found}
    assert not unused, f"No longer found, so take them out of {EXPLAINED.name}: {sorted(unused)}"


def test_every_explanation_has_a_reason() -> None:
    for entry in yaml.load(EXPLAINED.read_text(encoding="utf-8"), yaml.BaseLoader) or []:
        assert set(entry) == {"rule", "reason"}
        assert len(entry["reason"]) > 40


def test_outloud_does_find_faults(findings: dict[str, list[tuple[str, str]]]) -> None:
    assert findings["bad.pdf"]


def test_only_the_documents_own_fonts_and_all_embedded(bad: Path) -> None:
    faults = [f"{outside.shown(file)}: {row}" for file in outside.built(".pdf") for row in outside.foreign_fonts(file)]
    outside.none(faults)
    assert outside.foreign_fonts(bad), "a font that is not embedded went unseen"


def test_poppler_reads_a_tagged_a4_document_with_a_title() -> None:
    for file in outside.built(".pdf"):
        info = outside.pdfinfo(file)
        assert info["Tagged"] == "yes", file
        assert info["Page size"].endswith("(A4)"), (file, info["Page size"])
        assert info["Title"], file
        assert info["JavaScript"] == "no", file
        assert info["Encrypted"] == "no", file
        assert "H1" in outside.call(outside.program("pdfinfo"), "-struct-text", file), file


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    qpdf = outside.program("qpdf")
    for file in outside.built(".pdf"):
        outside.call(qpdf, "--check", file)
    broken = tmp_path / "cut.pdf"
    whole = outside.built(".pdf")[0].read_bytes()
    broken.write_bytes(whole[: len(whole) // 2])
    outside.call(qpdf, "--check", broken, accept=(2, 3))
