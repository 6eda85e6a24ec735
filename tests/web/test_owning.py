"""Measures and tasks owned by local authorities, business, civil society and police, and how it goes for each."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.commands.members import end_membership, take_in_external
from samrad.forums.models import Forum, Membership
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.ledger.models import Entry
from samrad.meetings.commands.outcomes import follow_up_task, give_task
from samrad.meetings.models import Task
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, give_login, register_organisation
from samrad.parties.queries import actors_of
from samrad.plans.commands.measures import set_measure
from samrad.plans.commands.owning import accept_measure
from samrad.plans.content import Details
from samrad.plans.models import Measure, MeasureStep
from samrad.plans.queries.groups import groups_of
from samrad.plans.queries.measures import own_measure
from tests.cast import MACHINERY, PASSWORD, Cast
from tests.forums.situations import a_council, agreed
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HERE = "/samarbeid/lyngvik/framdrift/"


def an_outsider(cast: Cast, kind: str, name: str, username: str) -> Actor:
    """Somebody from a house that is no party, with a login."""
    sector = "business" if kind == "business" else "voluntary"
    house = register_organisation(actor=MACHINERY, kind=kind, name=name, sector=sector, is_fictional=True)
    post = create_post(
        actor=MACHINERY, organisation=house, function="principal", title="Daglig leder", power="external"
    )
    person = give_login(actor=MACHINERY, name=f"Leder {name}", username=username, password=PASSWORD)
    appoint(actor=MACHINERY, person=person, post=post, valid_from=date(2024, 1, 1))
    return actors_of(person.user)[0]


def let_in(cast: Cast, forum: Forum, who: Actor) -> Membership:
    said = agreed(cast, forum)
    return do(
        cast.slt, take_in_external, forum_id=forum.pk, post_id=who.post, role="member", assessment_id=said.pk
    )


def the_four(cast: Cast) -> tuple[Forum, dict[str, Actor]]:
    """A council with one from each group, two of them from outside."""
    forum = a_council(cast, face="forum")
    four = {
        "public": cast.slt,
        "business": an_outsider(cast, "business", "Torget kjøpesenter", "senter"),
        "civil": an_outsider(cast, "volunteer", "Nattevaktene", "natt"),
        "police": cast.police_contact,
    }
    let_in(cast, forum, four["business"])
    let_in(cast, forum, four["civil"])
    return forum, four


def _groups(cast: Cast, who: Actor) -> dict[str, Any]:
    with wall.acting(who):
        return {group.kind: group for group in groups_of(who, cast.cooperation)}


def test_any_of_the_four_groups_owns_takes_on_and_is_seen_by_all_parties(cast: Cast) -> None:
    """V-4-j: a measure and a task for each of the four, taken on by its owner alone, and a view that is the same for both parties."""
    forum, four = the_four(cast)
    plan = a_plan(cast, forum=forum)
    measures = {
        kind: a_measure(cast, plan, name=f"Tiltak {kind}", owner_id=who.post) for kind, who in four.items()
    }
    tasks = {
        kind: do(cast.slt, give_task, forum_id=forum.pk, text=f"Oppgave {kind}", owner_id=who.post, due_on=today())
        for kind, who in four.items()
    }  # fmt: skip
    assert [measures[kind].accepted_on for kind in four] == [today(), None, None, None]  # slt gave itself one
    assert {kind: group.accepted for kind, group in _groups(cast, cast.chief).items()} == {
        "public": 1, "business": 0, "civil": 0, "police": 0,
    }  # fmt: skip
    for kind, who in four.items():
        if kind != "public":
            with pytest.raises(Measure.DoesNotExist):
                do(cast.slt, accept_measure, measure_id=measures[kind].pk)
            with pytest.raises(Refused, match="Bare den som har stillingen"):
                do(cast.slt, follow_up_task, task_id=tasks[kind].pk, kind="accepted", seen=1)
            do(who, accept_measure, measure_id=measures[kind].pk)
        do(who, follow_up_task, task_id=tasks[kind].pk, kind="accepted", seen=1)
    pages = [visit(login_as(name), HERE) for name in ("slt", "politikontakt", "leser")]
    heads = ["Offentlig virksomhet", "Næringsliv", "Frivillige og andre i sivilsamfunnet", "Politi"]
    for page in pages:
        assert [" ".join("".join(head.itertext()).split()) for head in page.all("h2")][:4] == heads
        assert page.text.count("Åpne tiltak: 1 · åpne oppgaver: 1 · tatt imot: 2") == 4
        for kind in four:
            assert (f"Tiltak {kind}" in page.text, f"Oppgave {kind}" in page.text) == (True, True)
    do(four["civil"], follow_up_task, task_id=tasks["civil"].pk, kind="done", seen=2)
    assert {kind: group.done for kind, group in _groups(cast, cast.police_contact).items()} == {
        "public": 0, "business": 0, "civil": 1, "police": 0,
    }  # fmt: skip
    for outsider in ("nabokommune", "senter", "direktorat"):
        assert login_as(outsider).get(HERE).status_code in {403, 404}
    with wall.acting(cast.slt):
        assert Entry.objects.filter(kind="MeasureAccepted").count() == 3


def test_who_owns_from_outside_sees_its_own_measure_and_nothing_more(cast: Cast) -> None:
    """The start page leads to it; taken on and told of there; the plan, the other measures and the parties' pages stay closed."""
    forum, four = the_four(cast)
    plan = a_plan(cast, forum=forum)
    mine = a_measure(cast, plan, name="Vakter på torget", owner_id=four["business"].post, change="Roligere", report_every="monthly")  # fmt: skip
    other = a_measure(cast, plan, name="Patruljer")
    client, here = login_as("senter"), f"/tiltak/{mine.pk}/mitt/"
    assert here in visit(client, "/").links
    assert client.get(f"/tiltak/{mine.pk}/").headers["Location"] == here
    assert client.get(f"/tiltak/{mine.pk}/fortell/").headers["Location"] == here
    assert "Roligere" in visit(client, here).text
    page = send(client, f"/tiltak/{mine.pk}/ta-imot/")
    assert ("Tiltaket er tatt imot." in page.text, "Ta imot tiltaket" in page.text) == (True, False)
    page = send(client, here, {"status": "on_track", "sentence": "To vakter hver helg"})
    assert "To vakter hver helg" in page.text
    refused = send(client, here, {"status": "on_track", "sentence": "Ring 13097248022"}, status=422)
    assert "Dette ligner et fødselsnummer" in refused.text
    tasks = visit(client, "/oppgaver/")  # where it is found again when the start page no longer asks
    assert ("Tiltak du har ansvaret for" in tasks.text, f"/tiltak/{mine.pk}/" in tasks.links) == (True, True)
    assert f"Fortell hvordan det går · {plan.name}, {cast.cooperation.name}" in tasks.text
    assert f"/tiltak/{other.pk}/" not in tasks.links
    assert "Tiltak du har ansvaret for" not in visit(client, "/oppgaver/?vis=alle").text
    parties = visit(login_as("politikontakt"), f"/tiltak/{mine.pk}/").text
    assert ("Næringsliv · tatt imot" in parties, "To vakter hver helg" in parties) == (True, True)
    for closed in (
        f"/plan/{plan.pk}/",
        f"/tiltak/{other.pk}/",
        f"/tiltak/{other.pk}/mitt/",
        f"/tiltak/{mine.pk}/endre/",
    ):
        assert client.get(closed).status_code == 404, closed
    with wall.acting(four["business"]):
        assert [row.name for row in Measure.objects.all()] == ["Vakter på torget"]
        assert {row.measure_id for row in MeasureStep.objects.all()} == {mine.pk}


def test_the_measure_closes_with_the_seat_and_is_taken_on_anew_by_another(cast: Cast) -> None:
    """A seat that has ended shows nothing; a new owner says yes for themself."""
    forum, four = the_four(cast)
    plan = a_plan(cast, forum=forum)
    mine = a_measure(cast, plan, owner_id=four["civil"].post)
    do(four["civil"], accept_measure, measure_id=mine.pk)
    with wall.acting(four["civil"]) as actor, pytest.raises(Refused, match="Tiltaket er tatt imot"):
        accept_measure(actor=actor, measure_id=mine.pk)
    seat = Membership.objects.filter(post=four["civil"].post)
    with wall.acting(cast.slt):
        key = seat.get().pk
        seat.update(valid_from=today() - timedelta(days=9))  # as if they had come in earlier
    do(cast.slt, end_membership, membership_id=key, on=today() - timedelta(days=1))
    with wall.acting(four["civil"]) as actor, pytest.raises(Measure.DoesNotExist):
        own_measure(actor, mine.pk)
    details = Details("Natteravner", four["civil"].post)  # type: ignore[arg-type] # it has a post
    with pytest.raises(Refused, match="eller en som sitter i forumet"):
        do(cast.slt, set_measure, plan_id=plan.pk, measure_id=mine.pk, details=details, seen=2)
    details = Details("Natteravner", cast.police_contact.post)  # type: ignore[arg-type] # it has a post
    moved = do(cast.slt, set_measure, plan_id=plan.pk, measure_id=mine.pk, details=details, seen=2)
    assert moved.accepted_on is None


def test_what_is_late_says_so_on_its_own_line(cast: Cast) -> None:
    forum, four = the_four(cast)
    plan, yesterday = a_plan(cast, forum=forum), today() - timedelta(days=1)
    quiet = a_measure(cast, plan, name="Uten nytt", owner_id=cast.slt.post, report_every="monthly")
    a_measure(cast, plan, name="I rute", owner_id=cast.slt.post)
    late, _fine = (
        do(cast.slt, give_task, forum_id=forum.pk, text=text, owner_id=four["police"].post, due_on=today())
        for text in ("Skiltet", "Brevet")
    )
    with wall.acting(cast.slt):
        Measure.objects.filter(pk=quiet.pk).update(report_due_on=yesterday)
        Task.objects.filter(pk=late.pk).update(due_on=yesterday)
    lines = ["".join(row.itertext()) for row in visit(login_as("slt"), HERE).all("li") if row.get("class")]
    named = {name: next(line for line in lines if line.startswith(name)) for name in ("Uten nytt", "I rute", "Skiltet", "Brevet")}  # fmt: skip
    assert {name for name, words in named.items() if "skulle ha fortalt hvordan det går" in words} == {
        "Uten nytt"
    }
    assert {name for name, words in named.items() if "over fristen" in words} == {"Skiltet"}
    assert {group.kind: len(group.late) for group in _groups(cast, cast.slt).values()} == {
        "public": 1, "business": 0, "civil": 0, "police": 1,
    }  # fmt: skip


def test_the_view_costs_the_same_for_one_and_for_many(cast: Cast) -> None:
    forum, four = the_four(cast)
    plan, client, found = a_plan(cast, forum=forum), login_as("slt"), []
    for _round in range(2):
        for kind, who in four.items():
            a_measure(cast, plan, name=f"{kind} {_round}", owner_id=who.post)
        visit(client, HERE)
        with CaptureQueriesContext(connection) as statements:
            visit(client, HERE)
        found.append(len(statements))
    assert found[0] == found[1]
