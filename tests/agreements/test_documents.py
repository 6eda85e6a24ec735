"""The papers of an agreement, read back as text: one to approve, one sealed, in the agreement's own language."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import time_machine

from samrad.agreements.commands.finishing import approve_version, reopen_agreement
from samrad.agreements.commands.proposing import note_disagreement
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.commands.sealing import seal_agreement
from samrad.agreements.documents import DocumentNotMade, agreement_pdf, bearing_of, sealed_pdf
from samrad.agreements.models import Agreement, Signature, Version
from samrad.agreements.queries.agreements import version_visible_to
from samrad.agreements.queries.verification import verification_of
from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.kernel.answers import Refused
from samrad.ledger.queries import head_of
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.pdf import faults, outline_of, seal_folder, words_of
from tests.situations import approve, approved, clauses_of, do, freeze, fresh, frozen, on_the_table, sign

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") $x$ *b* čđŋšŧž'
NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def pdf_of(actor: Actor, version: Version, make: Callable[[Version], bytes] = agreement_pdf) -> bytes:
    with wall.acting(actor):
        return make(version_visible_to(actor, version.pk))


def agreed(
    first: Actor, second: Actor, cooperation: Cooperation, points: tuple[tuple[str, str], ...]
) -> Agreement:
    agreement = on_the_table(first, cooperation, points=points)
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    return fresh(first, agreement)


def signed(cast: Cast) -> Version:
    """Approved politically by the municipality and internally by the police, and signed by both."""
    version = frozen(cast.director, cast.chief, cast.cooperation)
    do(cast.director, approve_version, version_id=version.pk, form="political", decided_on=date(2026, 11, 20),
       body="Lyngvik kommunestyre", case_number="88/26", seen_hash=version.content_hash)  # fmt: skip
    approve(cast.chief, version)
    sign(cast.director, version)
    sign(cast.chief, version)
    return version


class TestTheVersionToApprove:
    def test_says_on_its_first_page_what_it_is_and_is_not(self, cast: Cast) -> None:
        with time_machine.travel(NOON, tick=False):
            version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        pdf = pdf_of(cast.police_contact, version)
        words = words_of(pdf)
        assert words.startswith(
            "Dette er versjon 1 til godkjenning. Denne filen er ikke undertegnet. "
            "Avtale om kommune- og politisamarbeid mellom Lyngvik kommune og Nordre politidistrikt 2027–2030 "
            "Lyngvik kommune Nordre politidistrikt "
            "Avtalen gjelder fra 1. januar 2027 til og med 31. desember 2030."
        )
        assert (
            "1 Formål Kommunen og politiet samarbeider for å forebygge kriminalitet og skape trygghet. "
            "2 Politirådet Partene møtes i politiråd to ganger i året. 3 Kontaktpersoner"
        ) in words
        assert "Underskriftene kommer her når alle partene har undertegnet." in words
        assert "Versjon 1, ikke undertegnet Side 1 av " in words
        assert "Teksten ble låst 1. desember 2026 kl. 12.00." in words
        assert version.content_hash in words.replace(" ", "")
        assert (faults(pdf), bearing_of(pdf)) == ([], "foreign")

    def test_has_an_outline_a_title_and_a_language(self, cast: Cast) -> None:
        pdf = pdf_of(cast.slt, frozen(cast.slt, cast.police_contact, cast.cooperation))
        assert outline_of(pdf) == [
            "1 Formål", "2 Politirådet", "3 Kontaktpersoner", "Underskrifter", "Versjoner av dokumentet",
            "Om dette dokumentet",
        ]  # fmt: skip
        with pikepdf.open(BytesIO(pdf)) as document:
            assert str(document.Root.Lang) == "nb-NO"
            assert str(document.docinfo["/Title"]).startswith("Avtale om kommune- og politisamarbeid mellom")

    def test_is_the_same_bytes_for_all_whoever_has_answered(self, cast: Cast) -> None:
        version = frozen(cast.director, cast.chief, cast.cooperation)
        first = pdf_of(cast.slt, version)
        approve(cast.director, version)
        approve(cast.chief, version)
        sign(cast.chief, version)
        with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
            assert pdf_of(cast.police_contact, version) == first

    def test_prints_what_people_typed_as_they_typed_it(self, cast: Cast) -> None:
        points = ((f"Formål {HOSTILE}", f"Vi samarbeider.\n- {HOSTILE}\n- to\n\nSlutt."),)
        agreement = agreed(cast.slt, cast.police_contact, cast.cooperation, points)
        pdf = pdf_of(cast.slt, freeze(cast.slt, agreement))
        assert f"1 Formål {HOSTILE} Vi samarbeider. • {HOSTILE} • to Slutt." in words_of(pdf)
        assert faults(pdf) == []

    def test_names_a_disagreement_apart_from_the_text(self, cast: Cast) -> None:
        agreement = on_the_table(cast.slt, cast.cooperation)
        second = clauses_of(cast.police_contact, agreement)[1]
        do(cast.police_contact, note_disagreement, clause_id=second.pk, reason="Vi vil møtes oftere.",
           look_again_on=date(2027, 9, 1), seen=0)  # fmt: skip
        for actor in (cast.police_contact, cast.slt):
            do(actor, accept_remaining, agreement_id=agreement.pk)
            do(actor, hand_over_round, agreement_id=agreement.pk)
        words = words_of(pdf_of(cast.slt, freeze(cast.slt, agreement)))
        assert (
            "Dette er partene ikke enige om Uenigheten er notert og er ikke en del av avtalen. "
            "• Politirådet. Partene ser på det igjen 1. september 2027. Underskrifter"
        ) in words
        assert "Partene møtes i politiråd" not in words

    def test_has_a_row_for_every_version_up_to_itself(self, cast: Cast) -> None:
        """V-9-a: version, date, description, prepared by and document owner, one row more for each change."""
        with time_machine.travel(NOON, tick=False):
            first = frozen(cast.slt, cast.police_contact, cast.cooperation)
            do(cast.slt, reopen_agreement, agreement_id=first.agreement_id, reason="Vi fant en feil.")
            second = freeze(cast.slt, fresh(cast.slt, first.agreement))
        assert (
            "Versjon Dato Beskrivelse Utarbeidet av Dokumenteier "
            "1 1. desember 2026 Endelig tekst. Åpnet igjen 1. desember 2026. "
            "Lyngvik kommune Nordre politidistrikt Partene sammen "
            "2 1. desember 2026 Endelig tekst Lyngvik kommune Nordre politidistrikt Partene sammen"
        ) in words_of(pdf_of(cast.slt, second))
        older = words_of(pdf_of(cast.slt, first))
        assert older.startswith(
            "Versjon 1 gjelder ikke lenger. Teksten ble åpnet igjen 1. desember 2026. Avtale"
        )
        assert "2 1. desember 2026" not in older

    def test_is_in_nynorsk_where_the_agreement_is(self, cast: Cast) -> None:
        """A-om-g."""
        town, police = cast.neighbour_mayor, cast.foreign_contact
        points = (("Føremål", "Kommunen og politiet samarbeider for å førebyggje kriminalitet."),)
        version = freeze(town, agreed(town, police, cast.neighbours, points))
        made = words_of(pdf_of(town, version))
        approve(town, version)
        approve(police, version)
        sign(town, version)
        sign(police, version)
        seal_folder()
        made += words_of(pdf_of(police, version, sealed_pdf))
        assert made.startswith("Dette er versjon 1 til godkjenning. Denne fila er ikkje underteikna. Avtale")
        for said in (
            "Innhald",
            "Underteikna ",
            "Godkjend internt",
            "Versjonar av dokumentet",
            "Utarbeidd av",
        ):
            assert said in made
        ours = {"ikke", "fra", "gjelder", "Innhold", "partene", "Partene", "filen", "Filen", "laget", "ble", "enige",
                "undertegnet", "Undertegnet", "Godkjent", "Versjoner", "Beskrivelse", "Utarbeidet", "Dokumenteier",
                "siden", "velg", "gjøre", "sto", "hendelsesloggen", "kommer", "innen"}  # fmt: skip
        assert ours & set(made.replace(".", " ").replace(",", " ").split()) == set()

    def test_serves_a_school_and_its_police_too(self, cast: Cast) -> None:
        version = frozen(cast.principal, cast.chief, school_cooperation(cast))
        pdf = pdf_of(cast.principal, version)
        assert "Lyngvik videregående skole Lyngvik tjenesteenhet Avtalen gjelder" in words_of(pdf)
        assert faults(pdf) == []

    def test_is_not_made_of_another_text_than_the_frozen_one(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        version.content["clauses"][0]["text"] = "Noe annet."
        with wall.acting(cast.slt), pytest.raises(DocumentNotMade, match="er ikke den som ble låst"):
            agreement_pdf(version)


class TestTheSealedFile:
    def test_tells_who_signed_and_how_each_said_yes(self, cast: Cast) -> None:
        """A-om-b, V-9-a."""
        seal_folder()
        with time_machine.travel(NOON, tick=False):
            version = signed(cast)
        pdf = pdf_of(cast.slt, version, sealed_pdf)
        words = words_of(pdf)
        assert words.startswith("Avtale om kommune- og politisamarbeid mellom")
        assert (
            "Underskrifter Lyngvik kommune Jon Tveit Kommunedirektør Undertegnet 1. desember 2026 kl. 12.00. "
            "Godkjent av Lyngvik kommunestyre, sak 88/26, 20. november 2026. "
            "Nordre politidistrikt Per Haugland Tjenesteenhetsleder Undertegnet 1. desember 2026 kl. 12.00. "
            "Godkjent internt 1. desember 2026. "
        ) in words
        with wall.acting(cast.slt):
            head = head_of(version.cooperation_id)
        assert head
        assert f"sto hendelsesloggen på nummer {head.seq}, med kontrollsum {head.hash}" in words.replace(
            " ".join(head.hash[at : at + 8] for at in range(0, 64, 8)), head.hash
        )
        assert "adressen /kontroller/" in words
        assert version.content_hash in words.replace(" ", "")
        assert f"Versjon 1, kontrollsum {version.content_hash[:8]} Side 1 av " in words
        assert (faults(pdf), bearing_of(pdf)) == ([], "ours")

    def test_is_what_the_last_signature_makes_and_anyone_can_check(self, cast: Cast) -> None:
        seal_folder()
        document = do(cast.director, seal_agreement, version_id=signed(cast).pk, make_pdf=sealed_pdf)
        pdf = bytes(document.pdf)
        assert verification_of(pdf, examine=bearing_of).outcome == "unchanged"
        changed = pdf.replace(b"%PDF-1.7", b"%PDF-1.6")
        assert verification_of(changed, examine=bearing_of).outcome == "changed"
        assert verification_of(pdf + b"\n", examine=bearing_of).outcome == "changed"
        assert verification_of(b"%PDF", examine=bearing_of).outcome == "unreadable"

    @pytest.mark.parametrize("folder", ["", "empty"])
    def test_waits_for_a_key_and_the_signatures_stand(
        self, cast: Cast, settings: object, tmp_path: Path, folder: str
    ) -> None:
        settings.SEAL_FOLDER = folder and str(tmp_path)  # type: ignore[attr-defined]
        version = signed(cast)
        with pytest.raises(Refused, match="Samråd mangler nøkkelen til seglet"):
            do(cast.director, seal_agreement, version_id=version.pk, make_pdf=sealed_pdf)
        with wall.acting(cast.slt):
            assert Signature.objects.filter(version=version).count() == 2
            assert fresh(cast.slt, version.agreement).state == "signing"
        assert bearing_of(b"") == "unreadable"

    def test_that_cannot_be_set_says_so(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("samrad.agreements.documents.TEMPLATE", Path("none.typ"))
        version = approved(cast.director, cast.chief, cast.cooperation)
        with pytest.raises(DocumentNotMade, match="Dokumentet kunne ikke lages"):
            pdf_of(cast.slt, version)
