"""How much each party has given of knowledge, counted."""

from collections import Counter
from datetime import date
from uuid import UUID

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum
from samrad.forums.queries import is_insider
from samrad.knowledge.models import Contribution
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


def released_in(actor: Actor, cooperation: Cooperation, most: int = 12) -> list[Contribution]:
    """What was handed over in a cooperation and not withdrawn, the newest first, for those who stand inside. One statement. V-5.1-c."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Contribution.objects.filter(
        request__cooperation=cooperation, state=Contribution.State.HANDED_OVER
    ).exclude(sort=Contribution.Sort.NOTHING)
    return list(rows.select_related("request", "owner").order_by("-handed_over_on", "-id")[:most])
