"""Schools with many pupils from here are at hand where others are weighed, and nowhere is a council told that one is lacking."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum as _set_up
from samrad.forums.models import Candidate, Forum, Membership
from samrad.knowledge.commands.schools import bring_pupils
from samrad.parties.models import Organisation
from tests.cast import Cast, school_cooperation
from tests.forums.situations import a_council, agreed, with_the_school
from tests.situations import do
from tests.visit import login_as, send, visit
from tests.web.test_to_sealed import regional_cooperation

pytestmark = pytest.mark.django_db
HEAD = ["skole", "ligger i", "hjemkommune", "skoleår", "elever"]
LYNGVIK, STORVIK, FOSSEN = "Lyngvik videregående skole", "Storvik vgs", "Fossen vgs"
ROWS = [
    [FOSSEN, "Lyngvik", "Lyngvik", "2025", "4"],
    [STORVIK, "Storvik", "Lyngvik", "2025", "147"],
    [STORVIK, "Storvik", "Storvik", "2025", "300"],
    [LYNGVIK, "Lyngvik", "Lyngvik", "2025", "212"],
    [LYNGVIK, "Lyngvik", "Storvik", "2025", "3"],
]
HEADING = "Skoler med mange elever herfra"


@pytest.fixture
def forum(cast: Cast) -> Forum:
    given = {"source": "Fylkets inntak", "counted_on": date(2025, 10, 1), "owner_id": cast.places.county.pk}
    bring_pupils(actor=cast.people["fylke"], rows=[HEAD, *ROWS], **given)
    return a_council(cast)


def test_schools_are_suggested_by_pupils_also_those_in_another_municipality(cast: Cast, forum: Forum) -> None:
    """V-4.2-e: a participant in an extended council may be the upper secondary school or schools that have many pupils from the
    municipality concerned. Suggests schools by pupils, also schools located in another municipality; one press leads to weighing
    one as a candidate, and nobody is a member for that."""
    page = visit(login_as("slt"), f"/forum/{forum.pk}/andre/")
    suggested = page.text.split(HEADING)[1].split("Det er frivillig")[0]
    assert (
        suggested.split()
        == (
            f"{LYNGVIK} 212 elever, 2025–2026 Vurder skolen {LYNGVIK} "
            f"{STORVIK} 147 elever, 2025–2026 · ligger i Storvik Vurder skolen {STORVIK}"
        ).split()
    )
    school = Organisation.objects.get(name=STORVIK)
    link = f"/forum/{forum.pk}/andre/vurder/?skole={school.pk}"
    assert link in page.links
    form = visit(login_as("slt"), link)
    values = {field.get("name"): field.get("value") for field in form.all("input")
              if field.get("type") != "radio" or field.get("checked") is not None}  # fmt: skip
    assert (values["name"], values["sector"], values["level"]) == (STORVIK, "school", "local")
    (reason,) = form.all("textarea")
    words = (reason.text or "").strip()
    assert words == "Elever herfra skoleåret 2025–2026: 147. Kilde: Fylkets inntak."
    given = {
        "name": STORVIK,
        "sector": "school",
        "level": "local",
        "reason": words,
        "outcome": "invite",
        "seen": "0",
    }
    after = send(login_as("slt"), link, given).text
    assert f"{STORVIK} 147 elever, 2025–2026 · ligger i Storvik Står på listen" in after
    with wall.acting(cast.slt):
        candidate = Candidate.objects.get()
        assert (candidate.name, candidate.sector, candidate.outcome) == (STORVIK, "school", "invite")
        assert not Membership.objects.exists()


def test_they_stand_where_others_are_weighed_and_taken_in_and_nowhere_else(cast: Cast, forum: Forum) -> None:
    """V-4.2-e, V-4.2-f: the council's own pages, its members and the start page say nothing of schools that are not there."""
    assessment = agreed(cast, forum)
    slt = login_as("slt")
    for url in (
        f"/forum/{forum.pk}/andre/",
        f"/forum/{forum.pk}/vurdering/",
        f"/vurdering/{assessment.pk}/ta-inn/",
    ):
        text = visit(slt, url).text
        assert (HEADING in text, "Et politiråd uten skoler er like fullverdig." in text) == (True, True), url
    for url in ("/", f"/forum/{forum.pk}/", f"/forum/{forum.pk}/medlemmer/", "/samarbeid/lyngvik/"):
        text = visit(slt, url).text
        assert (HEADING in text, STORVIK in text) == (False, False), url


def test_a_school_at_the_table_is_shown_as_one(cast: Cast, forum: Forum) -> None:
    with_the_school(cast, forum)
    text = visit(login_as("slt"), f"/forum/{forum.pk}/andre/").text
    assert f"{LYNGVIK} 212 elever, 2025–2026 Er med i forumet" in text
    assert login_as("skole").get(f"/forum/{forum.pk}/andre/").status_code == 404


def test_a_regional_council_counts_all_its_municipalities(cast: Cast, forum: Forum) -> None:
    """V-4.2-e, V-4.4-f: pupils from all of them together, of the figures that are shown; none of them is elsewhere then."""
    region = regional_cooperation(cast)
    council = a_council(cast, cooperation_id=region.pk, kind="council_reg", name="Fjordrådet")
    page = visit(login_as("slt"), f"/forum/{council.pk}/andre/")
    suggested = page.text.split(HEADING)[1].split("Det er frivillig")[0]
    assert suggested.startswith(f" {STORVIK} 447 elever, 2025–2026 Vurder skolen")
    assert f"{LYNGVIK} minst 212 elever, 2025–2026 Vurder skolen" in suggested
    assert ("ligger i" in suggested, FOSSEN in suggested) == (False, False)
    school = Organisation.objects.get(name=STORVIK)
    form = visit(login_as("slt"), f"/forum/{council.pk}/andre/vurder/?skole={school.pk}")
    chosen = {field.get("value") for field in form.all("input") if field.get("checked") is not None}
    assert {"school", "regional"} <= chosen


def test_a_forum_without_a_municipality_or_figures_has_no_such_words(cast: Cast, forum: Forum) -> None:
    home = school_cooperation(cast)
    group = do(cast.principal, _set_up, cooperation_id=home.pk, kind="thematic", name="Skoleforum")
    assert HEADING not in visit(login_as("skole"), f"/forum/{group.pk}/andre/").text
    Organisation.objects.filter(kind="school").update(valid_to=date(2026, 1, 1))
    assert HEADING not in visit(login_as("slt"), f"/forum/{forum.pk}/andre/").text


@pytest.mark.parametrize("asked", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_school_without_pupils_from_here_is_not_found(cast: Cast, forum: Forum, asked: str) -> None:
    assert login_as("slt").get(f"/forum/{forum.pk}/andre/vurder/?skole={asked}").status_code == 404


def test_the_suggestion_takes_as_many_statements_for_one_school_as_for_many(cast: Cast, forum: Forum) -> None:
    slt, page = login_as("slt"), f"/forum/{forum.pk}/andre/"
    visit(slt, page)
    with CaptureQueriesContext(connection) as few:
        visit(slt, page)
    more = [[f"Skole {n}", "Storvik", "Lyngvik", "2025", str(300 + n)] for n in range(7)]
    given = {"source": "x", "counted_on": date(2025, 10, 1), "owner_id": cast.places.county.pk}
    bring_pupils(actor=cast.people["fylke"], rows=[HEAD, *more], **given)
    with CaptureQueriesContext(connection) as many:
        text = visit(slt, page).text
    assert len(many) == len(few)
    assert [text.count(f"Skole {n} 30{n} elever") for n in range(7)] == [0, 0, 1, 1, 1, 1, 1]
