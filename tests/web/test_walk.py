"""Walk the thread: a clause, what came of it, and what waits for the next agreement; and only what the reader may see."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.models import Agreement
from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area
from samrad.evaluations.commands.becoming import make_point_a_goal, make_point_a_proposal
from samrad.evaluations.commands.learning import note_point
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.meetings.queries.clauses import ClauseInForce, clauses_in_force
from samrad.meetings.queries.tasks import decisions_to_rest_on
from samrad.plans.commands.reporting import report_measure
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation
from tests.meetings.settings import a_council, agenda, in_session
from tests.plans.situations import a_measure, a_plan
from tests.situations import do, in_force
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
ADDRESS = "/samarbeid/lyngvik/traden/"


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return in_force(cast.director, cast.chief, cast.cooperation)


@pytest.fixture
def clause(cast: Cast, agreement: Agreement) -> ClauseInForce:
    with wall.acting(cast.slt):
        return clauses_in_force(cast.slt, cast.cooperation)[1]


def decided(cast: Cast, forum: Forum, clause: ClauseInForce, *titles: str, **given: object) -> None:
    meeting = in_session(cast, forum, *titles, **given)
    for item in agenda(cast.slt, meeting):
        do(
            cast.slt,
            decide,
            item_id=item.pk,
            outcome="decided",
            text=f"Vi gjør {item.title}",
            clause=clause.lineage,
        )
        due = today() + timedelta(days=20)
        do(
            cast.slt,
            make_task,
            item_id=item.pk,
            text=f"Følg opp {item.title}",
            owner_id=cast.slt.post,
            due_on=due,
        )


def test_a_clause_without_anything_says_how_it_gets_some(cast: Cast, clause: ClauseInForce) -> None:
    shown = visit(login_as("slt"), f"{ADDRESS}?punkt={clause.lineage}")
    assert shown.h1 == clause.name
    assert "Ingenting er knyttet til dette punktet ennå." in shown.text


def test_it_goes_from_clause_to_decision_task_evaluation_and_next_agreement(
    cast: Cast, clause: ClauseInForce
) -> None:
    forum = a_council(cast)
    decided(cast, forum, clause, "Trygt sentrum")
    evaluation = an_evaluation(cast, forum, alone_first=False, title="Fjoråret")
    point = do(cast.slt, note_point, evaluation_id=evaluation.pk, kind="ahead", text="Møt oftere")
    do(cast.slt, make_point_a_proposal, point_id=point.pk, clause=clause.lineage, seen=1)
    shown = visit(login_as("politikontakt"), f"{ADDRESS}?punkt={clause.lineage}")
    for words in ("Vi gjør Trygt sentrum", "Følg opp Trygt sentrum", "Fjoråret", "Møt oftere"):
        assert words in shown.text
    assert f"/evaluering/{evaluation.pk}/" in shown.links
    assert f"/evaluering/laringspunkt/{point.pk}/" in shown.links
    assert "Kommer fra: Vi gjør Trygt sentrum" in shown.text
    assert 'class="walk-box walk-decision"' in shown.html


def test_it_goes_by_measure_and_figure_to_the_evaluation_of_the_measure_and_a_goal(
    cast: Cast, clause: ClauseInForce
) -> None:
    """Clause, decision, measure, figure, evaluation, goal: each leads to the next, and back."""
    forum = a_council(cast)
    decided(cast, forum, clause, "Trygt sentrum")
    with wall.acting(cast.slt) as actor:
        ((decision, _words),) = decisions_to_rest_on(actor, cast.cooperation.pk)
    measure = a_measure(cast, a_plan(cast, forum=forum), name="Ut på torget", decision_id=decision)
    told = {"measure_id": measure.pk, "status": "on_track", "sentence": "Bra"}
    do(cast.slt, report_measure, figure=Decimal("3"), unit="kvelder", **told)
    do(cast.slt, report_measure, figure=Decimal("12.5"), unit="kvelder", **told)
    do(cast.slt, report_measure, **told)
    looked = an_evaluation(
        cast, forum, method="gll", about="measure", measure_id=measure.pk, alone_first=False, title="Torget"
    )
    point = do(cast.slt, note_point, evaluation_id=looked.pk, kind="ahead", text="Begynn før")
    area = do(cast.slt, set_focus_area, name="Torget", cooperation_id=cast.cooperation.pk, valid_from=today())
    do(cast.slt, make_point_a_goal, point_id=point.pk, area_id=area.pk, horizon=today().year + 2, seen=1)
    shown = visit(login_as("politikontakt"), f"{ADDRESS}?punkt={clause.lineage}")
    assert 'class="walk-box walk-figure"' in shown.html
    for before, after in (
        ("Vi gjør Trygt sentrum", "Ut på torget"),
        ("Ut på torget", "12,50 kvelder"),
        ("12,50 kvelder", "Torget"),
        ("Begynn før", "Begynn før"),
    ):
        assert f"Kommer fra: {before}" in shown.text
        assert after in shown.text
    assert "3 kvelder" not in shown.text


def test_what_one_party_has_for_itself_is_not_on_the_others_way(cast: Cast, clause: ClauseInForce) -> None:
    forum = a_council(cast)
    decided(cast, forum, clause, "HEMMELIGFUGL", only_ours=True)
    address = f"{ADDRESS}?punkt={clause.lineage}"
    assert "HEMMELIGFUGL" in visit(login_as("slt"), address).text
    assert "HEMMELIGFUGL" not in visit(login_as("politikontakt"), address).html
    visit(login_as("skole"), address, status=404)


def test_it_costs_the_same_with_one_and_with_three(cast: Cast, clause: ClauseInForce) -> None:
    forum, slt, counts = a_council(cast), login_as("slt"), []
    for titles in (("En",), ("To", "Tre")):
        decided(cast, forum, clause, *titles)
        visit(slt, f"{ADDRESS}?punkt={clause.lineage}")
        with CaptureQueriesContext(connection) as asked:
            visit(slt, f"{ADDRESS}?punkt={clause.lineage}")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_a_long_column_ends_in_the_list(cast: Cast, clause: ClauseInForce) -> None:
    """Eight stand in the picture; the others are counted there, and stand in the list with the rest."""
    decided(cast, a_council(cast), clause, *(f"Sak {number}" for number in range(10)))
    shown = visit(login_as("slt"), f"{ADDRESS}?punkt={clause.lineage}")
    assert shown.html.count('class="walk-box walk-decision"') == 8
    assert "2 til i listen" in shown.text
    assert "Vi gjør Sak 9" in shown.text


def test_it_begins_at_the_clause_that_most_was_decided_on(cast: Cast, clause: ClauseInForce) -> None:
    """What leads nowhere yet is named in one line, not shown empty."""
    slt = login_as("slt")
    with wall.acting(cast.slt):
        first = clauses_in_force(cast.slt, cast.cooperation)[0]
    assert visit(slt, ADDRESS).h1 == first.name
    decided(cast, a_council(cast), clause, "En")
    shown = visit(slt, ADDRESS)
    assert shown.h1 == clause.name
    assert "Ikke på denne tråden ennå: Satsingsområde, Tall, Kunnskap, Evaluering, Neste avtale" in shown.text
    assert visit(slt, f"{ADDRESS}?punkt={first.lineage}").h1 == first.name
