"""Knowledge and what rests on it as the rules are told of it: moved by each deed, and the same as a look at everything."""

from datetime import timedelta

import pytest

from samrad.cooperation.commands.aims import set_focus_area
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import Given, withdraw_contribution, write_contribution
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import choose_contribution, confirm_problem, propose_problem
from samrad.knowledge.commands.processes import Process, change_process, register_process
from samrad.knowledge.models import Contribution, KnowledgeRequest
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.oversight.tasks import look_at_everything
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.knowledge.situations import a_decision, a_picture, a_request, handed_over
from tests.meetings.settings import a_council, agenda, in_session
from tests.oversight.test_plan_facts import said
from tests.oversight.test_refreshing import as_from_nothing, everything
from tests.plans.situations import a_measure, a_plan
from tests.situations import do, in_force, with_dates

pytestmark = pytest.mark.django_db


def contributed(actor: Actor, request: KnowledgeRequest, sort: str, **about: object) -> Contribution:
    """What one party gives of a sort, handed over."""
    given = Given(sort, "Voksne ute", "Få er ute.", **about)  # type: ignore[arg-type] # facts of a contribution
    return handed_over(actor, do(actor, write_contribution, request_id=request.pk, given=given))


def test_a_choice_is_followed_from_the_decision_back_to_what_is_known(cast: Cast) -> None:
    """A-formal-a, V-1-a, V-5.1-d, V-8-c: a focus area rests on a decision, the decision on a picture, the picture on both."""
    home, forum = cast.cooperation.pk, a_council(cast)
    look_at_everything(0)
    asked = ("A-formal-a", "V-1-a", "V-5.1-d", "V-8-c")
    decision = a_decision(cast, forum)
    given = {"cooperation_id": home, "name": "Trygt sentrum", "valid_from": today()}
    do(cast.slt, set_focus_area, **given, decision=decision.pk)
    a_measure(cast, a_plan(cast, forum=forum), decision_id=decision.pk, main_purpose="Trygghet")
    assert said(home, *asked) == [
        ("unknown", "areas_without_problem"),
        ("short", "decisions_rest_on_nothing"),
        ("not_applicable", "no_products"),
        ("unknown", "questions_unanswered"),
    ]
    request, picture = a_request(cast.slt, forum.pk), a_picture(cast, forum.pk)
    cause = contributed(cast.slt, request, "cause")
    for actor, one in (
        (cast.slt, cause),
        (cast.police_contact, contributed(cast.police_contact, request, "crime")),
    ):
        do(actor, choose_contribution, picture_id=picture.pk, contribution_id=one.pk)
    do(cast.slt, propose_problem, picture_id=picture.pk, text="For få voksne er ute.", seen=0)
    do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=decision.item_id)
    assert said(home, *asked)[:3] == [
        ("unknown", "areas_without_problem"),
        ("kept", "as_advised"),
        ("kept", "as_advised"),
    ]
    assert everything() == as_from_nothing()
    do(cast.slt, withdraw_contribution, contribution_id=cause.pk)
    assert said(home, *asked)[1:3] == [
        ("unknown", "areas_lack_trend_or_cause"),
        ("unknown", "products_of_one_side"),
    ]
    assert everything() == as_from_nothing()


def test_a_problem_is_joint_when_all_have_confirmed_that_wording(cast: Cast) -> None:
    """V-2.3-j: for a matter on the second step, where nothing must be decided."""
    home, forum = cast.cooperation.pk, a_council(cast)
    meeting = in_session(cast, forum, "Uro ved skolen", step=2)
    look_at_everything(0)
    item = agenda(cast.slt, meeting)[-1]
    do(cast.slt, decide, item_id=item.pk, outcome="taken_note", text="Tatt til orientering.")
    assert said(home, "V-2.3-j") == [("unknown", "step_two_lacks_something")]
    request, picture = a_request(cast.slt, forum.pk, item_id=item.pk), a_picture(cast, forum.pk)
    for actor in (cast.slt, cast.police_contact):
        one = contributed(actor, request, "needs")
        do(actor, choose_contribution, picture_id=picture.pk, contribution_id=one.pk)
    do(cast.slt, propose_problem, picture_id=picture.pk, text="For få voksne er ute.", seen=0)
    assert said(home, "V-2.3-j") == [("unknown", "step_two_lacks_something")]
    do(cast.police_contact, confirm_problem, picture_id=picture.pk, seen=1)
    assert said(home, "V-2.3-j") == [("kept", "as_advised")]
    assert everything() == as_from_nothing()


def test_a_matter_that_needs_knowledge_is_followed_to_its_decision(cast: Cast) -> None:
    """V-4.1.5-f, V-4.1.5-g."""
    forum = a_council(cast)
    look_at_everything(0)
    meeting = in_session(cast, forum, "Uteliv", needs_knowledge=True)
    item = agenda(cast.slt, meeting)[-1]
    asked = ("V-4.1.5-f", "V-4.1.5-g")
    assert said(forum.pk, *asked) == [
        ("unknown", "knowledge_not_ordered_yet"),
        ("not_applicable", "no_matter_needs_knowledge"),
    ]
    request = a_request(cast.slt, forum.pk, item_id=item.pk)
    contributed(cast.slt, request, "crime")
    do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi gjør det.")
    assert said(forum.pk, *asked) == [("kept", "as_advised"), ("short", "decided_without_both")]
    contributed(cast.police_contact, request, "nothing")
    assert said(forum.pk, *asked) == [("kept", "as_advised")] * 2
    assert everything() == as_from_nothing()


def test_what_people_need_and_what_builds_on_intelligence(cast: Cast) -> None:
    """V-1-b, V-2.1-q."""
    home, forum = cast.cooperation.pk, a_council(cast)
    with_dates(
        cast.director,
        in_force(cast.director, cast.chief, cast.cooperation),
        valid_from=today() - timedelta(days=300),
    )
    look_at_everything(0)
    assert said(home, "V-1-b", "V-2.1-q") == [
        ("unknown", "no_word_of_needs"),
        ("not_applicable", "no_intelligence"),
    ]
    request = a_request(cast.slt, forum.pk)
    contributed(cast.slt, request, "needs")
    about = {"is_intelligence": True, "is_phenomenon": True, "valid_to": today()}
    contributed(cast.police_contact, request, "crime", certainty="Ganske sikkert", **about)
    assert said(home, "V-1-b", "V-2.1-q") == [("unknown", "needs_not_used"), ("kept", "as_advised")]
    assert everything() == as_from_nothing()


def test_the_polices_processes_and_the_councils_decisions(cast: Cast) -> None:
    """V-4.1.6-c, V-4.1.6-d, V-2.3-f."""
    home, forum = cast.cooperation.pk, a_council(cast)
    look_at_everything(0)
    process = Process("measures", "Uteliv", today() - timedelta(days=30), True)
    made = do(cast.police_contact, register_process, cooperation_id=home, process=process)
    assert said(home, "V-4.1.6-c", "V-4.1.6-d") == [
        ("short", "processes_not_tied"),
        ("short", "drawn_in_after_start"),
    ]
    request = a_request(cast.slt, forum.pk)
    tied = Process(
        "measures",
        "Uteliv",
        today() - timedelta(days=30),
        True,
        involved_on=today() - timedelta(days=20),
        request_id=request.pk,
    )
    do(cast.police_contact, change_process, process_id=made.pk, process=tied, seen=made.version)
    assert said(home, "V-4.1.6-c", "V-4.1.6-d") == [("kept", "as_advised")] * 2
    item = agenda(cast.slt, in_session(cast, forum, "Voksne ute", step=4))[-1]
    answers = {"responsible_id": cast.slt.post, "resources": "To kvelder"}
    do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi gjør det.", **answers)
    due = {"item_id": item.pk, "due_on": today() + timedelta(days=60)}
    do(cast.slt, make_task, text="Finn folk", owner_id=cast.slt.post, **due)
    assert said(forum.pk, "V-2.3-f") == [("unknown", "decisions_without_task")]
    do(cast.slt, make_task, text="Varsle vakta", owner_id=cast.police_contact.post, **due)
    assert said(forum.pk, "V-2.3-f") == [("kept", "as_advised")]
    assert everything() == as_from_nothing()
