"""Every address with bad input and with forged names. `test_walls.py` walks the same addresses for what they tell."""

import logging
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.urls import URLPattern

from samrad.agreements.commands.proposing import propose_wording
from samrad.contacts.commands.assignments import ask_for_approval
from samrad.contacts.commands.division import begin_division
from samrad.contacts.commands.enquiries import ask_for_advice, give_advice
from samrad.contacts.commands.expectations import answer_expectation, state_expectation
from samrad.contacts.commands.places import ask_for_decision, write_local_note
from samrad.cooperation import wall
from samrad.cooperation.commands import make_offer
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.cooperation.commands.challenges import raise_challenge, set_consequences
from samrad.cooperation.commands.understanding import comment_on_area, propose_summary, say_differing
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.local import choose_otherwise
from samrad.forums.commands.partners import add_partner
from samrad.forums.commands.prevention import choose_model, set_target_group
from samrad.forums.models import Forum
from samrad.kernel import clock
from samrad.meetings.commands.agenda import place_item, propose_item
from samrad.meetings.commands.between import coordinate, send_outside
from samrad.meetings.commands.lifting import lift_item
from samrad.meetings.commands.outcomes import make_task
from samrad.meetings.commands.papers import add_paper
from samrad.meetings.commands.planning import call_meeting, plan_meeting
from samrad.meetings.commands.session import open_meeting, write_note
from samrad.meetings.commands.theme import set_theme
from samrad.meetings.queries.calls import link_to
from samrad.meetings.queries.meetings import item_visible_to, meeting_visible_to, recipients_of
from samrad.notices.commands.own import open_calendar
from samrad.notices.queries import notices_of
from samrad.notices.tasks import tell_of
from samrad.parties.models import Post
from samrad.plans.commands.challenges import note_adjustment, note_conflict, set_means
from samrad.plans.commands.exercises import set_exercise
from samrad.plans.commands.measures import set_measure, set_part
from samrad.plans.commands.plans import set_plan
from samrad.plans.commands.reporting import report_measure
from samrad.plans.commands.responsibilities import set_responsibility
from samrad.plans.commands.talking import comment_on_measure
from samrad.plans.content import Details
from samrad.sharing.commands import note_obstacle
from tests.cast import Cast
from tests.contacts.situations import a_town, assign
from tests.evaluations.situations import a_report_with_words, an_evaluation_with_words
from tests.forums.situations import a_living_council
from tests.house.test_house import BORROWED, views
from tests.knowledge.situations import knowledge_with_words
from tests.sharing.situations import something_shared
from tests.situations import clauses_of, do, on_the_table
from tests.visit import login_as, uncounted

pytestmark = pytest.mark.django_db
CANARY, PRIVATE = "KANARIFUGL", "HEMMELIGFUGL"


@dataclass
class Objects:
    """What the addresses can name."""

    slug: str
    town: str
    matter: str
    offer_id: object
    agreement_id: object
    clause_id: object
    proposal_id: object
    number: object
    forum_id: object
    membership_id: object
    assessment_id: object
    point_id: object
    target_id: object = field(default_factory=uuid4)
    partner_id: object = field(default_factory=uuid4)
    lift_id: object = field(default_factory=uuid4)
    onward_id: object = field(default_factory=uuid4)
    choice_id: object = field(default_factory=uuid4)
    request_id: object = field(default_factory=uuid4)
    post_id: object = field(default_factory=uuid4)
    function: str = "preparedness"
    expectation_id: object = field(default_factory=uuid4)
    enquiry_id: object = field(default_factory=uuid4)
    asked_id: object = field(default_factory=uuid4)
    year: object = 2020
    meeting_id: object = field(default_factory=uuid4)
    item_id: object = field(default_factory=uuid4)
    paper_id: object = field(default_factory=uuid4)
    recipient_id: object = field(default_factory=uuid4)
    task_id: object = field(default_factory=uuid4)
    notice_id: object = field(default_factory=uuid4)
    link: object = field(default_factory=uuid4)
    key: object = field(default_factory=uuid4)
    contact_id: object = field(default_factory=uuid4)
    approval_id: object = field(default_factory=uuid4)
    district: str = "nordre"
    published_id: object = field(default_factory=uuid4)
    evaluation_id: object = field(default_factory=uuid4)
    question_id: object = field(default_factory=uuid4)
    learned_id: object = field(default_factory=uuid4)
    marked_id: object = field(default_factory=uuid4)
    report_id: object = field(default_factory=uuid4)
    section_id: object = field(default_factory=uuid4)
    section: str = "4.1.2"
    face: str = "own"
    area_id: object = field(default_factory=uuid4)
    comment_id: object = field(default_factory=uuid4)
    goal_id: object = field(default_factory=uuid4)
    knowledge_id: object = field(default_factory=uuid4)
    contribution_id: object = field(default_factory=uuid4)
    document_id: object = field(default_factory=uuid4)
    process_id: object = field(default_factory=uuid4)
    shared_id: object = field(default_factory=uuid4)
    picture_id: object = field(default_factory=uuid4)
    priority_id: object = field(default_factory=uuid4)
    prioritisation_id: object = field(default_factory=uuid4)
    plan_id: object = field(default_factory=uuid4)
    measure_id: object = field(default_factory=uuid4)
    part_id: object = field(default_factory=uuid4)
    promise_id: object = field(default_factory=uuid4)
    series_id: object = field(default_factory=uuid4)
    challenge_id: object = field(default_factory=uuid4)
    conflict_id: object = field(default_factory=uuid4)
    exercise_id: object = field(default_factory=uuid4)
    school_id: object = field(default_factory=uuid4)
    owner: str = "fjordane-fylke"


@pytest.fixture
def foreign(cast: Cast) -> Objects:
    return objects_of(cast)


def objects_of(cast: Cast) -> Objects:
    """Lyngvik and its police: words in all that they share, and on the municipality's own desk one text more."""
    offer = do(
        cast.police_contact,
        make_offer,
        cooperation_id=cast.cooperation.pk,
        matter="council",
        organisation_id=cast.places.lyngvik.pk,
        offered_on=date(2026, 11, 2),
        words=CANARY,
    )
    agreement = on_the_table(cast.police_contact, cast.cooperation, points=((CANARY, CANARY),))
    clause = clauses_of(cast.slt, agreement)[0]
    own = do(
        cast.slt, propose_wording, clause_id=clause.pk, heading=PRIVATE, text=PRIVATE, reason=PRIVATE, seen=0
    )
    forum, member, assessment, point = a_living_council(cast, name=CANARY, point=CANARY)
    meeting = a_meeting_with_words(cast, forum)
    in_a_year = clock.today() + timedelta(days=365)
    given = {"advice": "police", "reason": CANARY, "look_again_on": in_a_year}
    meeting["choice_id"] = do(cast.slt, choose_otherwise, forum_id=forum.pk, **given).pk
    meeting |= a_model_with_words(cast, meeting["item_id"])
    meeting |= knowledge_with_words(cast, forum.pk, CANARY)
    meeting |= an_evaluation_with_words(cast, forum, agreement.pk, CANARY) | a_report_with_words(cast, CANARY)
    tell_of(str(cast.cooperation.pk))
    with wall.acting(cast.director):
        notice = notices_of(cast.director)[0]
    key = do(cast.slt, open_calendar, person_id=cast.slt.person)
    return Objects(
        "lyngvik", "lyngvik", "council", offer.pk, agreement.pk, clause.pk, own.pk, 1,
        forum.pk, member.pk, assessment.pk, point.pk, notice_id=notice.pk, key=key, **meeting, **contact_ids(cast),
        **plan_ids(cast, forum),
    )  # fmt: skip


def contact_ids(cast: Cast) -> dict[str, object]:
    """Lyngvik's contact, who has three municipalities more, and what the directorate is asked about it."""
    for name in ("Austvik", "Nordvik", "Vestvik"):
        assign(cast, Post.objects.get(pk=cast.police_contact.post), a_town(cast, name), since=clock.today())
    asked = do(cast.chief, ask_for_approval, post_id=cast.police_contact.post)
    expected = do(cast.mayor, state_expectation, cooperation_id=cast.cooperation.pk, text=CANARY)
    do(cast.police_contact, answer_expectation, expectation_id=expected.pk, answer=CANARY, seen=1)
    about = {"function": "business", "theme": "work_crime", "text": CANARY}
    enquiry = do(cast.mayor, ask_for_advice, cooperation_id=cast.cooperation.pk, **about)
    do(cast.chief, give_advice, enquiry_id=enquiry.pk, answer=CANARY, seen=1)
    note = {"cooperation_id": cast.cooperation.pk, "text": "POLITIFUGL", "seen": 0}
    do(cast.police_contact, write_local_note, **note)
    decide = {"head_id": cast.chief.post, "about": "item", "about_id": uuid4(), "question": "POLITIFUGL"}
    to_decide = do(cast.police_contact, ask_for_decision, cooperation_id=cast.cooperation.pk, **decide)
    do(cast.chief, begin_division, district_id=cast.places.north.pk)
    shared = something_shared(cast, CANARY)
    do(cast.slt, note_obstacle, cooperation_id=cast.cooperation.pk, service="skole", reason="unsure")
    return {"shared_id": shared.pk, "school_id": cast.places.school.pk} | {
        "contact_id": cast.police_contact.post,
        "approval_id": asked.pk,
        "expectation_id": expected.pk,
        "enquiry_id": enquiry.pk,
        "asked_id": to_decide.pk,
    }


def plan_ids(cast: Cast, forum: Forum) -> dict[str, object]:
    """A focus area with a goal, a plan with a measure, in words that both parties share."""
    here = {"cooperation_id": cast.cooperation.pk, "valid_from": clock.today(), "why": CANARY}
    area = do(cast.slt, set_focus_area, name=CANARY, basis=CANARY, **here)
    goal = do(cast.slt, set_goal, area_id=area.pk, name=CANARY, horizon=clock.today().year + 3)
    for deed in (propose_summary, say_differing):
        do(cast.slt, deed, area_id=area.pk, text=CANARY)
    comment = do(cast.slt, comment_on_area, area_id=area.pk, text=CANARY)
    begins = {"valid_from": clock.today(), "valid_to": clock.today() + timedelta(days=300)}
    plan = do(cast.slt, set_plan, forum_id=forum.pk, kind="action", name=CANARY, challenge=CANARY, **begins)
    details = Details(CANARY, cast.slt.post, description=CANARY, focus_area_id=area.pk, goal_id=goal.pk)
    measure = do(cast.slt, set_measure, plan_id=plan.pk, details=details)
    part = do(cast.slt, set_part, measure_id=measure.pk, kind="civil", name=CANARY, undertakes=CANARY)
    do(cast.slt, comment_on_measure, measure_id=measure.pk, text=CANARY)
    answering = {"share": "other", "who": CANARY, "division": CANARY, "legal": CANARY, "agreed": CANARY}
    for about in ({"area_id": area.pk}, {"measure_id": measure.pk}):
        do(cast.slt, set_responsibility, **answering | about)
    do(cast.slt, report_measure, measure_id=measure.pk, status="behind", sentence=CANARY)
    return across_ids(cast, plan.pk, measure.pk) | {
        "area_id": area.pk,
        "goal_id": goal.pk,
        "comment_id": comment.pk,
        "plan_id": plan.pk,
        "measure_id": measure.pk,
        "part_id": part.pk,
    }


def across_ids(cast: Cast, plan_id: UUID, measure_id: UUID) -> dict[str, object]:
    """A challenge with what one party can do and what it costs, two measures that clash, a changed plan and an exercise."""
    home = cast.cooperation.pk
    challenge = do(cast.slt, raise_challenge, cooperation_id=home, name=CANARY)
    costs = {"for_people": CANARY, "for_society": CANARY, "told_by": CANARY, "seen": 1}
    do(cast.slt, set_consequences, challenge_id=challenge.pk, **costs)
    do(cast.slt, set_means, challenge_id=challenge.pk, can=CANARY, needs=CANARY)
    other = do(cast.slt, set_measure, plan_id=plan_id, details=Details(CANARY, cast.slt.post))
    clash = do(cast.slt, note_conflict, measure_id=measure_id, other_id=other.pk, about=CANARY)
    changed = dict.fromkeys(("plan_name", "change", "unit", "goal", "body"), CANARY)
    party = cast.places.lyngvik.pk
    do(cast.slt, note_adjustment, measure_id=measure_id, party_id=party, on=clock.today(), **changed)
    words = dict.fromkeys(("name", "houses", "findings", "improvements"), CANARY)
    held = {"kind": "plivo", "held_on": clock.today(), "cooperation_id": home}
    exercise = do(cast.slt, set_exercise, **held, **words)
    return {"challenge_id": challenge.pk, "conflict_id": clash.pk, "exercise_id": exercise.pk}


def a_meeting_with_words(cast: Cast, forum: Forum) -> dict[str, object]:
    """A meeting in session with a matter, a paper, a note, a decision and a task, all among the parties."""
    starts_at = clock.now() + timedelta(days=30)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    meeting = do(cast.slt, plan_meeting, forum_id=forum.pk, title="Høstmøte", **times)
    item = do(cast.slt, propose_item, forum_id=forum.pk, title=CANARY, background=CANARY, face="parties")
    do(cast.slt, place_item, item_id=item.pk, meeting_id=meeting.pk)
    paper = do(cast.slt, add_paper, item_id=item.pk, filename=f"{CANARY}.txt", data=CANARY.encode())
    with wall.acting(cast.slt) as actor:
        seen = meeting_visible_to(actor, meeting.pk).version
    do(cast.slt, call_meeting, meeting_id=meeting.pk, seen=seen)
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    do(cast.slt, write_note, item_id=item.pk, text=CANARY, seen=0)
    task = do(cast.slt, make_task, item_id=item.pk, text=CANARY, owner_id=cast.slt.post, due_on=clock.today())
    onward = an_answer_awaited(cast, item.pk)
    with wall.acting(cast.slt) as actor:
        recipient = recipients_of(actor, meeting_visible_to(actor, meeting.pk))[0]
        link = link_to(recipient, meeting)
    return {
        "meeting_id": meeting.pk, "item_id": item.pk, "paper_id": paper.pk, "recipient_id": recipient.pk, "task_id": task.pk,
        "post_id": cast.slt.post, "onward_id": onward,
        "link": link,
    }  # fmt: skip


def an_answer_awaited(cast: Cast, item_id: UUID) -> object:
    """The matter has a theme of its own, coordinates something, and goes to somebody outside, among the parties."""
    words = dict.fromkeys((cast.places.lyngvik.pk, cast.places.north.pk), CANARY)
    with wall.acting(cast.slt) as actor:
        seen = item_visible_to(actor, item_id).version
    themed = do(cast.slt, set_theme, item_id=item_id, theme="", own=f"{CANARY} tema", functions=[], seen=seen)
    given = {"premises": ["goals"], "weighing": CANARY, "adaptations": words, "seen": themed.version}
    do(cast.slt, coordinate, item_id=item_id, **given)
    day = clock.today()
    sent = {"channel": "ks", "to_whom": CANARY, "text": CANARY, "sent_on": day, "answer_by": day}
    return do(cast.slt, send_outside, item_id=item_id, responsible_id=cast.slt.post, **sent).pk


def a_model_with_words(cast: Cast, item_id: object) -> dict[str, object]:
    """SLT under a name of its own, with a target group, and a matter lifted to the council's own level."""
    model = do(
        cast.slt,
        choose_model,
        organisation_id=cast.places.lyngvik.pk,
        kind="slt",
        name=CANARY,
        description=CANARY,
    )
    assert model
    target = do(cast.slt, set_target_group, model_id=model.pk, theme=CANARY, from_age=12, to_age=18)
    partner = do(cast.slt, add_partner, model_id=model.pk, kind="voluntary", name=CANARY)
    executing = do(
        cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="slt_exec", name="Nettverket"
    )
    words = {"title": CANARY, "background": CANARY, "reason": CANARY}
    lift = do(cast.slt, lift_item, item_id=item_id, to_forum_id=executing.pk, **words)
    return {"target_id": target.pk, "partner_id": partner.pk, "lift_id": lift.pk}


def addresses(named: Objects) -> list[str]:
    found = []
    for view in views():
        if not view.callback.__module__.startswith(BORROWED):
            found.append("/" + _filled(view, named))
    return found


def _filled(view: URLPattern, named: Objects) -> str:
    route = str(view.pattern)
    for name, converter in view.pattern.converters.items():
        for form in (f"<{name}>", f"<uuid:{name}>", f"<slug:{name}>", f"<matter:{name}>", f"<int:{name}>"):
            route = route.replace(form, str(getattr(named, name)))
        assert converter
    assert "<" not in route, route
    return route


LONG, LONG_ONES = 1_000, ("text", "note-text")  # as many as a request may hold
ASKED = ("vis", "sok", "etter", "fra", "til", "side", "ar", "stilling", "sak", "dag", "leser", "ny", "rad", "tema", "skole",
         "hvem")  # fmt: skip
HOSTILE = (
    "\x00",
    "\u202e\u2066",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "x" * 1_000_000,
    "']; drop table x; --",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_bad_input_gets_its_sentence(
    cast: Cast, foreign: Objects, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(
        logging.CRITICAL, "django.request"
    )  # a kept record keeps its request, with all that was sent
    client = login_as("slt")
    names = ("short_name", "responsible", "theme", "from_age", "to_age", "steering", "to_forum_id", "face_there", "danger", "about", "service", "can_share",
             "heading", "text", "reason", "message", "words", "reply", "seen", "against", "valid_from", "valid_to", "scope",
             "email", "language", "topic_round", "verdict", "direction", "look_again_on", "status", "kind", "level", "after", "name", "organisations", "next", "form", "decided_on", "body", "case_number",
             "title", "why", "due_on", "meeting_id", "item_id", "sort", "figures", "sources", "by", "basis", "may_publish", "topic", "begun_on", "challenge_id", "share", "missing_reason", "bidrag", "kommune", "gruppe", "is_municipality_actor", "decides_on",
             "description", "seen_hash", "mandate", "meetings_a_year", "notice_days", "begun_on", "face",
             "post_id", "role", "on", "mover", "challenge", "gjort-done_on", "gjort-seen", "year", "title", "day", "begins", "ends", "mode", "place", "link", "background",
             "what_to_decide", "addressed_to_id", "advice", "understood", "premises", "weighing", "adapts_1", "view_1", "disagreement", "next_step", "responsible_id", "next_on", "resources", "channel", "to_whom", "sent_on", "answer_by", "answered_on", "step", "presenter_id", "time_minutes", "answer", "substitute_id", "note-text", "note-seen", "note-seen_text", "decision-outcome",
             "organisation_id", "valid_from", "coverage_id", "share", "own_time", "function", "functions", "police_fields", "asker", "method", "asked_on", "head_id", "question", "training_on", "to", "granted", "reference", "main", "phone", "town_id", "begin", "confirm",
             "decision-text", "task-text", "task-owner_id", "task-due_on", "aside-membership_id", "aside-provision", "attendance", "paper",
             "municipality_id", "number", "counted_on", "source", "keep")  # fmt: skip
    for address in addresses(foreign):
        if "logg-ut" in address or "logg-inn" in address:
            continue
        said = dict.fromkeys(names if len(text) < LONG else LONG_ONES, text)
        answer = uncounted(partial(client.post, address, said))
        assert answer.status_code < 500, (address, answer.status_code)
        assert "<script>alert(1)" not in answer.content.decode(errors="replace")
        answer = uncounted(partial(client.get, address, dict.fromkeys(ASKED, text[:100])))
        assert answer.status_code < 500, (address, answer.status_code)


def test_forged_ids_find_nothing(cast: Cast, foreign: Objects) -> None:
    forged = Objects(
        "finnes-ikke",
        "finnes-ikke",
        "agreement",
        *(uuid4() for _ in range(4)),
        99,
        *(uuid4() for _ in range(4)),
        section="9.9",
        district="finnes-ikke",
        function="finnes-ikke",
        owner="finnes-ikke",
    )
    client = login_as("slt")
    for address in addresses(forged):
        if any(str(key) in address for key in vars(forged).values()):
            for answer in (client.get(address), client.post(address, {})):
                assert answer.status_code in {404, 405}, (address, answer.status_code)
