"""Calling a meeting with forty recipients: what the click costs, and when the last mail has reached the mail server."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from bench.clock import in_turn, ratio, used_by
from bench.pages import NOTHING, WHO
from bench.rows import Row
from bench.server import Server
from bench.site import NAME, as_the_product
from bench.visits import Visitor
from bench.waiting import until
from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import add_member
from samrad.forums.models import Forum
from samrad.kernel.clock import now, today
from samrad.meetings.commands.agenda import place_item, propose_item
from samrad.meetings.commands.planning import plan_meeting
from samrad.meetings.models import Meeting, Recipient
from samrad.notices.commands.telling import tell
from samrad.notices.queries import cooperations_with_news
from samrad.notices.tasks import POSTMAN
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post
from samrad.parties.models import Organisation, Person, Post
from samrad.parties.queries import actors_of
from samrad.project.demo_post import mail_kept_in, point_mail_at
from samrad.project.embedded import Cluster

RECIPIENTS, ROUNDS = 40, 20
CLICK, SECONDS = 3.0, 10.0
PATIENCE = 120.0  # seconds, before the worker or the mails are given up
WORKING = "select exists (select from procrastinate_workers)"  # a worker writes itself down when it begins
DONE_WITH = (
    "delete from procrastinate_jobs",
    "delete from notices_delivery where state = 'queued'",
)


def rows(cluster: Cluster, server: Server) -> Iterator[Row]:
    """One call with a worker and a mail server beside, timed by the clock; then the click alone, beside an empty post."""
    actor = actors_of(Person.objects.get(user__username=WHO).user)[0]
    forum = _forum(actor)
    first, *others = [_meeting(actor, forum, day) for day in range(ROUNDS + 1)]
    took, worked = _until_out(cluster, server, actor, first)
    yield Row(f"call to {RECIPIENTS}: until all mails are out, s", took, SECONDS)
    yield Row("the worker's processor time for them, without the database's, s", worked)
    visitor, clicks = Visitor(server, WHO), iter(others)
    spent = in_turn(
        server.clock,
        {
            "call": lambda: visitor.post(_address(meeting := next(clicks)), seen=meeting.version),
            "nothing": partial(_post_nothing, visitor, iter(range(ROUNDS))),
        },
        rounds=ROUNDS,
    )
    yield Row("an empty signed-in post, ms", median(spent["nothing"]))
    yield Row(
        f"call to {RECIPIENTS}: the click ÷ an empty post", ratio(spent["call"], spent["nothing"]), CLICK
    )


def _post_nothing(visitor: Visitor, numbers: Iterator[int]) -> None:
    visitor.post(NOTHING, seen=next(numbers))  # another each time: the same form sent twice is done once


def _forum(actor: Actor) -> Forum:
    """A forum of the demo's municipality, with so many members who can be written to."""
    machine, town = Actor.system("bench"), Organisation.objects.get(slug="lyngvik", kind="municipality")
    posts = []
    for number in range(RECIPIENTS):
        post = create_post(
            actor=machine,
            organisation=town,
            function=Post.Function.PRINCIPAL,
            title=f"Medlem {number}",
            power=Post.Power.MEMBER,
        )
        person = Person.objects.create(
            name=f"Prøve {number}", is_fictional=True, email=f"prove{number}@lyngvik.test"
        )
        appoint(actor=machine, person=person, post=post, valid_from=today())
        posts.append(post.pk)
    with wall.acting(actor):
        home = Forum.objects.filter(cooperation__slug="lyngvik").values_list("cooperation", flat=True)[0]
        forum = set_up_forum(actor=actor, cooperation_id=home, kind=Forum.Kind.THEMATIC, name="Stort forum")
        there = set(forum.memberships.values_list("post", flat=True))
        for pk in posts:
            if pk not in there:
                add_member(actor=actor, forum_id=forum.pk, post_id=pk, role="member")
    return forum


def _meeting(actor: Actor, forum: Forum, day: int) -> Meeting:
    """One with a matter on its agenda, ready to be called."""
    starts = now() + timedelta(days=30 + day)
    with wall.acting(actor):
        meeting = plan_meeting(
            actor=actor,
            forum_id=forum.pk,
            title=f"Møte {day}",
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
        )
        item = propose_item(actor=actor, forum_id=forum.pk, title="Trygt sentrum")
        place_item(actor=actor, item_id=item.pk, meeting_id=meeting.pk)
        return Meeting.objects.get(pk=meeting.pk)


def _address(meeting: Meeting) -> str:
    return f"/mote/{meeting.pk}/innkalling/"


def _until_out(cluster: Cluster, server: Server, actor: Actor, meeting: Meeting) -> tuple[float, float]:
    """From the click to the last mail in the mail server's folder, and what the worker spent."""
    _tell_of_all_before(cluster)
    with tempfile.TemporaryDirectory(prefix="samrad-bench-") as folder, mail_kept_in(Path(folder)) as port:
        point_mail_at(port, Path(folder), 0)
        with _working(cluster) as worker:
            visitor, before, start = Visitor(server, WHO), used_by([worker.pid]), time.monotonic()
            visitor.post(_address(meeting), seen=meeting.version)
            with wall.acting(actor):
                wanted = (
                    Recipient.objects.filter(meeting=meeting).exclude(appointment__person__email="").count()
                )
            assert wanted >= RECIPIENTS, wanted
            mails = partial(Path(folder).glob, "*.eml")
            until(lambda: len(list(mails())) >= wanted, worker, "the last mail", PATIENCE)
            return time.monotonic() - start, (used_by([worker.pid]) - before) / 1000


def _tell_of_all_before(cluster: Cluster) -> None:
    """What has happened until now is told, and its mail is left unsent, so that the worker has the call alone."""
    with wall.acting(POSTMAN) as postman:
        while waiting := cooperations_with_news(postman):
            for cooperation in waiting:
                tell(actor=postman, cooperation_id=cooperation)
    with cluster.superuser(NAME) as root:
        for statement in DONE_WITH:
            root.execute(statement)


@contextmanager
def _working(cluster: Cluster) -> Iterator[subprocess.Popen[bytes]]:
    """The worker as an operator runs it, ready for its first job."""
    process = subprocess.Popen([Path(sys.executable).parent / "samrad", "work"], env=as_the_product())
    try:
        with cluster.superuser(NAME) as root:
            until(lambda: root.execute(WORKING).fetchone() == (True,), process, "the worker", PATIENCE)
        yield process
    finally:
        process.terminate()
        process.wait()
