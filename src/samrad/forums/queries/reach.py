"""How far somebody sees in a forum: from inside, what is shared with all who sit there, or the matters of a limited member.

A limited member reaches the matters of their themes, those that are opened to them, and what hangs on these. V-4.2-d.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from samrad.cooperation.queries import stands_inside
from samrad.cooperation.queries.challenges import challenges_of
from samrad.forums.models import Face, Forum, Membership
from samrad.guide.challenges import shared_challenges
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.queries import runs_on

SHARED = (Face.FORUM, Face.PUBLIC)


def is_insider(actor: Actor, forum: Forum) -> bool:
    """Acts for a party of the forum's cooperation."""
    return stands_inside(actor, forum.cooperation)


def seat_of(actor: Actor, forum: Forum) -> Membership | None:
    """The actor's own seat today, or the one that is lent to them. Expects the memberships fetched along."""
    members = forum.memberships.all()
    own = next((m for m in members if m.post_id == actor.post and m.sits_on(today())), None)
    return own or forum.seat_lent


def limited_seat_of(actor: Actor, forum: Forum) -> Membership | None:
    """The same, when the seat is limited; nobody who acts for a party is."""
    seat = None if is_insider(actor, forum) else seat_of(actor, forum)
    return seat if seat and seat.limited else None


def limited_members(forum: Forum) -> list[Membership]:
    """Those who sit there today and are limited."""
    return [member for member in forum.memberships.all() if member.limited and member.sits_on(today())]


def limited_seats(post: UUID | None) -> "QuerySet[Membership]":
    """The limited seats that a post holds today: also as a part of a larger statement."""
    return Membership.objects.filter(runs_on(today()), post=post, limited=True)


def reached_from(seats: "QuerySet[Membership]", to_matter: str) -> Exists:
    """Whether some limited seats reach a row. `to_matter` is the way from the row to its matter, as a lookup begins.

    A row without a matter is reached from none of them.
    """
    of_theme = Func(
        F("themes"), OuterRef(f"{to_matter}theme"), function="jsonb_exists", output_field=BooleanField()
    )
    by_name = Func(
        OuterRef(f"{to_matter}opened_to"),
        Cast("pk", TextField()),
        function="jsonb_exists",
        output_field=BooleanField(),
    )
    return Exists(seats.filter(Q(of_theme) | Q(by_name), forum=OuterRef(f"{to_matter}forum"), limited=True))


def shown_to[Row: Model](actor: Actor, forum: Forum, rows: "QuerySet[Row]") -> "QuerySet[Row]":
    """Wall one on what stands in a forum, any table with a face: an insider sees what is not another party's own, an external what is shared."""
    return shown_within(reach_of(actor, forum), rows)


@dataclass(frozen=True)
class Reach:
    """How far somebody sees in a forum: from inside, with what their own parties have there, or as an external member.

    Shape    `seat` is the membership that limits them, if one does.
    """

    inside: bool
    parties: frozenset[UUID]
    seat: UUID | None = None


def reach_of(actor: Actor, forum: Forum) -> Reach:
    """Expects the memberships fetched along."""
    if is_insider(actor, forum):
        return Reach(True, actor.parties)
    limited = limited_seat_of(actor, forum)
    return Reach(False, actor.parties, limited.pk if limited else None)


def sees_whole(actor: Actor, forum: Forum) -> bool:
    """Whether the actor sees all that is shared with the forum, and not only some of its matters."""
    return limited_seat_of(actor, forum) is None


def shown_within[Row: Model](reach: Reach, rows: "QuerySet[Row]") -> "QuerySet[Row]":
    """`shown_to`, for one who has looked at the forum already."""
    if reach.inside:
        theirs = Q(only_for=None) & ~Q(face=Face.OWN)
        return rows.filter(theirs | Q(only_for__in=reach.parties))
    shared = rows.filter(face__in=SHARED, only_for=None)
    if reach.seat is None:
        return shared
    to_matter: str | None = getattr(rows.model, "to_matter", None)
    if to_matter is None:  # it hangs on no matter, so nobody can say that it is among theirs
        return rows.none()
    return shared.filter(reached_from(Membership.objects.filter(pk=reach.seat), to_matter))


def themes_of(actor: Actor, forum: Forum) -> dict[str, str]:
    """What matters of a forum can be about: the guide's themes by code, and the local ones with their names. One statement."""
    local = {str(row.pk): row.name for row in challenges_of(actor, forum.cooperation) if not row.code}
    return dict.fromkeys(shared_challenges(), "") | local
