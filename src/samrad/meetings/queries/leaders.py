"""On whose behalf a police contact prepares a meeting: the head of the police unit, or of the operating unit. V-5.1-h."""

from django.db.models import Q

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
