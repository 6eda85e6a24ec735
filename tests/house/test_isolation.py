"""No page shows a stranger what is not theirs: every address, every person, every foreign object.

The texts hold a canary, so a leak would be seen; with the first wall opened by hand, the second still stands.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.living import ask_for_revision
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.cooperation import wall
from samrad.cooperation.commands import make_offer
from samrad.forums.models import Forum
from samrad.kernel import clock
from samrad.meetings.commands.agenda import add_paper, place_item, propose_item
from samrad.meetings.commands.outcomes import make_task
from samrad.meetings.commands.planning import call_meeting, plan_meeting
from samrad.meetings.commands.session import open_meeting, write_note
from samrad.meetings.queries.meetings import meeting_visible_to, recipients_of
from samrad.notices.commands.own import open_calendar
from samrad.notices.queries import notices_of
from samrad.notices.tasks import tell_of
from tests.cast import Cast
from tests.forums.situations import a_living_council
from tests.house.test_house import BORROWED, views
from tests.situations import approve, clauses_of, do, freeze, on_the_table, take_into_force
from tests.visit import login_as

pytestmark = pytest.mark.django_db
CANARY, PRIVATE = "KANARIFUGL", "HEMMELIGFUGL"
STRANGERS = ("nabokommune", "nabopoliti", "skole", "direktorat", "drift", "")
CLOSED = {302, 403, 404, 405}


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
    request_id: object = field(default_factory=uuid4)
    meeting_id: object = field(default_factory=uuid4)
    item_id: object = field(default_factory=uuid4)
    paper_id: object = field(default_factory=uuid4)
    recipient_id: object = field(default_factory=uuid4)
    task_id: object = field(default_factory=uuid4)
    notice_id: object = field(default_factory=uuid4)
    key: object = field(default_factory=uuid4)
    section: str = "4.1.2"


@pytest.fixture
def foreign(cast: Cast) -> Objects:
    """An offer and a negotiation with words in them, and on the municipality's own desk one text more."""
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
    tell_of(str(cast.cooperation.pk))
    with wall.acting(cast.director):
        notice = notices_of(cast.director)[0]
    key = do(cast.slt, open_calendar, person_id=cast.slt.person)
    return Objects(
        "lyngvik", "lyngvik", "council", offer.pk, agreement.pk, clause.pk, own.pk, 1,
        forum.pk, member.pk, assessment.pk, point.pk, notice_id=notice.pk, key=key, **meeting,
    )  # fmt: skip


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
    with wall.acting(cast.slt) as actor:
        recipient = recipients_of(actor, meeting_visible_to(actor, meeting.pk))[0]
    return {
        "meeting_id": meeting.pk, "item_id": item.pk, "paper_id": paper.pk, "recipient_id": recipient.pk, "task_id": task.pk,
    }  # fmt: skip


@pytest.fixture
def locked(cast: Cast, foreign: Objects) -> Objects:
    """The neighbours' text, locked, opened again with a word of why, and locked anew: version 1 is evidence."""
    first, second = cast.neighbour_mayor, cast.foreign_contact
    agreement = on_the_table(first, cast.neighbours, points=((CANARY, CANARY),))
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    approve(first, freeze(first, agreement))
    do(second, reopen_agreement, agreement_id=agreement.pk, reason=CANARY)
    freeze(second, agreement)
    return replace(foreign, agreement_id=agreement.pk, clause_id=clauses_of(first, agreement)[0].pk)


@pytest.fixture
def sealed(cast: Cast, foreign: Objects) -> Objects:
    """The neighbours' sealed agreement, and a wish to revise it with a word of why."""
    first, second = cast.neighbour_mayor, cast.foreign_contact
    agreement = on_the_table(first, cast.neighbours, points=((CANARY, CANARY),))
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    take_into_force(first, second, agreement)
    with clock.set_to(datetime(2027, 5, 3, 9, tzinfo=UTC)):
        asked = do(first, ask_for_revision, agreement_id=agreement.pk, reason=CANARY)
    clause = clauses_of(first, agreement)[0].pk
    return replace(foreign, slug="storvik", agreement_id=agreement.pk, clause_id=clause, request_id=asked.pk)


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


def client_of(username: str) -> Client:
    return login_as(username) if username else Client()


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_sees_no_word_of_it(cast: Cast, foreign: Objects, username: str) -> None:
    client = client_of(username)
    for address in addresses(foreign):
        answers = [client.get(address)]
        if username and "logg-" not in address:
            answers.append(client.post(address, {"heading": "x", "text": "x", "reply": "no", "seen": "1"}))
        for answer in answers:
            assert answer.status_code < 500, address
            assert CANARY not in answer.content.decode(
                errors="replace"
            ) and PRIVATE not in answer.content.decode(errors="replace"), address
            if any(
                str(key) in address
                for key in (
                    foreign.offer_id,
                    foreign.agreement_id,
                    foreign.proposal_id,
                    foreign.forum_id,
                    foreign.membership_id,
                    foreign.assessment_id,
                    foreign.point_id,
                    foreign.notice_id,
                )
            ):
                assert answer.status_code in CLOSED, address


@pytest.mark.parametrize("username", ["politikontakt", "slt", "leser", "skole", "direktorat", "drift", ""])
def test_a_stranger_sees_no_word_of_a_locked_version(cast: Cast, locked: Objects, username: str) -> None:
    client, own = client_of(username), login_as("nabokommune")
    frozen = [address for address in addresses(locked) if str(locked.agreement_id) in address]
    assert sum(CANARY.encode() in own.get(address).content for address in frozen) >= 3
    for address in frozen:
        for answer in (client.get(address), client.post(address, {"seen_hash": "x", "reason": "x"})):
            assert answer.status_code in CLOSED, address
            assert CANARY not in answer.content.decode(errors="replace"), address


@pytest.mark.parametrize("username", ["politikontakt", "slt", "leser", "skole", "direktorat", "drift", ""])
def test_a_stranger_sees_no_word_of_a_sealed_agreement(cast: Cast, sealed: Objects, username: str) -> None:
    client, own = client_of(username), login_as("nabopoliti")
    keys = (str(sealed.agreement_id), str(sealed.request_id))
    named = [address for address in addresses(sealed) if any(key in address for key in keys)]
    assert sum(CANARY.encode() in own.get(address).content for address in named) >= 3
    for address in named:
        for answer in (client.get(address), client.post(address, {"reply": "yes", "reason": "x"})):
            assert answer.status_code in CLOSED, address
            assert CANARY.encode() not in answer.content, address


def test_the_other_party_sees_what_is_shared_and_nothing_of_the_desk(cast: Cast, foreign: Objects) -> None:
    client = login_as("politikontakt")
    seen = ""
    for address in addresses(foreign):
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert PRIVATE not in answer.content.decode(errors="replace"), address
        seen += answer.content.decode(errors="replace")
    assert CANARY in seen
    own = "".join(
        login_as("slt").get(address).content.decode(errors="replace") for address in addresses(foreign)
    )
    assert PRIVATE in own


HOSTILE = (
    "\x00",
    "\u202e\u2066",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "x" * 1_000_000,
    "']; drop table x; --",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_bad_input_gets_its_sentence(cast: Cast, foreign: Objects, text: str) -> None:
    client = login_as("slt")
    names = ("heading", "text", "reason", "message", "words", "reply", "seen", "against", "valid_from", "valid_to", "scope",
             "email", "language", "topic_round", "verdict", "direction", "look_again_on", "status", "kind", "level", "after", "name", "organisations", "next", "form", "decided_on", "body", "case_number",
             "description", "seen_hash", "mandate", "meetings_a_year", "notice_days", "begun_on", "face",
             "post_id", "role", "on", "mover", "challenge", "gjort-done_on", "gjort-seen", "year", "title", "day", "begins", "ends", "mode", "place", "link", "background",
             "what_to_decide", "step", "presenter_id", "time_minutes", "answer", "substitute_id", "note-text", "note-seen", "note-seen_text", "decision-outcome",
             "decision-text", "task-text", "task-owner_id", "task-due_on", "aside-membership_id", "aside-provision", "attendance", "paper")  # fmt: skip
    for address in addresses(foreign):
        if "logg-ut" in address or "logg-inn" in address:
            continue
        answer = client.post(address, dict.fromkeys(names, text))
        assert answer.status_code < 500, (address, answer.status_code)
        assert "<script>alert(1)" not in answer.content.decode(errors="replace")
        assert (
            client.get(
                address,
                dict.fromkeys(
                    (
                        "vis",
                        "sok",
                        "etter",
                        "fra",
                        "til",
                        "side",
                        "ar",
                        "stilling",
                        "sak",
                        "dag",
                        "leser",
                        "ny",
                    ),
                    text[:100],
                ),
            ).status_code
            < 500
        )


def test_forged_ids_find_nothing(cast: Cast, foreign: Objects) -> None:
    forged = Objects(
        "finnes-ikke",
        "finnes-ikke",
        "agreement",
        *(uuid4() for _ in range(4)),
        99,
        *(uuid4() for _ in range(4)),
        section="9.9",
    )
    client = login_as("slt")
    for address in addresses(forged):
        if any(str(key) in address for key in vars(forged).values()):
            for answer in (client.get(address), client.post(address, {})):
                assert answer.status_code in {404, 405}, (address, answer.status_code)


def test_a_negotiation_page_asks_as_much_with_one_clause_as_with_many(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for actor, who, points in (
        (cast.slt, "politikontakt", 1),
        (cast.neighbour_mayor, "nabopoliti", 40),
    ):
        cooperation = cast.cooperation if points == 1 else cast.neighbours
        agreement = on_the_table(actor, cooperation, points=tuple((f"P{n}", "Tekst") for n in range(points)))
        client = login_as(who)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/avtale/{agreement.pk}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
