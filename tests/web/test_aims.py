"""The pages of focus areas and goals."""

from datetime import date, timedelta

import pytest

from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HERE = "/samarbeid/lyngvik/satsingsomrader/"


def test_both_parties_set_them_and_read_them(cast: Cast) -> None:
    town, police = login_as("slt"), login_as("politikontakt")
    nothing = visit(town, HERE)
    assert "Ingen satsingsområder ennå. Begge parter kan sette opp et." in nothing.text
    said = {
        "name": "Trygge kvelder",
        "why": "Uro i helgene",
        "valid_from": "2026-09-01",
        "areas": ["crime", "safety"],
    }
    made = send(town, f"{HERE}nytt/", said)
    assert "Satsingsområdet er satt opp. Begge parter ser det." in made.text
    area = next(link for link in visit(police, HERE).links if link.startswith("/satsingsomrade/"))
    assert "Kriminalitetsforebygging" in visit(police, area).text
    done = send(
        police, f"{area}nytt-mal/", {"name": "Færre hendelser", "horizon": "2030", "aim": "less_crime"}
    )
    assert "Målet er satt. Begge parter ser det." in done.text
    goal = next(link for link in visit(town, area).links if link.startswith("/mal/"))
    assert "Mot 2030" in visit(town, goal).text
    refused = send(town, f"{goal}avslutt/", {"seen": "1", "reason": ""}, status=422)
    assert "Fyll ut feltet." in refused.text
    ended = send(town, f"{goal}avslutt/", {"seen": "1", "reason": "Nådd"})
    assert "Målet er avsluttet. Det blir stående med begrunnelsen." in ended.text
    looked = {"seen": "1", "verdict": "keep", "reason": "Gjelder", "looked_at": ["police_priorities"]}
    kept = send(town, f"{area}se-pa/", looked)
    assert "Så på: Politiets prioriteringer" in kept.text
    ended = send(town, f"{area}se-pa/", {"seen": "2", "verdict": "end", "reason": "Nådd"})
    assert "Avsluttet" in ended.text


def test_a_save_on_top_of_anothers_shows_both_texts(cast: Cast) -> None:
    area = do(
        cast.slt,
        set_focus_area,
        cooperation_id=cast.cooperation.pk,
        name="Trygge kvelder",
        why="Slik sto det",
        valid_from=date(2026, 9, 1),
    )
    said = {
        "seen": "0",
        "name": "Annet",
        "why": "Slik skrev jeg",
        "valid_from": "2026-09-01",
        "reason": "Derfor",
    }
    page = send(login_as("politikontakt"), f"/satsingsomrade/{area.pk}/endre/", said, status=422)
    assert "Slik sto det" in page.text
    assert "Slik skrev jeg" in page.text


def test_who_only_reads_is_offered_nothing_to_write(cast: Cast) -> None:
    page = visit(login_as("leser"), HERE)
    assert f"{HERE}nytt/" not in page.links
    assert login_as("leser").get(f"{HERE}nytt/").status_code == 403


def test_the_home_shows_the_areas_that_run_with_goal_measures_and_what_comes_next(cast: Cast) -> None:
    """Those that ended, or are still to come, are not among them; measures that are over are not counted."""
    day = today()
    given = {"cooperation_id": cast.cooperation.pk, "valid_from": day - timedelta(days=90)}
    area = do(cast.slt, set_focus_area, name="Trygge kvelder", **given)
    do(cast.slt, set_focus_area, name="Om noen år", **given | {"valid_from": day + timedelta(days=400)})
    goal = do(cast.slt, set_goal, area_id=area.pk, name="Færre hendelser", horizon=day.year + 4)
    plan = a_plan(cast, valid_from=day - timedelta(days=30), valid_to=day + timedelta(days=300))
    a_measure(cast, plan, focus_area_id=area.pk, report_every="monthly")
    a_measure(cast, plan, focus_area_id=area.pk, goal_id=goal.pk, report_every="yearly")
    for who in ("slt", "politikontakt"):
        page = visit(login_as(who), "/samarbeid/lyngvik/")
        (row,) = [row for row in page.all("tr") if "Trygge kvelder" in "".join(row.itertext())]
        cells = ["".join(cell.itertext()).split() for cell in row if cell.tag.endswith("td")]
        assert cells[0] == ["Færre", "hendelser"]
        assert cells[1] == ["2"]
        assert cells[2][0] == "Rapport"
        assert "Om noen år" not in page.text
    assert "Satsingsområder i perioden" not in visit(login_as("nabokommune"), "/samarbeid/storvik/").text
