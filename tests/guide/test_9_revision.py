"""Chapter 9: every version leaves a row, and no row is ever changed."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError

from samrad.agreements.commands.finishing import freeze_agreement, reopen_agreement
from samrad.agreements.documents import document_of
from samrad.agreements.models import Version
from samrad.agreements.queries.agreements import agreement_visible_to, version_visible_to, versions_visible_to
from samrad.agreements.queries.finishing import readiness_of
from samrad.agreements.queries.versions import text_visible_to
from samrad.cooperation import wall
from samrad.guide.editions import latest
from tests.cast import Cast
from tests.situations import approve, do, frozen

pytestmark = pytest.mark.django_db


def frozen_twice(cast: Cast) -> Version:
    """Locked by the municipality, opened after approval, and locked again by the police without a word."""
    with time_machine.travel("2026-11-02 09:00+01:00"):
        first = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(cast.slt, first)
    with time_machine.travel("2026-11-05 09:00+01:00"):
        do(cast.chief, reopen_agreement, agreement_id=first.agreement_id, reason="Et årstall er feil.")
        with wall.acting(cast.chief):
            agreement = agreement_visible_to(cast.chief, first.agreement_id)
            seen = readiness_of(cast.chief, agreement).content_hash
        return do(cast.chief, freeze_agreement, agreement_id=first.agreement_id, seen_hash=seen)


class TestGuide_9:
    """Version, date, description, who made it, and who owns it."""

    def test_all_five_stand_in_the_document(self, cast: Cast) -> None:
        """V-9-a: one row for each, in order; a change after approval adds exactly one."""
        second = frozen_twice(cast)
        with wall.acting(cast.slt):
            document = document_of(version_visible_to(cast.slt, second.pk), is_signed=False)
        assert document.words["revision_columns"] == [
            "Versjon", "Dato", "Beskrivelse", "Utarbeidet av", "Dokumenteier",
        ]  # fmt: skip
        assert document.revisions == [
            ["1", "2. november 2026", "Endelig tekst. Åpnet igjen 5. november 2026.", "Lyngvik kommune",
             "Partene sammen"],
            ["2", "5. november 2026", "Låst for godkjenning", "Nordre politidistrikt", "Partene sammen"],
        ]  # fmt: skip

    def test_no_row_is_changed_and_what_was_can_still_be_read(self, cast: Cast) -> None:
        """V-9-a."""
        second = frozen_twice(cast)
        with wall.acting(cast.police_contact) as actor:
            rows = versions_visible_to(actor, agreement_visible_to(actor, second.agreement_id))
            assert [(row.number, row.approvals.count(), row.voided_at is None) for row in rows] == [
                (1, 1, False), (2, 0, True),
            ]  # fmt: skip
            assert text_visible_to(actor, second.agreement, "versjon-1").clauses
        with pytest.raises(DatabaseError, match="never changed"), wall.acting(cast.slt):
            Version.objects.filter(pk=rows[0].pk).update(content={"title": "noe annet"})

    def test_the_guide_keeps_the_same_table_of_itself(self) -> None:
        """V-9-b: a word for a version, and several who wrote it and own it."""
        row = latest().revisions[-1]
        assert (row.version, row.on) == ("NY", date(2023, 3, 27))
        assert row.authors == row.owners == ("Politidirektoratet", "KS")
