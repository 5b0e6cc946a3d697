"""Hand-made editions for the tests of templates, style sheets and proof: EKSEMPEL texts with every kind of change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from press.compose.annex import Clause, Event, History, Row, Tick, Timeline
from press.compose.edition import (
    Block,
    Comparison,
    Edition,
    Entry,
    Fact,
    Item,
    Mark,
    Picture,
    Pointer,
    Redline,
    Section,
    Status,
    TableRow,
)
from press.inline import Deleted, Emphasis, Footnote, Foreign, Inline, Inserted, Link, Run, Strong
from press.read import read_words
from press.words import TemplateWords

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
FIGURE = ROOT / "tests" / "example" / "content" / "eksempel" / "figur.svg"

Text = tuple[Inline, ...]
INS, DEL, CHANGED = Mark.INSERTED, Mark.DELETED, Mark.CHANGED
HASH = "0123456789abcdef" * 4


def r(text: str) -> Text:
    return (Run(text),)


def ins(*parts: Inline | str) -> Inserted:
    return Inserted(tuple(Run(part) if isinstance(part, str) else part for part in parts))


def gone(*parts: Inline | str) -> Deleted:
    return Deleted(tuple(Run(part) if isinstance(part, str) else part for part in parts))


def t(*parts: Inline | str) -> Text:
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def words(language: str = "nb") -> TemplateWords:
    """The templates' words as they stand."""
    return read_words(TEMPLATES, ROOT)[language]


NOTE = Footnote(r("Se rådets protokoll av 31. mai 2016 (EKSEMPEL)."))
OLD_NOTE = Footnote(r("Se rådets protokoll av 17. desember 2004 (EKSEMPEL)."))

PLAIN = (
    Section(
        "innledning",
        "",
        (),
        (Block("innledning-1", "adoption", text=t("Eksempelet ble vedtatt av ", Emphasis(r("rådet")), " 31.5.2016.")),),
    ),
    Section(
        "formaal",
        "1",
        r("Formål"),
        (
            Block("formaal-1", "paragraph", text=t("Alliansen skal ", Strong(r("samarbeide")), " om klima.", NOTE)),
            Block("formaal-2", "goal", text=r("Å styrke regionen."), amended="Endret ved Annen utgave, 31.5.2016."),
        ),
    ),
)
"""A text without marks."""

REDLINED = (
    Section(
        "innledning",
        "",
        (),
        (
            Block(
                "innledning-1",
                "adoption",
                text=t(
                    "Eksempelet ble vedtatt av ", Emphasis(r("rådet")), " ", gone("17.12.2004"), ins("31.5.2016"), "."
                ),
                mark=CHANGED,
            ),
        ),
    ),
    Section(
        "formaal",
        "1",
        t("Formål", ins(" og virkemidler")),
        (
            Block(
                "formaal-1",
                "paragraph",
                text=t(
                    "Alliansen ",
                    gone("kan"),
                    ins("skal"),
                    " ",
                    Strong(r("samarbeide")),
                    " om ",
                    gone(Emphasis(r("miljø")), " og areal", OLD_NOTE),
                    ins(Strong(r("klima")), ", areal og transport", NOTE),
                    ", og minst halvparten av medlemmene må være enige før et vedtak binder dem. Se ",
                    gone(Link(r("den gamle forskriften"), "https://example.org/2004")),
                    ins(Link(r("forskriften"), "https://example.org/2016")),
                    ", og det ",
                    gone("settes"),
                    ins(Foreign(r("is set"), "en")),
                    " alltid slik, og lange ord som konkurransetilsynsforvaltningssamarbeidsavtaleutkastet deles.",
                ),
                mark=CHANGED,
            ),
            Block(
                "formaal-1b",
                "paragraph",
                text=t(ins("Dette leddet er nytt, og det er langt nok til at det går over to linjer i satsen.")),
                mark=INS,
            ),
            Block(
                "formaal-ut",
                "paragraph",
                text=t(gone("Dette leddet er tatt ut. Det hadde også en ", Link(r("lenke"), "#formaal"), ".")),
                anchor="tatt-ut-formaal-ut",
                mark=DEL,
            ),
            Block("formaal-2", "goal", text=t("Å styrke regionen", ins(" i Europa"), "."), mark=CHANGED),
            Block("formaal-sitat", "quote", text=t(ins("Det som ikke er prøvd, virker ikke.")), mark=INS),
            Block(
                "formaal-3",
                "note",
                text=t("Dette er et ", gone("utkast"), ins("eksempel"), "; ingen har vedtatt det."),
                mark=CHANGED,
            ),
            Block("formaal-4", "note", text=t(gone("Merknaden er tatt ut.")), anchor="tatt-ut-formaal-4", mark=DEL),
            Block("formaal-5", "paragraph", text=r("Dette leddet er som det var.")),
        ),
        mark=CHANGED,
    ),
    Section(
        "gammel",
        "2",
        t(gone("Punktet som er borte")),
        (
            Block(
                "gammel-1",
                "paragraph",
                text=t(gone("Alt i dette punktet er tatt ut.")),
                anchor="tatt-ut-gammel-1",
                mark=DEL,
            ),
        ),
        anchor="tatt-ut-gammel",
        mark=DEL,
    ),
    Section(
        "regler",
        "2",
        r("Regler"),
        (
            Block(
                "regler-liste",
                "list",
                items=(
                    Item(
                        t("Første punkt", ins(", med tillegg")),
                        (Item(r("Underpunkt som står")), Item(t(ins("Nytt underpunkt")), mark=INS)),
                        mark=CHANGED,
                    ),
                    Item(t(gone("Punkt som er tatt ut")), (Item(t(gone("med sitt underpunkt")), mark=DEL),), mark=DEL),
                    Item(r("Siste punkt")),
                ),
                mark=CHANGED,
            ),
            Block(
                "regler-rekke",
                "list",
                ordered=True,
                items=(
                    Item(r("Steg én"), ordered=True),
                    Item(t(gone("Steg som er borte")), ordered=True, mark=DEL),
                    Item(t(ins("Nytt steg")), ordered=True, mark=INS),
                    Item(t("Steg ", gone("fire"), ins("tre")), ordered=True, mark=CHANGED),
                ),
                mark=CHANGED,
            ),
            Block(
                "regler-flyttet",
                "paragraph",
                text=t(ins("Dette leddet sto i punkt 3 før.")),
                mark=INS,
                moved=Pointer("Flyttet hit fra punkt 3, ledd 1.", "flyttet-regler-flyttet"),
            ),
            Block(
                "regler-tabell",
                "table",
                "Tabell 1",
                title=t("Hvem gjør ", gone("noe"), ins("hva")),
                head=(r("Hvem"), r("Hva"), r("Når")),
                rows=(
                    TableRow((r("Rådet"), t("Vedtar ", gone("avtalen"), ins("teksten")), r("Hvert år")), CHANGED),
                    TableRow((t(ins("Styret")), t(ins("Foreslår")), t(ins("Ved behov"))), INS),
                    TableRow((t(gone("Utvalget")), t(gone("Venter")), t(gone("Alltid"))), DEL),
                    TableRow((r("Sekretariatet"), r("Skriver"), r("Hver dag"))),
                ),
                mark=CHANGED,
            ),
            Block(
                "regler-figur-ut",
                "figure",
                "Figur 1",
                title=t(gone("Tegningen som er borte")),
                picture="figur.svg",
                alternative="To ringer som er borte.",
                anchor="tatt-ut-regler-figur-ut",
                mark=DEL,
            ),
            Block(
                "regler-figur",
                "figure",
                "Figur 1",
                number_before="Figur 2",
                title=r("Samarbeid, tegnet"),
                picture="figur.svg",
                alternative="To ringer som overlapper hverandre.",
                mark=CHANGED,
            ),
            Block(
                "regler-strategi",
                "strategy",
                "2.1",
                number_before="3.1",
                title=t("Skrive ", gone("godt"), ins("klart")),
                text=t("si det med ", Emphasis(r("få")), " ord"),
                mark=CHANGED,
            ),
            Block("regler-ny", "strategy", "2.2", title=t(ins("Rette feil")), text=t(ins("finne dem først")), mark=INS),
            Block(
                "regler-sist",
                "strategy",
                "2.3",
                number_before="3.2",
                title=r("Holde fast"),
                text=r("stå ved det"),
                mark=CHANGED,
            ),
        ),
        number_before="3",
        mark=CHANGED,
    ),
    Section(
        "gjennomfoering",
        "3",
        r("Gjennomføring"),
        (
            Block(
                "regler-flyttet",
                "paragraph",
                text=t(gone("Dette leddet sto i punkt 3 før.")),
                anchor="flyttet-regler-flyttet",
                mark=DEL,
                moved=Pointer("Flyttet til punkt 2, ledd 3.", "regler-flyttet"),
            ),
            Block("gjennomfoering-2", "paragraph", text=r("Rådet følger opp hvert år.")),
            Block(
                "gjennomfoering-tabell",
                "table",
                "Tabell 2",
                title=t(ins("Ny tabell")),
                head=(t(ins("År")), t(ins("Beløp"))),
                rows=(TableRow((t(ins("2016")), t(ins("1 234 567,50"))), INS),),
                mark=INS,
            ),
        ),
        number_before="4",
        mark=CHANGED,
    ),
)
"""A text with every kind of change in every kind of block."""


def _change(
    place: str, target: str, what: str, *, before: tuple[Text, ...] = (), after: tuple[Text, ...] = (), **kept: str
) -> Comparison:
    return Comparison(target, target, place, what, before, after, kept.get("reason", ""), kept.get("kind", ""))


REDLINE = Redline(
    summary="6 endringer i 6 ledd",
    key=words().redline.key,
    changes=(
        _change(
            "innledningen, ledd 1",
            "innledning-1",
            "endret",
            before=(t("Eksempelet ble vedtatt av ", Emphasis(r("rådet")), " ", gone("17.12.2004"), "."),),
            after=(t("Eksempelet ble vedtatt av ", Emphasis(r("rådet")), " ", ins("31.5.2016"), "."),),
            reason="Datoen er rettet etter protokollen (EKSEMPEL).",
            kind="retting",
        ),
        _change(
            "punkt 1, ledd 1",
            "formaal-1",
            "endret",
            before=(
                t(
                    "Alliansen ",
                    gone("kan"),
                    " ",
                    Strong(r("samarbeide")),
                    " om ",
                    gone(Emphasis(r("miljø")), " og areal", OLD_NOTE),
                    ", og minst halvparten av medlemmene må være enige før et vedtak binder dem.",
                ),
            ),
            after=(
                t(
                    "Alliansen ",
                    ins("skal"),
                    " ",
                    Strong(r("samarbeide")),
                    " om ",
                    ins(Strong(r("klima")), ", areal og transport", NOTE),
                    ", og minst halvparten av medlemmene må være enige før et vedtak binder dem. Se ",
                    Link(r("reglene"), "#regler"),
                    " og ",
                    ins(Link(r("forskriften"), "https://example.org/2016")),
                    ".",
                ),
            ),
            reason="Rådet ba om at samarbeidet gjøres bindende, og at transport tas med (EKSEMPEL).",
            kind="realitetsendring",
        ),
        _change(
            "punkt 1, ledd 2", "formaal-1b", "nytt", after=(t(ins("Dette leddet er nytt.")),), kind="realitetsendring"
        ),
        _change("punkt 1, ledd 3", "tatt-ut-formaal-ut", "tatt ut", before=(t(gone("Dette leddet er tatt ut.")),)),
        _change(
            "punkt 2, ledd 1",
            "regler-liste",
            "endret",
            before=(r("Første punkt"), t(gone("Punkt som er tatt ut"))),
            after=(t("Første punkt", ins(", med tillegg")), t(ins("Nytt underpunkt"))),
        ),
        _change("punkt 2, ledd 3", "regler-flyttet", "flyttet"),
    ),
    head=("Sted", "Gjeldende", "Foreslått", "Begrunnelse"),
    author="rådet (EKSEMPEL)",
    date="2016-05-31",
)

HISTORY = History(
    "historikk",
    (Row("h1", "1", "17.12.2004", "organ: rådet", "Første utgave", "Vedtatt.", "", "original foreligger", ()),),
    (),
    "Tabell 1",
    "",
    Timeline(
        "tidslinje",
        "Figur 1",
        "Tidslinje 2004–2016",
        "Tidslinje med en revisjon.",
        (Tick(0.0, "2004"), Tick(1.0, "2016")),
        (Event("1", "Første utgave", "17.12.2004", 0.1, 0.1, 0, known=True),),
        (),
        (),
    ),
    (),
    (
        Clause(
            "formaal-1", "punkt 1, ledd 1", ("Endret ved Annen utgave, 31.5.2016.", "Var formaal-0 før Første utgave.")
        ),
        Clause("formaal-2", "punkt 1, ledd 2", ("Tilføyd ved Annen utgave, 31.5.2016.",)),
    ),
    "Tabell 2",
)

NORMAL = Edition(
    document="eksempel",
    revision="andre",
    language="nb",
    language_name="bokmål",
    template="platform",
    title="Eksempeldokument (EKSEMPEL)",
    alliance="Eksempelalliansen",
    publisher="Eksempelforlaget",
    status=Status.ADOPTED,
    status_label="Vedtatt",
    revision_label="Annen utgave, 31.5.2016",
    description="Eksempeldokument (EKSEMPEL) for Eksempelalliansen.",
    keywords=("Eksempeldokument (EKSEMPEL)", "Eksempelalliansen"),
    created="2016-06-01",
    modified="2016-06-01",
    facts=(Fact("Revisjon", "Annen utgave, 31.5.2016"), Fact("Status", "Vedtatt")),
    contents=(Entry("formaal", "1", "Formål"), Entry("historikk", "", "Historikk")),
    sections=PLAIN,
    history=HISTORY,
    colophon=(Fact("Dokument", "eksempel, andre, nb"), Fact("Innholdets SHA-256", HASH)),
    content_hash=HASH,
)


def draft(edition: Edition = NORMAL) -> Edition:
    """The same as a draft."""
    facts = (Fact("Revisjon", "Utkast til Tredje utgave"), Fact("Status", "UTKAST"))
    label = "Utkast til Tredje utgave"
    return replace(
        edition, status=Status.DRAFT, status_label="UTKAST", revision_label=label, mark="UTKAST", facts=facts
    )


def redline(edition: Edition = NORMAL) -> Edition:
    """The marked text from the first to the second."""
    return replace(
        edition,
        template="redline",
        title="Endringer i Eksempeldokument (EKSEMPEL)",
        contents=(),
        sections=REDLINED,
        history=None,
        pictures=(Picture("figur.svg", str(FIGURE)),),
        redline=REDLINE,
        purpose="redline-foerste",
    )


def comparison(edition: Edition = NORMAL) -> Edition:
    """The table of the same changes."""
    return replace(redline(edition), template="comparison", sections=(), pictures=(), purpose="tabell-foerste")
