"""The structure tree of the written bytes: each repair that a validator does not ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from press.proof import pdf_text

Element = pikepdf.Object


def kids(element: Element) -> list[Element]:
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def is_mark(kid: Element) -> bool:
    """Whether a kid is marked content on another page than its element's own."""
    return not isinstance(kid, int) and kid.get("/Type") == "/MCR"


def is_reference(kid: Element) -> bool:
    return not isinstance(kid, int) and kid.get("/Type") == "/OBJR"


def elements(element: Element, role: str = "") -> Iterator[Element]:
    """Structure elements below, of one role or of all."""
    for kid in kids(element):
        if not isinstance(kid, int) and "/S" in kid:
            if role in ("", str(kid.S)[1:]):
                yield kid
            yield from elements(kid, role)


@pytest.fixture
def root(pdf: pikepdf.Pdf) -> Element:
    return pdf.Root.StructTreeRoot.K[0]


def test_the_document_is_one_tree_with_maps_for_what_pdf_1_7_does_not_know(pdf, root):
    assert root.S == "/Document"
    assert dict(pdf.Root.StructTreeRoot.RoleMap)["/Strong"] == "/Span"
    assert pdf.Root.Lang == "nb"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_running_header_and_footer_are_furniture_on_every_page(printed):
    for number, page in enumerate(pdf_text.furniture(printed.data), 1):
        assert page["Header"] == "EKSEMPEL · Regler Revisjon 1 · utkast · bokmål"
        assert page["Footer"] == f"Utkast Side {number} av {printed.pages}"
    assert "bokmål Setning" not in pdf_text.text(printed.data)
    assert "Side 1 av" not in pdf_text.text(printed.data)


def test_a_paragraph_over_two_pages_is_one_element(root):
    (long,) = [
        p for p in elements(root, "P") if any(not isinstance(k, int) and k.get("/Type") == "/MCR" for k in kids(p))
    ]
    others = {kid.Pg.objgen for kid in kids(long) if not isinstance(kid, int)}
    assert others
    assert long.Pg.objgen not in others, "what is on the element's own page is named by number alone"


def test_every_mark_leads_back_to_its_element(pdf, root):
    """ISO 32000-1, 14.7.4.4: the parent tree is the structure tree turned around."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    keys = {page.objgen: page.StructParents for page in pdf.pages}
    for element in elements(root):
        for kid in kids(element):
            if isinstance(kid, int) or is_mark(kid):
                page = element.Pg if isinstance(kid, int) else kid.Pg
                mark = kid if isinstance(kid, int) else kid.MCID
                assert parents[keys[page.objgen]][mark].objgen == element.objgen
            elif is_reference(kid):
                assert parents[kid.Obj.StructParent].objgen == element.objgen


def test_a_repeated_table_head_is_read_once(root, printed):
    assert len(list(elements(root, "Table"))) == 1
    assert len(list(elements(root, "THead"))) == 1
    assert pdf_text.text(printed.data).count("\nDato\nHva\nKilde\n") == 1
    layout = [page.get("", "") for page in pdf_text.furniture(printed.data)]
    assert "Dato Hva Kilde" in layout[-1]


def test_header_cells_have_a_scope_and_rows_are_whole(root):
    scopes = [str(cell.A.Scope) for cell in elements(root, "TH")]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 30
    assert all(len(kids(row)) == 3 for row in elements(root, "TR")), "an empty cell is a cell"
    table = next(elements(root, "Table"))
    assert [str(kid.S) for kid in kids(table)] == ["/Caption", "/THead", "/TBody"]
    assert not any("/Headers" in cell.get("/A", {}) for cell in elements(root, "TD")), "Scope says it all"


def test_the_contents_are_a_toc(root):
    contents = next(elements(root, "TOC"))
    assert [str(item.S) for item in kids(contents)] == ["/TOCI", "/TOCI"]
    reference, nested = kids(kids(contents)[0])
    assert (str(reference.S), str(nested.S)) == ("/Reference", "/TOC")
    link = kids(reference)[0]
    assert link.S == "/Link"
    assert sum(map(is_reference, kids(link))) == 1


def test_the_contents_show_the_pages(printed):
    shown = [block.text for block in pdf_text.blocks(printed.data) if block.role == "TOCI"]
    number = printed.page_numbers
    assert shown == [f"1 Tekst {number['tekst']}", f"1.1 Lister {number['lister']}", f"2 Tabeller {number['tabeller']}"]


def test_links_are_whole_and_say_what_they_say(root):
    links = {
        str(ref.Obj.Contents): link for link in elements(root, "Link") for ref in kids(link) if not isinstance(ref, int)
    }
    long = links["en lenke som er lang nok til å gå over to linjer i den smale spalten"]
    annotations = [kid.Obj for kid in kids(long) if is_reference(kid)]
    assert len(annotations) == 2, "one for each line, in one Link"
    assert {str(a.A.URI) for a in annotations} == {"https://example.org/"}
    assert links["tabellene"].K[-1].Obj.Dest == "tabeller"
    assert all(annotation.F == 4 for annotation in annotations)


def test_no_annotation_is_outside_the_structure(pdf):
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert "/StructParent" in annotation
            assert str(annotation.Contents)


def test_footnotes_are_notes_that_their_calls_lead_to(pdf, root):
    notes = list(elements(root, "Note"))
    assert [str(note.ID) for note in notes] == ["fn-1", "press-note-2"]
    assert [str(note.P.S) for note in notes] == ["/P", "/P"]
    for note in notes:
        siblings = kids(note.P)
        place = next(i for i, kid in enumerate(siblings) if not isinstance(kid, int) and kid.objgen == note.objgen)
        reference = siblings[place - 1]
        assert reference.S == "/Reference"
        link = kids(reference)[0]
        assert kids(link)[-1].Obj.Dest == note.ID
        assert kids(note)[0].S == "/Lbl"
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ["fn-1", "press-note-2"]


def test_languages_are_told_where_they_change(root):
    told = {str(element.S): str(element.Lang) for element in elements(root) if "/Lang" in element}
    assert told == {"/Span": "en", "/P": "en"}


def test_lists_say_how_they_are_numbered(root):
    numbered = [str(element.A.ListNumbering) for element in elements(root, "L")]
    assert numbered == ["/None", "/Disc", "/Disc", "/Decimal"]
    facts, points = list(elements(root, "L"))[:2]
    assert [[str(part.S) for part in kids(item)] for item in kids(facts)] == [["/Lbl", "/LBody"]] * 2
    nested = kids(kids(kids(points)[0])[1])[-1]
    assert nested.S == "/L", "a nested list is in the body of its item"


def test_figures_have_words_and_a_box(root, pdf):
    figures = list(elements(root, "Figure"))
    assert [str(figure.Alt) for figure in figures] == ["Tidslinje fra 2004 til 2026.", "En grå flate."]
    for figure in figures:
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
    assert [str(kid.S) for kid in kids(figures[0].P)] == ["/Figure", "/Caption"]


def test_kinds_of_blocks_keep_their_kind(root):
    roles = [str(element.S)[1:] for element in elements(root)]
    assert roles.count("BlockQuote") == 2
    assert roles.count("Aside") == 1
    assert roles.count("H1") == 1
    assert roles.count("Strong") == 3
    assert "NonStruct" not in roles


def test_outline_and_metadata(pdf):
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Regler for fjellvåk og lirype"]
        assert [item.title for item in outline.root[0].children] == ["Innhold", "1 Tekst", "2 Tabeller"]
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata.pdfa_status == "2A"
        assert metadata["dc:title"] == "EKSEMPEL – Regler for fjellvåk og lirype"
        assert (metadata["xmp:CreateDate"], metadata["xmp:ModifyDate"]) == ("2026-01-02", "2026-01-03")
    assert str(pdf.docinfo.CreationDate) == "D:20260102"
    assert str(pdf.docinfo.ModDate) == "D:20260103"
