"""The pages of plans, measures and promises."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.parties.commands import end_appointment
from samrad.parties.models import Appointment, Post
from samrad.plans.commands.measures import put, set_measure
from samrad.plans.content import Details
from samrad.plans.models import Measure
from samrad.plans.queries.ground import ground_of
from tests.cast import MACHINERY, Cast
from tests.plans.situations import a_council, a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HERE = "/samarbeid/lyngvik/planer/"


def first(links: list[str], start: str) -> str:
    return next(link for link in links if link.startswith(start))


def test_from_an_empty_page_to_an_agreed_plan_with_a_report(cast: Cast) -> None:
    forum = a_council(cast)
    town, police = login_as("slt"), login_as("politikontakt")
    assert "Ingen plan ennå. Dere kan lage én, med eller uten avtale." in visit(town, HERE).text
    said = {
        "forum_id": str(forum.pk),
        "kind": "action",
        "name": "Trygge kvelder",
        "valid_from": "2026-08-01",
        "valid_to": "2027-07-31",
    }
    refused = send(town, f"{HERE}ny/", said, status=422)
    assert "Skriv hvilken utfordring handlingsplanen gjelder." in refused.text
    send(town, f"{HERE}ny/", said | {"challenge": "Uro i helgene"})
    plan = first(visit(police, HERE).links, "/plan/")
    assert "Ingen tiltak i planen ennå." in visit(police, plan).text
    made = send(
        police,
        f"{plan}nytt-tiltak/",
        {"name": "Natteravner", "origin": "new", "owner_id": str(cast.police_contact.post), "step": "4",
         "report_every": "monthly", "begins_on": "2026-09-01", "areas": ["safety"], "is_public": "on"},
    )  # fmt: skip
    assert "Tiltaket står i planen." in made.text
    measure = first(made.links, "/tiltak/")
    assert "På dette trinnet trengs også: beslutning, ressurser, vurdering." in visit(town, measure).text
    send(police, f"{plan}vedta/", {"seen": "2"})
    assert "Ja gjenstår fra: Lyngvik kommune" in visit(town, plan).text
    assert "Planen er vedtatt av alle parter." in send(town, f"{plan}vedta/", {"seen": "2"}).text
    for view in ("tavle", "tid", "liste"):
        assert "Natteravner" in visit(town, f"{plan}?vis={view}").text
    assert "Ingen tiltak passer." in visit(town, f"{plan}?status=never").text
    send(
        police,
        f"{measure}fortell/",
        {"status": "on_track", "sentence": "Tolv kvelder", "figure": "12,5", "unit": "timer"},
    )
    page = visit(town, measure)
    assert "Tolv kvelder 12,50 timer" in page.text
    refused = send(town, f"{measure}status/", {"seen": "1", "state": "never"}, status=422)
    assert "Skriv hvorfor. Da kan andre lære av det." in refused.text
    send(town, f"{measure}status/", {"seen": "1", "state": "never", "reason": "Ingen meldte seg"})
    assert "Ble det noe av?" in visit(police, plan).text
    assert "Ingen meldte seg" in visit(police, plan).text


def test_who_takes_part_is_added_and_taken_away(cast: Cast) -> None:
    measure = a_measure(cast, a_plan(cast))
    town, here = login_as("slt"), f"/tiltak/{measure.pk}/"
    assert "Er de trukket inn? Lyngvik kommune" in visit(town, here).text
    page = send(
        town, f"{here}deltaker/", {"name": "Kjøpesenteret", "kind": "business", "undertakes": "Lokaler"}
    )
    assert "Kjøpesenteret Næringsliv" in page.text
    drop = page.html.partition("/fjern/")[0].rpartition('"')[2] + "/fjern/"
    assert "De er tatt bort fra tiltaket." in send(town, drop).text


def test_an_anchoring_and_the_end_of_a_plan(cast: Cast) -> None:
    plan = a_plan(cast)
    town = login_as("slt")
    said = {"kind": "anchored", "body": "Formannskapet", "on": "2026-09-01", "reference": "26/1"}
    assert "Formannskapet" in send(town, f"/plan/{plan.pk}/forankring/", said).text
    ended = send(
        town, f"/plan/{plan.pk}/avslutt/", {"seen": "1", "reason": "Avløst", "learned": "Begynn før"}
    )
    assert "Planen er avsluttet." in ended.text
    assert "Begynn før" in visit(town, f"/plan/{plan.pk}/om/").text


def test_a_measure_whose_owner_leaves_is_asked_for_and_gets_another(cast: Cast) -> None:
    """The post stands empty: its own party is asked on the start page, everybody sees it, and the report goes by the new post."""
    measure = a_measure(cast, a_plan(cast), owner_id=cast.police_contact.post, report_every="monthly")
    assert cast.police_contact.appointment
    with wall.acting(MACHINERY):
        gone = today() - timedelta(days=1)
        end_appointment(actor=MACHINERY, appointment_id=cast.police_contact.appointment, on=gone)
    page = visit(login_as("enhetsleder"), "/")
    assert "Gi tiltaket en ansvarlig" in page.text
    assert f"/tiltak/{measure.pk}/endre/" in page.links
    assert "Gi tiltaket en ansvarlig" not in visit(login_as("slt"), "/").text
    assert "Ingen har stillingen nå." in visit(login_as("slt"), f"/tiltak/{measure.pk}/").text
    details = Details(measure.name, cast.chief.post, report_every="monthly")  # type: ignore[arg-type] # it has a post
    do(cast.slt, set_measure, plan_id=measure.plan_id, measure_id=measure.pk, details=details, seen=1)
    assert "Gi tiltaket en ansvarlig" not in visit(login_as("enhetsleder"), "/").text
    assert "Ingen har stillingen nå." not in visit(login_as("slt"), f"/tiltak/{measure.pk}/").text


def test_who_only_reads_is_offered_nothing_to_write(cast: Cast) -> None:
    plan = a_plan(cast)
    a_measure(cast, plan)
    page = visit(login_as("leser"), f"/plan/{plan.pk}/")
    assert "Vedta planen for oss" not in page.text
    assert login_as("leser").post(f"/plan/{plan.pk}/vedta/", {"seen": "1"}).status_code == 403
    assert login_as("nabokommune").get(f"/plan/{plan.pk}/").status_code == 404


def test_a_plan_costs_the_same_with_two_measures_and_with_two_hundred(cast: Cast) -> None:
    plan, client = a_plan(cast), login_as("slt")
    a_measure(cast, plan)
    a_measure(cast, plan)
    found = []
    for _round in range(2):
        visit(client, f"/plan/{plan.pk}/")
        with CaptureQueriesContext(connection) as statements:
            visit(client, f"/plan/{plan.pk}/")
        found.append([row["sql"] for row in statements.captured_queries])
        with wall.acting(cast.slt) as actor:
            ground = ground_of(actor, cast.cooperation)
            rows = [
                Measure(cooperation=cast.cooperation, plan=plan, number=n, version=1) for n in range(3, 201)
            ]
            for row in rows:
                put(row, Details(f"Tiltak {row.number}", cast.slt.post), False, ground)  # type: ignore[arg-type] # it has a post
            if _round == 0:
                Measure.objects.bulk_create(rows)
    assert len(found[0]) == len(found[1])
    own = [sql for sql in found[1] if "plans_" in sql or "cooperation_" in sql]
    assert len(own) <= 8 + 3, own


def test_a_plan_that_is_drawn_once_follows_every_change_of_it(cast: Cast) -> None:
    plan = a_plan(cast)
    measure = a_measure(cast, plan)
    town, police, here = login_as("slt"), login_as("politikontakt"), f"/plan/{plan.pk}/"
    assert "Natteravner SLT-koordinator" in visit(town, here).text
    a_measure(cast, plan, name="Foreldrekveld")
    assert "Foreldrekveld" in visit(town, here).text
    send(town, f"/tiltak/{measure.pk}/fortell/", {"status": "behind", "sentence": "To helger falt ut"})
    for client in (town, police):
        assert "Går saktere enn planlagt To helger falt ut" in visit(client, here).text.replace(" . ", " ")
    Post.objects.filter(pk=cast.slt.post).update(title="Koordinator for SLT")
    assert "Koordinator for SLT, Lyngvik kommune" in visit(police, here).text
    Appointment.objects.filter(post=cast.slt.post).update(valid_to=today() - timedelta(days=1))
    page = visit(police, here)
    assert page.text.count("ingen har stillingen nå") == 2
    assert "Foreldrekveld" not in visit(police, f"{here}?sok=natt").text
    visit(login_as("nabokommune"), here, status=404)
