"""No personal data is published, and nothing that is exempt: asked of the content, and proven on the finished bytes."""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name, Stream, String

from press import pdf, web, word
from press.build.project import Project, read_attached
from press.document import Document
from press.html.page import Page, Picture
from press.problem import Exit, Problem
from press.proof.pdf import read_pdf
from press.proof.personal import Allowed, absent, scan
from press.read import SCHEMA_FOLDER, read_document
from press.read.casebook import read_casebook
from press.read.personal import personal_data_in
from press.text import RichText

ROOT = Path(__file__).parent.parent.parent
GOOD = Path(__file__).parent / "hostile" / "_good"
NUMBER = "01019012308"
"""A valid number of a person that was never given out: born 1 January 1990, individual number 123."""
SECRET = "Avtalen gjelder Ola Nordmanns uføretrygd, og den sies opp til våren."
AUTHOR = "Eksempelsamarbeidet"


# What is written


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Document]:
    document = read_attached(Project(ROOT), ROOT / "content" / "samarbeidsplattform")
    return {str(document.facts.id): document}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "prosjekt")
    shutil.copytree(ROOT / SCHEMA_FOLDER, tmp_path / "prosjekt" / SCHEMA_FOLDER)
    return tmp_path / "prosjekt"


def changed(root: Path, old: str, new: str, name: str = "sak") -> None:
    path = root / "content" / "cases" / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


BACKGROUND = "      - text: Eksempelet er oppdiktet.\n"


def test_a_number_of_a_person_is_refused_at_its_first_digit_and_not_repeated(
    root: Path, documents: Mapping[str, Document]
) -> None:
    changed(root, BACKGROUND, f"      - text: Saken gjelder 010190 12308 og andre.\n{BACKGROUND}")
    book = read_casebook(root / "content", root, documents)
    (problem,) = [one for one in book.problems if one.exit is not Exit.MADE]
    assert problem.code == "C680"
    line = (root / problem.place.path).read_text("utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("010190 12308")
    assert "12308" not in str(problem)
    assert "12308" not in str(problem.as_json())
    assert "•••••• •••••" in str(problem)
    assert book.failed == {"sak"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Ring Ola på 22 33 44 55.", "C682"),
        ("Skriv til ola.nordmann@kommune.no.", "C681"),
        ("Eiendommen er Storgata 12 B, 0123 Oslo.", "C683"),
        ("Nummeret er 010190 **12308**.", "C680"),
        ("[Skriv](mailto:kari@kommune.no) til henne.", "C681"),
        ("Saken gjelder en avtale^[Spør ola.nordmann@kommune.no.].", "C681"),
    ],
)
def test_other_personal_data_is_refused_in_words(
    root: Path, documents: Mapping[str, Document], written: str, code: str
) -> None:
    changed(root, BACKGROUND, f'      - text: "{written}"\n')
    codes = [one.code for one in read_casebook(root / "content", root, documents).problems]
    assert code in codes


def test_a_folded_text_is_pointed_at_on_its_own_line(root: Path, documents: Mapping[str, Document]) -> None:
    changed(
        root,
        BACKGROUND,
        "      - text: >-\n          Saken er gammel, og mange\n          vet at 01019012308 er part.\n",
    )
    (problem,) = [one for one in read_casebook(root / "content", root, documents).problems if one.code == "C680"]
    line = (root / problem.place.path).read_text("utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :] == "01019012308 er part."


def test_what_is_exempt_is_warned_of_and_not_refused(root: Path, documents: Mapping[str, Document]) -> None:
    exempt = f"      - text: Gjelder {NUMBER}, Storgata 12, tlf. 22 33 44 55.\n        exempt: offl. § 13\n"
    changed(root, BACKGROUND, BACKGROUND + exempt)
    book = read_casebook(root / "content", root, documents)
    assert [one.code for one in book.problems if one.code[1:].startswith("68")] == ["W680"]
    assert NUMBER not in "".join(map(str, book.problems))
    assert {one.code for one in book.problems} == {"W680", "C633"}  # it is not exempt in the other language form


def test_the_senders_own_address_may_stand_and_a_case_officer_has_a_name(
    root: Path, documents: Mapping[str, Document]
) -> None:
    changed(root, "  name: Osloregionen\n", "  name: Osloregionen\n  contact: Storgata 1, 0155 Oslo, 22 33 44 55\n")
    changed(root, "officer: Saksbehandleren", "officer: Kari Nordmann")
    assert read_casebook(root / "content", root, documents).problems == ()


def test_an_officers_telephone_stops_that_council_alone(root: Path, documents: Mapping[str, Document]) -> None:
    changed(root, "officer: Saksbehandleren", 'officer: "Kari Nordmann, tlf. 22 33 44 55"')
    book = read_casebook(root / "content", root, documents)
    assert [one.code for one in book.problems] == ["C682"]
    assert book.stopped["sak"] == {"eksempelvik"}


def test_a_councils_entry_is_asked_too(root: Path, documents: Mapping[str, Document]) -> None:
    changed(root, "    body: kommunestyret\n", "    body: kommunestyret (22 33 44 55)\n", "councils")
    book = read_casebook(root / "content", root, documents)
    assert [one.code for one in book.problems] == ["C682"]
    assert book.stopped["sak"] == {"eksempelvik"}


def test_a_document_is_asked_in_every_language_and_in_its_history(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content" / "schemas", tmp_path / "content" / "schemas")
    folder = tmp_path / "content" / "samarbeidsplattform"
    shutil.copytree(ROOT / "content" / "samarbeidsplattform", folder)
    assert list(personal_data_in(read_document(folder, tmp_path))) == []
    for name, said in (("nb", "dokument 40427754"), ("en", "document 40427754")):
        path = folder / f"{name}.yaml"
        text = path.read_text("utf-8")
        assert said in text
        path.write_text(text.replace(said, f"{said}, ola.nordmann@kommune.no,"), "utf-8")
    told = list(personal_data_in(read_document(folder, tmp_path)))
    assert [(one.code, one.place.path.rpartition("/")[2]) for one in told] == [("C681", "nb.yaml"), ("C681", "en.yaml")]
    assert "nordmann" not in "".join(map(str, told))


# What is made

HEAD = f"""<meta name="author" content="{AUTHOR}"/><meta name="description" content="Et eksempel"/>"""
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
<text x="1" y="10" font-size="8">2004</text></svg>"""
LABELS = web.Labels(skip="Til innholdet", footnotes="Fotnoter", back="Tilbake")


def page(inner: str = "", title: str = "Eksempel", alternative: str = "En figur.", head: str = HEAD) -> Page:
    markup = f"""<html lang="nb"><head><title>{title}</title>{head}</head><body><main><h1>Eksempel</h1>
    <section id="del"><h2><span class="no">1</span> Bakgrunn</h2><p>Saken er <strong>oppdiktet</strong>.</p>{inner}
    <figure class="picture"><img src="press:f.svg" alt="{alternative}"/><figcaption>En figur</figcaption></figure>
    </section></main></body></html>"""
    css = (ROOT / "tests" / "pdf" / "eksempel.css").read_text("utf-8")
    return Page(etree.fromstring(markup), {"f.svg": Picture(DRAWING, "image/svg+xml")}, {"pdf": css, "web": ""})


def made(source: Page) -> dict[str, bytes]:
    return {
        "pdf": pdf.write(source).data,
        "docx": word.write(source, ROOT / "templates" / "word", {}),
        "html": web.write(source, LABELS),
    }


@pytest.fixture(scope="module")
def clean() -> dict[str, bytes]:
    return made(page())


def told(data: bytes, ending: str, **more: Allowed) -> list[tuple[str, str]]:
    problems = scan(data, ending, f"a.{ending}", AUTHOR, **more)
    assert NUMBER not in "".join(map(str, problems))
    return [(one.code, one.message) for one in problems]


def leaked(data: bytes, ending: str, *secrets: str, said: str = "") -> list[Problem]:
    return absent(data, ending, f"a.{ending}", secrets or (SECRET,), said)


def test_a_clean_file_has_nothing(clean: dict[str, bytes]) -> None:
    for ending, data in clean.items():
        assert told(data, ending) == []
        assert leaked(data, ending) == []


@pytest.mark.parametrize(
    "source",
    [
        page(f"<p>Gjelder {NUMBER} i dag.</p>"),
        page(f"<p>Gjelder 010190 <strong>{NUMBER[6:]}</strong> i dag.</p>"),
        page(f"<ul><li>En</li><li>{NUMBER}</li></ul>"),
        page(title=f"Sak {NUMBER}"),
        page(alternative=f"Bilde av {NUMBER}"),
        page(head=HEAD + f'<meta name="keywords" content="sak, {NUMBER}"/>'),
        page('<p><a href="mailto:ola@kommune.no">Skriv</a></p>'),
        page("<p>Ring 22 33 44 55<span class='footnote' id='fn-1'>Eller +47 900 12 345.</span>.</p>"),
    ],
    ids=["body", "parted", "list", "title", "alternative", "keywords", "link", "footnote"],
)
def test_personal_data_is_found_in_every_format(source: Page) -> None:
    codes = {ending: {code for code, _ in told(data, ending)} for ending, data in made(source).items()}
    assert codes == {"pdf": {"O395"}, "docx": {"O395"}, "html": {"O395"}}


def test_a_number_over_two_lines_of_a_pdf_is_found_in_what_was_read() -> None:
    data = made(page("<p>" + "ord " * 40 + "010190 12308 " + "ord " * 40 + "</p>"))["pdf"]
    assert scan(data, "pdf", "a.pdf", AUTHOR, reading=read_pdf(data)) != []


def test_the_offices_own_address_is_spared_and_nothing_beside_it() -> None:
    for ending, data in made(page("<p>Svar til Storgata 1, 0155 Oslo, eller ring 22 33 44 55.</p>")).items():
        assert told(data, ending) != []
        assert told(data, ending, allowed=Allowed(spared=("Storgata 1, 0155 Oslo", "22 33 44 55"))) == []
        assert len(told(data, ending, allowed=Allowed(spared=("Storgata 1, 0155 Oslo",)))) > 0
        long = "Hyphens and lines part this text otherwise than the file does: Storgata 1, 0155 Oslo, 22 33 44 55."
        assert told(data, ending, allowed=Allowed(spared=(long,))) == []


def test_the_author_is_the_publisher_and_nobody_else(clean: dict[str, bytes]) -> None:
    for ending, data in clean.items():
        assert {one.code for one in scan(data, ending, "a", "Osloregionen")} == {"O396"}
    for ending, data in made(page(head="")).items():
        assert {code for code, _ in told(data, ending)} == {"O396"}


def test_a_message_and_a_note_are_looked_through_too() -> None:
    message = f"<arkivmelding><mappe><tittel a='b'>{SECRET}</tittel></mappe></arkivmelding>".encode()
    assert [one.code for one in leaked(message, "xml")] == ["O397"]
    assert leaked(b"<arkivmelding/>", "xml") == []
    assert [one.code for one in leaked(b"<arkivmelding>", "xml")] == ["O398"]
    assert [one.code for one in leaked(f"Les dette. {SECRET}\n".encode(), "txt")] == ["O397"]
    assert [one.code for one in leaked(b"\xe5", "txt")] == ["O398"]


def with_pdf(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        change(opened)
        opened.save(saved)
    return saved.getvalue()


def hidden(text: str, operators: bytes = b"1 g") -> Callable[[pikepdf.Pdf], object]:
    """Text on the first page in a font without a map, such as other programs write."""

    def change(opened: pikepdf.Pdf) -> None:
        first = opened.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        first.Resources.Font["/Fx"] = opened.make_indirect(font)
        half = len(text) // 2
        parts = [one.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for one in (text[:half], text[half:])]
        drawn = b"q BT %b /Fx 1 Tf 10 10 Td (%b) Tj 0 -9 Td [(%b) -20 ()] TJ ET Q" % (operators, *parts)
        first.contents_add(Stream(opened, drawn))

    return change


def in_outline(opened: pikepdf.Pdf) -> None:
    opened.Root.Outlines.First.Title = String(SECRET.upper())


def in_packet(opened: pikepdf.Pdf) -> None:
    packet = opened.Root.Metadata.read_bytes().decode()
    other = packet.replace("Et eksempel", f"Et eksempel. {SECRET}")
    assert other != packet
    opened.Root.Metadata.write(other.encode())


def in_note(opened: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 1, 1]), Contents=SECRET, F=2)
    opened.pages[0].obj.Annots = Array([opened.make_indirect(note)])


def in_structure(opened: pikepdf.Pdf) -> None:
    opened.Root.StructTreeRoot.K[0].ActualText = String(SECRET)


def in_form(opened: pikepdf.Pdf) -> None:
    """A drawing that no page shows, with words in two bytes each."""
    letters = sorted(set(SECRET))
    rows = "".join(f"<{n:04x}> <{ord(c):04x}>\n" for n, c in enumerate(letters, 1))
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(letters)} beginbfchar\n{rows}endbfchar"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=opened.make_stream(cmap.encode()))
    codes = "".join(f"<{letters.index(c) + 1:04x}> 0 " for c in SECRET)
    form = opened.make_stream(f"BT /Fx 9 Tf [{codes}] TJ ET".encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
    form.Resources = Dictionary(Font=Dictionary(Fx=opened.make_indirect(font)))
    opened.pages[0].Resources.XObject = Dictionary(Fm=opened.make_indirect(form))


def in_attachment(opened: pikepdf.Pdf) -> None:
    opened.attachments["a.txt"] = pikepdf.AttachedFileSpec(opened, SECRET.encode())


@pytest.mark.parametrize(
    "change",
    [
        hidden(SECRET),
        hidden(SECRET, b"3 Tr"),
        in_outline,
        in_packet,
        in_note,
        in_structure,
        in_form,
        in_attachment,
    ],
    ids=["white", "invisible", "bookmark", "xmp", "annotation", "structure", "unused-drawing", "attachment"],
)
def test_a_secret_in_a_pdf_is_found_wherever_it_hides(
    change: Callable[[pikepdf.Pdf], object], clean: dict[str, bytes]
) -> None:
    problems = leaked(with_pdf(clean["pdf"], change), "pdf")
    assert [one.code for one in problems] == ["O397"]
    assert "Ola" not in str(problems[0])


def test_a_number_of_a_person_is_found_in_a_bookmark_a_note_and_white_text(clean: dict[str, bytes]) -> None:
    def bookmark(opened: pikepdf.Pdf) -> None:
        opened.Root.Outlines.First.Title = String(f"Om {NUMBER}")

    def note(opened: pikepdf.Pdf) -> None:
        one = Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String(f"{NUMBER} å"), T=String("Ola Nordmann"))
        opened.pages[0].obj.Annots = Array([opened.make_indirect(one)])

    def author(opened: pikepdf.Pdf) -> None:
        opened.docinfo["/Author"] = "Ola Nordmann"

    assert [code for code, _ in told(with_pdf(clean["pdf"], bookmark), "pdf")] == ["O395"]
    assert [code for code, _ in told(with_pdf(clean["pdf"], note), "pdf")] == ["O395", "O396"]
    assert [code for code, _ in told(with_pdf(clean["pdf"], author), "pdf")] == ["O396"]
    white = with_pdf(clean["pdf"], hidden(f"Gjelder  {NUMBER} "))
    assert leaked(white, "pdf", NUMBER)


def test_a_secret_that_goes_on_over_a_page_is_found() -> None:
    running = '<footer class="running"><p>Side <span class="page"/></p></footer>'
    secret = " ".join(f"Setning {number} om det som er unntatt." for number in range(150))
    source = page(f"<p>{'ord ' * 400}</p><p>{secret}</p>")
    source.tree.find("body").insert(0, etree.fromstring(running))
    data = made(source)["pdf"]
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert len(opened.pages) > 1
    assert [one.code for one in leaked(data, "pdf", secret)] == ["O397"]


def test_a_page_that_was_taken_out_but_stands_in_the_file_is_found(clean: dict[str, bytes]) -> None:
    other = made(page(f"<p>{SECRET}</p>"))["pdf"]

    def change(opened: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(other)) as source:
            opened.Root.Lost = opened.copy_foreign(source.pages[0].obj)

    assert [one.code for one in leaked(with_pdf(clean["pdf"], change), "pdf")] == ["O397"]


def test_a_file_that_keeps_what_it_was_before_is_refused(clean: dict[str, bytes]) -> None:
    update = b"\n%\nxref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
    start = clean["pdf"].rindex(b"startxref")
    twice = clean["pdf"] + update + clean["pdf"][start:]
    assert "O399" in [one.code for one in leaked(twice, "pdf")]


def with_word(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == name:
                changed_part = change(part.decode("utf-8"))
                assert changed_part.encode() != part
                part = changed_part.encode()
            new.writestr(entry, part)
        if name not in old.namelist():
            new.writestr(name, change(""))
    return saved.getvalue()


def runs(text: str, properties: str = "") -> Callable[[str], str]:
    """A paragraph that parts a text over three runs, one of them with the text deleted."""
    size = len(text) // 3
    parts = text[:size], text[size : 2 * size], text[2 * size :]
    said = [f'<w:t xml:space="preserve">{one}</w:t>' for one in parts]
    written = "".join(f"<w:r><w:rPr>{properties}</w:rPr>{one}</w:r>" for one in said)
    return lambda part: part.replace("<w:sectPr", f"<w:p>{written}</w:p><w:sectPr", 1)


COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"'
    ' w:author="{author}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>'
)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/document.xml", runs(SECRET)),
        ("word/document.xml", runs(SECRET, '<w:vanish/><w:color w:val="FFFFFF"/>')),
        ("word/comments.xml", lambda _: COMMENTS.format(author=AUTHOR, text=SECRET)),
        ("docProps/core.xml", lambda part: part.replace("Et eksempel", SECRET)),
        ("word/document.xml", lambda part: part.replace('descr="En figur."', f'descr="{SECRET}"')),
        ("word/document.xml", lambda part: part.replace("<w:body>", f"<w:body><!-- {SECRET} -->")),
        ("word/settings.xml", lambda part: part.replace("</w:settings>", f'<w:docVar w:val="{SECRET}"/></w:settings>')),
        ("customXml/item1.xml", lambda _: f"<a>{SECRET}</a>"),
        ("word/media/a.bin", lambda _: f"\x01{SECRET}\x02"),
    ],
    ids=["runs", "hidden-white", "comment", "core", "alternative", "markup", "variable", "custom", "bytes"],
)
def test_a_secret_in_a_word_file_is_found_wherever_it_hides(
    part: str, change: Callable[[str], str], clean: dict[str, bytes]
) -> None:
    assert [one.code for one in leaked(with_word(clean["docx"], part, change), "docx")] == ["O397"]


def test_personal_data_is_found_in_comments_properties_and_runs_of_a_word_file(clean: dict[str, bytes]) -> None:
    def codes(part: str, change: Callable[[str], str]) -> list[str]:
        return [code for code, _ in told(with_word(clean["docx"], part, change), "docx")]

    assert codes("word/document.xml", runs(f"Om {NUMBER}")) == ["O395"]
    assert codes("word/comments.xml", lambda _: COMMENTS.format(author=AUTHOR, text=NUMBER)) == ["O395"]
    assert codes("word/comments.xml", lambda _: COMMENTS.format(author="Ola", text="Se her.")) == ["O396"]
    assert codes("docProps/core.xml", lambda part: part.replace("Et eksempel", NUMBER)) == ["O395"]
    assert codes("docProps/core.xml", lambda part: part.replace(f">{AUTHOR}</dc:c", ">Ola Nordmann</dc:c")) == ["O396"]
    assert codes("docProps/app.xml", lambda part: part.replace(AUTHOR, "Firma")) == ["O396"]
    other = with_word(clean["docx"], "word/comments.xml", lambda _: COMMENTS.format(author="Rådet", text="Se her."))
    assert told(other, "docx", allowed=Allowed(changed_by="Rådet")) == []


@pytest.mark.parametrize(
    "inner",
    [
        f"<p hidden>{SECRET}</p>",
        f"<!-- {SECRET} -->",
        f'<p title="{SECRET}">x</p>',
        f"<style>/* {SECRET} */</style>",
        f'<p style="color:white">{SECRET.replace(" ", "<b> </b>")}</p>',
        '<img alt="x" src="data:image/svg+xml;base64,{}"/>'.format(
            base64.b64encode(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>'.encode()).decode()
        ),
    ],
    ids=["hidden", "comment", "title", "style", "white", "picture"],
)
def test_a_secret_in_a_web_page_is_found_wherever_it_hides(inner: str, clean: dict[str, bytes]) -> None:
    data = clean["html"].replace(b"</main>", f"{inner}</main>".encode())
    assert [one.code for one in leaked(data, "html")] == ["O397"]


def test_a_secret_is_found_with_other_blanks_letters_and_hyphens(clean: dict[str, bytes]) -> None:
    for said in (
        SECRET.upper(),
        SECRET.replace(" ", "\n"),
        SECRET.replace("uføretrygd", "uføre\u00adtrygd"),
        SECRET[:-1],
    ):
        data = clean["html"].replace(b"</main>", f"<p>{said}</p></main>".encode())
        assert leaked(data, "html")
    rich = RichText("Avtalen gjelder **Ola Nordmanns** uføretrygd, og den sies opp *til våren*.")
    assert leaked(clean["html"].replace(b"</main>", f"<p>{SECRET}</p></main>".encode()), "html", rich)


def test_a_short_secret_must_be_a_word_of_its_own(clean: dict[str, bytes]) -> None:
    assert leaked(clean["html"].replace(b"</main>", b"<p>Nicola og Olav</p></main>"), "html", "Ola") == []
    assert leaked(clean["html"].replace(b"</main>", b"<p>Nicola og Ola.</p></main>"), "html", "Ola")
    assert leaked(clean["html"], "html", "", " – ") == []


def test_a_sentence_of_a_secret_is_found_and_what_is_public_is_not_one(clean: dict[str, bytes]) -> None:
    public = "Kommunen slutter seg til samarbeidsplattformen slik den foreligger."
    secret = f"{public} Det skjer under forutsetning av at kravet fra 2019 frafalles."
    data = clean["html"].replace(b"</main>", f"<p>{public}</p></main>".encode())
    assert leaked(data, "html", secret, said=public) == []
    data = data.replace(b"</main>", b"<p>Det skjer under forutsetning av at kravet fra 2019 frafalles.</p></main>")
    assert leaked(data, "html", secret, said=public)


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_what_is_no_such_file_is_told(ending: str) -> None:
    for data in (b"", b"ikke en fil", b"%PDF-1.7\n", b"PK\x03\x04"):
        if ending != "html" or not data:
            assert [one.code for one in scan(data, ending, "a", AUTHOR)] == ["O398"]
            assert [one.code for one in leaked(data, ending)] == ["O398"]
