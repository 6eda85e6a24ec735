"""Pages where there is much to show: twenty years of fifty lines of figures, and a plan of two hundred measures."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from statistics import median

from bench.clock import in_turn, ratio
from bench.figures import fill_figures
from bench.pages import LIST, NOTHING, STATEMENTS, WHO, statements_of, statements_of_frame
from bench.rows import Row
from bench.server import Server
from bench.visits import Visitor
from samrad.cooperation import wall
from samrad.cooperation.models import Goal
from samrad.kernel.clock import now, today
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Person
from samrad.parties.queries import actors_of
from samrad.plans.models import Measure, MeasureReport, Plan
from samrad.plans.queries.measures import owners_for
from samrad.project.embedded import Cluster

MEASURES = 200


def rows(cluster: Cluster, server: Server) -> Iterator[Row]:
    """Time as for the other pages, and statements."""
    actor = actors_of(Person.objects.get(user__username=WHO).user)[0]
    town = Organisation.objects.get(slug="lyngvik", kind="municipality")
    fill_figures(town)
    visitor, plan = Visitor(server, WHO), fill_plan(actor)
    pages = {
        "figures of 20 years by 50 lines": f"/kommune/{town.slug}/tall/",
        "plan of 200 measures": f"/plan/{plan.pk}/",
    }
    works = {name: partial(visitor.get, address) for name, address in pages.items()}
    spent = in_turn(server.clock, works | {NOTHING: partial(visitor.get, NOTHING)})
    yield Row("empty signed-in view, ms", median(spent[NOTHING]))
    for name, address in pages.items():
        yield Row(f"{name}: time ÷ empty view", ratio(spent[name], spent[NOTHING]), LIST)
        asked = statements_of(cluster, visitor, address) - statements_of_frame(cluster, visitor, address)
        yield Row(f"{name}: statements of its own", asked, STATEMENTS)


def fill_plan(actor: Actor) -> Plan:
    """So many measures in the plan there is: spread over its goals and its owners, every other one with a report."""
    with wall.acting(actor):
        plan = Plan.objects.select_related("cooperation").get(cooperation__slug="lyngvik")
        home, there = plan.cooperation, plan.measures.count()
        goals = [None, *Goal.objects.filter(cooperation=home, closed_on=None).select_related("focus_area")]
        owners = list(owners_for(home))
        measures = Measure.objects.bulk_create(
            Measure(
                cooperation=home,
                plan=plan,
                number=number + 1,
                name=f"Tiltak {number + 1} for trygge unge i sentrum",
                goal=(goal := goals[number % len(goals)]),
                focus_area=goal.focus_area if goal else None,
                owner=owners[number % len(owners)],
                state=Measure.State.UNDER_WAY if number % 3 else Measure.State.PLANNED,
                begins_on=today() - timedelta(days=number),
                ends_on=today() + timedelta(days=30 + number),
                report_due_on=today() + timedelta(days=number),
            )
            for number in range(there, MEASURES)
        )
        MeasureReport.objects.bulk_create(
            MeasureReport(
                cooperation=home,
                measure=measure,
                status="on_track",
                sentence="Det går som planlagt.",
                at=now(),
            )
            for measure in measures[::2]
        )
    return plan
