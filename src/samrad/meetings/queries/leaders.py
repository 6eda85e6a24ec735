"""On whose behalf a police contact prepares a meeting: the head of the police unit, or of the operating unit. V-5.1-h."""

from django.db.models import Q, QuerySet

from samrad.cooperation.queries import keys_inside
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.meetings.models import Meeting
from samrad.parties.actor import Actor
from samrad.parties.models import Post

HEADS = (Post.Function.POLICE_UNIT_HEAD, Post.Function.OPERATING_UNIT_HEAD)


def leaders_to_assist(actor: Actor) -> list[Post]:
    """The leaders that a police contact may assist, those of the contact's own house first. None for anybody else. Open facts."""
    if actor.function != Post.Function.POLICE_CONTACT:
        return []
    houses = Q(organisation__in=actor.parties) | Q(acts_for__in=actor.parties)
    rows = Post.objects.filter(houses, function__in=HEADS).select_related("organisation")
    found = rows.distinct().order_by("title", "pk")
    return sorted(found, key=lambda post: post.organisation_id != actor.organisation)


@question
def agendas_waiting_for(actor: Actor) -> Steps[list[Meeting]]:
    """The agendas that a police contact has drafted for the actor's own post, and asked for a yes to."""
    if actor.function not in HEADS:
        return []
    [found] = yield [_asked(actor)]
    return found


@composed
def _asked(actor: Actor) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(cooperation__in=keys_inside(actor), assists=actor.post)
    open_ones = rows.filter(agenda_approved_by=None, state__in=(Meeting.State.PLANNED, Meeting.State.CALLED))
    return open_ones.exclude(approval_asked_at=None).select_related("forum").order_by("approval_asked_at")
