"""Chapter 2: the municipality owns itself, and three choices are its own."""

from collections.abc import Callable
from datetime import date
from itertools import product
from uuid import UUID

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from samrad.agreements.commands.drafting import discard_draft, move_clause, set_terms
from samrad.agreements.commands.proposing import (
    add_clause,
    drop_preparation,
    propose_removal,
    propose_wording,
)
from samrad.agreements.commands.rounds import hand_over_round
from samrad.agreements.models import Proposal
from samrad.cooperation import wall
from samrad.cooperation.commands import answer_offer, make_offer, state_choice
from samrad.cooperation.queries import choices_of, country_status
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.meetings.models import Decision, Task, TaskStep
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, give_login
from samrad.parties.queries import actors_of, norsk_sort
from tests.cast import MACHINERY, PASSWORD, Cast
from tests.guide.drafts import waiting
from tests.meetings.settings import a_council, agenda, in_session
from tests.situations import FROM, TO, a_draft, approve, clauses_of, do, frozen, sign
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
FOREIGN = (
    "police_contact",
    "chief",
    "foreign_contact",
    "oversight",
    "operator",
    "neighbour_mayor",
    "principal",
)


class TestGuide_2_2:
    """Municipalities are legal entities of their own, and organise themselves as they like."""

    @pytest.mark.parametrize("who", FOREIGN)
    def test_nobody_else_writes_in_what_is_the_municipalitys(self, cast: Cast, who: str) -> None:
        """V-2.2-h: not the police, not the directorate, not the operator; and nothing is changed by the attempt."""
        other: Actor = getattr(cast, who)
        agreement, town = a_draft(cast.slt, cast.cooperation), cast.places.lyngvik.pk
        clause = clauses_of(cast.slt, agreement)[0]
        with wall.acting(cast.slt):
            proposal = Proposal.objects.filter(clause=clause).get()
        offer = do(cast.police_contact, make_offer, cooperation_id=cast.cooperation.pk, matter="council",
                   organisation_id=town, offered_on=DAY)  # fmt: skip
        terms = {"valid_from": FROM, "valid_to": TO, "revision_due_on": None, "evaluation_due_on": None}
        deeds: list[tuple[Callable[..., object], dict[str, object]]] = [
            (answer_offer, {"offer_id": offer.pk, "reply": "yes", "seen": 1}),
            (state_choice, {"organisation_id": town, "matter": "slt", "status": "no"}),
            (propose_wording, {"clause_id": clause.pk, "heading": "x", "text": "x", "seen": 1}),
            (propose_removal, {"clause_id": clause.pk, "seen": 1}),
            (move_clause, {"clause_id": clause.pk, "direction": "down"}),
            (add_clause, {"agreement_id": agreement.pk, "heading": "x", "text": "x"}),
            (set_terms, {"agreement_id": agreement.pk, "scope": "whole", "seen": 1, **terms}),
            (drop_preparation, {"proposal_id": proposal.pk}),
            (hand_over_round, {"agreement_id": agreement.pk}),
            (discard_draft, {"agreement_id": agreement.pk}),
        ]
        before = self.everything(cast, agreement.pk)
        for deed, given in deeds:
            with pytest.raises((Denied, ObjectDoesNotExist)):
                do(other, deed, **given)
        assert self.everything(cast, agreement.pk) == before

    def everything(self, cast: Cast, agreement_id: UUID) -> list[object]:
        town = cast.places.lyngvik.pk
        with wall.acting(cast.slt):
            rows = Proposal.objects.filter(agreement=agreement_id).order_by("pk")
            words = [(row.pk, row.version, row.wording.text if row.wording else "") for row in rows]
        return [words, [(m, c.status) for m, c in sorted(choices_of([town])[town].items())]]

    def test_nothing_binds_the_municipality_but_what_it_has_signed_itself(self, cast: Cast) -> None:
        """V-2.2-h: an obligation stands in its own agreement, or nowhere."""
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(cast.police_contact, version)
        with pytest.raises(Refused, match="Alle parter må først godkjenne samme versjon"):
            sign(cast.chief, version)
        with pytest.raises(Denied, match="Bare den som undertegner for parten"):
            sign(cast.slt, version)

    @pytest.mark.parametrize("title", ["Rådmann", "Byrådsleder", "Kommunedirektør, konstituert", "Ordførar"])
    def test_its_titles_are_its_own(self, cast: Cast, title: str) -> None:
        """V-2.2-j: no organisation chart is laid down, and a signature bears the title the municipality uses."""
        house = cast.places.lyngvik
        given = {"organisation": house, "function": "municipal_director", "power": "signatory"}
        post = create_post(actor=MACHINERY, title=f"{title} ", **given)
        person = give_login(actor=MACHINERY, name="Kim Berg", username="kim", password=PASSWORD)
        appoint(actor=MACHINERY, person=person, post=post, valid_from=date(2024, 1, 1))
        leader = actors_of(person.user)[0]
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(leader, version)
        approve(cast.police_contact, version)
        assert sign(leader, version).post_title.strip() == title

    def test_nobody_is_ranked(self, cast: Cast) -> None:
        """V-2.2-j: by name within their district, whatever they have chosen, and no score."""
        do(cast.mayor, state_choice, organisation_id=cast.places.lyngvik.pk, matter="slt", status="no")
        do(cast.neighbour_mayor, state_choice, organisation_id=cast.places.storvik.pk, matter="slt",
           status="in_force")  # fmt: skip
        page = visit(Client(), "/landet/?valg=slt")
        listed = [link for link in page.links if link.startswith("/kommune/")]
        by_name = sorted(country_status(), key=lambda row: norsk_sort(row.name))
        assert listed == [f"/kommune/{row.slug}/" for row in by_name]
        assert "%" not in page.text


class TestGuide_2_3:
    """To cooperate is a choice, and there are three of them."""

    @pytest.mark.parametrize(
        "chosen", list(product(("in_force", "no"), ("in_force", "another_way"), ("under_way", "no")))
    )
    def test_all_eight_combinations_are_fine(self, cast: Cast, chosen: tuple[str, str, str]) -> None:
        """V-2.3-c: none requires another, and nobody is reminded of a no."""
        town = cast.places.lyngvik.pk
        for matter, status in zip(("council", "slt", "agreement"), chosen, strict=True):
            do(cast.mayor, state_choice, organisation_id=town, matter=matter, status=status)
        stand = choices_of([town])[town]
        assert tuple(stand[matter].status for matter in ("council", "slt", "agreement")) == chosen
        for person in (cast.slt, cast.mayor, cast.director):
            assert waiting(person) == []

    def test_no_and_another_way_are_no_fault_on_any_page(self, cast: Cast) -> None:
        """V-2.3-c."""
        town = cast.places.lyngvik.pk
        for matter, status in (("council", "no"), ("agreement", "no"), ("slt", "another_way")):
            do(cast.mayor, state_choice, organisation_id=town, matter=matter, status=status)
        for client, address in ((Client(), "/kommune/lyngvik/"), (login_as("slt"), "/samarbeid/lyngvik/"),
                                (Client(), "/landet/?valg=council")):  # fmt: skip
            html = visit(client, address).html.split("<main")[1]
            for fault in ("tag-late", 'class="late"', "tile-missing", "tile-cross"):
                assert fault not in html, (address, fault)


class TestGuide_2_3_coordination:
    """To coordinate is also to steer: each party inside its own house."""

    def test_a_decision_is_followed_up_in_each_house_and_the_other_reads_nothing_of_it(
        self, cast: Cast
    ) -> None:
        """V-2.3-f: a task for each party, with an owner and a state both see, and notes that only its own party reads."""
        meeting = in_session(cast, a_council(cast, with_the_school=True), "Trygt sentrum", face="forum")
        item = agenda(cast.slt, meeting)[0]
        do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi er ute sammen fredag kveld.")
        owners = (cast.police_contact.post, cast.slt.post)
        theirs, ours = (
            do(cast.slt, make_task, item_id=item.pk, text="Bli med ut", owner_id=post, due_on=today())
            for post in owners
        )
        with wall.acting(cast.slt):
            split = Decision.objects.get().tasks.values_list("owner", "state")
            assert set(split) == {(post, "open") for post in owners}
        url, said = f"/oppgave/{theirs.pk}/", {"kind": "noted", "text": "Vi har ingen å sende i uke 8."}
        page = send(login_as("slt"), url, said)
        assert "Det er lagret. Bare dere ser det." in page.text
        assert "Vi har ingen å sende i uke 8." in page.text
        for reader in ("politikontakt", "skole", "nabopoliti"):
            client = login_as(reader)
            assert "uke 8" not in client.get(url).content.decode()
            assert "bare for egen part" not in client.get("/samarbeid/lyngvik/hendelser/").content.decode()
        with wall.acting(cast.police_contact):
            assert TaskStep.objects.count() == 0
            assert Task.objects.get(pk=theirs.pk).version == 1
        empty = send(login_as("politikontakt"), f"/oppgave/{ours.pk}/", said | {"text": " "}, status=422)
        assert "Skriv merknaden først." in empty.text
        send(login_as("skole"), url, said, status=403)
