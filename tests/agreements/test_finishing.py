"""Freeze, approve, open again, sign and seal: alike for both, and never two of a kind. A-om-b."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError

from samrad.agreements.commands.drafting import set_terms
from samrad.agreements.commands.finishing import (
    approve_version,
    freeze_agreement,
    reopen_agreement,
    sign_agreement,
)
from samrad.agreements.commands.proposing import note_disagreement, propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.fingerprint import fingerprint
from samrad.agreements.models import Agreement, Approval, Version
from samrad.agreements.permissions import may_reopen
from samrad.agreements.queries.agreements import agreement_visible_to, versions_visible_to
from samrad.agreements.queries.finishing import (
    Finishing,
    Readiness,
    finishing_of,
    readiness_of,
)
from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.records import plug_in
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.situations import (
    all_agreed,
    approve,
    approved,
    clauses_of,
    do,
    freeze,
    fresh,
    frozen,
    on_the_table,
    sign,
)

pytestmark = pytest.mark.django_db


def ready(actor: Actor, agreement: Agreement) -> Readiness:
    with wall.acting(actor):
        return readiness_of(actor, agreement_visible_to(actor, agreement.pk))


def finishing(actor: Actor, agreement: Agreement) -> Finishing:
    with wall.acting(actor):
        found = finishing_of(actor, agreement_visible_to(actor, agreement.pk))
    assert found
    return found


def signed(cast: Cast) -> Version:
    version = approved(cast.director, cast.chief, cast.cooperation)
    sign(cast.director, version)
    sign(cast.chief, version)
    return version


class TestFreezing:
    def test_keeps_the_whole_text_and_its_fingerprint(self, cast: Cast) -> None:
        """A-tittel-a, A-om-g."""
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        content = version.content
        assert content["title"] == (
            "Avtale om kommune- og politisamarbeid mellom Lyngvik kommune og Nordre politidistrikt 2027–2030"
        )
        assert [party["name"] for party in content["parties"]] == ["Lyngvik kommune", "Nordre politidistrikt"]
        assert content["terms"] == {
            "valid_from": "2027-01-01",
            "valid_to": "2030-12-31",
            "revision_due_on": "2029-12-31",
            "evaluation_due_on": "2028-01-01",
        }
        assert [(c["number"], c["heading"], c["level"]) for c in content["clauses"]] == [
            ("1", "Formål", 1),
            ("2", "Politirådet", 1),
            ("3", "Kontaktpersoner", 1),
        ]
        with wall.acting(cast.slt):
            kept = Version.objects.get(pk=version.pk)
        assert (kept.number, kept.content_hash) == (1, fingerprint(kept.content))
        assert fresh(cast.slt, version.agreement).state == "approval"

    def test_reads_alike_for_both_parties(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        ours, theirs = ready(cast.slt, agreement), ready(cast.police_contact, agreement)
        assert (ours.content_hash, ours.blocking) == (theirs.content_hash, [])
        do(cast.slt, propose_wording, clause_id=clauses_of(cast.slt, agreement)[0].pk,
           heading="Formål", text="KANARIFUGL", seen=0)  # fmt: skip
        assert ready(cast.police_contact, agreement) == theirs
        assert ready(cast.slt, agreement) == ours

    def test_waits_until_everything_is_settled(self, cast: Cast) -> None:
        agreement = on_the_table(cast.slt, cast.cooperation)
        found = ready(cast.slt, agreement)
        assert [finding.code for finding in found.blocking] == ["open"] * 3
        assert found.content["clauses"] == []
        with pytest.raises(Refused) as no:
            do(cast.slt, freeze_agreement, agreement_id=agreement.pk, seen_hash=found.content_hash)
        assert str(no.value) == (
            "Et forslag til punkt 1 «Formål» ligger på bordet. Svar på det, og lever runden."
        )

    def test_waits_for_an_answer_about_dates(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        do(cast.slt, set_terms, agreement_id=agreement.pk, valid_from=date(2027, 1, 1), valid_to=date(2029, 12, 31),
           revision_due_on=None, evaluation_due_on=None, scope="whole", seen=0)  # fmt: skip
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        assert [finding.code for finding in ready(cast.slt, agreement).blocking] == ["open_terms"]
        do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        found = ready(cast.slt, agreement)
        assert (found.blocking, len(found.advice)) == ([], 2)

    def test_leaves_a_noted_disagreement_out_of_the_text_but_names_it(self, cast: Cast) -> None:
        agreement = on_the_table(cast.slt, cast.cooperation)
        second = clauses_of(cast.police_contact, agreement)[1]
        later = today() + timedelta(days=90)
        do(cast.police_contact, note_disagreement, clause_id=second.pk, reason="Vi vil møtes oftere.",
           look_again_on=later, seen=0)  # fmt: skip
        do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        do(cast.slt, accept_remaining, agreement_id=agreement.pk)
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        content = freeze(cast.slt, agreement).content
        assert [(c["number"], c["heading"]) for c in content["clauses"]] == [
            ("1", "Formål"),
            ("2", "Kontaktpersoner"),
        ]
        assert content["disagreements"] == [
            {"key": str(second.lineage), "heading": "Politirådet", "look_again_on": later.isoformat()}
        ]

    def test_never_freezes_a_text_the_writer_has_not_seen(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        with pytest.raises(Stale, match="Teksten er endret siden du leste den"):
            do(cast.slt, freeze_agreement, agreement_id=agreement.pk, seen_hash="0" * 64)

    def test_is_for_the_parties_writers_and_only_once(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        seen = ready(cast.slt, agreement).content_hash
        with pytest.raises(Denied):
            do(cast.reader, freeze_agreement, agreement_id=agreement.pk, seen_hash=seen)
        for stranger in (cast.neighbour_mayor, cast.oversight, cast.operator):
            with pytest.raises(Agreement.DoesNotExist):
                do(stranger, freeze_agreement, agreement_id=agreement.pk, seen_hash=seen)
        freeze(cast.police_contact, agreement)
        with pytest.raises(Refused, match="Bare en avtale i forhandling"):
            do(cast.slt, freeze_agreement, agreement_id=agreement.pk, seen_hash=seen)

    def test_stays_frozen_in_the_database_too(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        with pytest.raises(DatabaseError, match="never changed"), wall.acting(cast.slt):
            Version.objects.filter(pk=version.pk).update(content={"title": "annet"})

    def test_names_other_kinds_by_their_parties(self, cast: Cast) -> None:
        """V-3-j."""
        cooperation = school_cooperation(cast)
        version = frozen(cast.principal, cast.chief, cooperation)
        assert version.content["title"] == (
            "Avtale om forebygging, beredskap og sikkerhet mellom Lyngvik videregående skole og "
            "Lyngvik tjenesteenhet 2027–2030"
        )


class TestApproving:
    def test_by_both_opens_for_signatures(self, cast: Cast) -> None:
        """A-om-b: both on the identical version hash."""
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(cast.slt, version)
        found = finishing(cast.slt, version.agreement)
        assert [party.name for party in found.not_approved_by] == ["Nordre"]
        assert fresh(cast.slt, version.agreement).state == "approval"
        approve(cast.police_contact, version)
        assert fresh(cast.slt, version.agreement).state == "signing"
        assert finishing(cast.slt, version.agreement).not_approved_by == []

    def test_may_be_political_with_body_date_and_case(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        given = {"version_id": version.pk, "form": "political", "decided_on": today(),
                 "seen_hash": version.content_hash}  # fmt: skip
        with pytest.raises(Refused, match="organ og saksnummer"):
            do(cast.slt, approve_version, **given, body="Kommunestyret", case_number=" ")
        found: Approval = do(cast.slt, approve_version, **given, body="Kommunestyret", case_number="87/26")
        assert (found.form, found.body, found.case_number) == ("political", "Kommunestyret", "87/26")

    def test_is_once_for_each_party_and_never_of_another_text(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        given = {"version_id": version.pk, "form": "internal", "decided_on": today()}
        with pytest.raises(Stale) as late:
            do(cast.slt, approve_version, **given, seen_hash="0" * 64)
        assert (str(late.value), late.value.theirs, late.value.version) == (
            "Dette er ikke den versjonen du leste. Les versjonen som gjelder, og prøv igjen.", "Versjon 1", 1
        )  # fmt: skip
        approve(cast.slt, version)
        with pytest.raises(Refused, match="Dere har allerede godkjent"):
            approve(cast.mayor, version)
        with pytest.raises(Denied):
            approve(cast.reader, version)
        with pytest.raises(Version.DoesNotExist):
            approve(cast.neighbour_mayor, version)

    def test_is_never_dated_ahead(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        with pytest.raises(Refused, match="fram i tid"):
            do(cast.slt, approve_version, version_id=version.pk, form="internal",
               decided_on=today() + timedelta(days=1), seen_hash=version.content_hash)  # fmt: skip

    def test_says_what_happened_and_nothing_more(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        heard: list[object] = []
        unplug = plug_in(lambda event, **_given: heard.append(event))
        approve(cast.slt, version)
        unplug()
        assert [type(event).__name__ for event in heard] == ["VersionApproved"]


class TestOpeningAgain:
    def test_voids_the_version_for_all_to_see_and_keeps_the_evidence(self, cast: Cast) -> None:
        """A-om-b: a change after approval voids both approvals."""
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.director, version)
        do(cast.police_contact, reopen_agreement, agreement_id=version.agreement_id, reason="Nytt møtetall.")
        agreement = fresh(cast.slt, version.agreement)
        assert agreement.state == "negotiation"
        with wall.acting(cast.slt):
            (kept,) = versions_visible_to(cast.slt, agreement_visible_to(cast.slt, agreement.pk))
        assert (kept.void_reason, kept.voided_by) == ("Nytt møtetall.", cast.places.north)
        assert (len(kept.approvals.all()), len(kept.signatures.all())) == (2, 1)
        with wall.acting(cast.slt):
            assert finishing_of(cast.slt, agreement_visible_to(cast.slt, agreement.pk)) is None
        for deed, actor in ((sign, cast.chief), (approve, cast.slt)):
            with pytest.raises(Refused) as no:
                deed(actor, version)
            assert str(no.value) == (
                "Versjon 1 ble åpnet igjen og gjelder ikke lenger. Se hva som gjelder nå."
            )

    def test_then_the_next_version_starts_from_nothing(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(cast.slt, version)
        do(cast.slt, reopen_agreement, agreement_id=version.agreement_id, reason="Skrivefeil.")
        clause = clauses_of(cast.slt, version.agreement)[0]
        do(cast.slt, propose_wording, clause_id=clause.pk, heading="Formål", text="Ny tekst.", seen=0)
        do(cast.slt, hand_over_round, agreement_id=version.agreement_id)
        do(cast.police_contact, accept_remaining, agreement_id=version.agreement_id)
        do(cast.police_contact, hand_over_round, agreement_id=version.agreement_id)
        second = freeze(cast.police_contact, version.agreement)
        found = finishing(cast.slt, version.agreement)
        assert (second.number, found.version, found.approvals) == (2, second, {})
        assert second.content_hash != version.content_hash

    def test_needs_a_reason_and_something_to_open(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        with pytest.raises(Refused, match="ikke låst"):
            do(cast.slt, reopen_agreement, agreement_id=agreement.pk, reason="Fordi.")
        freeze(cast.slt, agreement)
        with pytest.raises(Refused, match="Skriv kort hvorfor"):
            do(cast.slt, reopen_agreement, agreement_id=agreement.pk, reason=" ")
        with pytest.raises(Denied):
            do(cast.reader, reopen_agreement, agreement_id=agreement.pk, reason="Fordi.")

    def test_never_voids_what_the_person_did_not_know_of(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.director, version)
        given = {"agreement_id": version.agreement_id, "reason": "Feil."}
        with pytest.raises(Stale) as late:
            do(cast.slt, reopen_agreement, **given, seen=2)
        assert (str(late.value), late.value.version) == (
            "En godkjenning eller underskrift kom til mens du skrev. Se hva som faller bort nå, og prøv igjen.", 3
        )  # fmt: skip
        do(cast.slt, reopen_agreement, **given, seen=3)

    def test_is_too_late_when_all_have_signed(self, cast: Cast) -> None:
        version = signed(cast)
        with pytest.raises(Refused, match="Alle har undertegnet"):
            do(cast.slt, reopen_agreement, agreement_id=version.agreement_id, reason="Angrer.")
        with wall.acting(cast.slt):
            assert not may_reopen(cast.slt, agreement_visible_to(cast.slt, version.agreement_id), version)


class TestSigning:
    def test_goes_in_any_order_and_names_the_person_and_the_post(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        first, second = sign(cast.chief, version), sign(cast.director, version)
        assert [(s.name, s.post_title, s.party) for s in (first, second)] == [
            ("Per Haugland", "Tjenesteenhetsleder", cast.places.north),
            ("Jon Tveit", "Kommunedirektør", cast.places.lyngvik),
        ]
        assert {first.content_hash, second.content_hash} == {version.content_hash}
        found = finishing(cast.slt, version.agreement)
        assert (found.not_signed_by, found.waits_for_seal) == ([], True)
        assert fresh(cast.slt, version.agreement).state == "signing"

    def test_needs_a_login_of_the_last_five_minutes(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        given = {"version_id": version.pk, "seen_hash": version.content_hash}
        for wrong in (timedelta(minutes=5, seconds=1), timedelta(minutes=-2)):
            with pytest.raises(Refused, match="Logg inn på nytt for å undertegne"):
                do(cast.chief, sign_agreement, **given, logged_in_at=now() - wrong)
        do(cast.chief, sign_agreement, **given, logged_in_at=now() - timedelta(minutes=4, seconds=50))

    def test_is_for_the_partys_signatory_only(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        for other in (cast.police_contact, cast.slt, cast.mayor, cast.reader):
            with pytest.raises(Denied, match="undertegner for parten"):
                sign(other, version)
        for stranger in (cast.neighbour_mayor, cast.foreign_contact, cast.oversight):
            with pytest.raises(Version.DoesNotExist):
                sign(stranger, version)

    def test_comes_after_both_approvals_and_once_for_each_party(self, cast: Cast) -> None:
        version = frozen(cast.director, cast.chief, cast.cooperation)
        approve(cast.director, version)
        with pytest.raises(Refused, match="Alle parter må først godkjenne"):
            sign(cast.director, version)
        approve(cast.chief, version)
        sign(cast.director, version)
        with pytest.raises(Refused, match="Dere har allerede undertegnet denne versjonen"):
            sign(cast.director, version)

    def test_is_of_the_text_that_was_read(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        with pytest.raises(Stale, match="ikke den versjonen du leste"):
            do(cast.chief, sign_agreement, version_id=version.pk, seen_hash="f" * 64, logged_in_at=now())

    def test_never_stands_for_the_house_that_is_no_party(self, cast: Cast) -> None:
        stranger = Actor(name="X", power="signatory", appointment=UUID(int=1), party=UUID(int=2))
        version = approved(cast.director, cast.chief, cast.cooperation)
        with pytest.raises(Version.DoesNotExist):
            sign(stranger, version)


def test_every_party_of_a_cooperation_is_awaited(cast: Cast) -> None:
    """However many they are."""
    assert isinstance(cast.cooperation, Cooperation)
    version = frozen(cast.director, cast.chief, cast.cooperation)
    assert [party.name for party in finishing(cast.slt, version.agreement).not_signed_by] == [
        "Lyngvik",
        "Nordre",
    ]
