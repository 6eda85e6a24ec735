"""Templates: our own wording in both languages, and an operator's own file. A-om-e…h."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.templates import import_template, install_own_templates
from samrad.agreements.models import Template
from samrad.agreements.prose import blocks, normalised
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.negotiation import table_of
from samrad.agreements.queries.templates import templates_for
from samrad.agreements.reading import LARGEST_FILE, fill, leftovers, own_templates, read_template
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from tests.cast import MACHINERY, Cast
from tests.situations import FROM, TO, do

OFFICIAL = Path(__file__).resolve().parents[2] / "../shared/source/000_3febe8d05e865eeb.txt"
SMALL = """Avtale mellom X kommune og X politidistrikt

Mal til bruk for partane.

1. Innleiing

Avtalen gjeld frå 20XX til 20XX. Partane er ikkje bundne.

Døme: Her kan ein skrive noko lokalt.

2. Evaluering

Partane evaluerer kvart år.
"""


class TestOurOwn:
    def test_stand_in_both_languages_with_the_same_points(self) -> None:
        """A-om-h."""
        found = {template.key: template for template in own_templates()}
        assert sorted(found) == [
            f"{name}-{language}"
            for name in ("fylke", "region", "samarbeid", "skole")
            for language in ("nb", "nn")
        ]
        for name in ("fylke", "region", "samarbeid", "skole"):
            nb, nn = found[f"{name}-nb"], found[f"{name}-nn"]
            assert [(c.role, c.kind, c.level) for c in nb.clauses] == [
                (c.role, c.kind, c.level) for c in nn.clauses
            ]

    def test_hold_one_language_each(self) -> None:
        for template in own_templates():
            text = " ".join(clause.text for clause in template.clauses)
            wrong = (
                r"\b(ikke|partene|fra|de)\b" if template.language == "nn" else r"\b(ikkje|partane|frå|dei)\b"
            )
            assert re.findall(wrong, text) == []

    def test_leave_nothing_over_when_their_fields_are_filled(self) -> None:
        """A-om-g."""
        fields = dict.fromkeys(("kommune", "politidistrikt", "fra_aar", "til_aar"), "noe")
        for template in own_templates():
            assert [leftovers(fill(clause.text, fields)) for clause in template.clauses] == [[]] * len(
                template.clauses
            )

    def test_a_school_agreement_has_three_parts(self) -> None:
        """V-3-j."""
        school = next(template for template in own_templates() if template.key == "skole-nb")
        assert [c.role for c in school.clauses][1:4] == ["prevention", "preparedness", "security"]


class TestLeftovers:
    @pytest.mark.parametrize(
        "text",
        ["X kommune", "frå 20XX*", "Døme: noko", "{kommune}", "[sett inn]", "NN", ".......", "____", "etc…"],
    )
    def test_are_found(self, text: str) -> None:
        """A-om-g."""
        assert len(leftovers(f"Vi i {text} avtaler")) >= 1

    @pytest.mark.parametrize("text", ["Max kommune", "i 2027", "og så videre …", "X-akse", "Annen kommune"])
    def test_ordinary_words_are_not(self, text: str) -> None:
        assert leftovers(text) == []


class TestReading:
    def test_headings_become_clauses_and_notes_stand_apart(self) -> None:
        template = read_template(SMALL.encode(), "mal.txt")
        assert template.title == "Avtale mellom {kommune} og {politidistrikt}"
        assert (template.language, template.guidance) == ("nn", "Mal til bruk for partane.")
        assert [(c.role, c.heading) for c in template.clauses] == [
            ("intro", "Innleiing"),
            ("evaluation", "Evaluering"),
        ]
        assert (
            template.clauses[0].text == "Avtalen gjeld frå {fra_aar} til {til_aar}. Partane er ikkje bundne."
        )
        assert template.clauses[0].guidance == "Døme: Her kan ein skrive noko lokalt."

    def test_the_front_page_is_no_clause_and_what_goes_out_is_guidance(self) -> None:
        text = (
            "AVTALE OM SAMARBEID\nMELLOM X KOMMUNE OG X POLITIDISTRIKT\n20XX – 20XX\n[bookmark: _x1]\n"
            "Om malen (slett dette)\nHan er laga for partane.\nLokale mål\n[bookmark: _x2]Partane har valt mål.\n"
            "Døme:\n· trygg skuleveg\n· fleire møteplassar\nGyldigheit\nAvtalen gjeld for *20xx - *20xx.\n"
        )
        template = read_template(text.encode(), "mal.txt")
        assert (template.title, template.guidance) == (
            "Avtale om samarbeid", "Om malen (slett dette)\nHan er laga for partane."
        )  # fmt: skip
        assert [(c.heading, c.text, c.guidance) for c in template.clauses] == [
            ("Lokale mål", "Partane har valt mål.", "Døme:\n\n· trygg skuleveg\n\n· fleire møteplassar"),
            ("Gyldigheit", "Avtalen gjeld for {fra_aar} - {til_aar}.", ""),
        ]

    def test_docx_gives_the_same(self) -> None:
        document = Document()
        for line in SMALL.split("\n"):
            document.add_paragraph(line)
        file = io.BytesIO()
        document.save(file)
        assert read_template(file.getvalue(), "mal.docx") == read_template(SMALL.encode(), "mal.txt")

    def test_the_official_template_is_read(self) -> None:
        """A-om-f, A-om-h."""
        if not OFFICIAL.exists():
            pytest.skip("the source texts are not here")
        template = read_template(OFFICIAL.read_bytes(), OFFICIAL.name)
        assert template.language == "nn"
        assert len(template.clauses) == 7
        assert not any(
            leftover.words.startswith("X ") for c in template.clauses for leftover in leftovers(c.text)
        )

    @pytest.mark.parametrize(
        ("data", "name", "sentence"),
        [
            (b"x" * (LARGEST_FILE + 1), "a.txt", "Filen er for stor"),
            (b"\xff\xfe\x00broken", "a.txt", "kan ikke leses som tekst"),
            (b"not a zip", "a.docx", "DOCX-filen er skadet"),
            (b"", "a.txt", "ingen overskrifter"),
            (b"Tittel\nbare en setning her.", "a.txt", "ingen overskrifter"),
        ],
    )
    def test_a_file_that_cannot_be_used_is_refused(self, data: bytes, name: str, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            read_template(data, name)

    def test_a_file_that_swells_is_refused(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", b"0" * 60_000_000)
        with pytest.raises(Refused, match="pakkes ut"):
            read_template(file.getvalue(), "a.docx")

    def test_a_zip_that_is_no_document_is_refused(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("a.txt", "x")
        with pytest.raises(Refused, match="DOCX-filen er skadet"):
            read_template(file.getvalue(), "a.docx")


class TestProse:
    def test_paragraphs_and_bullets(self) -> None:
        found = blocks("En.\n- a\n• b\n\n- c\nTo.")
        assert [(b.kind, b.text, b.items) for b in found] == [
            ("paragraph", "En.", ()),
            ("bullets", "", ("a", "b")),
            ("bullets", "", ("c",)),
            ("paragraph", "To.", ()),
        ]

    def test_hidden_characters_are_gone(self) -> None:
        assert normalised("a\u202eb\ufeff\r\n\r\n\r\n\r\nc\x07 \n") == "ab\n\nc"


@pytest.mark.django_db
class TestUse:
    def test_a_draft_from_a_template_is_filled_in_and_remembers_it(self, cast: Cast) -> None:
        """A-om-e, A-tittel-a."""
        install_own_templates(actor=MACHINERY)
        template = templates_for(cast.cooperation)[0]
        agreement = do(
            cast.slt,
            start_agreement,
            cooperation_id=cast.cooperation.pk,
            template_id=template.pk,
            valid_from=FROM,
            valid_to=TO,
        )
        with wall.acting(cast.slt):
            rows = table_of(cast.slt, agreement_visible_to(cast.slt, agreement.pk)).clauses
        assert [row.number for row in rows] == [
            "1", "2", "3", "4", "4.1", "4.2", "4.3", "5", "5.1", "5.2", "6", "7", "8",
        ]  # fmt: skip
        text = rows[0].wording.text if rows[0].wording else ""
        assert text.startswith("Denne avtalen er inngått mellom Lyngvik kommune og Nordre politidistrikt.")
        assert rows[0].clause.template_text == text
        assert rows[0].clause.guidance.startswith("Si kort")

    def test_the_cooperations_language_decides(self, cast: Cast) -> None:
        """A-om-h."""
        install_own_templates(actor=MACHINERY)
        assert [t.key for t in templates_for(cast.cooperation)] == ["samarbeid-nb"]
        assert [t.key for t in templates_for(cast.neighbours)] == ["samarbeid-nn"]

    def test_an_operator_loads_one_and_nobody_else_does(self, cast: Cast) -> None:
        template = import_template(actor=cast.operator, data=SMALL.encode(), filename="mal.txt")
        assert (template.language, len(template.clauses)) == ("nn", 2)
        import_template(actor=cast.operator, data=SMALL.encode(), filename="mal.txt")
        assert Template.objects.count() == 1
        assert [t.key for t in templates_for(cast.neighbours)] == [template.key]
        with pytest.raises(Denied, match="drifter løsningen"):
            import_template(actor=cast.mayor, data=SMALL.encode(), filename="mal.txt")
