"""What an agreement of eight pages costs as a PDF, and what a cold LibreOffice spends on the same text."""

import os
import resource
import shutil
import subprocess
import tempfile
import time
import tomllib
from dataclasses import asdict
from pathlib import Path

import docx

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "samrad"
TEMPLATE = PACKAGE / "agreements" / "template_files" / "samarbeid-nb.toml"
CLAUSES = 34  # make eight pages with contents and all
MILLISECONDS, LEAST_RATIO = 150.0, 15.0
RUNS = 5


def rows() -> list[tuple[str, float, float]]:
    """Each row with its limit; the last is a least, not a most, and «nan» where LibreOffice is not installed."""
    ours = min(_milliseconds(number) for number in range(RUNS))
    soffice = shutil.which("soffice")
    theirs = _libreoffice_milliseconds(soffice) if soffice else float("nan")
    name = "cold LibreOffice ÷ ours, at least" + ("" if soffice else " (no LibreOffice here)")
    return [
        ("8-page agreement as PDF/UA-1 + PDF/A, ms", ours, MILLISECONDS),
        (name, theirs / ours, LEAST_RATIO),
    ]


def clauses(number: int) -> list[dict[str, str]]:
    """The text, told apart by a number: nothing of the run before can be used again as it stands."""
    template = tomllib.loads(TEMPLATE.read_text(encoding="utf-8"))["clause"] * CLAUSES
    return [
        {"heading": clause["heading"], "text": f"{clause['text']}\nGjennomgang {number}.{place}."}
        for place, clause in enumerate(template[:CLAUSES])
    ]


def _milliseconds(number: int) -> float:
    """Processor time in this process, which has set documents before when `number` is not 0."""
    from samrad.agreements.prose import blocks
    from samrad.typeset.printing import typeset

    data = {
        "language": "nb", "title": f"Avtale {number}", "authors": [], "keywords": [], "date": (2027, 1, 1),
        "footer": "Versjon 1", "page": "Side {page} av {pages}", "notice": "", "parties": [], "terms": [],
        "disagreements": [], "blocks": [], "revisions": [], "about": ["Versjon 1."], "checksum": "0" * 64,
        "clauses": [
            {"number": str(place), "level": 1, "heading": clause["heading"],
             "blocks": [asdict(block) for block in blocks(clause["text"])]}
            for place, clause in enumerate(clauses(number), 1)
        ],
        "words": {
            "contents": "Innhold", "disagreements": "", "disagreements_lead": "", "signatures": "Underskrifter",
            "not_signed": "", "revisions": "Versjoner", "revision_columns": ["", "", "", "", ""], "about": "Om",
            "checksum": "Kontrollsum",
        },
    }  # fmt: skip
    start = time.process_time()
    typeset(PACKAGE / "agreements" / "typst" / "agreement.typ", data)
    return (time.process_time() - start) * 1000


def _libreoffice_milliseconds(soffice: str) -> float:
    """Processor time of one conversion from DOCX, with a profile of its own as in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        paper = docx.Document()
        for clause in clauses(0):
            paper.add_heading(clause["heading"], 1)
            for paragraph in clause["text"].splitlines():
                paper.add_paragraph(paragraph)
        paper.save(f"{folder}/avtale.docx")
        before = _spent_by_children()
        subprocess.run(
            [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, f"{folder}/avtale.docx"],
            check=True, capture_output=True, env=os.environ | {"HOME": folder},
        )  # fmt: skip
        spent = _spent_by_children() - before
        if not Path(folder, "avtale.pdf").exists():
            raise FileNotFoundError("LibreOffice made no PDF")
        return spent * 1000


def _spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
