"""What was shared, who may read it, who did; and what stands in the way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.cooperation.words import LooksPersonal
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.oversight.tasks import look_at_everything
from samrad.parties.actor import Actor
from samrad.sharing.commands import note_obstacle, open_shared
from samrad.sharing.models import Obstacle, Shared
from samrad.sharing.queries import one_shared_visible_to, recurring_obstacles, shared_visible_to
from tests.cast import Cast
from tests.ledger.reading import kinds
from tests.oversight.test_refreshing import as_from_nothing, everything, jobs_done, says
from tests.sharing.situations import something_shared
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PAGE = "/samarbeid/lyngvik/deling/delt/"


def themes(cast: Cast, actor: Actor) -> list[str]:
    with wall.acting(actor):
        return [row.theme for row in shared_visible_to(actor, cast.cooperation)]


def in_the_table(actor: Actor) -> int:
    with wall.acting(actor), connection.cursor() as cursor:
        cursor.execute("select count(*) from sharing_shared")
        return int(cursor.fetchone()[0])


class TestWhatIsShared:
    def test_has_provider_receiver_purpose_basis_and_end(self, cast: Cast) -> None:
        """V-2.1-d, V-5.1-e"""
        made = something_shared(cast)
        assert (made.party.name, made.receiver, made.sensitivity, made.basis) == (
            "Nordre", "municipality", "internal", "rett-politi-forebygge",
        )  # fmt: skip
        assert kinds(cast.slt, cast.cooperation)[-1] == "KnowledgeShared"
        assert themes(cast, cast.slt) == themes(cast, cast.police_contact) == ["Uro ved busstasjonen"]
        assert themes(cast, cast.neighbour_mayor) == themes(cast, cast.oversight) == []

    def test_is_asked_for_its_basis_before_it_is_sent(self, cast: Cast) -> None:
        """V-2.1-d, V-4.1.5-c"""
        for other, sentence in (
            ({"basis": ""}, "Velg bestemmelsen"),
            ({"basis": "made-up-1"}, "står ikke i lovregisteret"),
            ({"purpose": " "}, "hva det skal brukes til"),
            ({"kept_until": today() - timedelta(days=1)}, "fem år"),
            ({"sensitivity": "confidential"}, "Velg hvem som kan lese det"),
            ({"sensitivity": "confidential", "recipients": [uuid4()]}, "hører ikke til partene"),
        ):
            with pytest.raises(Refused, match=sentence):
                something_shared(cast, **other)
        something_shared(cast, sensitivity="open", basis="")
        with pytest.raises(LooksPersonal):
            something_shared(cast, "Ring Kari Nordmann på 912 34 567")
        for outsider in (cast.reader, cast.oversight):
            with pytest.raises(Denied):
                something_shared(cast, by=outsider)

    def test_that_is_confidential_shows_to_sender_and_named_alone_in_either_wall(self, cast: Cast) -> None:
        """V-4.1.5-c: the same for a colleague of the sender as for the other party's people."""
        secret = something_shared(cast, sensitivity="confidential", recipients=[cast.slt.post])
        assert themes(cast, cast.slt) == themes(cast, cast.police_contact) == ["Uro ved busstasjonen"]
        for actor in (cast.chief, cast.mayor, cast.reader):
            assert themes(cast, actor) == []
            assert in_the_table(actor) == 0
            with pytest.raises(Shared.DoesNotExist):
                do(actor, open_shared, shared_id=secret.pk)
        assert in_the_table(cast.slt) == in_the_table(cast.police_contact) == 1

    def test_tells_both_parties_who_read_it(self, cast: Cast) -> None:
        """V-4.1.5-c: once a day, and the sender's own look is no reading."""
        made = something_shared(cast)
        for actor in (cast.police_contact, cast.slt, cast.slt, cast.mayor):
            do(actor, open_shared, shared_id=made.pk)
        for actor in (cast.slt, cast.chief):
            with wall.acting(actor):
                found, _home = one_shared_visible_to(actor, made.pk)
                assert {row.by.pk for row in found.readings.all()} == {
                    cast.slt.appointment,
                    cast.mayor.appointment,
                }

    def test_is_never_without_purpose_or_basis_in_the_table_either(self, cast: Cast) -> None:
        made = something_shared(cast)
        for column in ("basis", "purpose"):
            with pytest.raises(DatabaseError), wall.acting(cast.police_contact), transaction.atomic():
                Shared.objects.filter(pk=made.pk).update(**{column: ""})


class TestObstacles:
    def test_are_counted_by_reason_and_never_tell_of_a_case(self, cast: Cast) -> None:
        """V-4.1.5-b: a reason, a service, a provision and a month; below five the number is not told."""
        given = {"cooperation_id": cast.cooperation.pk, "service": "skole", "reason": "confidentiality"}
        for _each in range(5):
            do(cast.slt, note_obstacle, **given)
        do(cast.police_contact, note_obstacle, **given | {"reason": "nobody"})
        for actor in (cast.slt, cast.chief):
            with wall.acting(actor):
                rows = recurring_obstacles(actor, cast.cooperation)
                assert [(row.reason, row.times) for row in rows] == [("confidentiality", 5), ("nobody", None)]
        with wall.acting(cast.neighbour_mayor):
            assert recurring_obstacles(cast.neighbour_mayor, cast.cooperation) == []
        words = {field.name for field in Obstacle._meta.get_fields()}
        assert words == {"id", "cooperation", "party", "service", "reason", "basis", "month"}

    def test_are_refused_when_they_are_no_reason(self, cast: Cast) -> None:
        home = {"cooperation_id": cast.cooperation.pk}
        with pytest.raises(Refused, match="Velg hvilken tjeneste"):
            do(cast.slt, note_obstacle, service="skole", reason="laziness", **home)
        with pytest.raises(Refused, match="lovregisteret"):
            do(cast.slt, note_obstacle, service="skole", reason="unsure", basis="made-up-1", **home)
        with pytest.raises(Denied):
            do(cast.reader, note_obstacle, service="skole", reason="unsure", **home)


class TestTheRules:
    def test_are_told_counts_alone(self, cast: Cast) -> None:
        """V-2.1-d, V-4.1.5-c, V-5.1-e"""
        look_at_everything(0)
        assert says("V-5.1-e", cast.cooperation.pk)[0][:2] == ("not_applicable", "nothing_shared")
        made = something_shared(cast, sensitivity="confidential", recipients=[cast.slt.post])
        do(cast.slt, open_shared, shared_id=made.pk)
        jobs_done()
        assert says("V-4.1.5-c", cast.cooperation.pk) == [
            ("kept", "as_advised", '{"items": 1, "strangers": 0}')
        ]
        assert says("V-5.1-e", cast.cooperation.pk) == [("kept", "as_advised", '{"so": 1, "items": 1}')]
        assert everything() == as_from_nothing()


class TestThePages:
    def test_share_read_and_see_who_read(self, cast: Cast) -> None:
        """V-4.1.5-c, V-4.1.5-b"""
        police, town = login_as("politikontakt"), login_as("slt")
        form = {
            "theme": "Uro ved busstasjonen", "text": "Mer uro på fredager.", "purpose": "Planen for høsten",
            "receiver": "municipality", "sensitivity": "internal", "basis": "", "kept_until": str(today()), "confirmed": "on",
        }  # fmt: skip
        page = send(police, f"{PAGE}ny/", form, status=422)
        assert "Velg bestemmelsen som gir dere lov til å dele det" in page.text
        assert "Mer uro på fredager." in page.html
        send(police, f"{PAGE}ny/", form | {"basis": "rett-politi-forebygge"})
        shared = Shared.objects.only("pk")
        with wall.acting(cast.slt):
            key = shared.get().pk
        assert visit(town, PAGE).h1 == "Delt mellom partene"
        assert "Mer uro på fredager." not in visit(town, f"/delt/{key}/").text
        send(town, f"/delt/{key}/", {})
        assert "Mer uro på fredager." in visit(town, f"/delt/{key}/").text
        told = visit(police, f"/delt/{key}/").text
        assert "Hvem som har lest det" in told
        assert cast.slt.name in told
        visit(login_as("nabokommune"), f"/delt/{key}/", status=404)
        send(town, "/samarbeid/lyngvik/deling/hinder/", {"service": "skole", "reason": "unsure", "basis": ""})
        assert "Vi var usikre på hva loven sier" in visit(police, PAGE).text

    def test_cost_the_same_with_one_and_with_many(self, cast: Cast) -> None:
        client, counts = login_as("slt"), []
        for number in (1, 6):
            for each in range(number):
                something_shared(cast, f"Tema {number}-{each}")
            client.get(PAGE)
            with CaptureQueriesContext(connection) as statements:
                client.get(PAGE)
            counts.append(len(statements))
        assert counts[0] == counts[1]
