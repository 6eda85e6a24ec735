"""What each party says of a matter, and what is waited for: from the other party, and from outside."""

from dataclasses import dataclass
from uuid import UUID

from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to, limited_seat_of, shown_to
from samrad.meetings.models import AgendaItem, Meeting, Onward, PartyWord
from samrad.parties.actor import Actor


def words_on(actor: Actor, forum: Forum, items: list[UUID]) -> list[PartyWord]:
    """What the parties say of some matters, in the order of the parties. One statement."""
    rows = shown_to(actor, forum, PartyWord.objects.filter(item__in=items)).select_related("party")
    order = {party.organisation_id: party.order for party in forum.cooperation.parties.all()}
    return sorted(rows, key=lambda word: (word.kind, order.get(word.party_id, len(order))))


def onwards_on(actor: Actor, forum: Forum, items: list[UUID]) -> list[Onward]:
    """Where some matters were sent outside the parties. One statement."""
    rows = shown_to(actor, forum, Onward.objects.filter(item__in=items))
    return [_told(actor, forum, row) for row in rows.select_related("told_in", "decision__responsible")]


def _told(actor: Actor, forum: Forum, onward: Onward) -> Onward:
    """Without the matter in which the answer is heard, for a limited member who takes no part in that one."""
    seat, later = limited_seat_of(actor, forum), onward.told_in
    if seat and later and not seat.takes_part_in(later.theme, later.opened_to):
        onward.told_in = None
    return onward


def onward_visible_to(actor: Actor, onward_id: UUID) -> Onward:
    """Refuses with `Onward.DoesNotExist`, alike for what is foreign and what is not there."""
    forum_id = Onward.objects.values_list("forum", flat=True).get(pk=onward_id)
    try:
        forum = forum_visible_to(actor, forum_id)
    except Forum.DoesNotExist:
        raise Onward.DoesNotExist from None
    rows = shown_to(actor, forum, Onward.objects.filter(pk=onward_id))
    onward = rows.select_related("item", "told_in", "decision__responsible").get()
    onward.forum = onward.item.forum = forum
    return _told(actor, forum, onward)


@dataclass(frozen=True)
class Awaited:
    """What a forum waits for: matters that a party has not answered since they were treated, and answers from outside."""

    matters: list[AgendaItem]
    onwards: list[Onward]

    def __bool__(self) -> bool:
        return bool(self.matters or self.onwards)


def awaited_in(actor: Actor, forum: Forum) -> Awaited:
    """See `Awaited`. The oldest first; no count for each party. Two statements. V-1-h, V-1-i."""
    over = [Meeting.State.HELD, Meeting.State.MINUTES_OUT, Meeting.State.APPROVED]
    matters = AgendaItem.objects.filter(
        forum=forum, addressed_to__isnull=False, meeting__state__in=over, state=AgendaItem.State.TREATED
    ).exclude(words__kind=PartyWord.Kind.ANSWER)
    shown = shown_to(actor, forum, matters).select_related("addressed_to", "proposed_for", "meeting")
    waits = shown_to(actor, forum, Onward.objects.filter(forum=forum, answered_on=None))
    return Awaited(
        list(shown.order_by("meeting__starts_at", "position")),
        list(waits.select_related("item", "decision__responsible").order_by("sent_on")),
    )
