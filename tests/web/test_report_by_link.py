"""Telling how a measure goes by the link in the mail."""

import pytest
from django.test import Client

from samrad.cooperation import wall
from samrad.plans.commands.measures import set_measure
from samrad.plans.content import Details
from samrad.plans.models import Measure, MeasureReport, Plan
from samrad.plans.queries.links import report_link_for
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import send, visit

pytestmark = pytest.mark.django_db
SAID = {"status": "on_track", "sentence": "Tolv kvelder", "figure": "12", "unit": "kvelder"}


def address_for(cast: Cast, measure: Measure) -> str:
    return f"/fortell/{report_link_for(cast.slt, measure.pk)}/"


def test_opening_tells_nothing_and_sending_tells_once(cast: Cast) -> None:
    measure = a_measure(cast, a_plan(cast), name="Natteravner", description="BAREHOSOSS")
    stranger, here = Client(), address_for(cast, measure)
    page = visit(stranger, here)
    assert "Natteravner" in page.text
    assert "BAREHOSOSS" not in page.html
    assert "Fyll ut feltet." in send(stranger, here, {"status": "on_track"}, status=422).text
    assert "Takk. Begge parter kan lese hvordan det går." in send(stranger, here, SAID).text
    with wall.acting(cast.police_contact):
        report = MeasureReport.objects.get()
    assert (report.sentence, report.by_link, report.by_id) == ("Tolv kvelder", True, cast.slt.appointment)


def test_a_link_opens_one_measure_and_nothing_else(cast: Cast) -> None:
    plan = a_plan(cast)
    measure = a_measure(cast, plan)
    a_measure(cast, plan, name="En annen")
    assert cast.slt.appointment
    wall.enter_for_report(measure.pk, cast.slt.appointment)
    assert (list(Measure.objects.all()), list(Plan.objects.all())) == ([measure], [])
    assert cast.police_contact.appointment
    wall.enter_for_report(measure.pk, cast.police_contact.appointment)
    assert list(Measure.objects.all()) == []
    wall.leave()


def test_a_broken_link_and_one_whose_measure_has_moved_on(cast: Cast) -> None:
    plan = a_plan(cast)
    measure = a_measure(cast, plan)
    here = address_for(cast, measure)
    assert "Lenken er ikke hel." in visit(Client(), f"{here[:-3]}x/", status=404).text
    details = Details("Natteravner", cast.police_contact.post)
    do(cast.slt, set_measure, plan_id=plan.pk, measure_id=measure.pk, details=details, seen=1)
    for answer in (visit(Client(), here, status=410), send(Client(), here, SAID, status=410)):
        assert "Tiltaket har fått en annen ansvarlig." in answer.text
    with wall.acting(cast.slt):
        assert MeasureReport.objects.count() == 0
