"""How much each party has given of knowledge, counted."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q

from samrad.cooperation.models import Challenge, Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum
from samrad.forums.queries import is_insider
from samrad.knowledge.models import Contribution, PictureContribution
from samrad.parties.actor import Actor


def contributions_since(actor: Actor, forum: Forum, day: date) -> Counter[UUID]:
    """What each party has handed over to a forum after a day and not withdrawn: organisation, count. One statement.

    Refuses  with `Forum.DoesNotExist` who is not of a party.
    Source   V-4-c, V-4-p.
    """
    if not is_insider(actor, forum):
        raise Forum.DoesNotExist
    rows = Contribution.objects.filter(
        request__forum=forum, state=Contribution.State.HANDED_OVER, handed_over_on__gt=day
    ).exclude(sort=Contribution.Sort.NOTHING)
    return Counter(rows.values_list("owner", flat=True))


def released_in(actor: Actor, cooperation: Cooperation, most: int | None = 12) -> list[Contribution]:
    """What was handed over in a cooperation and not withdrawn, the newest first, for those who stand inside. One statement. V-5.1-c."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Contribution.objects.filter(
        request__cooperation=cooperation, state=Contribution.State.HANDED_OVER
    ).exclude(sort=Contribution.Sort.NOTHING)
    return list(rows.select_related("request", "owner").order_by("-handed_over_on", "-id")[:most])


def contributions_about(actor: Actor, cooperation: Cooperation, mark: str) -> list[Contribution]:
    """What both sides have given to the common pictures of a challenge, the newest first. One statement, and none without a challenge.

    Shape    `mark` is how a focus area names its challenge: a code of the guide, or the identifier of a local one. V-4.1.4-a.
    """
    if not mark or not stands_inside(actor, cooperation):
        return []
    about = Q(picture__challenge__code=mark)
    if Challenge.names_a_local(mark):
        about |= Q(picture__challenge=mark)
    chosen = PictureContribution.objects.filter(about, cooperation=cooperation).values("contribution")
    rows = Contribution.objects.filter(pk__in=chosen, state=Contribution.State.HANDED_OVER)
    return list(rows.select_related("request", "owner").order_by("-handed_over_on", "-id"))
