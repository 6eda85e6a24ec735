"""The last signature makes the sealed file, and the agreement takes the place of what went before. A-om-a."""

from datetime import date
from hashlib import sha256

import pytest
from django.db import DatabaseError

from samrad.agreements.commands.sealing import seal_agreement
from samrad.agreements.models import Agreement, Approval, Seal, SealedDocument, Signature, Version
from samrad.agreements.permissions import may_seal
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import (
    Finishing,
    finishing_of,
    sealed_document_visible_to,
)
from samrad.cooperation import wall
from samrad.cooperation.models import Choice
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.records import plug_in
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import (
    approved,
    do,
    fresh,
    in_force,
    seal,
    sign,
)

pytestmark = pytest.mark.django_db


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


class TestSealing:
    def test_keeps_the_bytes_and_puts_the_agreement_in_force(self, cast: Cast) -> None:
        version = signed(cast)
        document = seal(cast.slt, version, b"%PDF-1.7 bytes")
        assert (bytes(document.pdf), document.sha256) == (
            b"%PDF-1.7 bytes", sha256(b"%PDF-1.7 bytes").hexdigest()
        )  # fmt: skip
        assert fresh(cast.slt, version.agreement).state == "in_force"
        with wall.acting(cast.police_contact) as actor:
            agreement = agreement_visible_to(actor, version.agreement_id)
            assert bytes(sealed_document_visible_to(actor, agreement).pdf) == b"%PDF-1.7 bytes"
            found = finishing_of(actor, agreement)
        assert found and (found.document, found.waits_for_seal) == (document, False)
        with wall.acting(cast.neighbour_mayor) as actor, pytest.raises(SealedDocument.DoesNotExist):
            sealed_document_visible_to(actor, agreement)

    def test_moves_the_municipalitys_choice(self, cast: Cast) -> None:
        in_force(cast.director, cast.chief, cast.cooperation)
        choice = Choice.objects.get(organisation=cast.places.lyngvik, matter="agreement")
        assert (choice.status, choice.since) == ("in_force", date(2027, 1, 1))

    def test_that_fails_loses_no_signature_and_can_be_tried_again(self, cast: Cast) -> None:
        version = signed(cast)

        def broken(_version: Version) -> bytes:
            raise OSError("the disk is full")

        with pytest.raises(OSError, match="disk is full"):
            do(cast.slt, seal_agreement, version_id=version.pk, make_pdf=broken)
        found = finishing(cast.slt, version.agreement)
        assert (len(found.signatures), found.waits_for_seal) == (2, True)
        first = seal(cast.slt, version, b"%PDF one")
        again = seal(cast.police_contact, version, b"%PDF two")
        assert (again.pk, bytes(again.pdf)) == (first.pk, b"%PDF one")

    def test_waits_for_the_last_signature(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.chief, version)
        with pytest.raises(Refused, match="Alle parter må først undertegne"):
            seal(cast.slt, version)
        with pytest.raises(Denied):
            seal(cast.reader, version)
        with wall.acting(cast.slt) as actor:
            assert not may_seal(actor, version)

    def test_tells_the_ledger_what_is_kept(self, cast: Cast) -> None:
        version = signed(cast)
        heard: list[object] = []
        unplug = plug_in(lambda event, **_given: heard.append(event))
        seal(cast.slt, version)
        unplug()
        assert [type(event).__name__ for event in heard] == ["AgreementSealed", "ChoiceStated"]

    def test_supersedes_the_older_agreement_from_the_day_it_begins(self, cast: Cast) -> None:
        """A-om-a."""
        old = in_force(cast.director, cast.chief, cast.cooperation)
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.director, version)
        sign(cast.chief, version)
        seal(cast.chief, version, b"%PDF the next")
        old, new = fresh(cast.slt, old), fresh(cast.slt, version.agreement)
        assert (old.superseded_on, new.superseded_on) == (date(2027, 1, 1), None)
        assert [old.standing(day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [
            "upcoming", "superseded"
        ]  # fmt: skip
        assert new.standing(date(2027, 1, 1)) == "in_force"
        with wall.acting(cast.slt):
            older = Seal.objects.get(agreement=old)
        days = (date(2026, 12, 31), date(2027, 1, 1))
        assert [older.standing(day) for day in days] == ["upcoming", "superseded"]

    def test_is_never_changed_afterwards(self, cast: Cast) -> None:
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        for model in (SealedDocument, Signature, Approval):
            with pytest.raises(DatabaseError, match="never changed"), wall.acting(cast.slt):
                model.objects.all().delete()
        assert fresh(cast.slt, agreement).state == "in_force"
