"""The pages of challenges across the parties, of what stands between measures, and of exercises."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation.commands.challenges import raise_challenge
from samrad.kernel import clock
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.plans.test_across import a_challenge, an_area
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HERE = "/samarbeid/lyngvik/utfordringer/"


def test_a_challenge_has_a_column_for_each_party_and_what_it_costs(cast: Cast) -> None:
    """V-2-d, V-8-a: two columns, what each depends on, and the consequences with their source."""
    challenge = a_challenge(cast, "close_relations")
    one, town, police = f"/utfordring/{challenge.pk}/", login_as("slt"), login_as("politikontakt")
    page = visit(town, HERE)
    assert "Ingen har tatt tak i" in page.text
    assert one in page.links
    empty = visit(town, one)
    assert empty.text.count("Har ikke skrevet hva de kan gjøre.") == 2
    assert "begynner derfor med bare partene som lesere" in empty.text
    send(town, f"{one}var-del/", {"can": "Krisesenter", "needs": "Vernetiltak", "seen": "0"})
    send(police, f"{one}var-del/", {"can": "Besøksforbud", "seen": "0"})
    refused = send(town, f"{one}var-del/", {"can": "Noe annet", "seen": "0"}, status=422)
    assert "En kollega endret teksten" in refused.text
    assert "Krisesenter" in refused.text
    send(town, f"{one}kostnad/", {"for_people": "Redsel", "told_by": "Krisesenteret", "seen": "1"})
    shown = visit(police, one).text
    for words in (
        "Kan gjøre Krisesenter",
        "Er avhengig av Vernetiltak",
        "Kan gjøre Besøksforbud",
        "Redsel",
        "Krisesenteret",
    ):
        assert words in shown
    assert "Skriv vår del" not in visit(login_as("leser"), one).text
    assert login_as("leser").get(f"{one}var-del/").status_code == 403


def test_what_stands_between_measures_is_noted_and_settled(cast: Cast) -> None:
    """V-2.3-a, V-2.3-k: waits for a party, works against another, and the plan that was changed."""
    plan = a_plan(cast)
    measure, other = a_measure(cast, plan, step=3), a_measure(cast, plan, name="Stengetid")
    town, one = login_as("slt"), f"/tiltak/{measure.pk}/"
    waits = send(town, f"{one}venter/", {"party_id": str(cast.places.north.pk), "seen": "1"})
    assert "Venter på Nordre politidistrikt siden" in waits.text
    send(town, f"{one}motvirker/", {"other_id": str(other.pk), "about": "Køene flytter seg"})
    changed = {
        "party_id": str(cast.places.lyngvik.pk), "plan_name": "Skjenkeplanen", "change": "Stenger ett", "unit": "Legevakten",
        "goal": "Færre skader", "body": "Formannskapet", "on": "2026-10-01", "link": "https://lyngvik.no/plan",
    }  # fmt: skip
    page = send(town, f"{one}endret-plan/", changed)
    assert "For ikke å svekke målet «Færre skader» hos Legevakten. Vedtatt av Formannskapet." in page.text
    assert "motvirker dette, ikke avgjort" in page.text
    listed = visit(login_as("politikontakt"), HERE)
    assert "Ikke avgjort." in listed.text
    settle = next(link for link in listed.links if link.startswith("/motvirker/"))
    send(town, settle, {"outcome": "Vi flytter patruljen"})
    assert "Vi flytter patruljen" in visit(town, HERE).text
    send(town, f"{one}venter/", {"party_id": "", "seen": "2"})
    assert "Tiltak som venter på en av partene" not in visit(town, HERE).text


def test_measures_of_a_joint_plan_are_seen_in_time_and_by_place(cast: Cast) -> None:
    """V-2.3-l: a time line, and a column for each place."""
    plan, town = a_plan(cast), login_as("slt")
    for name, place in (("Natteravner", "Torget"), ("Lys", "torget"), ("Buss", "Stasjonen"), ("Møter", "")):
        a_measure(cast, plan, name=name, place=place)
    page = visit(town, f"/plan/{plan.pk}/?vis=sted")
    heads = [" ".join("".join(head.itertext()).split()) for head in page.all("h2")]
    assert [head for head in heads if head in {"Stasjonen", "Torget", "torget", "Uten sted"}] == [
        "Stasjonen",
        "Torget",
        "Uten sted",
    ]
    assert "?vis=sted" in visit(town, f"/plan/{plan.pk}/?vis=tid").links


def test_an_exercise_is_planned_and_written_up_and_hidden_from_readers(cast: Cast) -> None:
    """V-2.3-m: restricted access."""
    town, home = login_as("slt"), "/samarbeid/lyngvik/ovelser/"
    assert home in visit(town, "/samarbeid/lyngvik/planer/").links
    send(town, f"{home}ny/", {"kind": "plivo", "name": "Skolen", "sectors": ["police", "school"]})
    one = next(link for link in visit(town, home).links if link.startswith("/ovelse/"))
    said = {
        "kind": "plivo",
        "name": "Skolen",
        "held_on": clock.today().isoformat(),
        "sectors": ["police", "school", "health"],
    }
    page = send(town, f"{one}endre/", {**said, "findings": "Sambandet sviktet", "seen": "1"})
    assert "Sambandet sviktet" in page.text
    assert "Helsetjeneste" in page.text
    reader = login_as("leser")
    assert (reader.get(home).status_code, reader.get(one).status_code) == (403, 404)
    assert login_as("nabokommune").get(one).status_code == 404
    assert home not in visit(reader, "/samarbeid/lyngvik/planer/").links


def test_the_view_across_costs_the_same_with_one_and_with_three(cast: Cast) -> None:
    plan, town, counts = a_plan(cast), login_as("slt"), []
    for codes in (("traffic",), ("schools", "gangs")):
        for code in codes:
            area = an_area(cast, a_challenge(cast, code))
            a_measure(cast, plan, focus_area_id=area.pk)
            do(cast.slt, raise_challenge, cooperation_id=cast.cooperation.pk, name=f"Egen {code}")
        visit(town, HERE)
        with CaptureQueriesContext(connection) as asked:
            visit(town, HERE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
