"""What the parties have undertaken in their agreement: one party, one post, a day; and what became of it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement, Clause
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.plans.commands.promises import make_promise, mark_promise
from samrad.plans.models import Promise, PromiseMark
from samrad.plans.queries.promises import promises_visible_to
from tests.cast import Cast
from tests.situations import FROM, TO, clauses_of, do, take_into_force
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PRESENCE, WORDS = "Politiet er på skolen", "Kontaktpolitiet er på ungdomsskolen"


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    """In force, with one clause that obliges and one that describes."""
    dates = {"valid_from": FROM, "valid_to": TO}
    made = do(cast.director, start_agreement, cooperation_id=cast.cooperation.pk, template_id=None, **dates)
    for heading, kind in (("Formål", Clause.Kind.DESCRIPTION), (PRESENCE, Clause.Kind.OBLIGATION)):
        do(cast.director, add_clause, agreement_id=made.pk, heading=heading, text="Tekst.", kind=kind)
    do(cast.director, hand_over_round, agreement_id=made.pk)
    do(cast.chief, accept_remaining, agreement_id=made.pk)
    do(cast.chief, hand_over_round, agreement_id=made.pk)
    return take_into_force(cast.director, cast.chief, made)


def lineage(cast: Cast, agreement: Agreement, place: int = 1) -> object:
    """The first describes, the second obliges."""
    return clauses_of(cast.slt, agreement)[place].lineage


def party_of(cast: Cast, owner: Actor) -> UUID:
    return cast.places.lyngvik.pk if owner == cast.slt else cast.places.north.pk


def promised(cast: Cast, agreement: Agreement, by: Actor, owner: Actor, **given: object) -> Promise:
    usual = {
        "agreement_id": agreement.pk, "clause": lineage(cast, agreement), "text": WORDS, "party_id": party_of(cast, owner),
        "owner_id": owner.post, "due_on": today() + timedelta(days=30), "every": "monthly", "is_presence": True,
    }  # fmt: skip
    return do(by, make_promise, **usual | given)


def mark(actor: Actor, promise: Promise, verdict: str, **given: object) -> PromiseMark:
    return do(actor, mark_promise, promise_id=promise.pk, verdict=verdict, **{"seen": 1} | given)


class TestAPromise:
    def test_has_one_party_and_one_post_and_the_mutual_is_seen(
        self, cast: Cast, agreement: Agreement
    ) -> None:
        """A-tjen-a: each obligation has its party and its post, and they stand party by party for both."""
        promised(cast, agreement, cast.slt, cast.police_contact)
        promised(
            cast, agreement, cast.police_contact, cast.slt, text="Kommunen kaller inn", is_presence=False
        )
        for who in ("slt", "politikontakt"):
            page = visit(login_as(who), "/samarbeid/lyngvik/lofter/")
            town, police = page.text.index("Kommunen kaller inn"), page.text.index(WORDS)
            assert town < police  # each under its own heading
            assert page.text.index("Lyngvik kommune 1") < town < page.text.index("Nordre politidistrikt 1")

    def test_comes_from_a_clause_that_obliges(self, cast: Cast, agreement: Agreement) -> None:
        for clause in (lineage(cast, agreement, 0), uuid4()):
            with pytest.raises(Refused, match="merket som forpliktelse"):
                promised(cast, agreement, cast.slt, cast.slt, clause=clause)

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"text": "  "}, "Skriv hva parten har lovet."),
            ({"due_on": date(2060, 1, 1)}, "Fristen er for langt fram."),
            ({"owner_id": uuid4()}, "Ansvarlig må være en stilling hos parten"),
        ],
    )
    def test_is_refused_where_something_is_missing(
        self, cast: Cast, agreement: Agreement, given: dict[str, object], sentence: str
    ) -> None:
        with pytest.raises(Refused, match=sentence):
            promised(cast, agreement, cast.slt, cast.slt, **given)

    def test_of_one_party_is_not_laid_on_a_post_of_the_other(self, cast: Cast, agreement: Agreement) -> None:
        with pytest.raises(Refused, match="Ansvarlig må være en stilling hos parten"):
            promised(cast, agreement, cast.slt, cast.slt, owner_id=cast.police_contact.post)

    def test_is_nothing_to_others(self, cast: Cast, agreement: Agreement) -> None:
        made = promised(cast, agreement, cast.slt, cast.police_contact)
        for who in ("nabokommune", "nabopoliti", "skole", "direktorat", "drift"):
            assert login_as(who).get(f"/lofte/{made.pk}/").status_code == 404, who
        with pytest.raises((Denied, Refused, Promise.DoesNotExist)):
            mark(cast.foreign_contact, made, "kept")


class TestMarking:
    def test_an_occasion_moves_the_next_one_on(self, cast: Cast, agreement: Agreement) -> None:
        """V-2.1-b: planned and held occasions of an agreed presence, and nothing of who went where."""
        made = promised(cast, agreement, cast.slt, cast.police_contact)
        mark(cast.police_contact, made, "kept")
        with time_machine.travel(made.due_on + timedelta(days=90)):
            mark(cast.slt, made, "not_kept", reason="Vakant stilling", seen=2)
        with wall.acting(cast.slt) as actor:
            [row] = promises_visible_to(actor, cast.cooperation)
            assert [each.verdict for each in row.marks.all()] == ["not_kept", "kept"]
            assert row.due_on > made.due_on + timedelta(days=50)
            assert row.is_presence

    def test_needs_a_reason_where_it_was_not_kept_or_waived(self, cast: Cast, agreement: Agreement) -> None:
        made = promised(cast, agreement, cast.slt, cast.police_contact)
        with pytest.raises(Refused, match="Skriv hvorfor"):
            mark(cast.slt, made, "waived")
        with pytest.raises(Refused, match="Fristen er ikke ute"):
            mark(cast.slt, made, "late", reason="Snart")

    def test_by_two_at_once_keeps_the_first_and_tells_the_second(
        self, cast: Cast, agreement: Agreement
    ) -> None:
        made = promised(cast, agreement, cast.slt, cast.police_contact)
        mark(cast.slt, made, "kept")
        with pytest.raises(Stale):
            mark(cast.police_contact, made, "kept")

    def test_that_ends_it_closes_it(self, cast: Cast, agreement: Agreement) -> None:
        made = promised(cast, agreement, cast.slt, cast.police_contact)
        mark(cast.slt, made, "waived", reason="Ny ordning", ends=True)
        with pytest.raises(Refused, match="Forpliktelsen er avsluttet"):
            mark(cast.slt, made, "kept", seen=2)

    def test_is_never_changed(self, cast: Cast, agreement: Agreement) -> None:
        mark(cast.slt, promised(cast, agreement, cast.slt, cast.police_contact), "kept")
        with wall.acting(cast.slt), transaction.atomic(), pytest.raises(DatabaseError):
            PromiseMark.objects.update(verdict="not_kept")


def test_written_down_and_marked_on_its_pages(cast: Cast, agreement: Agreement) -> None:
    client = login_as("slt")
    address = f"/samarbeid/lyngvik/lofter/{agreement.pk}/"
    assert "2 Politiet er på skolen" in visit(client, address).text
    said = {
        "clause": str(lineage(cast, agreement)), "text": WORDS, "party_id": str(party_of(cast, cast.police_contact)),
        "owner_id": str(cast.police_contact.post), "due_on": f"{today() + timedelta(days=9):%Y-%m-%d}", "every": "once",
    }  # fmt: skip
    page = send(client, address, said | {"text": ""}, status=422)
    assert "Fyll ut feltet." in page.text
    page = send(client, address, said)
    assert "Forpliktelsen er skrevet ned. Begge parter ser den." in page.text
    made = next(link for link in page.links if link.startswith("/lofte/"))
    page = send(login_as("politikontakt"), made, {"verdict": "kept", "seen": "1"})
    assert "Holdt" in page.text
