"""Posts and members as choices in a form, named as people know them."""

from collections.abc import Collection
from uuid import UUID

from samrad.cooperation.queries import living_parties
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.forums.models import Forum
from samrad.forums.queries import forums_of
from samrad.kernel.clock import today
from samrad.meetings.queries.calls import posts_beside
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.meetings.queries.tasks import posts_for
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.plans.queries.measures import measures_to_decide_on

type Choices = list[tuple[str, str]]


def named(post: Post) -> str:
    return f"{post.title}, {post.organisation.official_name}"


def members(forum: Forum) -> Choices:
    """Who sits in the forum today, by membership."""
    return [(str(m.pk), named(m.post)) for m in forum.memberships.all() if m.sits_on(today())]


def sitting_posts(forum: Forum) -> Choices:
    """The posts that sit in the forum today."""
    return [(str(m.post_id), named(m.post)) for m in forum.memberships.all() if m.sits_on(today())]


def substitutes(actor: Actor, forum: Forum) -> Choices:
    """Who can come in the actor's place: those who sit in the forum, and the others of the actor's own house."""
    sitting = [pair for pair in sitting_posts(forum) if pair[0] != str(actor.post)]
    known = {post for post, _name in sitting}
    return sitting + [(str(p.pk), named(p)) for p in posts_beside(actor) if str(p.pk) not in known]


def owners(forum: Forum) -> Choices:
    """Every post that can own a task here: those in the forum first, then the parties' others."""
    first = sitting_posts(forum)
    known = {post for post, _name in first}
    return first + [(str(post.pk), named(post)) for post in posts_for(forum) if str(post.pk) not in known]


def other_forums(actor: Actor, forum: Forum) -> Choices:
    """Where a matter can be sent on to."""
    return [
        (str(other.pk), other.name)
        for other in forums_of(actor, forum.cooperation)
        if other.pk != forum.pk and other.ended_on is None
    ]


def other_parties(forum: Forum, ours: Collection[UUID | None]) -> Choices:
    """The parties that a matter can be addressed to."""
    return [
        (str(party.organisation_id), party.organisation.official_name)
        for party in living_parties(forum.cooperation)
        if party.organisation_id not in ours
    ]


def clauses(actor: Actor, forum: Forum) -> Choices:
    """The clauses that a decision can follow up."""
    return [(str(clause.lineage), clause.name) for clause in clauses_in_force(actor, forum.cooperation)]


def focus_areas(actor: Actor, forum: Forum) -> Choices:
    """The focus areas that a decision can be about."""
    return [(str(area.pk), area.name) for area in open_focus_areas(actor, forum.cooperation)]


def measures(actor: Actor, forum: Forum) -> Choices:
    """The measures that a decision can be about."""
    return [(str(row.pk), row.name) for row in measures_to_decide_on(actor, forum.cooperation)]
