"""Reads of what things rest on in law, of a region's municipalities, and of what was gone through after an election."""

from dataclasses import dataclass
from datetime import date

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum, GoneThrough, Introduction, LegalBasis, RegionalPlace
from samrad.forums.queries.bodies import holders_of, sits_in
from samrad.forums.queries.reach import is_insider, limited_seat_of
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.parties.rules import ELECTED


def legal_bases_of(actor: Actor, cooperation: Cooperation) -> list[LegalBasis]:
    """What was said of everything in a cooperation. For its parties; one statement. V-1-e."""
    if not stands_inside(actor, cooperation):
        return []
    return list(LegalBasis.objects.filter(cooperation=cooperation))


def places_of(actor: Actor, forum: Forum) -> list[RegionalPlace]:
    """How a regional council stands to each municipality's own, where it was said. V-4.4-b."""
    if not is_insider(actor, forum):
        return []
    return list(RegionalPlace.objects.filter(forum=forum).select_related("organisation"))


def introductions_of(actor: Actor, forum: Forum) -> dict[object, date]:
    """By membership: the day on which whoever holds the seat today was introduced to the law. One statement. V-4.3-j."""
    if not is_insider(actor, forum) and not sits_in(actor, forum):
        return {}
    holding = {
        row.pk for rows in holders_of(m.post_id for m in forum.memberships.all()).values() for row in rows
    }
    limited = limited_seat_of(actor, forum)
    return {
        row.membership_id: row.on
        for row in Introduction.objects.filter(forum=forum)
        if row.holder_id in holding and (limited is None or row.membership_id == limited.pk)
    }


def gone_through_since(actor: Actor, cooperation: Cooperation, day: date) -> dict[str, date]:
    """What a municipality of the cooperation has gone through since a day, each with the last day. V-2.2-k."""
    if not stands_inside(actor, cooperation):
        return {}
    rows = GoneThrough.objects.filter(cooperation=cooperation, on__gte=day).order_by("on")
    return {row.what: row.on for row in rows}


@dataclass(frozen=True)
class ElectedSeat:
    """A post that is filled by election, and since when somebody holds it."""

    title: str
    since: date | None


def elected_seats(cooperation: Cooperation) -> list[ElectedSeat]:
    """The elected posts of its municipalities. Open facts. V-2.2-k."""
    towns = [
        party.organisation_id
        for party in cooperation.parties.all()
        if party.side == "municipality" and not party.left_on
    ]
    posts = list(
        Post.objects.filter(organisation__in=towns, function__in=ELECTED).select_related("organisation")
    )
    held = holders_of(post.pk for post in posts)
    return [
        ElectedSeat(
            f"{post.title}, {post.organisation.official_name}",
            max((row.valid_from for row in held.get(post.pk, [])), default=None),
        )
        for post in posts
    ]
