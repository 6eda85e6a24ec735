"""Where a contact has been, a municipality's bylaws, and the training of a function: days and codes."""

from datetime import date, timedelta

import pytest

from samrad.contacts.commands.bylaws import adopt_bylaws, review_bylaws
from samrad.contacts.commands.directory import set_entry
from samrad.contacts.commands.presence import note_presence
from samrad.contacts.models import Bylaws, Presence
from samrad.contacts.queries.directory import bylaws_of
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import do

pytestmark = pytest.mark.django_db


def was_there(cast: Cast, actor: Actor | None = None, **other: object) -> Presence:
    given: dict[str, object] = {
        "appointment_id": cast.police_contact.appointment,
        "organisation_id": cast.places.lyngvik.pk,
        "occasion": "office",
        "partner": "schools",
        "on": today(),
    }
    made: Presence = do(actor or cast.police_contact, note_presence, **given | other)
    return made


def adopted(cast: Cast, actor: Actor | None = None, **other: object) -> Bylaws:
    given: dict[str, object] = {
        "organisation_id": cast.places.lyngvik.pk,
        "body": "council",
        "adopted_on": date(2024, 3, 1),
    }
    made: Bylaws = do(actor or cast.slt, adopt_bylaws, **given | other)
    return made


class TestPresence:
    def test_is_noted_by_the_contact_or_whoever_directs_it(self, cast: Cast) -> None:
        """V-5-b, V-5.1-b: for each municipality by itself, with whom, and not a word more."""
        made = was_there(cast)
        was_there(cast, cast.chief, on=today() - timedelta(days=3), partner="business", occasion="meeting")
        assert (made.organisation.name, made.occasion, made.partner) == ("Lyngvik", "office", "schools")
        assert [field.name for field in Presence._meta.get_fields()] == [
            "id",
            "appointment",
            "organisation",
            "occasion",
            "partner",
            "on",
        ]

    def test_is_not_the_municipalitys_to_note(self, cast: Cast) -> None:
        for actor in (cast.slt, cast.mayor, cast.neighbour_mayor, cast.oversight):
            with pytest.raises(Denied):
                was_there(cast, actor)

    def test_is_refused_where_it_cannot_have_been(self, cast: Cast) -> None:
        for other, sentence in (
            ({"on": today() + timedelta(days=1)}, "fram til i dag"),
            ({"on": date(1999, 1, 1)}, "fram til i dag"),
            ({"organisation_id": cast.places.storvik.pk}, "hadde ikke denne kommunen"),
            ({"occasion": "raid"}, "Velg hva det var"),
        ):
            with pytest.raises(Refused, match=sentence):
                was_there(cast, **other)
        was_there(cast)
        with pytest.raises(Refused, match="allerede ført"):
            was_there(cast)


class TestBylaws:
    def test_have_versions_a_body_and_a_day_of_review(self, cast: Cast) -> None:
        """V-2.2-e, V-4-o: a municipal body adopts; that the directorate confirmed it is a day of its own."""
        adopted(cast)
        adopted(cast, adopted_on=date(2025, 2, 1), confirmed_on=date(2025, 4, 1), body="committee")
        do(cast.slt, review_bylaws, organisation_id=cast.places.lyngvik.pk, on=date(2026, 1, 5))
        assert [(row.number, row.body, row.reviewed_on) for row in bylaws_of(cast.places.lyngvik)] == [
            (2, "committee", date(2026, 1, 5)),
            (1, "council", date(2024, 3, 1)),
        ]
        assert set(Bylaws.Body.values) == {"council", "committee"}

    def test_are_never_the_polices_to_adopt(self, cast: Cast) -> None:
        """V-2.2-e"""
        for actor in (cast.chief, cast.police_contact, cast.neighbour_mayor, cast.oversight):
            with pytest.raises(Denied, match="Det er kommunen som vedtar"):
                adopted(cast, actor)

    def test_are_refused_when_the_days_cannot_be(self, cast: Cast) -> None:
        town = cast.places.lyngvik.pk
        with pytest.raises(Refused, match="Ingen vedtekter"):
            do(cast.slt, review_bylaws, organisation_id=town, on=today())
        for other, sentence in (
            ({"adopted_on": today() + timedelta(days=1)}, "har ikke vært ennå"),
            ({"confirmed_on": date(2024, 2, 1)}, "før de ble vedtatt"),
            ({"link": "javascript:alert(1)"}, "fra https"),
            ({"body": "police"}, "Velg hvem i kommunen"),
        ):
            with pytest.raises(Refused, match=sentence):
                adopted(cast, **other)
        adopted(cast)
        with pytest.raises(Refused, match="nyere utgave"):
            adopted(cast, adopted_on=date(2023, 1, 1))
        with pytest.raises(Refused, match="fra de ble vedtatt"):
            do(cast.slt, review_bylaws, organisation_id=town, on=date(2024, 2, 1))


class TestTraining:
    def test_is_a_day_of_the_one_function_that_is_asked(self, cast: Cast) -> None:
        """V-2.1-m: the district's competence has a day, and there is no field for anybody's risk."""
        mail = {"owner_id": cast.places.north.pk, "email": "partnervold@nordre.no"}
        trained = do(cast.chief, set_entry, kind="risk_assessment", trained_on=date(2026, 3, 1), **mail)
        other = do(cast.chief, set_entry, kind="business", trained_on=date(2026, 3, 1), **mail)
        assert (trained.trained_on, other.trained_on) == (date(2026, 3, 1), None)
        with pytest.raises(Refused, match="har ikke vært ennå"):
            do(cast.chief, set_entry, kind="risk_assessment", trained_on=today() + timedelta(days=1), **mail)
