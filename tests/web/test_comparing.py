"""Any two states of a text against each other: what changed stands in words, what did not is folded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.drafting import move_clause
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import (
    add_clause,
    note_disagreement,
    propose_removal,
    propose_wording,
)
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement
from samrad.kernel import clock
from tests.cast import Cast
from tests.situations import a_draft, clauses_of, do, freeze, in_force, on_the_table
from tests.visit import login_as, visit
from tests.web.test_reading import THEN

pytestmark = pytest.mark.django_db


def changed(cast: Cast) -> Agreement:
    """Round 1 puts three clauses forward; round 2 changes one, adds one, takes one out."""
    agreement = on_the_table(cast.slt, cast.cooperation)
    purpose, council, contacts = clauses_of(cast.police_contact, agreement)
    text = "Partene møtes i politiråd fire ganger i året."
    do(cast.police_contact, propose_wording, clause_id=council.pk, heading="Rådet", text=text, seen=0)
    do(
        cast.police_contact,
        add_clause,
        agreement_id=agreement.pk,
        heading="Ungdom",
        text="Vi møter ungdomsrådet.",
    )
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    do(cast.slt, accept_remaining, agreement_id=agreement.pk)
    do(cast.slt, propose_removal, clause_id=contacts.pk, seen=0)
    do(cast.slt, hand_over_round, agreement_id=agreement.pk)
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    assert purpose.pk
    return agreement


@pytest.mark.parametrize("username", ["slt", "politikontakt", "leser"])
def test_what_changed_is_named_and_marked_word_by_word(cast: Cast, username: str) -> None:
    """A-om-b, A-gyld-b: alike for both parties."""
    agreement = changed(cast)
    page = visit(login_as(username), f"/avtale/{agreement.pk}/sammenlign/")
    assert page.h1 == "Sammenlign versjoner"
    for words in (
        "1 punkt er endret · 1 punkt er lagt til · 1 punkt er tatt ut · 1 punkt er uendret",
        "1 uendret punkt 1 Formål",
        "Endret · punkt 2",
        "Fjernet: to (slutt på det som er fjernet) Lagt til: fire (slutt på tillegget) ganger",
        "Tatt ut · punkt 3 Kontaktpersoner",
        "Lagt til · punkt 3 Ungdom",
    ):
        assert words in page.text
    assert [o.get("value") for o in page.all("option") if "selected" in o.attrib] == ["runde-1", "runde-4"]
    assert {div.get("lang") for div in page.all("div") if div.get("lang")} == {"nb"}


def test_two_states_side_by_side_mark_each_its_own(cast: Cast) -> None:
    agreement = changed(cast)
    page = visit(login_as("slt"), f"/avtale/{agreement.pk}/sammenlign/?fra=runde-1&til=runde-2&vis=side")
    assert "Fjernet: to (slutt på det som er fjernet) ganger i året. Runde 2" in page.text
    assert "Punktet var ikke med." in page.text
    assert "?fra=runde-1&til=runde-2&vis=endringer" in page.links
    back = visit(login_as("slt"), f"/avtale/{agreement.pk}/sammenlign/?fra=runde-2&til=runde-1&vis=side")
    assert "Punktet er ikke med." in back.text


def test_the_same_state_twice_is_said_to_be_the_same(cast: Cast) -> None:
    agreement = changed(cast)
    page = visit(login_as("slt"), f"/avtale/{agreement.pk}/sammenlign/?fra=runde-2&til=runde-2")
    assert ("Dette er samme versjon" in page.text, "4 uendrede punkter" in page.text) == (True, True)


def test_a_moved_clause_says_from_where_to_where(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    page = visit(login_as("slt"), f"/avtale/{agreement.pk}/sammenlign/")
    assert "3 uendrede punkter" in page.text
    last = clauses_of(cast.police_contact, agreement)[2]
    do(cast.police_contact, move_clause, clause_id=last.pk, direction="up")
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    assert "3 uendrede punkter" in visit(login_as("slt"), f"/avtale/{agreement.pk}/sammenlign/").text


def test_the_next_agreement_shows_what_changed_since_the_last(cast: Cast) -> None:
    """A-gyld-b."""
    old = in_force(cast.director, cast.chief, cast.cooperation)
    with clock.set_to(THEN):
        asked = do(cast.slt, ask_for_revision, agreement_id=old.pk, reason="Flere møter.")
        new = do(cast.chief, answer_revision, request_id=asked.pk, reply="yes")
        client = login_as("politikontakt")
        assert "sammenlign" not in " ".join(visit(client, f"/avtale/{new.pk}/").links)
        council = clauses_of(cast.slt, new)[1]
        text = "Partene møtes i politiråd fire ganger i året."
        do(cast.slt, propose_wording, clause_id=council.pk, heading="Politirådet", text=text, seen=0)
        do(cast.slt, hand_over_round, agreement_id=new.pk)
        way = f"/avtale/{new.pk}/sammenlign/?fra=forrige"
        assert way in visit(client, f"/avtale/{new.pk}/").links
        page = visit(client, way)
    assert "Avtalen for 2027–2030" in page.text
    assert "1 punkt er endret · 2 punkter er uendret" in page.text


def test_before_anything_is_handed_over_there_is_nothing_to_compare(cast: Cast) -> None:
    agreement = a_draft(cast.slt, cast.cooperation)
    for username in ("slt", "politikontakt"):
        page = visit(login_as(username), f"/avtale/{agreement.pk}/sammenlign/")
        assert "Ingenting er levert ennå, så det er ingen versjoner å sammenligne." in page.text
        assert "Formål" not in page.text


@pytest.mark.parametrize("asked", ["fra=runde-9", "til=tull", "fra=versjon-1", "fra=forrige"])
def test_a_state_that_is_not_there_is_not_found(cast: Cast, asked: str) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    page = visit(login_as("slt"), f"/avtale/{agreement.pk}/sammenlign/?{asked}", status=404)
    assert page.h1 == "Vi finner ikke siden"


def test_it_asks_as_much_with_many_rounds_as_with_one(cast: Cast) -> None:
    one = on_the_table(cast.neighbour_mayor, cast.neighbours)
    many = changed(cast)
    counts = []
    for username, agreement in (("nabokommune", one), ("slt", many)):
        client = login_as(username)
        with CaptureQueriesContext(connection) as asked_for:
            assert client.get(f"/avtale/{agreement.pk}/sammenlign/").status_code == 200
        counts.append(len(asked_for))
    assert counts[0] == counts[1]


def test_a_noted_disagreement_is_called_one_and_not_a_clause_that_was_taken_out(cast: Cast) -> None:
    """A disagreement is an outcome with a word of its own, in rounds and in the frozen version."""
    agreement = on_the_table(cast.slt, cast.cooperation)
    _purpose, council, _contacts = clauses_of(cast.police_contact, agreement)
    do(cast.police_contact, note_disagreement, clause_id=council.pk, reason="Uenige.", look_again_on=None, seen=0)  # fmt: skip
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    do(cast.slt, accept_remaining, agreement_id=agreement.pk)
    do(cast.slt, hand_over_round, agreement_id=agreement.pk)
    freeze(cast.slt, agreement)
    for later in ("runde-3", "versjon-1"):
        page = visit(login_as("politikontakt"), f"/avtale/{agreement.pk}/sammenlign/?fra=runde-1&til={later}")
        assert "1 punkt er notert som uenighet · 2 punkter er uendret" in page.text
        assert "Uenighet notert · punkt 2 Politirådet" in page.text
        assert "Punktet holdes utenfor avtaleteksten til dere ser på det igjen." in page.text
        assert "Tatt ut" not in page.text
