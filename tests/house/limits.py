"""A council with one limited member: the same words in every kind of content of one matter of theirs, and of others.

The words are nonsense that stands nowhere else: one for what is the member's, one for what is not.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from samrad.cooperation import wall
from samrad.evaluations.commands.evaluating import open_answers
from samrad.evaluations.commands.learning import note_point, write_joint_text
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import agree_to_assessment, begin_assessment, take_in_external
from samrad.forums.commands.wheel import add_wheel_point
from samrad.forums.models import Forum, Membership
from samrad.kernel.clock import now, today
from samrad.meetings.commands.agenda import change_item, place_item, propose_item
from samrad.meetings.commands.between import answer_matter, coordinate, note_answer_from_outside, send_outside
from samrad.meetings.commands.lifting import lift_item
from samrad.meetings.commands.limiting import open_item_to
from samrad.meetings.commands.outcomes import follow_up_task, make_task
from samrad.meetings.commands.papers import add_paper, check_paper
from samrad.meetings.commands.planning import plan_meeting
from samrad.meetings.commands.record import approve_minutes, remark_on_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, open_meeting, stand_aside, write_note
from samrad.meetings.commands.theme import set_theme
from samrad.meetings.documents import minutes_pdf
from samrad.meetings.models import AgendaItem, Lift, Meeting, Onward, Paper
from samrad.meetings.queries.meetings import item_visible_to
from samrad.notices.commands.own import open_calendar
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation, answer, questions
from tests.house.test_isolation import Objects, addresses, objects_of
from tests.meetings.settings import a_council, called, fresh
from tests.pdf import words_of
from tests.situations import do

OURS, NAMED, THEIRS = "INNEFUGL", "NAVNEFUGL", "UTEFUGL"
THEME, OTHER = "schools", "gangs"


@dataclass
class Limited:
    """What the test looks at: matters by their word, in a meeting that goes on and in one whose minutes are approved."""

    cast: Cast
    forum: Forum
    seat: Membership
    going_on: Meeting
    approved: Meeting
    ahead: Meeting
    outside: list[Objects]
    inside: list[Objects]

    @property
    def closed_to_them(self) -> set[str]:
        """The addresses that name a matter outside the limit, or what hangs on one."""
        return {
            a
            for named in self.outside
            for a in _of(named, "item_id", "paper_id", "task_id", "onward_id", "lift_id")
        }

    @property
    def all_addresses(self) -> list[str]:
        found = [a for named in self.outside + self.inside for a in addresses(named)]
        return [a for a in dict.fromkeys(found) if "logg-ut" not in a]


def _of(named: Objects, *names: str) -> Iterator[str]:
    keys = [str(getattr(named, name)) for name in names]
    return (address for address in addresses(named) if any(key in address for key in keys))


def a_limited_member(cast: Cast) -> Limited:
    """The principal takes part in one theme, and in one matter by name; the county's director in everything."""
    forum = a_council(cast)
    assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
    do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)
    into = {"forum_id": forum.pk, "assessment_id": assessment.pk, "role": "member"}
    seat = do(cast.slt, take_in_external, post_id=cast.principal.post, limited=True, themes=[THEME], **into)
    do(cast.slt, take_in_external, post_id=cast.people["fylke"].post, **into)
    in_forum = {"face": "forum", "on": today() + timedelta(days=9)}
    do(cast.slt, add_wheel_point, forum_id=forum.pk, name=THEIRS, **in_forum)
    key = do(cast.principal, open_calendar, person_id=cast.principal.person)
    base = replace(
        objects_of(cast), forum_id=forum.pk, membership_id=seat.pk, key=key, post_id=cast.principal.post
    )
    base = replace(base, **an_evaluation_with_words(cast, forum))
    an_evaluation(cast, forum, title=THEIRS)  # and one that is being answered
    raised = an_item(cast, forum, THEIRS, OTHER)
    base = replace(base, item_id=raised.pk)
    approved, first = a_full_meeting(cast, forum, base, seat)
    _approve(cast, approved)
    going_on, second = a_full_meeting(cast, forum, base, seat)
    ahead = a_planned_meeting(cast, forum)
    for word, theme in ((OURS, THEME), (THEIRS, OTHER)):
        place(cast, an_item(cast, forum, word, theme), ahead)
    called(cast, ahead)
    outside = [base, *(full[THEIRS] for full in (first, second))]
    inside = [full[word] for full in (first, second) for word in (OURS, NAMED)]
    return Limited(cast, forum, seat, going_on, approved, ahead, outside, inside)


def an_evaluation_with_words(cast: Cast, forum: Forum) -> dict[str, object]:
    """Of the whole forum: the joint text being written, with the word in answers, joint text and learning point."""
    asked = an_evaluation(cast, forum, title=THEIRS)
    for member in (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.people["fylke"]):
        answer(member, asked, THEIRS)
    do(cast.slt, open_answers, evaluation_id=asked.pk)
    first = questions(cast.slt, asked)[0]
    do(cast.slt, write_joint_text, question_id=first.pk, text=THEIRS, seen=0)
    point = do(cast.slt, note_point, evaluation_id=asked.pk, kind="ahead", text=THEIRS, rests_on=[first.pk])
    return {"evaluation_id": asked.pk, "question_id": first.pk, "learned_id": point.pk}


def a_planned_meeting(cast: Cast, forum: Forum) -> Meeting:
    starts_at = now() + timedelta(days=21)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return do(cast.slt, plan_meeting, forum_id=forum.pk, title="Vintermøte", place="Rådhuset", **times)


def an_item(cast: Cast, forum: Forum, word: str, theme: str) -> AgendaItem:
    words = dict.fromkeys(("title", "background", "what_to_decide", "legal_basis"), word)
    asked = {"addressed_to_id": cast.places.north.pk, "face": "forum"}
    item = do(cast.slt, propose_item, forum_id=forum.pk, **words, **asked)
    do(cast.slt, set_theme, item_id=item.pk, theme=theme, functions=[], seen=item.version)
    seen = version(cast.slt, item.pk)
    step = {"step": 2, "step_reason": word, "kind": "discussion", "level": "strategic", "seen": seen}
    return do(cast.slt, change_item, item_id=item.pk, **words, **asked, **step)


def place(cast: Cast, item: AgendaItem, meeting: Meeting) -> None:
    do(cast.slt, place_item, item_id=item.pk, meeting_id=meeting.pk)


def version(actor: Actor, item_id: UUID) -> int:
    with wall.acting(actor):
        return item_visible_to(actor, item_id).version


def a_full_meeting(
    cast: Cast, forum: Forum, base: Objects, seat: Membership
) -> tuple[Meeting, dict[str, Objects]]:
    """A meeting in session, with every kind of content in three matters: of their theme, opened by name, and of another theme."""
    meeting = a_planned_meeting(cast, forum)
    items = {}
    for word, theme in ((THEIRS, OTHER), (OURS, THEME), (NAMED, OTHER)):
        items[word] = an_item(cast, forum, word, theme)
        place(cast, items[word], meeting)
    seen = version(cast.slt, items[NAMED].pk)
    do(cast.slt, open_item_to, item_id=items[NAMED].pk, members=[seat.pk], seen=seen)
    papers = {word: a_paper(cast, item, word) for word, item in items.items()}
    called(cast, meeting)
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    return meeting, {
        word: replace(
            base,
            meeting_id=meeting.pk,
            item_id=item.pk,
            paper_id=papers[word].pk,
            **what_came(cast, item, word),
        )
        for word, item in items.items()
    }


def a_paper(cast: Cast, item: AgendaItem, word: str) -> Paper:
    paper = do(cast.slt, add_paper, item_id=item.pk, filename=f"{word}.txt", data=word.encode(), face="forum")
    if paper.state == Paper.State.QUARANTINE:
        paper = do(cast.slt, check_paper, paper_id=paper.pk, scan=lambda _data: "")
    assert paper.state == Paper.State.CLEAN
    return paper


def what_came(cast: Cast, item: AgendaItem, word: str) -> dict[str, object]:
    """A note, what the parties say, a decision that went outside with its answer, a task with a step, who stood aside, a lift."""
    key = {"item_id": item.pk}
    do(cast.slt, write_note, text=word, seen=0, **key)
    do(cast.police_contact, answer_matter, text=word, resources=word, **key)
    words = dict.fromkeys((cast.places.lyngvik.pk, cast.places.north.pk), word)
    seen = version(cast.slt, item.pk)
    do(cast.slt, coordinate, premises=["goals"], weighing=word, adaptations=words, seen=seen, **key)
    sent = {"channel": "ks", "to_whom": word, "text": word, "sent_on": today(), "answer_by": today()}
    onward: Onward = do(cast.slt, send_outside, responsible_id=cast.slt.post, **sent, **key)
    answered = {"answer": word, "answered_on": today(), "seen": onward.version}
    do(cast.slt, note_answer_from_outside, onward_id=onward.pk, **answered)
    task = do(cast.slt, make_task, text=word, owner_id=cast.slt.post, due_on=today(), **key)
    do(cast.slt, follow_up_task, task_id=task.pk, kind="reported", text=word, seen=task.version)
    with wall.acting(cast.slt):
        chief = Membership.objects.get(forum=item.forum_id, post=cast.chief.post)
    do(cast.slt, stand_aside, membership_id=chief.pk, provision=word, **key)
    return {"onward_id": onward.pk, "task_id": task.pk, "lift_id": a_lift(cast, item, word).pk}


def a_lift(cast: Cast, item: AgendaItem, word: str) -> Lift:
    """From the council to a level below, which is there when the council steers the work for the young."""
    with wall.acting(cast.slt):
        below = Forum.objects.filter(cooperation=cast.cooperation, kind="slt_exec").first()
    below = below or do(
        cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="slt_exec", name="Nettverket"
    )
    words = dict.fromkeys(("title", "background", "reason"), word)
    return do(cast.slt, lift_item, item_id=item.pk, to_forum_id=below.pk, face_there="forum", **words)


def _approve(cast: Cast, meeting: Meeting) -> None:
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    seen = fresh(cast.slt, meeting.pk).version
    minutes = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=seen)
    do(cast.people["fylke"], remark_on_minutes, minutes_id=minutes.pk, text=THEIRS)
    given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash, "make_pdf": minutes_pdf}
    for who in (cast.slt, cast.police_contact):
        do(who, approve_minutes, **given)


def told_by(answer: HttpResponse) -> set[str]:
    """The words that stand in an answer: in its headers, and in its body as whoever opens it reads it."""
    body = b"".join(answer) if answer.streaming else answer.content
    head = " ".join(f"{name}: {value}" for name, value in answer.items())
    return words_among(body) | {word for word in (OURS, NAMED, THEIRS) if word in head}


def words_among(body: bytes) -> set[str]:
    if body.startswith(b"%PDF"):
        text = words_of(body)
    elif body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            text = " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    else:
        text = body.decode(errors="replace")
    return {word for word in (OURS, NAMED, THEIRS) if word in text}


@dataclass
class Walk:
    """Every address once: where a word stood that is not the member's, all words that came out, and what became of each."""

    leaks: dict[str, set[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    became: dict[str, int] = field(default_factory=dict)

    @property
    def broken(self) -> list[str]:
        return [address for address, status in self.became.items() if status >= 500]


def walk(client: Client, where: Iterable[str]) -> Walk:
    done = Walk()
    for address in where:
        answer = client.get(address)
        found = told_by(answer)
        done.told |= found
        done.became[address] = answer.status_code
        if THEIRS in found:
            done.leaks[address] = found
    return done
