"""A plan as a document."""

import csv
import io

import pytest

from samrad.cooperation import wall
from samrad.plans.documents import content_of, plan_pdf
from samrad.plans.queries.measures import measures_of
from tests.cast import Cast
from tests.pdf import faults, words_of
from tests.plans.situations import a_measure, a_plan
from tests.visit import login_as

pytestmark = pytest.mark.django_db


def test_it_has_the_plan_and_its_measures_and_is_made_for_all_readers(cast: Cast) -> None:
    """V-4-n: theme, measures, who is responsible, days and means, as a document."""
    plan = a_plan(cast)
    a_measure(
        cast, plan, description="Seks voksne hver kveld.", resources="Fire timer i uken", place="Torget"
    )
    with wall.acting(cast.slt) as actor:
        content = content_of(
            plan, measures_of(actor, plan, cast.cooperation), cast.cooperation, for_all=False
        )
    pdf = plan_pdf(content)
    words = words_of(pdf)
    for said in (
        "Trygge kvelder",
        "Uro i helgene",
        "2026/27",
        "Natteravner",
        "Seks voksne hver kveld.",
        "Fire timer i uken",
    ):
        assert said in words
    assert faults(pdf) == []


def test_what_is_for_everybody_leaves_out_means_and_what_is_kept_back(cast: Cast) -> None:
    plan = a_plan(cast)
    a_measure(cast, plan, resources="Fire timer i uken")
    a_measure(cast, plan, name="Holdt tilbake", is_public=False)
    with wall.acting(cast.slt) as actor:
        content = content_of(plan, measures_of(actor, plan, cast.cooperation), cast.cooperation, for_all=True)
    assert [row["title"] for row in content["measures"]] == ["Natteravner"]
    assert "Fire timer i uken" not in str(content)


def test_the_table_has_a_row_for_each_and_no_formula(cast: Cast) -> None:
    plan = a_plan(cast)
    a_measure(cast, plan, name="=1+1", place="Torget; øst")
    client = login_as("politikontakt")
    answer = client.get(f"/plan/{plan.pk}/tiltak.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [len(row) for row in rows] == [36, 36]
    said = dict(zip(*rows, strict=True))
    assert (said["Tiltak"], said["Sted"]) == ("'=1+1", "Torget; øst")
    assert client.get(f"/plan/{plan.pk}/plan.pdf").content.startswith(b"%PDF")
    assert login_as("nabokommune").get(f"/plan/{plan.pk}/plan.pdf").status_code == 404
