"""Advice that becomes a matter for a forum."""

from typing import Any
from uuid import UUID

from samrad.contacts.commands.enquiries import follow_advice
from samrad.forums.queries import forum_visible_to
from samrad.kernel.deeds import command
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.models import AgendaItem
from samrad.meetings.permissions import may_propose
from samrad.parties.actor import Actor


@command
def raise_advice(*, actor: Actor, enquiry_id: UUID, forum_id: UUID, **item: Any) -> AgendaItem:
    """Raise a matter from advice that the police gave, and let the question lead to it.

    Who      as `propose_item` and `follow_advice` say.
    Refuses  what they refuse: a forum of another cooperation, too. A party's own matter leaves no mark on what both read.
    Records  ItemProposed, AdviceFollowed.
    Source   V-2.1-i, V-5.1-f.
    """
    may_propose(actor, forum_visible_to(actor, forum_id)).require()
    made = propose_item(actor=actor, forum_id=forum_id, **item)
    if made.only_for_id is None:
        _say_followed(actor, enquiry_id, made)
    return made


def _say_followed(actor: Actor, enquiry_id: UUID, made: AgendaItem) -> None:
    where = made.cooperation_id
    follow_advice(
        actor=actor, enquiry_id=enquiry_id, cooperation_id=where, came_to="item", came_to_id=made.pk
    )
