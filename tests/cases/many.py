"""The example agreement with a draft, and a case that sends it to as many invented councils as are asked for."""

from __future__ import annotations

from pathlib import Path

import story

CASE = "eksempel-revisjon"
_FORM = """\
    title: {title}
    asked:
      - text: {asked}
    proposed_decision:
      - text: {decision}
      - text: {minutes}
    background:
      - text: {background}
    assessment:
      - text: {assessment}
    consequences:
      economic:
        - text: {none}
      legal:
        - text: {none}
      environment:
        - text: {none}
"""
_NB = {
    "title": "Revisjon av avtalen",
    "asked": "Kommunen bes behandle forslaget til revidert avtale i vedlegg 1.",
    "decision": "Kommunen vedtar avtalen slik den foreligger i vedlegg 1.",
    "minutes": "Vedtaket sendes sekretariatet med møteprotokollen.",
    "background": "Alle ord i denne saken er *oppdiktet*. Den viser hvordan en sak er bygget opp.",
    "assessment": "Endringene er vist i vedlegg 2 og 3. **Ingen av dem er virkelige.**",
    "none": "Eksempelsaken har ingen slike konsekvenser.",
}
_NN = {
    "title": "Revisjon av avtala",
    "asked": "Kommunen blir beden om å handsame framlegget til revidert avtale i vedlegg 1.",
    "decision": "Kommunen vedtek avtala slik ho ligg føre i vedlegg 1.",
    "minutes": "Vedtaket blir sendt til sekretariatet saman med møteprotokollen.",
    "background": "Alle ord i denne saka er *oppdikta*. Ho viser korleis ei sak er bygd opp.",
    "assessment": "Endringane er viste i vedlegg 2 og 3. **Ingen av dei er verkelege.**",
    "none": "Dømesaka har ingen slike konsekvensar.",
}


def name(number: int) -> str:
    """The id of a council, from 1."""
    return f"eksempel-{number:03}"


def told(root: Path, count: int = 3) -> Path:
    """The whole story as a project, and a case about its draft; returns the case's file."""
    story.told(root)
    return case(root, count)


def case(root: Path, count: int, extra: str = "", handling: str = "") -> Path:
    """The councils and the case, about the draft of the story. `handling` is added to each council's entry."""
    folder = root / "content" / "cases"
    folder.mkdir(exist_ok=True)
    councils = [_council(number) for number in range(1, count + 1)]
    first = "# yaml-language-server: $schema=../schemas/{}.schema.json\n\n"
    (folder / "councils.yaml").write_text(first.format("councils") + "councils:\n" + "".join(councils), "utf-8")
    listed = [_handling(number) + handling for number in range(1, count + 1)]
    text = (
        f'id: {CASE}\nexample: "yes"\ndocument: avtale\nproposed: {story.DRAFT}\nsent: 2026-11-01\n'
        f"deadline: 2027-03-31\nsender:\n  name: Eksempelalliansen\nrule:\n  kind: all\n{extra}"
        f"words:\n  nb:\n{_FORM.format(**_NB)}  nn:\n{_FORM.format(**_NN)}councils:\n{''.join(listed)}"
    )
    path = folder / f"{CASE}.yaml"
    path.write_text(first.format("case") + text, "utf-8")
    return path


def _council(number: int) -> str:
    return (
        f'  - id: {name(number)}\n    example: "yes"\n    name: Eksempel {number} kommune\n    kind: kommune\n'
        f'    number: "{1000 + number}"\n    language: {"nb" if number % 2 else "nn"}\n    body: kommunestyret\n'
    )


def _handling(number: int) -> str:
    return (
        f"  {name(number)}:\n    case: 2026/{number}\n    sittings:\n"
        f'      - body: formannskapet\n        date: 2027-01-20\n        case: "PS {number}/27"\n'
        "      - body: kommunestyret\n        date: 2027-02-03\n"
    )
